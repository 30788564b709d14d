"""The palette: every command of every screen by name; one of another screen goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.screen import Screen

from .commands import APP, COMMANDS, Command, commands_of

if TYPE_CHECKING:
    from .app import MentorApp


def palette_commands(app: MentorApp, screen: Screen[Any]) -> Iterable[SystemCommand]:
    """Yield the commands of the open screen, then those of the other screens."""
    here = getattr(screen, "NAME", APP)
    for command in commands_of(here):
        target: Any = screen if hasattr(screen, f"action_{command.name}") else app
        action = getattr(target, f"action_{command.name}", None)
        if action is not None and command.name != "palette":
            title = f"{command.label.capitalize()}  ({command.key_label})"
            yield SystemCommand(title, command.help, action)
    for command in COMMANDS:
        if command.screen not in (here, APP):
            where = command.screen.capitalize()
            title = f"{where}: {command.label}  ({command.key_label})"
            yield SystemCommand(title, command.help, _going(app, command))


def _going(app: MentorApp, command: Command) -> Callable[[], None]:
    return partial(_go, app, command)


def _go(app: MentorApp, command: Command) -> None:
    """Go to the command's screen and say its key: what it does is decided on the record there."""
    app.go(command.screen)
    app.say(f"{command.key_label} is {command.label}: {command.help}")
