"""The command line: words to actions, errors to sentences and exit codes."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from .. import __version__, paths
from ..actions.workspace import ActionError, Workspace
from ..intake import FileRejected
from ..programmes import ProgrammeError
from ..store import StoreError
from . import (
    cohort_commands,
    decision_commands,
    file_commands,
    following_commands,
    matching_commands,
    programme_commands,
)
from .opening import USAGE, open_app
from .printing import say

DONE, FAILED, REFUSED, INTERRUPTED = 0, 1, 4, 130

Command = Callable[[Workspace, argparse.Namespace], int | None]


class Stopped(KeyboardInterrupt):
    """A signal from outside ended the command; it carries the signal's number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Print what is wrong and where help is, and end with the code for usage."""
        say(f"{self.prog}: {message}; see {self.prog} --help")
        raise SystemExit(USAGE)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    parser = Parser(
        prog="mentor-tui",
        description="The matching desk for library mentoring programmes. Without a command it opens the app.",
        epilog="example: mentor-tui demo",
    )
    parser.add_argument("--version", action="version", version=f"mentor-tui {__version__}")
    _add_common(parser, main=True)
    common = Parser(add_help=False)
    _add_common(common, main=False)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for module in (
        programme_commands,
        cohort_commands,
        matching_commands,
        decision_commands,
        file_commands,
        following_commands,
    ):
        module.register(commands, common)
    return parser


def _add_common(parser: argparse.ArgumentParser, main: bool) -> None:
    """Add the options that stand before or after the command."""
    missing = None if main else argparse.SUPPRESS
    parser.add_argument(
        "--database", metavar="FILE", type=Path, default=missing, help="the database file"
    )
    parser.add_argument(
        "--no-input",
        action="store_true",
        default=False if main else argparse.SUPPRESS,
        help="never ask anything",
    )


def database_of(arguments: argparse.Namespace) -> Path:
    """Return the database that is meant: said outright, in the environment, or the usual one."""
    chosen = arguments.database or os.environ.get("MENTOR_TUI_DATABASE")
    return Path(chosen).expanduser() if chosen else paths.database_file()


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        arguments = make_parser().parse_args(words)
    except SystemExit as error:
        return int(error.code or 0)
    workspace = Workspace(
        database=database_of(arguments), programmes_folder=paths.programmes_folder()
    )
    _obey_signals()
    try:
        run: Command = arguments.run if arguments.command else open_app
        return run(workspace, arguments) or DONE
    except FileRejected as error:
        way = f": {error.by_command}" if error.by_command else ""
        return _failed(f"{error}{way}", REFUSED)
    except (ActionError, StoreError, ProgrammeError) as error:
        return _failed(str(error), FAILED)
    except Stopped as error:
        return _failed("stopped; nothing half done was written", 128 + error.number)
    except KeyboardInterrupt:
        return _failed("interrupted; nothing half done was written", INTERRUPTED)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 (the reader of the pipe has gone)
        return FAILED
    except OSError as error:
        return _failed(f"{error.filename or 'a file'}: {error.strerror or error}", FAILED)
    except Exception as error:
        if os.environ.get("MENTOR_TUI_TRACEBACK"):
            raise
        kind = type(error).__name__
        return _failed(
            f"this did not work ({kind}), and nothing half done was written; MENTOR_TUI_TRACEBACK=1 shows where",
            FAILED,
        )
    finally:
        workspace.close()


def _obey_signals() -> None:
    """End in order when the terminal is closed or the machine shuts down."""

    def stop(number: int, _frame: object) -> None:
        raise Stopped(number)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and threading.current_thread() is threading.main_thread():
            signal.signal(getattr(signal, name), stop)


def _failed(sentence: str, code: int) -> int:
    say(f"mentor-tui: {sentence}")
    return code
