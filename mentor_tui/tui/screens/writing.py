"""A longer text, written or pasted: ctrl+s takes it, Esc leaves everything as it was."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from ..text import told
from ..widgets.hint import CLOSE, Hint
from .overlay import Overlay


class Writing(Overlay[str]):
    """A field of many lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f10", "take", "take", show=False, priority=True)
    ]

    def __init__(self, title: str, sentence: str, text: str = "") -> None:
        super().__init__()
        self._title, self._sentence, self._text = title, sentence, text

    def again(self, answer: str) -> Writing:
        """Return the field with what was written."""
        return Writing(self._title, self._sentence, answer)

    def compose(self) -> ComposeResult:
        """Lay out the field."""
        with Vertical(classes="panel -tall"):
            yield Static(told(self._title, "bold"), classes="title")
            yield Static(told(self._sentence), classes="sentence")
            yield TextArea(self._text, soft_wrap=True)
            yield Hint(("ctrl+s", "ctrl+s", "takes it (F10 too)"), CLOSE)

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(TextArea).focus()

    def action_take(self) -> None:
        """Give the text."""
        self.dismiss(self.query_one(TextArea).text)
