"""Choosing one of a few: arrows or digits, Enter takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ..text import told
from ..widgets.hint import CLOSE, Hint, Key
from ..widgets.lines import Lines
from ..widgets.rows import Column, Rows
from .overlay import Overlay, room_in_panel


class Choosing(Overlay[int]):
    """A list of choices, some of which cannot be taken; below, what the one under the cursor means."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", "take", show=False)]
    MORE_KEYS: ClassVar[tuple[Key, ...]] = ()
    """Further keys of a list, for its last line."""

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Content | str]],
        notes: Sequence[list[Content]] = (),
        refused: Sequence[str] = (),
        sentence: str = "",
        at: int = 0,
    ) -> None:
        super().__init__()
        self._first = at
        self._title, self._columns, self._rows = title, columns, list(rows)
        self._notes, self._refused, self._sentence = list(notes), list(refused), sentence
        self.closed = False

    def compose(self) -> ComposeResult:
        """Lay out the panel."""
        with Vertical(classes="panel" if self._rows else "panel -tall"):
            yield Static(told(self._title, "bold"), classes="title")
            if self._sentence:
                yield Static(told(self._sentence), classes="sentence")
            yield Rows([Column("", 2), *self._columns])
            notes = Lines(self._note)
            notes.styles.height = 5 if self._notes else 0
            notes.styles.max_height = "30%"
            yield notes
            yield Hint(
                ("", "arrows", "or a digit choose"),
                ("enter", "Enter", "takes it"),
                *self.MORE_KEYS,
                CLOSE,
            )

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        self.query_one(Rows).focus()
        if self._first:
            self.call_after_refresh(self.query_one(Rows).go, self._first)

    def on_unmount(self) -> None:
        """Nothing more is added."""
        self.closed = True

    def on_resize(self) -> None:
        """Keep the list inside the panel at the new size."""
        self._fit()

    def _fill(self) -> None:
        self._fit()
        self.query_one(Rows).show(len(self._rows), self._cells, "Nothing to choose from.")

    def _fit(self) -> None:
        """Let the panel be as high as the list; a longer list has all the room there is, and scrolls in it."""
        panel, table = self.query_one(".panel"), self.query_one(Rows)
        beside = (
            len(self._sentence) // max(self.app.size.width - 20, 20) + 1 if self._sentence else 0
        )
        beside += 5 if self._notes else 0
        fits = len(self._rows) + 1 + beside <= room_in_panel(self.app.size.height)
        panel.set_class(not fits or not self._rows, "-tall")
        table.styles.height = max(len(self._rows) + 1, 4) if fits and self._rows else "1fr"

    def _cells(self, at: int) -> list[Content | str]:
        return [f"{at + 1}" if at < 9 else "", *self._rows[at]]

    def add(self, row: Sequence[Content | str], note: list[Content], refused: str) -> None:
        """Add a choice at the end; the cursor stays where it is."""
        self._rows.append(row)
        self._notes.append(note)
        self._refused.append(refused)
        if self.is_mounted and not self.closed:
            self._fill()

    def _note(self, width: int, height: int) -> list[Content]:
        at = self.query_one(Rows).cursor
        return self._notes[at] if at < len(self._notes) else []

    def on_rows_moved(self) -> None:
        """Say what the choice under the cursor means."""
        self.query_one(Lines).renew()
        self.query_one(Hint).show_keys()

    def on_rows_chosen(self) -> None:
        """Take the choice that was clicked."""
        self.action_take()

    def on_key(self, event: events.Key) -> None:
        """Go to the choice of a digit."""
        if event.character and event.character in "123456789":
            self.query_one(Rows).go(int(event.character) - 1)
            event.stop()

    def action_take(self) -> None:
        """Take the choice under the cursor, unless it cannot be taken."""
        at = self.query_one(Rows).cursor
        if not self._rows:
            return
        why = self._refused[at] if at < len(self._refused) else ""
        if why:
            self.query_one(Hint).complain(why)
            return
        self.dismiss(at)
