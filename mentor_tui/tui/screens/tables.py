"""A screen that is a table with a panel about the row under the cursor, below it or at its right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from ..text import QUIET, fitted, told
from ..widgets.lines import Lines
from ..widgets.rows import Column, Rows
from .base import MainScreen


def in_place(known: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return what is wanted, in the order that is known; what is new stands behind what it would follow."""
    still = set(wanted)
    kept = [row for row in known if row in still]
    if not kept:
        return list(wanted)
    seen, behind, last = set(kept), dict[str, list[str]](), ""
    for row in wanted:
        if row in seen:
            last = row
        else:
            behind.setdefault(last, []).append(row)
    ordered = behind.get("", [])
    for row in kept:
        ordered += [row, *behind.get(row, ())]
    return ordered


class TableScreen(MainScreen):
    """A table of things with ids. The cursor stays on its thing, and the order stays until it is asked for."""

    COLUMNS: ClassVar[Sequence[Column]] = ()
    DETAIL_HEIGHT: ClassVar[int] = 7
    REST: ClassVar[str] = "Enter shows the rest."
    """What the panel says where it has no room for everything."""
    AUTO_FOCUS = "#table"

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self._sort_anew = False
        self.entered = True
        """Whether the screen comes from another one, and not from under an overlay."""

    def compose_body(self) -> ComposeResult:
        """Lay out the table and the panel."""
        with Container(id="split"):
            yield Rows(self.COLUMNS, id="table")
            yield Lines(self._detail, id="detail")

    def show_size(self) -> None:
        """Put the panel below the table, or at its right where there is room."""
        super().show_size()
        wide = self.has_class("-wide")
        self.query_one("#detail", Lines).styles.height = "1fr" if wide else self.DETAIL_HEIGHT

    def on_screen_suspend(self) -> None:
        """Remember whether another screen comes, or only something over this one."""
        self.entered = self not in self.app.screen_stack

    def on_screen_resume(self) -> None:
        """Show what is known now; the order stays."""
        super().on_screen_resume()
        self.entered = False
        self.take_wanted()

    def on_mount(self) -> None:
        """Show what is known, the cursor where it is wanted."""
        super().on_mount()
        self.take_wanted()

    def take_wanted(self) -> None:
        """Put the cursor on the row that another screen sent here for, once it is known here."""
        screen, row = self.desk_app.wanted
        if screen == self.NAME and self.laid_out and self.select(row):
            self.desk_app.wanted = ("", "")

    def reload(self) -> None:
        """Show the rows anew, the cursor on the same thing and everything where it was."""
        table = self.query_one("#table", Rows)
        here, wanted = self.current_id(), self.load_ids()
        self.ids = wanted if self._sort_anew else in_place(self.ids, wanted)
        self._sort_anew = False
        cursor = (
            self.ids.index(here)
            if here in self.ids
            else min(table.cursor, max(len(self.ids) - 1, 0))
        )
        table.show(len(self.ids), lambda row: self.cells(self.ids[row]), self.empty_words(), cursor)
        self.query_one("#detail", Lines).renew()
        self.refresh_frame()

    def sort_anew(self) -> None:
        """Show the rows in the order that holds now, the cursor on the same thing."""
        self._sort_anew = True
        TableScreen.reload(self)

    def action_resort(self) -> None:
        """Sort the rows again."""
        self.sort_anew()

    def select(self, row_id: str) -> bool:
        """Put the cursor on a thing; say whether it is there."""
        if row_id not in self.ids:
            return False
        self.query_one("#table", Rows).go(self.ids.index(row_id))
        return True

    def current_id(self) -> str:
        """Return the id of the thing under the cursor, or an empty text."""
        at = self.query_one("#table", Rows).cursor
        return self.ids[at] if at < len(self.ids) else ""

    def load_ids(self) -> list[str]:
        """Return the ids of the rows, in the order that holds now."""
        return []

    def cells(self, row_id: str) -> Sequence[Content | str]:
        """Return the cells of a row."""
        return ()

    def empty_words(self) -> str:
        """Return what stands where the rows would stand."""
        return self.empty_sentence()

    def empty_sentence(self) -> str:
        """Return what is said when there is no row."""
        return "Nothing here yet."

    def detail_lines(self, row_id: str, width: int) -> list[Content]:
        """Return what the panel says about a row."""
        return []

    def _detail(self, width: int, height: int) -> list[Content]:
        here = self.current_id()
        if not here:
            return []
        lines = [
            part for content in self.detail_lines(here, width) for part in _folded(content, width)
        ]
        if len(lines) > height:
            lines = [*lines[: height - 1], told(self.REST, QUIET)]
        return [fitted(content, width) for content in lines]

    def on_rows_moved(self) -> None:
        """Show the panel of the row that the cursor is on now."""
        self.query_one("#detail", Lines).renew()

    def on_rows_chosen(self) -> None:
        """A second click does what Enter does."""
        self.app.simulate_key("enter")


def _folded(content: Content, width: int) -> list[Content]:
    """Return a line as the lines that it takes in the panel; an empty one stays."""
    if content.cell_length <= width:
        return [content]
    return [part.rstrip() for part in content.wrap(max(width, 1))]
