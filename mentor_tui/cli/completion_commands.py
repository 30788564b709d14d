"""Completion of commands, options and file names in the coordinator's shell."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..actions.workspace import Workspace
from .adding import add

SHELLS = ("bash", "zsh", "tcsh")


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command."""
    completion = add(
        commands=commands,
        common=common,
        name="completion",
        help_text="print what lets a shell complete commands, options and file names",
        example="completion bash > ~/.local/share/bash-completion/completions/mentor-tui",
        run=_completion,
    )
    completion.add_argument("shell", choices=SHELLS, help="the shell that is to complete")


def _completion(workspace: Workspace, arguments: argparse.Namespace) -> None:
    """Print the script of a shell."""
    import shtab

    from .main import make_parser

    parser = make_parser()
    for action in _actions(parser):
        if action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    print(shtab.complete(parser, shell=arguments.shell))


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the arguments of a parser and of every command below it."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _actions(below)
