"""A question that Enter answers with yes, and Esc with no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from ..text import told
from ..widgets.hint import Hint
from .overlay import Overlay


class Question(Overlay[bool]):
    """Something to agree to. The result is True for yes; no is None, as for every overlay that is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "agree", "yes", show=False),
    ]

    def __init__(self, title: str, sentence: str, yes: str, no: str) -> None:
        """Take the title, what is asked, and what Enter and Esc do, as `Enter ...` and `Esc ...` go on."""
        super().__init__()
        self._title, self._sentence, self._yes, self._no = title, sentence, yes, no

    def compose(self) -> ComposeResult:
        """Lay out the panel."""
        with Vertical(classes="panel"):
            yield Static(told(self._title, "bold"), classes="title")
            yield Static(told(self._sentence), classes="sentence")
            yield Hint(("enter", "Enter", self._yes), ("escape", "Esc", self._no))

    def action_agree(self) -> None:
        """Answer yes."""
        self.dismiss(True)
