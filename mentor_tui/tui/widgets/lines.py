"""A widget that shows lines made for its size, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.widget import Widget

Maker = Callable[[int, int], list[Content]]
"""Makes the lines for a width and a height."""


class Lines(Widget):
    """Shows lines that are made anew for every size; what does not fit is left to the maker to cut."""

    def __init__(
        self, maker: Maker | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._maker: Maker = maker or (lambda width, height: [])

    def show(self, maker: Maker) -> None:
        """Show other lines."""
        self._maker = maker
        self.refresh()

    def render(self) -> Content:
        """Return the lines for the present size."""
        width, height = self.content_size
        if width < 1 or height < 1:
            return Content("")
        lines = self._maker(width, height)[:height]
        return Content("\n").join(
            [one.truncate(width) if one.cell_length > width else one for one in lines]
        )
