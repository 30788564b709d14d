"""A screen that is a table with a panel about the row under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from ..text import QUIET, fitted, told
from ..widgets.lines import Lines
from ..widgets.rows import Column, Rows
from .base import MainScreen


class TableScreen(MainScreen):
    """A table of things with ids; the cursor stays with a thing when the rows change."""

    COLUMNS: ClassVar[Sequence[Column]] = ()
    DETAIL_HEIGHT: ClassVar[int] = 7
    AUTO_FOCUS = "#table"

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []

    def compose_body(self) -> ComposeResult:
        """Lay out the table and the panel."""
        yield Rows(self.COLUMNS, id="table")
        detail = Lines(self._detail, id="detail")
        detail.styles.height = self.DETAIL_HEIGHT
        yield detail

    def reload(self) -> None:
        """Show the rows anew, the cursor on the same thing."""
        table = self.query_one("#table", Rows)
        here = self.current_id()
        self.ids = self.load_ids()
        cursor = (
            self.ids.index(here)
            if here in self.ids
            else min(table.cursor, max(len(self.ids) - 1, 0))
        )
        table.show(
            len(self.ids), lambda row: self.cells(self.ids[row]), self.empty_sentence(), cursor
        )
        self.query_one("#detail", Lines).refresh()
        self.refresh_frame()

    def select(self, row_id: str) -> None:
        """Put the cursor on a thing."""
        self.reload()
        if row_id in self.ids:
            self.query_one("#table", Rows).go(self.ids.index(row_id))

    def current_id(self) -> str:
        """Return the id of the thing under the cursor, or an empty text."""
        at = self.query_one("#table", Rows).cursor
        return self.ids[at] if at < len(self.ids) else ""

    def load_ids(self) -> list[str]:
        """Return the ids of the rows, in order."""
        return []

    def cells(self, row_id: str) -> Sequence[Content | str]:
        """Return the cells of a row."""
        return ()

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
        lines = self.detail_lines(here, width)
        if len(lines) > height:
            lines = [*lines[: height - 1], told("Enter shows the rest.", QUIET)]
        return [fitted(one, width) for one in lines]

    def on_rows_moved(self) -> None:
        """Show the panel of the row that the cursor is on now."""
        self.query_one("#detail", Lines).refresh()

    def on_rows_chosen(self) -> None:
        """A second click does what Enter does."""
        self.app.simulate_key("enter")
