"""One key, one meaning: on every screen and in every dialog, and as the page for contributors has it."""

import importlib
import pkgutil
from collections import Counter
from pathlib import Path

from textual.binding import Binding

from mentor_tui.tui import screens
from mentor_tui.tui.command import key_label
from mentor_tui.tui.commands import COMMANDS
from mentor_tui.tui.key_table import KEY_TABLE
from mentor_tui.tui.screens.overlay import Overlay
from mentor_tui.tui.widgets.rows import Rows

MEANT = {key.key: set(key.commands) for key in KEY_TABLE}
FREE = {"?", ":", "/", "+", *"1234567"}
"""Signs that open help, palette and search, and the numbers of the screens: the same everywhere by their nature."""


def letters(keys):
    """Return the letters and signs among keys as people read them."""
    labels = [key_label(key) for key in keys.split(",")]
    return [label for label in labels if len(label) == 1 and label not in FREE]


def test_no_key_has_two_meanings_on_the_screens():
    wrong = [
        (command.id, label)
        for command in COMMANDS
        for label in letters(command.keys)
        if command.name not in MEANT.get(label, ())
    ]
    assert wrong == []


def test_no_key_has_another_meaning_in_a_dialog_or_a_list():
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    own = {"ImportPreview"}  # the preview's keys name columns, and stand beside no screen's
    wrong = [
        (kind.__name__, label, binding.action)
        for kind in (*_all_below(Overlay), Rows)
        for binding in kind.__dict__.get("BINDINGS", ())
        if kind.__name__ not in own and isinstance(binding, Binding)
        for label in letters(binding.key)
        if binding.action not in MEANT.get(label, ())
    ]
    assert wrong == []


def _all_below(kind):
    for below in kind.__subclasses__():
        yield below
        yield from _all_below(below)


def test_a_key_stands_once_in_the_table_and_a_command_under_one_key():
    assert max(Counter(key.key for key in KEY_TABLE).values()) == 1
    assert max(Counter(name for key in KEY_TABLE for name in key.commands).values()) == 1


def test_the_keys_that_decide_are_where_hands_know_them():
    board = {command.keys: command.name for command in COMMANDS if command.screen == "board"}
    kept = {"a": "accept", "x": "reject", "s": "later", "w": "swap", "p": "pin", "0": "unplace"}
    assert kept.items() <= board.items()


def test_the_page_for_contributors_has_the_same_table():
    page = (Path(__file__).parents[2] / ".github" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for key in KEY_TABLE:
        assert f"| `{key.key}` | {key.meaning} |" in page
