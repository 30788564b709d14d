"""Help: the keys of the screen that is open, in groups, found by typing, and the signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from ...domain.names import plain
from ...review.queue import STATE_WORDS
from ..commands import Command, commands_of, key_label
from ..help_groups import grouped
from ..key_table import KEY_TABLE
from ..text import QUIET, line, told
from ..widgets.hint import Hint
from .overlay import Overlay

_SIGNS = (
    ("=", "shared by both"),
    ("-", "wanted, not offered"),
    ("+", "offered besides"),
    ("~", "changed, or to check"),
    ("!", "a rule blocks"),
)


class HelpScreen(Overlay[None]):
    """Every command of a screen, made from the one list of commands; what is typed narrows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", "down", show=False, priority=True),
        Binding("up", "scroll(-1)", "up", show=False, priority=True),
        Binding("pagedown", "scroll(10)", "page down", show=False, priority=True),
        Binding("pageup", "scroll(-10)", "page up", show=False, priority=True),
        Binding("f1", "close", "close", show=False, priority=True),
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._about = name

    def compose(self) -> ComposeResult:
        """Lay out the field and the keys."""
        with Vertical(classes="panel -tall"):
            yield Static(told(f"Help: {self._about.capitalize()}"), classes="title")
            yield Input(placeholder="type what you want to do, or a key")
            with VerticalScroll(can_focus=False):
                yield Static("", id="lines", markup=False)
            yield Hint(("", "up down", "scroll"), ("escape", "Esc", "closes"))

    def on_mount(self) -> None:
        """Take what is typed."""
        self.query_one(Input).focus()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Fold the lines anew."""
        self.call_after_refresh(self._show)

    @on(Input.Changed)
    def narrow(self) -> None:
        """Show the commands that the words fit."""
        self._show()

    def _show(self) -> None:
        width = self.query_one(VerticalScroll).scrollable_content_region.width
        lines = help_lines(self._about, self.query_one(Input).value, width)
        shown = lines or [told("No command is called so.", QUIET)]
        self.query_one("#lines", Static).update(Content("\n").join(shown))

    @on(Input.Submitted)
    def close_it(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the keys."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def help_lines(name: str, words: str, width: int = 1000) -> list[Content]:
    """Return the commands of a screen that words fit, in groups; the signs when nothing is asked."""
    lines: list[Content] = []
    commands = [command for command in commands_of(name) if _fits(command, words)]
    for title, members in grouped(commands):
        lines.append(told(title, "bold"))
        for command in members:
            lines += _command_lines(command, width)
        lines.append(Content(""))
    return lines if words.strip() else [*lines, *_signs()]


def _fits(command: Command, words: str) -> bool:
    """Say whether a key is typed, or each word stands in a command's name or help."""
    text = words.strip()
    if text in [key_label(key) for key in command.keys.split(",")]:
        return True
    known = plain(f"{command.label} {command.name} {command.help}")
    return all(word in known for word in plain(text).split()) and (
        not text or bool(plain(text)) or text in command.help
    )


def _command_lines(command: Command, width: int) -> list[Content]:
    """Return a command as lines: keys, name, and its help, which goes on below itself."""
    keys = " ".join(key_label(key) for key in command.keys.split(","))
    head = line((f"  {keys:<12} ", "$act"), (f"{command.label:<13} ", "bold"))
    room = max(width - head.cell_length, 20)
    parts = [part.rstrip() for part in told(command.help).wrap(room)]
    indent = Content(" " * head.cell_length)
    return [(head if at == 0 else indent) + part for at, part in enumerate(parts)]


def _signs() -> Sequence[Content]:
    lines = [told("Signs", "bold")]
    signs: Iterable[tuple[str, str]] = (*_SIGNS, *STATE_WORDS.items())
    lines += [line((f"  {sign:<14}", "$act"), meaning) for sign, meaning in signs]
    lines += [Content(""), told("Every key, the same on every screen", "bold")]
    lines += [line((f"  {key.key:<14}", "$act"), key.meaning) for key in KEY_TABLE]
    words = "Keys can be changed in the settings file by name, for example board.accept."
    return [*lines, Content(""), told(words, QUIET)]
