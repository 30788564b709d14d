"""What every screen has: top lines, a message line, the key bar, and the size words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from ..text import QUIET, both_ends, fitted, line, told, wrapped
from ..widgets.keys import KeyBar
from ..widgets.lines import Lines

if TYPE_CHECKING:
    from ..app import MentorApp

LEAST = (60, 20)

_MOST_ROWS = 5
"""So many rows a message has at most."""


class MainScreen(Screen[None]):
    """A screen reached by a number key."""

    NAME: ClassVar[str] = "app"
    TITLE_WORD: ClassVar[str] = ""
    NUMBER: ClassVar[str] = ""
    _told: Sequence[Content] = ()
    laid_out = False
    """Whether the widgets are there; before that there is nothing to show things in."""

    @property
    def desk_app(self) -> MentorApp:
        """The app."""
        return cast("MentorApp", self.app)

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static("", id="tiny", markup=False)
        yield Lines(self._top, id="top")
        yield from self.compose_body()
        yield Lines(self._tour, id="tour")
        yield Lines(id="room")
        for row in range(_MOST_ROWS):
            yield Lines(partial(self._message_row, row), id=f"message-{row}", classes="message")
        yield from self.compose_strip()
        yield KeyBar(self.NAME)

    def compose_body(self) -> ComposeResult:
        """Lay out what is special."""
        yield Widget()

    def compose_strip(self) -> ComposeResult:
        """Lay out what stands between the message and the keys, in the same row always."""
        yield from ()

    def on_mount(self) -> None:
        """Show what is known."""
        self.laid_out = True
        self.show_size()
        self.reload()

    def on_screen_resume(self) -> None:
        """Show what is known now."""
        if self.laid_out:
            self.reload()

    def on_resize(self) -> None:
        """Say so when the terminal is too small, and lay out anew."""
        if self.laid_out:
            self.show_size()

    def show_size(self) -> None:
        """Set the size words."""
        width, height = self.app.size
        self.set_class(width < LEAST[0] or height < LEAST[1], "-tiny")
        for name, least, most in (
            ("-narrow", 0, 80),
            ("-wide", 120, 10_000),
            ("-huge", 160, 10_000),
        ):
            self.set_class(least <= width < most, name)
        self.query_one("#tiny", Static).update(
            f"This terminal is {width} x {height}. Mentor TUI needs {LEAST[0]} x {LEAST[1]}: make the window larger, or the letters smaller."
        )

    def reload(self) -> None:
        """Show what the app knows now."""
        self.refresh_frame()

    def refresh_frame(self) -> None:
        """Draw the top lines and the message line again."""
        self.query_one("#top", Lines).renew()
        room = max(self.app.size.width - 2, 10)
        tour = self.desk_app.tour
        showing = tour is not None and not tour.over
        tour_lines = self.query_one("#tour", Lines)
        tour_lines.styles.height = len(wrapped(tour.line(), room, 3)) if showing and tour else 0
        tour_lines.renew()
        self._show_message(room)
        self.query_one("#keys", KeyBar).renew()

    def _show_message(self, width: int) -> None:
        """Show the message from below upwards, over what stands there, so that nothing moves."""
        self._told = wrapped(self._words(), width, _MOST_ROWS, "") or [Content("")]
        for row in range(_MOST_ROWS):
            lines = self.query_one(f"#message-{row}", Lines)
            rows = int(row < len(self._told))
            if lines.outer_size.height != rows:
                lines.forget()
                lines.styles.height = rows
            elif rows:
                lines.renew()

    def _top(self, width: int, height: int) -> list[Content]:
        left = line(
            (f"{self.NUMBER} {self.TITLE_WORD}", "bold"),
            "  ",
            (self.desk_app.cohort_name, "$act"),
            "  ",
            self.headline(),
        )
        saved = told("all saved", QUIET) if left.cell_length + 10 <= width else Content("")
        return [both_ends(left, saved, width), fitted(self.second_line(width), width)]

    def headline(self) -> Content:
        """Return what the first line says besides the title."""
        return Content("")

    def second_line(self, width: int) -> Content:
        """Return the second line of the top."""
        return Content("")

    def _tour(self, width: int, height: int) -> list[Content]:
        tour = self.desk_app.tour
        return wrapped(tour.line(), width, height, "") if tour is not None and not tour.over else []

    def _message_row(self, row: int, width: int, height: int) -> list[Content]:
        """Return one row of the message, counted from below."""
        return [self._told[-1 - row]] if row < len(self._told) else []

    def _words(self) -> Content:
        """Return the message, or, where nothing is to be said, what undo would take back."""
        app = self.desk_app
        if app.message.plain or app.sitting is None or not app.sitting.undoable:
            return app.message
        return fitted(
            told(f"u takes back: {app.sitting.undoable}", QUIET), max(app.size.width - 2, 10)
        )
