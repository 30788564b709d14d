"""The look before anything is written: counts, columns, repairs, rows set aside, flags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from textwrap import shorten
from typing import ClassVar

from rapidfuzz import fuzz
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...actions.import_plans import FileCount, ImportPlan, ImportRequest
from ...intake.headings import BOTH, heading_key
from ...intake.headings import Column as FormColumn
from ...intake.opposites import opposite_fields
from ...programmes import Question
from ..text import MISSING, QUIET, count, line, told
from ..widgets.hint import CLOSE, Hint
from ..widgets.rows import Column, Rows
from .choosing import Choosing
from .options_found import OptionsFound
from .overlay import Overlay, Reading, ask

PlanAgain = Callable[[ImportRequest, "ImportPreview"], None]

_HEADING_SHOWN = 40
_SURE = 2
"""The rank of a column that is known or was said."""


class ImportPreview(Overlay[bool]):
    """Enter writes, Esc leaves nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "write", show=False),
        Binding("m", "map", "map", show=False),
        Binding("o", "options", "options", show=False),
        Binding("d", "details", "details", show=False),
    ]

    def __init__(self, plan: ImportPlan, read_again: PlanAgain) -> None:
        """Take what would be written, and what reads the file again with another request."""
        super().__init__()
        self._plan, self._read = plan, read_again
        self._options: OptionsFound | None = None
        self._columns: list[FormColumn] = sorted(plan.columns, key=_unsure)

    def compose(self) -> ComposeResult:
        """Lay out figures and columns."""
        with Vertical(classes="panel -tall"):
            yield Static(
                told(f"Import into {self._plan.cohort.name}: nothing is written yet", "bold"),
                classes="title",
            )
            with VerticalScroll(classes="figures"):
                yield Static(Content("\n").join(self._figures()), id="figures")
            yield Rows(
                [
                    Column("field", 18),
                    Column("known by", 12),
                    Column("heading", 24, 2),
                    Column("answers", 16, 1),
                ]
            )
            yield Hint(
                ("enter", "Enter", "writes"),
                ("m", "m", "what a column is"),
                ("o", "o", "options"),
                ("d", "d", "details"),
                ("tab", "Tab", "scrolls"),
                CLOSE,
            )

    @property
    def plan(self) -> ImportPlan:
        """What is shown, and what Enter writes."""
        return self._plan

    def on_mount(self) -> None:
        """Fill the columns."""
        table = self.query_one(Rows)
        table.show(len(self._columns), self._cells)
        table.focus()

    def update(self, plan: ImportPlan) -> None:
        """Show the file as it is read now.

        The cursor stays on its column, or goes on to the next that needs a look when the column needed one.
        """
        table = self.query_one(Rows)
        before = self._columns[table.cursor] if self._columns else None
        self._plan = plan
        self._columns = sorted(plan.columns, key=_unsure)
        table.show(len(self._columns), self._cells, cursor=self._row_after(before, table.cursor))
        self.query_one("#figures", Static).update(Content("\n").join(self._figures()))
        self.query_one(Hint).show_keys()
        if self._options is not None and self._options.is_attached:
            self._options.update(plan)

    def _row_after(self, before: FormColumn | None, row: int) -> int:
        """Return where the cursor goes after a column was read anew."""
        if before is None or not self._columns:
            return 0
        was_unsure = _unsure(before)[0] < _SURE
        if was_unsure and _unsure(self._columns[min(row, len(self._columns) - 1)])[0] < _SURE:
            return row
        places = [(column.heading, column.index) for column in self._columns]
        place = before.heading, before.index
        return places.index(place) if place in places else row

    def complain(self, sentence: str) -> None:
        """Say why the file could not be read that way; what was shown before stays."""
        overlay = self._options
        if overlay is not None and overlay.is_attached:
            overlay.complain(sentence)
        else:
            self.query_one(Hint).complain(sentence)

    def _read_again(self, request: ImportRequest) -> None:
        self._read(request, self)

    def _figures(self) -> list[Content]:
        """Return what the import would bring, a line each; what needs a look is marked."""
        plan = self._plan
        people = plan.applicants
        eligible = sum(
            any(entry.eligible for entry in applicant.roles.values()) for applicant in people
        )
        flags = sum(len(applicant.open_flags) for applicant in people)
        repairs = sum(len(file_count.reading.repairs) for file_count in plan.counts)
        words = f"{len(people)} people, {eligible} eligible, {count(flags, 'flag')} to read, {count(repairs, 'repair')}"
        dates = [
            f"{word} {day}"
            for word in ("deadline", "starts", "ends")
            if (day := getattr(plan.cohort, word))
        ]
        return [
            *(each for file_count in plan.counts for each in _file_lines(file_count)),
            *self._warnings(),
            told(words),
            told("   ".join(dates) or "no dates set   d on Cohorts sets them", QUIET),
            Content(""),
        ]

    def _warnings(self) -> list[Content]:
        """Return what must be said first, and what changed since the last import."""
        news, lines = self._plan.news, []
        if self._plan.missing:
            missing = ", ".join(self._plan.missing)
            lines.append(
                told(f"no column is known for: {missing}   m says which one it is", MISSING)
            )
        if news.remark:
            lines += [told(part, MISSING) for part in news.remark.split("; ")]
        if news.answers or news.gone:
            parts = (
                [count(len(news.answers), "answer changed", "answers changed")]
                if news.answers
                else []
            )
            parts += [f"{len(news.gone)} no longer in the file"] if news.gone else []
            lines.append(
                told(f"since the last import: {', '.join(parts)}   d shows for whom", MISSING)
            )
        lines += [told(question.why, MISSING) for question in self._plan.open]
        if self._plan.doubts:
            doubt, more = self._plan.doubts[0], len(self._plan.doubts) - 1
            rest = f", and {count(more, 'more such', 'more such')}" if more else ""
            words = f"{doubt.first!r} and {doubt.second!r} always stand together: one option or two?{rest}"
            lines.append(told(f"{words}   o joins them", MISSING))
        unread = self._plan.unread
        if unread:
            rest = f", and {len(unread) - 1} more such" if len(unread) > 1 else ""
            heading = shorten(unread[0].heading, _HEADING_SHOWN, placeholder="...")
            words = f"{unread[0].people} people wrote under {heading!r}, which fills no field{rest}"
            lines.append(told(f"{words}   m says what it asks", MISSING))
        return lines

    def _cells(self, row: int) -> Sequence[Content | str]:
        column = self._columns[row]
        name = told(column.field, "bold") if column.field else told("(kept as it is)", MISSING)
        how = told(column.how, MISSING if column.how.startswith("ambiguous") else QUIET)
        return [
            name,
            how,
            column.heading or "(no heading)",
            told(" | ".join(column.samples), QUIET),
        ]

    def action_write(self) -> None:
        """Write what is shown, once every column that the form must have is named."""
        if self._plan.missing:
            labels = " and ".join(self._plan.missing)
            self.query_one(Hint).complain(f"First say which column is {labels}: m on its row.")
            return
        self.dismiss(True)

    def action_map(self) -> None:
        """Say what the column under the cursor is."""
        column = self._columns[self.query_one(Rows).cursor]
        questions = self._likely_questions(column.heading, column.field or "")
        rows = [[question.field, question.label] for question in questions]
        fields = [question.field for question in questions]
        if opposite_fields(self._plan.programme):
            rows.append([BOTH, "what each side shares or wants, in one question"])
            fields.append(BOTH)
        rows.append(["(none)", "keep it as it is"])
        fields.append("")
        chooser = Choosing(
            "What is this column?",
            [Column("field", 20), Column("meaning", 30, 1)],
            rows,
            sentence=column.heading[:300],
        )
        ask(self.app, chooser, lambda at: self._say_column(column.heading, fields[at]))

    def _say_column(self, heading: str, field: str) -> None:
        request = self._plan.request
        self._read_again(replace(request, maps={**request.maps, heading: field}))

    def _likely_questions(self, heading: str, present: str = "") -> list[Question]:
        """Return the programme's questions: what the column is now, then those that no column answers, the likest first."""
        taken = {column.field for column in self._plan.columns}
        key = heading_key(heading)

        def order(question: Question) -> tuple[bool, bool, float]:
            likeness = max(
                (
                    fuzz.token_set_ratio(key, heading_key(word))
                    for word in (
                        question.label,
                        question.field,
                        *question.headings,
                        *question.keywords,
                    )
                ),
                default=0.0,
            )
            return question.field != present, question.field in taken, -likeness

        return sorted(self._plan.programme.questions, key=order)

    def action_options(self) -> None:
        """Show the options of every question, to be joined, split, named or given as a list."""
        self._options = OptionsFound(self._plan, self._read_again)
        self.app.push_screen(self._options)

    def action_details(self) -> None:
        """Show repairs, rows set aside, flags and learned options."""
        lines = [*self._figures(), *_news_lines(self._plan)]
        for count_of_file in self._plan.counts:
            lines += _detail_lines(count_of_file)
        lines += _flag_lines(self._plan)
        self.app.push_screen(
            Reading(
                "Details of the import",
                lines,
            )
        )


def _news_lines(plan: ImportPlan) -> list[Content]:
    """Return what is different from what was imported before."""
    lines = []
    for answer in plan.news.answers:
        words = f", {answer.field}: {answer.was!r} is now {answer.now!r}"
        lines.append(line(("changed ", MISSING), (answer.name, "bold"), words))
    for sentence in plan.news.sentences:
        lines.append(line(("follows ", MISSING), sentence))
    for person in plan.news.gone:
        words = f"{person.name} ({person.file}, line {person.line}) stays until withdrawn"
        lines.append(line(("gone ", MISSING), words))
    return lines


def _detail_lines(count_of_file: FileCount) -> list[Content]:
    """Return the rows of a file that need a look, were set aside or repaired."""
    reading = count_of_file.reading
    lines = []
    for remark in reading.remarks:
        lines.append(line(("look at ", MISSING), f"line {remark.line}: {remark.why}"))
    for aside in reading.set_aside:
        lines.append(line(("set aside ", MISSING), f"line {aside.line}: {aside.reason}"))
    for repair in reading.repairs:
        words = (
            f"line {repair.line}, {repair.heading}: {repair.was!r} is {repair.now!r} ({repair.why})"
        )
        lines.append(line(("repaired ", MISSING), words))
    return lines


def _flag_lines(plan: ImportPlan) -> list[Content]:
    lines = []
    for person in plan.applicants:
        for flag in person.open_flags:
            lines.append(line(("flag ", MISSING), f"{person.name}: {flag.text}"))
    return lines


def _file_lines(one: FileCount) -> list[Content]:
    """Return what became of a file's rows."""
    reading = one.reading
    aside = (
        told(f"   {len(reading.set_aside)} set aside", MISSING)
        if reading.set_aside
        else Content("")
    )
    text = f"{reading.file}: {count(reading.rows, 'row')}, {one.imported} new, {one.updated} updated, {one.superseded} superseded, {one.unchanged} known"
    lines = [told(text) + aside]
    if reading.remarks:
        words = f"{count(len(reading.remarks), 'row')} to look at: too few or too many cells   d shows which"
        lines.append(told(words, MISSING))
    return lines


def _unsure(column: FormColumn) -> tuple[int, int]:
    """Put what needs a look first."""
    rank = 0 if column.how.startswith("ambiguous") else 1 if column.field is None else _SURE
    return rank, column.index
