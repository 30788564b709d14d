"""The options of a form, question by question: joined, split, renamed, or the whole list given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ...actions.import_plans import ImportPlan, ImportRequest
from ...actions.option_lists import (
    OptionCount,
    options_found,
    pieces_after,
    with_joined,
    with_list,
    with_name,
    with_split,
)
from ...errors import MentorError
from ..text import MISSING, QUIET, count, told
from ..widgets.hint import Hint
from ..widgets.rows import Column, Rows
from .choosing import Choosing
from .file_choice import FileChoice
from .overlay import Asking, Overlay, ask
from .writing import Writing

ReadAgain = Callable[[ImportRequest], None]


class OptionsFound(Overlay[None]):
    """What the answers hold; every change is read at once and shown before anything is written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "rename", "rename", show=False),
        Binding("m", "join", "join", show=False),
        Binding("tilde", "split", "split", show=False),
        Binding("number_sign", "paste_list", "paste the list", show=False),
        Binding("i", "file", "list from a file", show=False),
    ]

    def __init__(self, plan: ImportPlan, read_again: ReadAgain) -> None:
        super().__init__()
        self._plan, self._read_again = plan, read_again
        self.lines: list[OptionCount] = options_found(plan)

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(classes="panel -tall"):
            yield Static(told("Options found: nothing is written yet", "bold"), classes="title")
            yield Rows(
                [
                    Column("as ticked", 24, 3),
                    Column("shown as", 14, 2),
                    Column("answers", 7, right=True),
                    Column("question", 12, 1),
                ]
            )
            yield Hint(
                ("enter", "Enter", "names"),
                ("m", "m", "joins"),
                ("tilde", "~", "splits"),
                ("number_sign", "#", "pastes the list"),
                ("i", "i", "list from a file"),
                ("escape", "Esc", "back"),
            )

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        self.query_one(Rows).focus()

    def update(self, plan: ImportPlan) -> None:
        """Show what the answers hold now; the cursor stays on its option, or where it stood."""
        before = self._current()
        self._plan, self.lines = plan, options_found(plan)
        at = self.query_one(Rows).cursor
        for row, line in enumerate(self.lines):
            if before and (line.field, line.option) == (before.field, before.option):
                at = row
        self._fill(at)
        self.query_one(Hint).show_keys()

    def complain(self, sentence: str) -> None:
        """Say what was not done."""
        self.query_one(Hint).complain(sentence)

    def _fill(self, cursor: int | None = None) -> None:
        words = "No question of this form is answered with a list."
        self.query_one(Rows).show(len(self.lines), self._cells, words, cursor)

    def _cells(self, row: int) -> list[Content | str]:
        line = self.lines[row]
        shown = told("(the same)", QUIET) if line.shown == line.option else told(line.shown)
        if not line.known:
            shown = told("(write-in)", MISSING)
        return [line.option, shown, str(line.answers), told(line.label, QUIET)]

    def _current(self) -> OptionCount | None:
        at = self.query_one(Rows).cursor
        return self.lines[at] if at < len(self.lines) else None

    def on_rows_chosen(self) -> None:
        """Name the option that was clicked."""
        self.action_rename()

    def action_rename(self) -> None:
        """Ask for the name that is shown."""
        line = self._current()
        if line is None:
            return
        asking = Asking(
            line.option,
            "The name to show. Leave it empty when it is no option.",
            line.shown,
            needed=False,
        )
        ask(self.app, asking, lambda name: self._read_again(with_name(self._plan, line, name)))

    def action_join(self) -> None:
        """Ask which piece belongs behind the one under the cursor."""
        line = self._current()
        if line is None:
            return
        pieces = pieces_after(self._plan, line)
        if not pieces:
            self.complain(f"No answer goes on behind {line.option!r}, so there is nothing to join.")
            return
        choosing = Choosing(
            "Which piece belongs to it?",
            [Column("becomes", 40, 1), Column("answers", 8, right=True)],
            [[f"{line.option}, {piece}", str(number)] for piece, number in pieces],
            sentence=f"{line.option} and what follows it become one option.",
        )
        ask(
            self.app,
            choosing,
            lambda at: self._read_again(with_joined(self._plan, line, pieces[at][0])),
        )

    def action_split(self) -> None:
        """Ask where an option is to be cut."""
        line = self._current()
        if line is None:
            return
        if "," not in line.option:
            self.complain(f"{line.option!r} has no comma, so it is one option.")
            return
        self._ask_split(line, " | ".join(part.strip() for part in line.option.split(",")))

    def _ask_split(self, line: OptionCount, text: str, wrong: str = "") -> None:
        sentence = "One option ends and the next begins at every |. A comma in its place keeps both together."
        asking = Asking("Split into several options", f"{wrong} {sentence}".strip(), text)
        ask(self.app, asking, lambda answer: self._split(line, answer))

    def _split(self, line: OptionCount, text: str) -> None:
        try:
            request = with_split(self._plan, line, text.split("|"))
        except MentorError as error:
            self._ask_split(line, text, f"{error}.")
            return
        self._read_again(request)

    def action_paste_list(self) -> None:
        """Take the whole list of the question under the cursor, pasted or typed."""
        line = self._current()
        if line is not None:
            self._ask_list(line, "")

    def _ask_list(self, line: OptionCount, text: str, wrong: str = "") -> None:
        words = f"{wrong} Paste the form's list of options, one a line.".strip()
        writing = Writing(line.label, words, text)
        ask(self.app, writing, lambda answer: self._take_list(line, answer))

    def _take_list(self, line: OptionCount, text: str) -> None:
        try:
            request = with_list(self._plan, line.field, text.splitlines())
        except MentorError as error:
            self._ask_list(line, text, f"{error}.")
            return
        self._read_again(request)

    def action_file(self) -> None:
        """Take the whole list of the question under the cursor from a text file."""
        line = self._current()
        if line is None:
            return
        choice = FileChoice(f"The options of: {line.label}", Path.cwd(), (".txt", ".csv", ".md"))
        ask(self.app, choice, lambda path: self._take_file(line, path))

    def _take_file(self, line: OptionCount, path: Path) -> None:
        from ...actions.form_options import read_options

        try:
            names = read_options(path)
            request = with_list(self._plan, line.field, names)
        except MentorError as error:
            self.complain(f"{error}.")
            return
        self.complain(f"{count(len(names), 'option')} read from {path.name}.")
        self._read_again(request)
