"""What the app does to its terminal: where the cursor stands, whether there is colour, what is printed at the end."""

from __future__ import annotations

from collections.abc import Sequence

from textual.driver import Driver
from textual.filter import LineFilter, NoColor
from textual.geometry import Offset

from .last_words import LastWords
from .pointing import spot_of, with_cursor
from .working import WorkingApp


class TerminalApp(WorkingApp):
    """An app whose cursor can be followed, and which is complete without colour."""

    def __init__(self) -> None:
        super().__init__()
        self.error_console = LastWords()

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor stands: on what the next key is about."""
        spot = spot_of(self.screen) if self.screen_stack else None
        return self._typed_at if spot is None else spot

    @cursor_position.setter
    def cursor_position(self, spot: Offset) -> None:
        self._typed_at = spot

    def get_driver_class(self) -> type[Driver]:
        """Return a terminal that shows its cursor."""
        return with_cursor(super().get_driver_class())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Take every colour away where NO_COLOR says so: grey on grey is a colour too."""
        filters = list(super().get_line_filters())
        return [*filters, NoColor()] if self.no_color else filters
