"""Overlays: Esc closes each of them and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from rich.console import RenderableType
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ..text import told
from ..widgets.dimmed import Dimmed
from ..widgets.hint import CLOSE, Hint

if TYPE_CHECKING:
    from ..app import MentorApp

Result = TypeVar("Result")


def ask(app: App[None], overlay: Overlay[Result], do: Callable[[Result], object]) -> None:
    """Show an overlay and do what follows with its answer; nothing after Esc.

    What follows may show the next overlay: it waits until this one is gone and no work is under way.
    """

    def answered(answer: Result | None) -> None:
        if answer is not None:
            desk_app = cast("MentorApp", app)
            follow = partial(_follow, app, overlay, do, answer)
            desk_app.call_later(desk_app.when_free, follow)

    app.push_screen(overlay, answered)


def _follow(
    app: App[None], overlay: Overlay[Result], do: Callable[[Result], object], answer: Result
) -> None:
    """Do what follows an answer; where that fails, the dialog opens again with what was typed."""
    working = cast("MentorApp", app)
    working.ask_again = partial(_ask_again, app, overlay, do, answer)
    try:
        do(answer)
    finally:
        working.ask_again = None


def _ask_again(
    app: App[None],
    overlay: Overlay[Result],
    do: Callable[[Result], object],
    answer: Result,
    sentence: str,
) -> None:
    again = overlay.again(answer)
    if again is not None:
        again.complaint = sentence
        ask(app, again, do)


class Overlay(ModalScreen[Result]):
    """A panel over a screen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "close", show=False)]

    complaint = ""
    """What is wrong with the answer that the dialog opens with."""

    def again(self, answer: Result) -> Overlay[Result] | None:
        """Return the dialog with an answer that could not be taken; None where nothing was typed."""
        return None

    def on_mount(self) -> None:
        """Say what was wrong with the answer; runs after what a dialog does itself."""
        if self.complaint:
            self.query_one(Hint).complain(self.complaint)

    def action_close(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def render(self) -> RenderableType:
        """Draw the screen behind, dimmed."""
        behind = super().render()
        if isinstance(behind, BackgroundScreen) and behind.color.a > 0:
            return Dimmed(behind.screen, behind.color)
        return behind


_MOST = 0.92
"""How much of the screen's height a panel takes at most."""
_FRAME = 8
"""Lines of a panel that hold no text and no row: its border, the title, the keys."""
_WIDEST, _SIDES = 110, 7
"""Columns of a panel at most, and those that hold no text: its border, the room beside, the bar."""


def room_in_panel(height: int) -> int:
    """Return how many lines of a text or a list fit into a panel on a screen of a height."""
    return int(height * _MOST) - _FRAME


def _lines_at(text: Sequence[Content], width: int) -> int:
    """Return how many lines a text takes at most: words that are wrapped leave some room behind them."""
    return sum(1 + part.cell_length * 9 // (max(width, 10) * 8) for part in text)


class Reading(Overlay[None]):
    """A text to read: lines in a panel."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter", "close", "close", show=False),
        Binding("j,down", "scroll(1)", "down", show=False),
        Binding("k,up", "scroll(-1)", "up", show=False),
        Binding("pagedown,space", "scroll(10)", "page down", show=False),
        Binding("pageup", "scroll(-10)", "page up", show=False),
        Binding("g,home", "scroll(-100000)", "first", show=False),
        Binding("G,end", "scroll(100000)", "last", show=False),
    ]

    def __init__(self, title: str, lines: list[Content]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        """Lay out the panel."""
        with Vertical(classes="panel"):
            yield Static(told(self._title, "bold"), classes="title")
            with VerticalScroll(can_focus=False):
                yield Static(Content("\n").join(self._lines))
            yield Hint(("", "j k", "scroll"), ("escape", "Esc", "closes"))

    def on_mount(self) -> None:
        """Give a long text all the room there is."""
        self._fit()

    def on_resize(self) -> None:
        """Fit the text into the panel at the new size."""
        self._fit()

    def _fit(self) -> None:
        """Let a panel that its text does not fit into be as high as it may, so that the last line can be read."""
        width = min(int(self.app.size.width * 0.9), _WIDEST) - _SIDES
        room = room_in_panel(self.app.size.height)
        self.query_one(".panel").set_class(_lines_at(self._lines, width) > room, "-tall")

    def action_scroll(self, lines: int) -> None:
        """Scroll the text."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


class Asking(Overlay[str]):
    """One question, answered by typing; Enter gives the answer, Esc gives none."""

    def __init__(
        self,
        title: str,
        sentence: str = "",
        value: str = "",
        placeholder: str = "",
        needed: bool = True,
        wrong: Callable[[str], str] = lambda text: "",
    ) -> None:
        """Take the words, and what is wrong with an answer: then the field stays open with what was typed."""
        super().__init__()
        self._wrong = wrong
        self._title, self._sentence, self._value = title, sentence, value
        self._placeholder, self._needed = placeholder, needed

    def again(self, answer: str) -> Asking:
        """Return the question with what was typed."""
        return Asking(
            self._title, self._sentence, answer, self._placeholder, self._needed, self._wrong
        )

    def compose(self) -> ComposeResult:
        """Lay out the panel."""
        with Vertical(classes="panel"):
            yield Static(told(self._title, "bold"), classes="title")
            if self._sentence:
                yield Static(told(self._sentence), classes="sentence")
            yield Input(self._value, placeholder=self._placeholder)
            yield Hint(("enter", "Enter", "takes it"), CLOSE)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the answer."""
        if self._needed and not event.value.strip():
            self.query_one(Hint).complain("Type something first, or press Esc.")
            return
        wrong = self._wrong(event.value.strip())
        if wrong:
            self.query_one(Hint).complain(f"{wrong}.")
            return
        self.dismiss(event.value.strip())
