"""Questions before what cannot be taken back."""

from __future__ import annotations

import argparse

from ..actions.workspace import ActionError
from .printing import say
from .way_out import lost_messages

_SAY_YES = "nobody can be asked here, so nothing was changed; say --yes to go on without asking"


def make_sure(arguments: argparse.Namespace, question: str) -> None:
    """Go on only after a yes: by `--yes`, or asked on the terminal.

    Raises:
        ActionError: the answer is no, or nobody can be asked.
    """
    if arguments.yes:
        return
    if arguments.no_input:
        raise ActionError(_SAY_YES)
    say(f"{question} [y/N]")
    if answer().casefold() not in ("y", "yes"):
        raise ActionError("nothing was changed")


def answer() -> str:
    """Return the next line of the input.

    Raises:
        ActionError: there is no input, or it has ended, or nobody saw the question.
    """
    if lost_messages():
        raise ActionError(_SAY_YES)
    try:
        return input().strip()
    except (EOFError, OSError, RuntimeError):
        raise ActionError(_SAY_YES) from None
