"""A file becomes submissions: readers, headings, answers, people. Data plus a list of problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..domain.names import address_key, content_id, person_id
from ..domain.records import Submission
from ..programmes import Programme
from .date_order import DateOrder, column_order, is_dates
from .dates import looks_like_a_date, read_moment
from .headings import ENOUGH, Column, heading_key, heading_score, map_headings
from .layout import Sheet, find_sheet, only_ticks, ticked
from .learning import joint_of
from .naming import is_note, is_summary
from .options import COMMA, SEMICOLON, Options
from .readers import FileRejected, read_tables
from .reading import Vocabulary, read_answer, repair_band
from .recognising import MissingColumns, check_form
from .roles import read_roles
from .shared_list import SharedList, as_both, by_side, shared_list

_SAMPLE = 500
_IMPOSSIBLE = (
    "{text!r} under {heading!r} is no date that exists; mend it in the file and import again"
)


@dataclass(frozen=True, kw_only=True)
class FormRequest:
    """What is to be read, and what is known before. `lenient` reads a file that lacks columns, too.

    `date_order` is how 09/10/2026 was said to be meant, `today` the day after which nothing was sent.
    """

    path: Path
    cohort: str
    programme: Programme
    words: Vocabulary
    role: str = ""
    sheet: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)
    others: Sequence[Programme] = ()
    file_name: str = ""
    lenient: bool = False
    date_order: str = ""
    today: date | None = None


@dataclass(frozen=True)
class SetAside:
    """A row that could not be taken."""

    line: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Repair:
    """An answer that a spreadsheet had changed, and what it was before."""

    line: int
    heading: str
    was: str
    now: str
    why: str


@dataclass(frozen=True)
class Remark:
    """A row that was taken and should be looked at."""

    line: int
    why: str


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
    columns = _columns(request, sheet, columns_of)
    shared = _shared_list(request, sheet, columns)
    if shared is not None:
        columns = as_both(columns, shared)
    missing: list[str] = []
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
        missing = list(error.fields)
    learned = _learned(request, columns)
    order = _date_order(request, columns, columns_of)
    reader = _RowReader(request, sheet, columns, order.order, shared)
    for number, (row, line) in enumerate(zip(sheet.rows, sheet.lines, strict=True)):
        reader.take(row, line)
        if progress is not None and number % 200 == 0:
            progress(number, len(sheet.rows))
    return FormReading(
        file=_shown_name(request),
        rows=len(sheet.rows),
        blank_rows=sheet.blank_rows,
        columns=columns,
        submissions=reader.submissions,
        set_aside=reader.set_aside,
        repairs=reader.repairs,
        learned=learned,
        date_order=order.order,
        date_sure=order.sure,
        sheet=name,
        remarks=_ragged(sheet),
        missing=tuple(missing),
    )


def _shared_list(
    request: FormRequest, sheet: Sheet, columns: Sequence[Column]
) -> SharedList | None:
    """Return the list that both sides answer; a file for one role has none."""
    if request.role:
        return None
    return shared_list(
        programme=request.programme,
        columns=columns,
        rows=sheet.rows,
        roles_of=lambda text: _roles(request, text),
    )


def _ragged(sheet: Sheet) -> tuple[Remark, ...]:
    """Remark on rows that have fewer cells than the headings where most rows have all, or cells beyond the headings."""
    full = sum(cells >= sheet.width for cells in sheet.cells)
    found = []
    for line, cells in zip(sheet.lines, sheet.cells, strict=True):
        if cells < sheet.width and full * 2 > len(sheet.cells):
            found.append(
                Remark(
                    line,
                    f"this row has {cells} cells for {sheet.width} headings; the rest is taken as blank",
                )
            )
        elif cells > sheet.width:
            found.append(
                Remark(
                    line,
                    f"this row has {cells} cells for {sheet.width} headings; what is too much is kept without a heading. "
                    "Look whether an answer was cut in two",
                )
            )
    return tuple(found)


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

    found = [
        (find_sheet(table, recognised), table.sheet)
        for table in read_tables(request.path, request.sheet)
    ]
    (sheet, score), name = max(
        found, key=lambda one: (_for_role(request, one[1]), one[0][1], len(one[0][0].rows))
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
    alone = [
        index
        for index in range(len(sheet.headings))
        if index not in sheet.ticks and index not in own
    ]
    headings = [sheet.headings[index] for index in alone] + list(groups)
    answers: list[Sequence[str]] = [columns_of[index] for index in alone]
    for indices in groups.values():
        answers.append(
            [
                "; ".join(filter(None, (ticked(row[i], sheet.ticks[i][1]) for i in indices)))
                for row in sheet.rows
            ]
        )
    mapped = map_headings(
        headings=headings,
        columns=answers,
        programme=request.programme,
        remembered=request.remembered,
        overrides=request.overrides,
        options=request.words.options,
        roles=lambda text: bool(read_roles(text, request.programme)),
        role=request.role,
    )
    found = dict(zip(alone, mapped, strict=False))
    columns: list[Column] = []
    by_group = dict(zip(groups, mapped[len(alone) :], strict=True))
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
        else:
            column = found[index]
            columns.append(
                Column(index, heading, column.field, column.how, column.score, column.samples)
            )
    return columns


def _own_options(
    request: FormRequest, sheet: Sheet, columns_of: Sequence[Sequence[str]]
) -> dict[int, str]:
    """Return the list that a column belongs to whose heading is one of its options, where two or more columns do."""
    programme, found = request.programme, dict[int, str]()
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
            one.field for one in lists if request.words.options[one.field].find(heading) is not None
        ]
        fits = [name for name in fits if name in programme.form.required] or fits
        if len(fits) == 1 and only_ticks(columns_of[index], heading):
            found[index] = fits[0]
    return found if len(found) > 1 else {}


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


class _RowReader:
    """Takes rows one by one: submissions, repairs, and what is set aside."""

    def __init__(
        self,
        request: FormRequest,
        sheet: Sheet,
        columns: Sequence[Column],
        order: str,
        shared: SharedList | None = None,
    ) -> None:
        self._request, self._sheet, self._columns, self._order = request, sheet, columns, order
        asked = [(column, request.programme.question(column.field or "")) for column in columns]
        self._choices = [
            (column, question)
            for column, question in asked
            if question and question.kind == "choice"
        ]
        self._joints = _joints(columns, sheet)
        self._usual = _usual_cells(sheet.rows)
        self._shared = shared
        self.submissions: list[Submission] = []
        self.set_aside: list[SetAside] = []
        self.repairs: list[Repair] = []

    def take(self, row: Sequence[str], line: int) -> None:
        """Read one row."""
        if is_note(row, self._usual):
            self.set_aside.append(SetAside(line, "a note beside the table, no application"))
            return
        answers, extra, repairs = self._cells(row)
        name, email = _name_of(answers), answers.get("email", "").strip()
        if is_summary(name) and not email:
            self.set_aside.append(SetAside(line, "a total or a note, no application"))
            return
        if not name and not email:
            self.set_aside.append(
                SetAside(line, "no name and no e-mail address; fill one in and import again")
            )
            return
        submitted, problem = self._submitted(answers)
        if problem:
            self.set_aside.append(SetAside(line, problem))
            return
        self._repair(answers, repairs, line)
        self.submissions.append(
            self._submission(
                name=name,
                email=email,
                submitted=submitted,
                answers=answers,
                repairs=repairs,
                extra=extra,
                line=line,
            )
        )

    def _cells(self, row: Sequence[str]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        answers: dict[str, str] = {}
        extra: dict[str, str] = {}
        for column, cell in zip(self._columns, row, strict=True):
            text = ticked(cell, column.option) if column.option else cell.strip()
            if column.field and column.field in answers:
                parts = (answers[column.field], text)
                answers[column.field] = self._joints[column.field].join(filter(None, parts))
            elif column.field:
                answers[column.field] = text
            elif text:
                extra[self._extra_name(column, extra)] = text
        return answers, extra, {}

    @staticmethod
    def _extra_name(column: Column, extra: Mapping[str, str]) -> str:
        heading = column.heading or f"(column {column.index + 1}, no heading)"
        return heading if heading not in extra else f"{heading} (column {column.index + 1})"

    def _submitted(self, answers: Mapping[str, str]) -> tuple[str, str]:
        text = answers.get("submitted", "")
        if not text:
            return "", ""
        moment = read_moment(text, self._order)
        if moment is not None:
            return moment.isoformat(" "), ""
        if looks_like_a_date(text):
            heading = next(
                column.heading for column in self._columns if column.field == "submitted"
            )
            return "", _IMPOSSIBLE.format(text=text, heading=heading)
        return "", ""

    def _repair(self, answers: Mapping[str, str], repairs: dict[str, str], line: int) -> None:
        for column, question in self._choices:
            if question.field in repairs:
                continue
            was = answers.get(question.field, "")
            if self._request.words.options[question.field].find(was) is not None:
                continue
            now = repair_band(question, was)
            if now is not None:
                repairs[question.field] = now
                self.repairs.append(
                    Repair(
                        line=line,
                        heading=column.heading,
                        was=was,
                        now=now,
                        why="a spreadsheet had turned this answer into a date",
                    )
                )

    def _submission(
        self,
        name: str,
        email: str,
        submitted: str,
        answers: dict[str, str],
        repairs: dict[str, str],
        extra: dict[str, str],
        line: int,
    ) -> Submission:
        request = self._request
        roles = [request.role] if request.role else _roles(request, answers.get("role", ""))
        if self._shared is not None:
            answers = by_side(answers, roles, request.programme, self._shared)
        content = sorted({*answers.values(), *extra.values()} - {""})
        person = person_id(email, name, "\x1f".join(content) if not address_key(email) else "")
        row = Submission(
            cohort=request.cohort,
            id="",
            person=person,
            name=name,
            email=email,
            roles=roles,
            submitted=submitted,
            answers=answers,
            repairs=repairs,
            extra=extra,
            file=_shown_name(request),
            line=line,
            arrival=0,
        )
        return row.with_(id=submission_id(row))


def submission_id(row: Submission) -> str:
    """Return the id of a row: whose it is, for which roles, when, and every cell that is filled."""
    content = sorted({*row.answers.values(), *row.extra.values()} - {""})
    return content_id("submission", row.person, ",".join(row.roles), row.submitted, *content)


def _joints(columns: Sequence[Column], sheet: Sheet) -> dict[str, str]:
    """Return by field what joins the cells of several columns: what joins the ticked options inside them."""
    texts: dict[str, list[str]] = {}
    for column in columns:
        if column.field and not column.option:
            texts.setdefault(column.field, []).extend(row[column.index] for row in sheet.rows)
    usual = {COMMA: f"{COMMA} "}
    joints = {column.field: SEMICOLON for column in columns if column.field}
    for name, answers in texts.items():
        joint = joint_of(answers, Options({})) if len(answers) > len(sheet.rows) else SEMICOLON
        joints[name] = usual.get(joint, joint)
    return joints


def _usual_cells(rows: Sequence[Sequence[str]]) -> int:
    """Return how many cells of a row are filled as a rule: the median."""
    filled = sorted(sum(bool(cell.strip()) for cell in row) for row in rows[:_SAMPLE])
    return filled[len(filled) // 2] if filled else 0


def _shown_name(request: FormRequest) -> str:
    """Return the file's name as text, whatever bytes it has."""
    return (request.file_name or request.path.name).encode("utf-8", "replace").decode()


def _name_of(answers: Mapping[str, str]) -> str:
    whole = answers.get("name", "").strip()
    parts = " ".join(
        filter(None, (answers.get("first_name", "").strip(), answers.get("last_name", "").strip()))
    )
    return " ".join((whole or parts).split())


def _roles(request: FormRequest, text: str) -> list[str]:
    if request.programme.shape == "peers":
        return list(request.programme.roles)
    question = request.programme.question("role")
    if question is None:
        return []
    value = read_answer(question, request.words, text).value
    return list(value) if isinstance(value, tuple) else []
