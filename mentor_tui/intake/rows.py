"""Rows of a form become submissions: cells to answers, repairs, and what is set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..domain.names import address_key, content_id, person_id, plain
from ..domain.records import Submission
from ..programmes import Programme
from .companions import WRITE_IN, without_other
from .dates import looks_like_a_date, read_moment
from .grids import GRID, fields_of
from .headings import Column
from .layout import Sheet, ticked
from .learning import joint_of
from .naming import (
    is_headings_again,
    is_hints,
    is_in_place,
    is_note,
    is_preview,
    is_summary,
    is_trial,
    is_unfinished,
)
from .opposites import opposite_fields
from .options import COMMA, SEMICOLON, Options
from .readers import FileRejected
from .reading import Vocabulary, read_answer, repair_band
from .shared_list import SharedList, by_side

_IMPOSSIBLE = (
    "{text!r} under {heading!r} is no date that exists; mend it in the file and import again"
)


_SAMPLE = 500


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
    """A row that could not be taken, and the command that lets it in where there is one."""

    line: int
    reason: str
    by_command: str = ""


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


class RowReader:
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
        self._headings = frozenset(map(plain, sheet.headings)) - {""}
        self._two_lists = opposite_fields(request.programme)
        self._shared = shared
        self.submissions: list[Submission] = []
        self.set_aside: list[SetAside] = []
        self.repairs: list[Repair] = []
        self.remarks: list[Remark] = []

    def take(self, row: Sequence[str], line: int) -> None:
        """Read one row."""
        reason = self._is_no_application(row, line)
        if reason:
            self.set_aside.append(SetAside(line, reason))
            return
        answers, extra, repairs = self._cells(row)
        name, email = _name_of(answers), answers.get("email", "").strip()
        submitted, problem = self._submitted(answers)
        reason = _names_nobody(name, email, extra) or problem
        if reason:
            self.set_aside.append(SetAside(line, reason))
            return
        if is_trial(name):
            self.remarks.append(
                Remark(line, "this reads like somebody trying the form out; withdraw them if so")
            )
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

    def _is_no_application(self, row: Sequence[str], line: int) -> str:
        """Return why a row is no application by its cells alone, or an empty text.

        Raises:
            FileRejected: a second table begins here, and its rows would be read under headings that are not theirs.
        """
        if is_note(row, self._usual):
            return "a note beside the table, no application"
        if is_headings_again(row, self._headings):
            if not is_in_place(row, self._sheet.headings):
                raise FileRejected(
                    f"{self._request.path.name}, line {line}: a second table begins here, with headings in another order "
                    "than above; keep each table in a file of its own"
                )
            return "the headings again, no application"
        if not self.submissions and is_hints(row):
            return "hints below the headings, no application"
        return ""

    def _cells(self, row: Sequence[str]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        answers: dict[str, str] = {}
        extra: dict[str, str] = {}
        for column, cell in zip(self._columns, row, strict=True):
            if column.how == GRID:
                self._rate(column, cell, answers)
                continue
            text = ticked(cell, column.option) if column.option else cell.strip()
            if column.how == WRITE_IN and column.field and text:
                answers[column.field] = without_other(answers.get(column.field, ""))
            if column.field and column.field in answers:
                parts = (answers[column.field], text)
                answers[column.field] = self._joints[column.field].join(filter(None, parts))
            elif column.field:
                answers[column.field] = text
            elif text:
                extra[self._extra_name(column, extra)] = text
        return answers, extra, {}

    def _rate(self, column: Column, cell: str, answers: dict[str, str]) -> None:
        """Put an option of a grid into the lists that its cell names."""
        for name in fields_of(cell, self._two_lists):
            options = (answers.get(name, ""), column.option)
            answers[name] = SEMICOLON.join(filter(None, options))

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
        roles = [request.role] if request.role else roles_of(request, answers.get("role", ""))
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
            file=shown_name(request),
            line=line,
            arrival=0,
        )
        return row.with_(id=submission_id(row))


def _names_nobody(name: str, email: str, extra: Mapping[str, str]) -> str:
    """Return why a row is nobody's application, or an empty text."""
    if is_preview(extra):
        return "a preview of the form, no application"
    if email:
        return ""
    if is_summary(name):
        return "a total or a note, no application"
    if is_unfinished(extra):
        return "begun and not sent, and without an address"
    return "" if name else "no name and no e-mail address; fill one in and import again"


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


def shown_name(request: FormRequest) -> str:
    """Return the file's name as text, whatever bytes it has."""
    return (request.file_name or request.path.name).encode("utf-8", "replace").decode()


def _name_of(answers: Mapping[str, str]) -> str:
    whole = answers.get("name", "").strip()
    parts = " ".join(
        filter(None, (answers.get("first_name", "").strip(), answers.get("last_name", "").strip()))
    )
    return " ".join((whole or parts).split())


def roles_of(request: FormRequest, text: str) -> list[str]:
    """Return the roles that an answer names; peers have theirs without asking."""
    if request.programme.shape == "peers":
        return list(request.programme.roles)
    question = request.programme.question("role")
    if question is None:
        return []
    value = read_answer(question, request.words, text).value
    return list(value) if isinstance(value, tuple) else []
