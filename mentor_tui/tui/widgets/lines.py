"""A widget that shows lines made for its size, and paints those alone that are other ones now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content, Span
from textual.geometry import Region, Size
from textual.widget import Widget

Maker = Callable[[int, int], list[Content]]
"""Makes the lines for a width and a height."""

Look = tuple[str, tuple[Span, ...]]
"""What tells one line from another: its text and its styles."""


class Lines(Widget):
    """Shows lines that are made anew for every size; what does not fit is left to the maker to cut."""

    def __init__(
        self,
        maker: Maker | None = None,
        painted: Callable[[], object] = lambda: None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Take what makes the lines, and what is called once the newest of them are painted."""
        super().__init__(id=id, classes=classes)
        self._painted = painted
        self._maker: Maker = maker or (lambda width, height: [])
        self._shown: list[Content] = []
        self._shown_in = Size(0, 0)

    def show(self, maker: Maker) -> None:
        """Show other lines."""
        self._maker = maker
        self.renew()

    def renew(self) -> None:
        """Make the lines again, and paint those that are other ones now."""
        before, size = self._shown, self.content_size
        if size != self._shown_in or size.width < 1 or size.height < 1:
            self.forget()
            self.refresh()
            return
        self._make(size)
        changed = changed_lines(before, self._shown, size.height)
        for row in changed:
            self.refresh(Region(0, row, size.width, 1))
        if not changed:
            self._painted()

    def render(self) -> Content:
        """Return the lines for the present size."""
        size = self.content_size
        if size.width < 1 or size.height < 1:
            return Content("")
        if size != self._shown_in:
            self._make(size)
        self._painted()
        return Content("\n").join(self._shown)

    def forget(self) -> None:
        """Make the lines again when they are painted next, whatever is remembered."""
        self._shown_in = Size(0, 0)

    def _make(self, size: Size) -> None:
        lines: list[Content] = []
        for text in self._maker(size.width, size.height)[: size.height]:
            lines.append(text.truncate(size.width) if text.cell_length > size.width else text)
        self._shown, self._shown_in = lines, size


def changed_lines(before: Sequence[Content], after: Sequence[Content], height: int) -> list[int]:
    """Return the rows in which two screens of lines differ."""
    rows: list[int] = []
    for row in range(height):
        if _look(before, row) != _look(after, row):
            rows.append(row)
    return rows


def _look(lines: Sequence[Content], row: int) -> Look:
    """Return what a row looks like; a row without a line is empty."""
    if row >= len(lines):
        return "", ()
    return look_of(lines[row])


def look_of(text: Content) -> Look:
    """Return what tells a line from another; blanks at the end of a line without styles do not."""
    return (text.plain, tuple(text.spans)) if text.spans else (text.plain.rstrip(), ())
