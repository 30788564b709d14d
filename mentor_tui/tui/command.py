"""What a command of the interface is, and the screens on which commands work."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

APP, COHORTS, APPLICANTS, BOARD, PAIRS, LOG, POOL, WORKLIST = (
    "app",
    "cohorts",
    "applicants",
    "board",
    "pairs",
    "log",
    "pool",
    "worklist",
)
_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "left": "<-",
    "right": "->",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "plus": "+",
    "minus": "-",
    "at": "@",
    "asterisk": "*",
    "ampersand": "&",
    "equals_sign": "=",
    "percent_sign": "%",
    "exclamation_mark": "!",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "tilde": "~",
    "number_sign": "#",
}


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command: where it works, its keys, its short label, its help, and its rank in the footer (0: not there)."""

    screen: str
    name: str
    keys: str
    label: str
    help: str
    rank: int = 0

    @property
    def id(self) -> str:
        """The name by which a key can be changed in the settings."""
        return f"{self.screen}.{self.name}"

    @property
    def key_label(self) -> str:
        """The first key as the footer and the help show it."""
        return key_label(self.keys.split(",")[0])

    def binding(self) -> Binding:
        """Return the command as the interface binds it."""
        return Binding(self.keys, self.name, self.label, show=False, id=self.id, tooltip=self.help)


def key_label(key: str) -> str:
    """Return a key as people read it."""
    return _NAMES.get(key, key)
