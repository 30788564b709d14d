"""Finding a person by typing, from any screen."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ...domain.names import plain
from ...domain.roster import Roster
from ..applicant_columns import finds, search_text
from ..text import told
from ..widgets.hint import CLOSE, Hint
from ..widgets.rows import Column, Rows
from .overlay import Overlay

_SHOWN = 100


class FindingPerson(Overlay[str]):
    """Gives the id of the person under the cursor, among those whom the words fit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "down", show=False, priority=True),
        Binding("up", "move(-1)", "up", show=False, priority=True),
    ]

    def __init__(self, roster: Roster) -> None:
        super().__init__()
        self._roster = roster
        self._texts = {
            applicant.id: search_text(roster.programme, applicant)
            for applicant in roster.applicants
        }
        self._people: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out the field and the list."""
        with Vertical(classes="panel -tall"):
            yield Static(told("Find a person"), classes="title")
            yield Input(placeholder="name, library, topic, what they wrote")
            yield Rows([Column("name", 22, 1), Column("role", 14), Column("library", 24, 1)])
            yield Hint(("", "up down", "choose"), ("enter", "Enter", "goes there"), CLOSE)

    def on_mount(self) -> None:
        """List everybody."""
        self._show("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """List those whom the words fit, who is called so first."""
        self._show(event.value)

    def _show(self, text: str) -> None:
        words = plain(text).split()
        people = [
            applicant
            for applicant in self._roster.applicants
            if finds(words, self._texts[applicant.id])
        ]
        people.sort(
            key=lambda applicant: (
                not all(word in plain(applicant.name) for word in words),
                plain(applicant.name),
                applicant.id,
            )
        )
        self._people = [applicant.id for applicant in people[:_SHOWN]]
        table = self.query_one(Rows)
        table.show(len(self._people), self._cells, "Nobody here matches.", 0)

    def _cells(self, at: int) -> list[Content | str]:
        person = self._roster.people[self._people[at]]
        return [told(person.name, "bold"), ", ".join(person.roles), person.organisation]

    def action_move(self, steps: int) -> None:
        """Move the cursor of the list; the field keeps the keys."""
        self.query_one(Rows).action_move(steps)

    @on(Input.Submitted)
    def take(self) -> None:
        """Give the person under the cursor."""
        if self._people:
            self.dismiss(self._people[self.query_one(Rows).cursor])

    def on_rows_chosen(self) -> None:
        """Give the person who was clicked."""
        self.take()
