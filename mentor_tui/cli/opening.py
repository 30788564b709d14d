"""Opening the app from the command line, where there is a terminal for it."""

from __future__ import annotations

import argparse
import os
import sys

from ..actions.workspace import Workspace
from .printing import say

USAGE = 2
"""The exit code for words that make no command, and for a missing terminal."""


def open_app(workspace: Workspace, arguments: argparse.Namespace, tour: bool = False) -> int:
    """Open the app on the database."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        say(
            "mentor-tui: the app needs a terminal; `mentor-tui review --cohort NAME --plain` works without one"
        )
        return USAGE
    from ..tui.app import run_app

    return run_app(workspace, tour=tour)
