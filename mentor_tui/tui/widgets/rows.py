"""A table that draws only the rows on screen, so ten thousand people open at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from ..text import fitted, told
from .lines import Look, look_of

_MEASURED = 200
"""Up to so many rows, all are measured, so that a column is as wide as what stands in it."""

_AIR = 6
"""How much wider than its words a column gets at most: beyond that the eye loses the row."""

MakeRow = Callable[[int], Sequence[Content | str]]


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in cells, how much of the spare room it takes, and from which room on it shows."""

    heading: str
    width: int
    spare: int = 0
    right: bool = False
    wide: int = 0


class Rows(ScrollView, can_focus=True):
    """Rows made one by one when they are drawn. The cursor is a row number that the screen gives meaning."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "down", show=False),
        Binding("k,up", "move(-1)", "up", show=False),
        Binding("g,home", "move(-1000000)", "first", show=False),
        Binding("G,end", "move(1000000)", "last", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
    ]

    class Moved(Message):
        """The cursor is on another row."""

        def __init__(self, rows: Rows, row: int) -> None:
            super().__init__()
            self.rows, self.row = rows, row

        @property
        def control(self) -> Rows:
            """The table."""
            return self.rows

    class Chosen(Message):
        """A row was chosen by a click on the row under the cursor."""

        def __init__(self, rows: Rows, row: int) -> None:
            super().__init__()
            self.rows, self.row = rows, row

        @property
        def control(self) -> Rows:
            """The table."""
            return self.rows

    def __init__(self, columns: Sequence[Column], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.cursor = 0
        self.many = 0
        self._make: MakeRow = lambda row: ()
        self._empty = ""
        self._needed: list[int] | None = None
        self._made: dict[int, Sequence[Content | str]] = {}
        """The cells that were made since the rows were shown, where all are measured."""
        self._looks: dict[int, tuple[Look, bool]] = {}
        """What each line on the screen looks like, and whether the cursor is on it."""

    def show(self, many: int, make: MakeRow, empty: str = "", cursor: int | None = None) -> None:
        """Show other rows; `empty` is said when there are none."""
        self.many, self._make, self._empty, self._needed = many, make, empty, None
        self._made = {}
        self.cursor = min(max(self.cursor if cursor is None else cursor, 0), max(many - 1, 0))
        self.virtual_size = Size(1, many + 1)
        self._keep_in_sight()
        self.renew()

    def renew(self) -> None:
        """Paint the lines that are other ones now."""
        width, height = self.scrollable_content_region.size
        for y in range(height):
            if self._looks.get(y) != self._look(y, width):
                self.refresh(Region(0, y, width, 1))

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self.go(self.cursor + steps)

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self.go(self.cursor + pages * max(self.size.height - 2, 1))

    def go(self, row: int) -> None:
        """Put the cursor on a row."""
        row = min(max(row, 0), max(self.many - 1, 0))
        if row != self.cursor:
            self.point(row)
            self.post_message(self.Moved(self, row))

    def point(self, row: int) -> None:
        """Put the cursor on a row without a message."""
        self.cursor = min(max(row, 0), max(self.many - 1, 0))
        self._keep_in_sight()
        self.renew()

    @property
    def cursor_spot(self) -> Offset:
        """Where the mark of the row under the cursor stands on the screen."""
        return self.region.offset + self.content_offset + Offset(0, self._line_of_cursor)

    @property
    def _line_of_cursor(self) -> int:
        return self.cursor + 1 - self.scroll_offset.y

    def _keep_in_sight(self) -> None:
        if self.size.height > 1:
            self.scroll_to_region(Region(0, self.cursor, 1, 2), animate=False, force=True)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight at the new size."""
        self.virtual_size = Size(1, self.many + 1)
        self._keep_in_sight()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that is clicked; a second click chooses it."""
        row = event.y + self.scroll_offset.y - 1
        if not 0 <= row < self.many or event.y == 0:
            return
        if row == self.cursor:
            self.post_message(self.Chosen(self, row))
        self.go(row)

    def _widths(self, room: int) -> list[int]:
        """Share the room out: wide columns take what is spare, or give way down to eight cells."""
        shown = [column if room >= column.wide else None for column in self.columns]
        known = [column for column in shown if column is not None]
        spare = room - 2 * (len(known) - 1) - sum(column.width for column in known)
        shares = sum(column.spare for column in known)
        widths: list[int] = []
        for column in shown:
            part = spare * column.spare // shares if column is not None and shares else 0
            least = 0 if column is None else min(column.width, max(8, len(column.heading)))
            widths.append(0 if column is None else max(column.width + part, least))
        return self._lent(widths)

    def _lent(self, widths: list[int]) -> list[int]:
        """Give short columns all that their words need before long ones are cut; what is left over is spread."""
        needs = self._needs()
        if not needs:
            return widths
        shown = [at for at, width in enumerate(widths) if width]
        least = {at: min(needs[at], max(8, len(self.columns[at].heading))) for at in shown}
        room, given = sum(widths), [0] * len(widths)
        for at in sorted(shown, key=lambda at: needs[at]):
            del least[at]
            given[at] = max(min(needs[at], room - sum(least.values())), 1)
            room -= given[at]
        return self._spread(given, room)

    def _spread(self, given: list[int], idle: int) -> list[int]:
        """Share idle room among the columns that take spare room."""
        shares = sum(
            column.spare for column, width in zip(self.columns, given, strict=True) if width
        )
        for at, column in enumerate(self.columns):
            if given[at] and shares and idle > 0:
                part = idle * column.spare // shares
                given[at] += min(part, _AIR)
        return given

    def _needs(self) -> list[int]:
        """Return how wide each column's words are; empty where there are too many rows to look at."""
        if not 0 < self.many <= _MEASURED:
            return []
        if self._needed is None:
            needs = [len(column.heading) for column in self.columns]
            for row in range(self.many):
                for at, cell in enumerate(self._cells(row)):
                    length = cell.cell_length if isinstance(cell, Content) else cell_len(cell)
                    needs[at] = max(needs[at], length)
            self._needed = needs
        return self._needed

    def _cells(self, row: int) -> Sequence[Content | str]:
        """Return the cells of a row; those of a short table are made once."""
        if self.many > _MEASURED:
            return self._make(row)
        if row not in self._made:
            self._made[row] = self._make(row)
        return self._made[row]

    def render_line(self, y: int) -> Strip:
        """Draw one line: the heading stays on top."""
        width = self.scrollable_content_region.width
        content, chosen = self._content(y, width)
        self._looks[y] = look_of(content), chosen
        return self._strip(content, width, "$foreground on $cursor" if chosen else None)

    def _look(self, y: int, width: int) -> tuple[Look, bool]:
        content, chosen = self._content(y, width)
        return look_of(content), chosen

    def _content(self, y: int, width: int) -> tuple[Content, bool]:
        """Return what stands in a line, and whether the cursor is on it."""
        widths = self._widths(width - 2)
        if y == 0:
            cells: Sequence[Content | str] = [
                told(column.heading, "$quiet") for column in self.columns
            ]
            return self._joined(cells, widths, " "), False
        row = y - 1 + self.scroll_offset.y
        if row >= self.many:
            text = self._empty if row == 0 and not self.many else ""
            return Content(" ") + told(text, "$quiet"), False
        chosen = row == self.cursor
        return self._joined(self._cells(row), widths, ">" if chosen else " "), chosen

    def _joined(self, cells: Sequence[Content | str], widths: Sequence[int], mark: str) -> Content:
        parts: list[Content] = []
        for cell, column, width in zip(cells, self.columns, widths, strict=False):
            content = cell if isinstance(cell, Content) else told(cell)
            if width:
                short = content.cell_length < width and column.right
                parts.append(
                    content.pad_left(width - content.cell_length)
                    if short
                    else fitted(content, width)
                )
        return Content(mark) + Content("  ").join(parts)

    def _strip(self, content: Content, width: int, style: str | None) -> Strip:
        line = fitted(content, width)
        if style:
            line = line.stylize_before(style)
        strips = Visual.to_strips(self, line, width, 1, self.visual_style, apply_selection=False)
        return strips[0] if strips else Strip.blank(width)
