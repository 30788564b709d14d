"""Flags in full, to be read before they are cleared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...actions.flags_read import Shown
from ...domain.people import Applicant
from ..text import MISSING, QUIET, line, marked, told
from ..widgets.hint import Hint
from .overlay import Overlay


class ReadingFlags(Overlay[list[Shown]]):
    """Shows every open flag of people; Enter gives back those that were shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f", "clear", "clear", show=False),
        Binding("j,down", "scroll(1)", "down", show=False),
        Binding("k,up", "scroll(-1)", "up", show=False),
        Binding("pagedown,space", "scroll(10)", "page down", show=False),
        Binding("pageup", "scroll(-10)", "page up", show=False),
    ]

    def __init__(self, people: Sequence[Applicant]) -> None:
        super().__init__()
        self._people = [person for person in people if person.open_flags]
        self._shown = [
            (person.id, flag.key) for person in self._people for flag in person.open_flags
        ]

    def compose(self) -> ComposeResult:
        """Lay out the texts."""
        whose = self._people[0].name
        if len(self._people) > 1:
            whose = f"{len(self._people)} people"
        with Vertical(classes="panel"):
            yield Static(told(f"To read about {whose}"), classes="title")
            with VerticalScroll(can_focus=False):
                yield Static(Content("\n").join(self._lines()))
            clears = f"clears {'it' if len(self._shown) == 1 else f'all {len(self._shown)}'}"
            yield Hint(
                ("enter", "f or Enter", f"{clears}: read"),
                ("", "j k", "scroll"),
                ("escape", "Esc", "leaves them"),
            )

    def _lines(self) -> list[Content]:
        lines: list[Content] = []
        for person in self._people:
            lines.append(line((person.name, "bold"), (f"  {person.organisation}", QUIET)))
            for flag in person.open_flags:
                words = marked(flag.text, flag.marks, "$missing bold underline")
                lines.append(line(("  ~ ", MISSING), (f"{flag.kind}: ", QUIET)) + words)
        return lines

    def action_scroll(self, lines: int) -> None:
        """Scroll the texts."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_clear(self) -> None:
        """Give back what was shown."""
        self.dismiss(self._shown)
