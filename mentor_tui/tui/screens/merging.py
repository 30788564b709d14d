"""Two coordinators disagree: each difference side by side, decided with the board's keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ...actions.merging import Difference
from ..text import QUIET, beside, told, wrapped
from ..widgets.hint import CLOSE, Hint
from ..widgets.lines import Lines
from ..widgets.rows import Column, Rows
from .overlay import Overlay

_WORDS = {True: told("theirs", "$shared"), False: told("mine", "$act"), None: told(".", QUIET)}


class Merging(Overlay[list[int]]):
    """Gives the positions of the differences in which theirs counts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "choose(True)", "theirs", show=False),
        Binding("x", "choose(False)", "mine", show=False),
        Binding("u", "undecide", "undecide", show=False),
        Binding("enter", "write", "write", show=False),
    ]

    def __init__(self, title: str, differences: Sequence[Difference]) -> None:
        super().__init__()
        self._title, self._differences = title, differences
        self._chosen: dict[int, bool] = {}

    def compose(self) -> ComposeResult:
        """Lay out the list, and the difference under the cursor side by side."""
        with Vertical(classes="panel -tall"):
            yield Static(told(self._title, "bold"), classes="title")
            yield Rows([Column("about", 24, 1), Column("counts", 8)])
            sides = Lines(self._sides)
            sides.styles.height = 8
            yield sides
            keys = (
                ("a", "a", "takes theirs"),
                ("x", "x", "keeps mine"),
                ("u", "u", "undecides"),
                ("enter", "Enter", "writes"),
            )
            yield Hint(*keys, CLOSE)

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        self.query_one(Rows).focus()

    def _fill(self) -> None:
        self.query_one(Rows).show(len(self._differences), self._cells)
        self.query_one(Lines).renew()

    def _cells(self, at: int) -> list[Content | str]:
        return [self._differences[at].about, _WORDS[self._chosen.get(at)]]

    def _sides(self, width: int, height: int) -> list[Content]:
        difference = self._differences[self.query_one(Rows).cursor]
        half = max((width - 3) // 2, 10)
        mine, theirs = (
            wrapped(told(text), half, height - 1) for text in (difference.mine, difference.theirs)
        )
        lines = [
            beside(told("MINE  x keeps it", "$act"), told("THEIRS  a takes it", "$shared"), half)
        ]
        for at in range(max(len(mine), len(theirs))):
            lines.append(beside(_at(mine, at), _at(theirs, at), half))
        return lines

    def on_rows_moved(self) -> None:
        """Show the difference under the cursor."""
        self.query_one(Lines).renew()

    def action_choose(self, theirs: bool) -> None:
        """Decide the difference under the cursor, and go to the next open one."""
        table = self.query_one(Rows)
        self._chosen[table.cursor] = theirs
        ring = [*range(table.cursor + 1, len(self._differences)), *range(table.cursor)]
        following = next((at for at in ring if at not in self._chosen), None)
        if following is not None:
            table.go(following)
        self._fill()

    def action_undecide(self) -> None:
        """Leave the difference under the cursor open again."""
        self._chosen.pop(self.query_one(Rows).cursor, None)
        self._fill()

    def action_write(self) -> None:
        """Give the choices once every difference is decided."""
        left = len(self._differences) - len(self._chosen)
        if left:
            self.query_one(Hint).complain(f"{left} still open: a takes theirs, x keeps mine.")
            return
        self.dismiss([at for at, theirs in self._chosen.items() if theirs])


def _at(lines: Sequence[Content], at: int) -> Content:
    return lines[at] if at < len(lines) else Content("")
