"""Opening the app from the command line, where there is a terminal for it."""

from __future__ import annotations

import argparse
import os
import sys

from ..actions.workspace import Workspace
from .printing import say
from .way_out import ask_nobody_unheard

USAGE = 2
"""The exit code for words that make no command, and for a missing terminal."""

_WITHOUT = "`mentor-tui --plain` goes the whole way by question and answer"


def is_plain() -> bool:
    """Say whether the surroundings ask for everything by question and answer."""
    return os.environ.get("MENTOR_TUI_PLAIN", "").strip() not in ("", "0")


def open_app(workspace: Workspace, arguments: argparse.Namespace, tour: bool = False) -> int:
    """Open the app on the database, or go its whole way by question and answer."""
    if arguments.plain:
        return _converse(workspace, arguments)
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        say(f"mentor-tui: the app needs a terminal; {_WITHOUT}")
        return USAGE
    say(f"Opening the app. {_WITHOUT.capitalize()}.")
    from ..tui.app import run_app

    return run_app(workspace, tour=tour)


def _converse(workspace: Workspace, arguments: argparse.Namespace) -> int:
    if arguments.no_input:
        say("mentor-tui: --plain asks questions; leave out --no-input, or use the commands")
        return USAGE
    from .plain.way import run_plain

    ask_nobody_unheard()
    run_plain(workspace, sys.stdin, sys.stdout)
    return 0
