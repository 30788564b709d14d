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
from ..commands import APP, Command, commands_of, key_label
from ..help_groups import grouped
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
                yield Static(Content("\n").join(help_lines(self._about, "")), id="lines")
            yield Hint(("", "up down", "scroll"), ("escape", "Esc", "closes"))

    def on_mount(self) -> None:
        """Take what is typed."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show the commands that the words fit."""
        lines = help_lines(self._about, event.value) or [told("No command is called so.", QUIET)]
        self.query_one("#lines", Static).update(Content("\n").join(lines))

    @on(Input.Submitted)
    def close_it(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the keys."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def help_lines(name: str, words: str) -> list[Content]:
    """Return the commands of a screen that words fit, in groups; the signs when nothing is asked."""
    lines: list[Content] = []
    commands = [command for command in commands_of(name) if _fits(command, words)]
    for title, members in grouped(commands):
        lines.append(told(title, "bold"))
        lines += [_command_line(command) for command in members]
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


def _command_line(command: Command) -> Content:
    keys = " ".join(key_label(key) for key in command.keys.split(","))
    everywhere = ("  everywhere", QUIET) if command.screen == APP else ""
    return line(
        (f"  {keys:<14}", "$act"), (f"{command.label:<15}", "bold"), command.help, everywhere
    )


def _signs() -> Sequence[Content]:
    lines = [told("Signs", "bold")]
    signs: Iterable[tuple[str, str]] = (*_SIGNS, *STATE_WORDS.items())
    lines += [line((f"  {sign:<14}", "$act"), meaning) for sign, meaning in signs]
    words = "Keys can be changed in the settings file by name, for example board.accept."
    return [*lines, Content(""), told(words, QUIET)]
