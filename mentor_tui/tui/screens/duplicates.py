"""People who are probably one person, side by side: merged, or kept as two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ...domain.people import Applicant
from ...domain.roster import Roster
from ..text import MISSING, QUIET, beside, line, told
from ..widgets.hint import CLOSE, Hint
from ..widgets.lines import Lines
from ..widgets.rows import Column, Rows
from .overlay import Overlay


class Duplicates(Overlay[tuple[str, str, str]]):
    """Gives what was decided: merge, keep or keep-all, and the two people, the one that stays first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "decide('merge')", "merge", show=False),
        Binding("x", "decide('keep')", "keep", show=False),
        Binding("ampersand", "decide('keep-all')", "keep all", show=False),
    ]

    def __init__(self, roster: Roster, found: Sequence[tuple[str, str, str]]) -> None:
        """Take the people and the pairs that are probably one: who stays, who is merged, and why."""
        super().__init__()
        self._roster, self._found = roster, found

    def compose(self) -> ComposeResult:
        """Lay out the list, and the two under the cursor side by side."""
        with Vertical(classes="panel -tall"):
            yield Static(told("One person or two?", "bold"), classes="title")
            yield Rows([Column("person", 22, 1), Column("person", 22, 1), Column("why", 24, 2)])
            sides = Lines(self._sides)
            sides.styles.height = "60%"
            yield sides
            yield Hint(
                ("m", "m", "makes them one"),
                ("x", "x", "keeps them as two"),
                ("ampersand", "&", "all are different people"),
                ("", "j k", "move"),
                CLOSE,
            )

    def on_mount(self) -> None:
        """Fill the list."""
        table = self.query_one(Rows)
        table.show(len(self._found), self._cells)
        table.focus()

    def _cells(self, at: int) -> list[Content | str]:
        first, second, why = self._found[at]
        return [
            self._roster.name(first),
            self._roster.name(second),
            told(why.rpartition(": ")[2], MISSING),
        ]

    def _sides(self, width: int, height: int) -> list[Content]:
        first, second, _ = self._found[self.query_one(Rows).cursor]
        left, right = (self._roster.people[person_id] for person_id in (first, second))
        half = max((width - 3) // 2, 10)
        lines = [beside(told("STAYS", "$shared"), told("IS MERGED INTO IT", MISSING), half)]
        for label, mine, theirs in _compared(left, right):
            style = (
                ""
                if " ".join(mine.casefold().split()) == " ".join(theirs.casefold().split())
                else MISSING
            )
            here, there = (
                line((f"{label[:14]:14} ", QUIET), (text, style)) for text in (mine, theirs)
            )
            lines.append(beside(here, there, half))
        return lines[:height]

    def on_rows_moved(self) -> None:
        """Show the two under the cursor."""
        self.query_one(Lines).renew()

    def action_decide(self, what: str) -> None:
        """Give the decision about the two under the cursor."""
        first, second, _ = self._found[self.query_one(Rows).cursor]
        self.dismiss((what, first, second))


def _compared(left: Applicant, right: Applicant) -> list[tuple[str, str, str]]:
    """Return what is known of two people, line by line: first who they are, then every answer that one of them gave."""
    rows = [
        ("name", left.name, right.name),
        ("e-mail", left.email, right.email),
        ("roles", ", ".join(left.roles), ", ".join(right.roles)),
        ("from", ", ".join(left.sources), ", ".join(right.sources)),
    ]
    fields = dict.fromkeys(
        answer.field
        for applicant in (left, right)
        for entry in applicant.roles.values()
        for answer in entry.answers.values()
    )
    for field in fields:
        if field not in ("name", "email", "role", "first_name", "last_name"):
            mine, theirs = left.short(field), right.short(field)
            if mine or theirs:
                rows.append((field, mine, theirs))
    return rows
