"""Help: the keys of the screen that is open, and the signs."""

from __future__ import annotations

from textual.content import Content

from ...review.queue import STATE_WORDS
from ..commands import APP, COMMANDS, commands_of
from ..text import QUIET, line, told
from .overlay import Reading

_SIGNS = (
    ("=", "shared by both"),
    ("-", "wanted, not offered"),
    ("+", "offered besides"),
    ("~", "changed, or to check"),
    ("!", "a rule blocks"),
)


class HelpScreen(Reading):
    """Every command of a screen, made from the one list of commands."""

    def __init__(self, name: str) -> None:
        lines: list[Content] = []
        own = [command for command in COMMANDS if command.screen == name]
        for title, commands in (
            ("This screen", own),
            ("Everywhere", [c for c in commands_of(name) if c.screen == APP]),
        ):
            lines.append(told(title, "bold"))
            for command in commands:
                keys = " ".join(_shown(key) for key in command.keys.split(","))
                lines.append(
                    line((f"  {keys:<12}", "$act"), (f"{command.label:<17}", "bold"), command.help)
                )
            lines.append(Content(""))
        lines.append(told("Signs", "bold"))
        lines += [line((f"  {sign:<12}", "$act"), meaning) for sign, meaning in _SIGNS]
        lines += [
            line((f"  {letter:<12}", "$act"), meaning) for letter, meaning in STATE_WORDS.items()
        ]
        lines += [
            Content(""),
            told(
                "Keys can be changed in the settings file by name, for example board.accept.", QUIET
            ),
        ]
        super().__init__(f"Help: {name.capitalize()}", lines)


def _shown(key: str) -> str:
    from ..commands import key_label

    return key_label(key)
