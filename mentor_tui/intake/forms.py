"""A file becomes submissions: readers, headings, answers, people. Data plus a list of problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..domain.records import Submission
from .companions import spelt_out, with_companions
from .date_order import DateOrder, column_order, is_dates
from .grids import with_grids
from .heading_scores import SCALE
from .headings import ENOUGH, SAID_BOTH, Column, heading_key, heading_score, map_headings
from .layout import Sheet, find_sheet, only_ticks, ticked
from .readers import FileRejected, read_tables
from .recognising import MissingColumns, check_form
from .roles import read_roles
from .rows import FormRequest as FormRequest
from .rows import Remark as Remark
from .rows import Repair as Repair
from .rows import RowReader, roles_of, shown_name
from .rows import SetAside as SetAside
from .rows import submission_id as submission_id
from .shared_list import SharedList, as_both, shared_list


@dataclass(frozen=True, kw_only=True)
class FormReading:
    """Everything that a file gives."""

    file: str
    rows: int
    blank_rows: int
    columns: list[Column]
    submissions: list[Submission]
    set_aside: list[SetAside]
    repairs: list[Repair]
    learned: dict[str, list[str]]
    date_order: str
    date_sure: bool = True
    sheet: str = ""
    remarks: tuple[Remark, ...] = ()
    missing: tuple[str, ...] = ()


def read_form(
    request: FormRequest, progress: Callable[[int, int], None] | None = None
) -> FormReading:
    """Return what a file gives for a cohort.

    Args:
        request: the file and what is known.
        progress: called with rows read and rows in all; what it raises ends the reading.

    Raises:
        Refused: the file is no form of this programme, or cannot be read at all.
    """
    sheet, name = _sheet_of(request)
    columns_of = list(zip(*sheet.rows, strict=True)) if sheet.rows else [()] * len(sheet.headings)
    columns = _all_columns(request, sheet, columns_of)
    shared = _shared_list(request, sheet, columns)
    if shared is not None:
        columns = as_both(columns, shared)
    missing = _missing(request, columns)
    order = _date_order(request, columns, columns_of)
    reader = RowReader(request, sheet, columns, order.order, shared)
    for number, (row, line) in enumerate(zip(sheet.rows, sheet.lines, strict=True)):
        reader.take(row, line)
        if progress is not None and number % 200 == 0:
            progress(number, len(sheet.rows))
    return FormReading(
        file=shown_name(request),
        rows=len(sheet.rows),
        blank_rows=sheet.blank_rows,
        columns=columns,
        submissions=reader.submissions,
        set_aside=reader.set_aside,
        repairs=reader.repairs,
        learned=_learned(request, columns),
        date_order=order.order,
        date_sure=order.sure,
        sheet=name,
        remarks=(*_ragged(sheet), *reader.remarks),
        missing=missing,
    )


def _all_columns(
    request: FormRequest, sheet: Sheet, columns_of: Sequence[Sequence[str]]
) -> list[Column]:
    """Return what every column is: by its heading, by its neighbours, by the steps of its grid.

    Raises:
        FileRejected: a column that rates an option was named as a list of options.
    """
    columns = _columns(request, sheet, columns_of)
    for column in columns:
        question = request.programme.question(column.field or "")
        if column.index in sheet.scales and question and question.kind in ("topics", "choices"):
            raise FileRejected(
                f"{request.path.name}: the cells under {column.heading!r} rate an option and are none; write the options "
                "that somebody chose into one cell, joined by semicolons, or leave the column out"
            )
    columns = with_companions(columns, columns_of, request.programme)
    return with_grids(columns, sheet.scales, columns_of, request.programme)


def _missing(request: FormRequest, columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the fields that a form must have and lacks, where it is read nevertheless.

    Raises:
        FileRejected: it lacks something, and is not to be read then.
    """
    try:
        check_form(
            file=request.path.name,
            programme=request.programme,
            role=request.role,
            others=request.others,
            columns=columns,
        )
    except MissingColumns as error:
        if not request.lenient:
            raise
        return tuple(error.fields)
    return ()


def _shared_list(
    request: FormRequest, sheet: Sheet, columns: Sequence[Column]
) -> SharedList | None:
    """Return the list that both sides answer; a file for one role has none but where it was said."""
    if request.role and all(column.how != SAID_BOTH for column in columns):
        return None
    return shared_list(
        programme=request.programme,
        columns=columns,
        rows=sheet.rows,
        roles_of=lambda text: roles_of(request, text),
    )


def _ragged(sheet: Sheet) -> tuple[Remark, ...]:
    """Remark on rows that have fewer cells than the headings where most rows have all, or cells beyond the headings."""
    full = sum(cells >= sheet.width for cells in sheet.cells)
    rows = []
    for line, cells in zip(sheet.lines, sheet.cells, strict=True):
        if cells < sheet.width and full * 2 > len(sheet.cells):
            rows.append(
                Remark(
                    line,
                    f"this row has {cells} cells for {sheet.width} headings; the rest is taken as blank",
                )
            )
        elif cells > sheet.width:
            rows.append(
                Remark(
                    line,
                    f"this row has {cells} cells for {sheet.width} headings; what is too much is kept without a heading. "
                    "Look whether an answer was cut in two",
                )
            )
    return tuple(rows)


def _sheet_of(request: FormRequest) -> tuple[Sheet, str]:
    def recognised(row: Sequence[str]) -> float:
        keys = [heading_key(cell) if len(cell) < 600 else "" for cell in row]
        return sum(
            max(
                (heading_score(key, question)[0] for question in request.programme.questions),
                default=0.0,
            )
            for key in keys
            if key
        ) + 100.0 * sum(key in request.remembered or key in request.overrides for key in keys)

    rows = [
        (find_sheet(table, recognised), table.sheet)
        for table in read_tables(request.path, request.sheet)
    ]
    (sheet, score), name = max(
        rows,
        key=lambda each_row: (
            _for_role(request, each_row[1]),
            each_row[0][1],
            len(each_row[0][0].rows),
        ),
    )
    if not sheet.rows:
        raise FileRejected(
            f"{request.path.name} has headings but no answers; export the form again once somebody has applied"
        )
    if score < ENOUGH and not request.overrides and not request.lenient:
        raise FileRejected(
            f"{request.path.name}, line {sheet.lines[0] - 1 or 1}: no heading of {request.programme.id} is recognised; "
            "check that it is the form's export, or say what its columns are",
            "name them with --map 'HEADING=field'",
        )
    return sheet, name


def _for_role(request: FormRequest, sheet: str) -> bool:
    """Say whether a sheet is named after the role that the import is for."""
    if not request.role:
        return False
    role, words = request.programme.roles[request.role], heading_key(sheet).split()
    return any(
        heading_key(word) in words for word in (request.role, role.label, role.plural, *role.words)
    )


def _columns(
    request: FormRequest, sheet: Sheet, columns_of: Sequence[Sequence[str]]
) -> list[Column]:
    """Map the headings; columns that are one option each are mapped by the heading of their group."""
    groups: dict[str, list[int]] = {}
    for index, (group, _) in sheet.ticks.items():
        groups.setdefault(group, []).append(index)
    own = _own_options(request, sheet, columns_of)
    said = {*request.overrides, *request.remembered}
    spelt = {at for at in spelt_out(sheet.headings) if heading_key(sheet.headings[at]) not in said}
    scales = {at for at in sheet.scales if heading_key(sheet.headings[at]) not in said}
    alone = [
        index
        for index in range(len(sheet.headings))
        if index not in sheet.ticks
        and index not in own
        and index not in spelt
        and index not in scales
    ]
    headings = [sheet.headings[index] for index in alone] + list(groups)
    answers: list[Sequence[str]] = [columns_of[index] for index in alone]
    answers += [_ticks_of(sheet, indices) for indices in groups.values()]
    mapped = map_headings(
        headings=headings,
        columns=answers,
        programme=request.programme,
        remembered=request.remembered,
        overrides=_said_of_groups(request, sheet),
        options=request.words.options,
        roles=lambda text: bool(read_roles(text, request.programme)),
        role=request.role,
    )
    by_index = dict(zip(alone, mapped, strict=False))
    by_group = dict(zip(groups, mapped[len(alone) :], strict=True))
    return _in_order(sheet, columns_of, own, by_index, by_group)


def _said_of_groups(request: FormRequest, sheet: Sheet) -> dict[str, str]:
    """Return what was said of headings; what is said of the column of an option is said of its whole question."""
    said = dict(request.overrides)
    for index, (group, _) in sheet.ticks.items():
        name = request.overrides.get(heading_key(sheet.headings[index]))
        if name is not None:
            said.setdefault(heading_key(group), name)
    return said


def _ticks_of(sheet: Sheet, indices: Sequence[int]) -> list[str]:
    """Return the ticked options of columns that are one option each, row by row."""
    return [
        "; ".join(filter(None, (ticked(row[at], sheet.ticks[at][1]) for at in indices)))
        for row in sheet.rows
    ]


def _in_order(
    sheet: Sheet,
    columns_of: Sequence[Sequence[str]],
    own: Mapping[int, str],
    by_index: Mapping[int, Column],
    by_group: Mapping[str, Column],
) -> list[Column]:
    """Return the columns in the order of the file."""
    columns: list[Column] = []
    for index, heading in enumerate(sheet.headings):
        if index in own:
            samples = tuple(dict.fromkeys(answer for answer in columns_of[index] if answer))[:3]
            columns.append(Column(index, heading, own[index], "option", 100.0, samples, heading))
        elif index in sheet.ticks:
            group, option = sheet.ticks[index]
            column = by_group[group]
            columns.append(
                Column(
                    index, heading, column.field, column.how, column.score, column.samples, option
                )
            )
        elif index in by_index:
            column = by_index[index]
            columns.append(
                Column(index, heading, column.field, column.how, column.score, column.samples)
            )
        else:
            how = SCALE if index in sheet.scales else "unknown"
            columns.append(Column(index, heading, None, how))
    return columns


def _own_options(
    request: FormRequest, sheet: Sheet, columns_of: Sequence[Sequence[str]]
) -> dict[int, str]:
    """Return the list that a column belongs to whose heading is one of its options, where two or more columns do."""
    programme, rows = request.programme, dict[int, str]()
    keys = [heading_key(heading) for heading in sheet.headings]
    lists = [
        question
        for question in programme.questions
        if question.kind in ("topics", "choices")
        and (not request.role or not question.roles or request.role in question.roles)
        and not any(heading_score(key, question)[0] >= ENOUGH for key in keys if key)
    ]
    for index, heading in enumerate(sheet.headings):
        if (
            not heading
            or index in sheet.ticks
            or keys[index] in request.overrides
            or keys[index] in request.remembered
        ):
            continue
        fits = [
            question.field
            for question in lists
            if request.words.options[question.field].find(heading) is not None
        ]
        fits = [name for name in fits if name in programme.form.required] or fits
        if len(fits) == 1 and only_ticks(columns_of[index], heading):
            rows[index] = fits[0]
    return rows if len(rows) > 1 else {}


def _learned(request: FormRequest, columns: Sequence[Column]) -> dict[str, list[str]]:
    """Return the options that columns of their own name and the programme does not know."""
    learned: dict[str, list[str]] = {}
    for column in columns:
        question = request.programme.question(column.field or "")
        if question is None or question.kind not in ("topics", "choices") or not column.option:
            continue
        known = request.words.options[question.field].option(column.option)
        if known is None and not column.option.casefold().startswith("other"):
            learned.setdefault(question.field, []).append(column.option)
    return learned


def _date_order(
    request: FormRequest, columns: Sequence[Column], columns_of: Sequence[Sequence[str]]
) -> DateOrder:
    """Return how the time stamps are meant: as said, as the file shows, else as is usual."""
    if request.date_order:
        return DateOrder(order=request.date_order, sure=True, why="it was said")
    usual = request.programme.form.date_order
    own = next((column.index for column in columns if column.field == "submitted"), None)
    if own is None:
        return DateOrder(order=usual, sure=True, why="there are no time stamps")
    others = [texts for at, texts in enumerate(columns_of) if at != own and is_dates(texts)]
    return column_order(texts=columns_of[own], usual=usual, others=others, today=request.today)
