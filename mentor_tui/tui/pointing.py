"""Where the terminal's cursor stands: on the row, card or field that the next key is about.

Screen readers, braille lines and magnifiers follow the terminal's own cursor.
"""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from textual.driver import Driver
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from .widgets.rows import Rows

SHOW_CURSOR = "\x1b[?25h"


@runtime_checkable
class Pointing(Protocol):
    """A screen that knows the spot itself."""

    def spot(self) -> Offset | None:
        """Return where the cursor stands, None where a focused widget tells it."""


def spot_of(screen: Screen[Any]) -> Offset | None:
    """Return where the cursor stands on a screen; None where nothing tells it."""
    if isinstance(screen, Pointing):
        spot = screen.spot()
        if spot is not None:
            return spot
    focused = screen.focused
    return _title_spot(screen) if focused is None else _widget_spot(focused)


def _widget_spot(widget: Widget) -> Offset:
    if isinstance(widget, Input | TextArea):
        return widget.cursor_screen_offset
    if isinstance(widget, Rows):
        return widget.cursor_spot
    return widget.region.offset


def _title_spot(screen: Screen[Any]) -> Offset | None:
    """Return where the title of a panel begins, which is what is read first."""
    for title in screen.query(".title"):
        return title.region.offset
    return None


def with_cursor(kind: type[Driver]) -> type[Driver]:
    """Return a kind of terminal that shows its cursor."""

    class CursorDriver(kind):  # type: ignore[misc, valid-type]
        """Shows the cursor once the app has the terminal."""

        def start_application_mode(self) -> None:
            """Take the terminal, and show its cursor."""
            super().start_application_mode()
            self.write(SHOW_CURSOR)
            self.flush()

    return CursorDriver
