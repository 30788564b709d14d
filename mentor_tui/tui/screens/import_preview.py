"""The look before anything is written: counts, columns, repairs, rows set aside, flags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rapidfuzz import fuzz
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ...actions.importing import FileCount, ImportPlan
from ...intake.headings import Column as FormColumn
from ...intake.headings import heading_key
from ...programmes import Question
from ..text import MISSING, QUIET, count, line, told
from ..widgets.hint import CLOSE, Hint
from ..widgets.rows import Column, Rows
from .choosing import Choosing
from .overlay import Asking, Overlay, Reading, ask


@dataclass(frozen=True)
class SaidColumn:
    """What the coordinator says a column is."""

    heading: str
    field: str


@dataclass(frozen=True, kw_only=True)
class SaidOption:
    """What the coordinator says an option stands for: another name, or nothing when it is none."""

    field: str
    option: str
    stands_for: str


Said = SaidColumn | SaidOption


class ImportPreview(Overlay[bool | Said]):
    """Enter writes, Esc leaves nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "write", show=False),
        Binding("m", "map", "map", show=False),
        Binding("o", "options", "options", show=False),
        Binding("d", "details", "details", show=False),
    ]

    def __init__(self, plan: ImportPlan) -> None:
        super().__init__()
        self._plan = plan
        self._columns: list[FormColumn] = sorted(plan.columns, key=_unsure)

    def compose(self) -> ComposeResult:
        """Lay out figures and columns."""
        with Vertical(classes="panel -tall"):
            yield Static(
                told(f"Import into {self._plan.cohort.name}: nothing is written yet", "bold"),
                classes="title",
            )
            yield Static(Content("\n").join(self._figures()), classes="figures")
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
                CLOSE,
            )

    def on_mount(self) -> None:
        """Fill the columns."""
        table = self.query_one(Rows)
        table.show(len(self._columns), self._cells)
        table.focus()

    def _figures(self) -> list[Content]:
        """Return what the import would bring, a line each; what needs a look is marked."""
        plan = self._plan
        people = plan.applicants
        eligible = sum(any(entry.eligible for entry in one.roles.values()) for one in people)
        flags = sum(not flag.cleared for one in people for flag in one.flags)
        repairs = sum(len(one.reading.repairs) for one in plan.counts)
        words = f"{len(people)} people, {eligible} eligible, {count(flags, 'flag')} to read, {count(repairs, 'repair')}"
        dates = [
            f"{word} {day}"
            for word in ("deadline", "starts", "ends")
            if (day := getattr(plan.cohort, word))
        ]
        return [
            *(each for one in plan.counts for each in _file_lines(one)),
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
        lines += [told(one.why, MISSING) for one in self._plan.open]
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
        rows = [[question.field, question.label] for question in questions] + [
            ["(none)", "keep it as it is"]
        ]
        fields = [question.field for question in questions] + [""]
        chooser = Choosing(
            "What is this column?",
            [Column("field", 20), Column("meaning", 30, 1)],
            rows,
            sentence=column.heading[:300],
        )
        ask(self.app, chooser, lambda at: self.dismiss(SaidColumn(column.heading, fields[at])))

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
        """Correct the options that the answers taught: another name, or none."""
        learned = [
            (name, option, stands_for)
            for name, options in self._plan.learned.items()
            for option, stands_for in options.items()
        ]
        rows: list[list[Content | str]] = [
            [
                option,
                told(stands_for or "(no option)", "" if stands_for == option else MISSING),
                name,
            ]
            for name, option, stands_for in learned
        ]
        chooser = Choosing(
            "Options that the form has and the programme did not know",
            [Column("as ticked", 26, 2), Column("counts as", 22, 1), Column("field", 10)],
            rows,
            sentence="Enter gives one another name, or none: it is a write-in then.",
        )
        ask(self.app, chooser, lambda at: self._ask_option(*learned[at]))

    def _ask_option(self, name: str, option: str, stands_for: str) -> None:
        question = Asking(
            option,
            "What it counts as. Leave it empty when it is no option.",
            stands_for,
            needed=False,
        )
        self.app.call_after_refresh(
            ask,
            self.app,
            question,
            lambda text: self.dismiss(SaidOption(field=name, option=option, stands_for=text)),
        )

    def action_details(self) -> None:
        """Show repairs, rows set aside, flags and learned options."""
        lines = _news_lines(self._plan)
        for count_of_file in self._plan.counts:
            lines += _detail_lines(count_of_file)
        lines += _flag_lines(self._plan)
        self.app.push_screen(
            Reading(
                "Details of the import",
                lines or [told("Nothing was repaired, set aside or flagged.")],
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
        for flag in person.flags:
            if not flag.cleared:
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
    rank = 0 if column.how.startswith("ambiguous") else 1 if column.field is None else 2
    return rank, column.index
