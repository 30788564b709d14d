"""The look before anything is written: counts, columns, repairs, rows set aside, flags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ...actions.importing import ImportPlan
from ...intake.headings import Column as FormColumn
from ..text import MISSING, QUIET, count, fitted, line, told
from ..widgets.lines import Lines
from ..widgets.rows import Column, Rows
from .choosing import Choosing
from .overlay import Overlay, Reading, ask


@dataclass(frozen=True)
class Mapping:
    """A column that the coordinator says outright."""

    heading: str
    field: str


class ImportPreview(Overlay[bool | Mapping]):
    """Enter writes, Esc leaves nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "write", show=False),
        Binding("m", "map", "map", show=False),
        Binding("d", "details", "details", show=False),
    ]

    def __init__(self, plan: ImportPlan) -> None:
        super().__init__()
        self._plan = plan
        self._columns: list[FormColumn] = sorted(plan.columns, key=_unsure)

    def compose(self) -> ComposeResult:
        """Lay out figures and columns."""
        with Vertical(classes="panel -tall"):
            yield Static(told(f"Import into {self._plan.cohort.name}: nothing is written yet", "bold"), classes="title")
            figures = Lines(lambda width, height: [fitted(one, width) for one in self._figures()])
            figures.styles.height = len(self._figures())
            yield figures
            yield Rows(
                [Column("field", 18), Column("known by", 12), Column("heading", 24, 2), Column("answers", 16, 1)]
            )
            hint = line(
                ("Enter", "$act"),
                " writes   ",
                ("m", "$act"),
                " says what a column is   ",
                ("d", "$act"),
                " details   ",
                ("Esc", "$act"),
                " leaves nothing",
            )
            yield Static(hint, classes="hint", id="hint")

    def on_mount(self) -> None:
        """Fill the columns."""
        table = self.query_one(Rows)
        table.show(len(self._columns), self._cells)
        table.focus()

    def _figures(self) -> list[Content]:
        lines = []
        for one in self._plan.counts:
            reading = one.reading
            aside = told(f"   {len(reading.set_aside)} set aside", MISSING) if reading.set_aside else Content("")
            text = f"{reading.file}: {count(reading.rows, 'row')}, {one.imported} new, {one.updated} updated, {one.superseded} superseded, {one.unchanged} known"
            lines.append(told(text) + aside)
        people = self._plan.applicants
        eligible = sum(any(entry.eligible for entry in one.roles.values()) for one in people)
        flags = sum(not flag.cleared for one in people for flag in one.flags)
        repairs = sum(len(one.reading.repairs) for one in self._plan.counts)
        lines.append(
            told(
                f"{len(people)} people, {eligible} eligible, {count(flags, 'flag')} to read, {count(repairs, 'repair')}"
            )
        )
        dates = [
            f"{word} {day}"
            for word, day in (
                ("deadline", self._plan.cohort.deadline),
                ("starts", self._plan.cohort.starts),
                ("ends", self._plan.cohort.ends),
            )
            if day
        ]
        lines.append(told("   ".join(dates) or "no dates set", QUIET))
        return [*lines, Content("")]

    def _cells(self, row: int) -> Sequence[Content | str]:
        column = self._columns[row]
        name = told(column.field, "bold") if column.field else told("(kept as it is)", MISSING)
        how = told(column.how, MISSING if column.how.startswith("ambiguous") else QUIET)
        return [name, how, column.heading or "(no heading)", told(" | ".join(column.samples), QUIET)]

    def action_write(self) -> None:
        """Write what is shown."""
        self.dismiss(True)

    def action_map(self) -> None:
        """Say what the column under the cursor is."""
        column = self._columns[self.query_one(Rows).cursor]
        questions = self._plan.programme.questions
        rows = [[question.field, question.label] for question in questions] + [["(none)", "keep it as it is"]]
        fields = [question.field for question in questions] + [""]
        chooser = Choosing(
            "What is this column?", [Column("field", 20), Column("meaning", 30, 1)], rows, sentence=column.heading[:300]
        )
        ask(self.app, chooser, lambda at: self.dismiss(Mapping(column.heading, fields[at])))

    def action_details(self) -> None:
        """Show repairs, rows set aside, flags and learned options."""
        lines: list[Content] = []
        for one in self._plan.counts:
            lines += [
                line(("set aside ", MISSING), f"line {aside.line}: {aside.reason}") for aside in one.reading.set_aside
            ]
            lines += [
                line(("repaired ", MISSING), f"line {r.line}, {r.heading}: {r.was!r} is {r.now!r} ({r.why})")
                for r in one.reading.repairs
            ]
        for person in self._plan.applicants:
            lines += [
                line(("flag ", MISSING), f"{person.name}: {flag.text}") for flag in person.flags if not flag.cleared
            ]
        self.app.push_screen(
            Reading("Details of the import", lines or [told("Nothing was repaired, set aside or flagged.")])
        )


def _unsure(column: FormColumn) -> tuple[int, int]:
    """Put what needs a look first."""
    rank = 0 if column.how.startswith("ambiguous") else 1 if column.field is None else 2
    return rank, column.index
