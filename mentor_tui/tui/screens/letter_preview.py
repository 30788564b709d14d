"""One letter before it is written: to whom, its subject and its text, to read and to put into one's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static, TextArea

from ...actions.own_words import Preview
from ..text import MISSING, QUIET, line, told
from ..widgets.hint import Hint
from .overlay import Overlay
from .question import Question


@dataclass(frozen=True, kw_only=True)
class Words:
    """What stood in the fields when they were kept."""

    subject: str
    text: str


class LetterPreview(Overlay[Words]):
    """A letter to read and to change; ctrl+s keeps the words, Esc asks where they differ."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f10", "take", "keep", show=False, priority=True),
        Binding("ctrl+r", "draft_anew", "as drafted", show=False, priority=True),
        Binding("escape", "close", "close", show=False, priority=True),
        Binding("ctrl+home", "go_to(False)", "beginning", show=False, priority=True),
        Binding("ctrl+end", "go_to(True)", "end", show=False, priority=True),
    ]

    def __init__(self, preview: Preview, typed: Words | None = None) -> None:
        """Take the letter, and what was typed before, if it could not be kept."""
        super().__init__()
        self._preview, self._typed = preview, typed

    def again(self, answer: Words) -> LetterPreview:
        """Return the letter with what was typed."""
        return LetterPreview(self._preview, answer)

    def compose(self) -> ComposeResult:
        """Lay out the letter."""
        draft = self._preview.draft
        readers = ", ".join(
            f"{recipient.name} <{recipient.email}>" for recipient in draft.recipients
        )
        with Vertical(classes="panel -tall letter"):
            yield Static(line(("To ", QUIET), (readers, "bold")), classes="readers")
            if self._preview.words:
                style = MISSING if self._preview.outdated else QUIET
                yield Static(told(f"{self._preview.words}.", style), classes="readers")
            words = self._typed or Words(subject=draft.subject, text=draft.text)
            yield Input(words.subject, id="subject")
            yield TextArea(words.text, soft_wrap=True)
            yield Hint(
                ("ctrl+s", "ctrl+s", "keeps"),
                ("ctrl+r", "ctrl+r", "as drafted"),
                ("tab", "Tab", "subject"),
                ("escape", "Esc", "back"),
            )

    def on_mount(self) -> None:
        """Read at once: the arrows scroll, typing changes."""
        self.query_one(TextArea).focus()

    def words(self) -> Words:
        """Return what stands in the fields."""
        return Words(
            subject=self.query_one("#subject", Input).value, text=self.query_one(TextArea).text
        )

    def action_take(self) -> None:
        """Keep the words, unless something is missing."""
        words = self.words()
        if not words.subject.strip() or not words.text.strip():
            self.query_one(Hint).complain("A letter has a subject and a text.")
            return
        self.dismiss(words)

    def action_draft_anew(self) -> None:
        """Put the letter into the fields as it is drafted today; ctrl+s keeps it so."""
        self.query_one("#subject", Input).value = self._preview.drafted.subject
        self.query_one(TextArea).text = self._preview.drafted.text

    def action_go_to(self, end: bool) -> None:
        """Go to the end of the text, or to its beginning."""
        field = self.query_one(TextArea)
        field.move_cursor(field.document.end if end else (0, 0))

    def action_close(self) -> None:
        """Go back; where the words differ, ask first."""
        draft = self._preview.draft
        if self.words() == Words(subject=draft.subject, text=draft.text):
            self.dismiss(None)
            return
        question = Question(
            "This letter was changed",
            "Let the changes go?",
            "lets them go",
            "goes back to the letter",
        )
        self.app.push_screen(question, self._answered)

    def _answered(self, let_go: bool | None) -> None:
        if let_go:
            self.dismiss(None)
