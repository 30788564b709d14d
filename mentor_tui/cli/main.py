"""The command line: words to actions, errors to sentences and exit codes."""

from __future__ import annotations

import argparse
import gc
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

from .. import __version__, paths
from ..actions.workspace import Workspace
from ..errors import Cancelled, FileRejected, MentorError
from .opening import USAGE, is_plain, open_app
from .printing import say
from .way_out import lost_output, one_way_out

DONE, FAILED, REFUSED, INTERRUPTED = 0, 1, 4, 130

Command = Callable[[Workspace, argparse.Namespace], int | None]

GROUPS = {
    "programme_commands": ("programmes",),
    "cohort_commands": (
        "cohorts",
        "import",
        "applicants",
        "correct",
        "waive",
        "withdraw",
        "duplicates",
        "clear",
        "note",
    ),
    "liaison_commands": ("liaisons",),
    "matching_commands": ("scores", "suggest", "explain"),
    "comparing_commands": ("what-if", "compare", "weights", "objective", "meaning"),
    "decision_commands": (
        "decide",
        "accept-suggested",
        "flag",
        "keep-apart",
        "undo",
        "redo",
        "log",
        "review",
    ),
    "file_commands": ("pairs", "check", "export"),
    "keeping_commands": ("demo", "backup", "restore", "salvage", "doctor"),
    "following_commands": (
        "letters",
        "sent",
        "contact",
        "extend",
        "end",
        "trips",
        "feedback",
        "calendar",
        "report",
    ),
    "erasing_commands": ("erase", "anonymise"),
    "completion_commands": ("completion",),
}
"""The modules of the commands, in the order of the help. A module is imported when one of its commands is meant:
all of them together take a second, mostly for the database and the solver."""


class Stopped(KeyboardInterrupt):
    """A signal from outside ended the command; it carries the signal's number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Print what is wrong and where help is, and end with the code for usage."""
        unknown = re.match(r"argument COMMAND: invalid choice: '(.*?)'", message)
        if unknown:
            message = _no_command(unknown.group(1))
        say(f"{self.prog}: {message}; see {self.prog} --help")
        raise SystemExit(USAGE)


def _no_command(word: str) -> str:
    names = [name for group in GROUPS.values() for name in group]
    likest = get_close_matches(word, names, n=1)
    hint = f"; did you mean {likest[0]}?" if likest else ""
    return f"there is no command {word!r}{hint}"


def make_parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """Return the parser of every command, or only of the group that the words are about.

    Args:
        words: the words of one call; None for the parser of everything.
    """
    parser = Parser(
        prog="mentor-tui",
        description="The matching desk for library mentoring programmes. Without a command it opens the app.",
        epilog="example: mentor-tui demo. For who listens to the screen: mentor-tui --plain goes the whole way "
        "by question and answer, from the import to the letters; MENTOR_TUI_PLAIN=1 says so once and for all.",
    )
    parser.add_argument("--version", action="version", version=f"mentor-tui {__version__}")
    _add_common(parser, main=True)
    modules = tuple(GROUPS) if words is None else _modules_of(words)
    if not modules:
        parser.set_defaults(command=None)
        return parser
    common = Parser(add_help=False)
    _add_common(common, main=False)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name in modules:
        import_module(f".{name}", __package__).register(commands, common)
    return parser


def _modules_of(words: Sequence[str]) -> tuple[str, ...]:
    """Return the modules that a call needs: none for the app and `--version`, all for help and what is not known."""
    parser = Parser(add_help=False)
    parser.add_argument("--version", action="store_true")
    parser.add_argument("--help", "-h", action="store_true")
    _add_common(parser, main=True)
    known, rest = parser.parse_known_args(words)
    command = next((word for word in rest if not word.startswith("-")), "")
    for module, names in GROUPS.items():
        if command in names:
            return (module,)
    nothing_more = not rest and not known.help
    return () if nothing_more or (known.version and not command) else tuple(GROUPS)


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
    parser.add_argument(
        "--plain",
        action="store_true",
        default=False if main else argparse.SUPPRESS,
        help="one line a statement, no cursor moved, no colour; without a command: everything by question and answer",
    )


def database_of(arguments: argparse.Namespace) -> Path:
    """Return the database that is meant: said outright, in the environment, or the usual one."""
    chosen = arguments.database or os.environ.get("MENTOR_TUI_DATABASE")
    return Path(chosen).expanduser() if chosen else paths.database_file()


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    with one_way_out():
        code = _run(words)
        sys.stdout.flush()
        sys.stderr.flush()
        return code or _code_of_output()


def _code_of_output() -> int:
    """Return the code of a command that is done: a reader who wanted no more is no failure, lost output is."""
    lost = lost_output()
    if lost is None or isinstance(lost, BrokenPipeError):
        return DONE
    why = lost.strerror or lost
    return _failed(f"the output was not written whole: {why}. What was to be done is done", FAILED)


def _run(words: Sequence[str] | None) -> int:
    try:
        given = sys.argv[1:] if words is None else words
        arguments = make_parser(given).parse_args(given)
    except SystemExit as error:
        return int(error.code or 0)
    arguments.plain = arguments.plain or is_plain()
    if arguments.plain and not any(word.startswith("--format") for word in given):
        _speak_in_lines(arguments)
    workspace = Workspace(
        database=database_of(arguments), programmes_folder=paths.programmes_folder()
    )
    _obey_signals()
    if words is None:
        gc.freeze()  # what is loaded stays to the end, and is not looked through again
        gc.enable()
    try:
        run: Command = arguments.run if arguments.command else open_app
        return run(workspace, arguments) or DONE
    except BaseException as error:
        return _told(error)
    finally:
        workspace.close()


def _speak_in_lines(arguments: argparse.Namespace) -> None:
    """Let a table be told line by line."""
    if getattr(arguments, "format", "") == "table":
        arguments.format = "lines"


def _told(error: BaseException) -> int:
    """Say in one sentence what went wrong, and return its exit code."""
    match error:
        case FileRejected():
            return _failed(error.sentence_by_command, REFUSED)
        case Cancelled():
            return _failed(str(error), INTERRUPTED)
        case MentorError():
            return _failed(error.sentence_by_command, FAILED)
        case Stopped():
            return _failed("stopped; nothing half done was written", 128 + error.number)
        case KeyboardInterrupt():
            return _failed("interrupted; nothing half done was written", INTERRUPTED)
        case EOFError():
            return _failed("the input ended before the answer; nothing more was changed", FAILED)
        case BrokenPipeError() if lost_output() is error:
            return FAILED  # whoever was asked has gone; nobody reads why
        case OSError() if lost_output() is error:
            return _failed(
                f"nobody can be asked: {error.strerror}; nothing more was changed", FAILED
            )
        case OSError():
            return _failed(f"{error.filename or 'a file'}: {error.strerror or error}", FAILED)
        case Exception():
            return _unforeseen(error)
    raise error


def _unforeseen(error: Exception) -> int:
    if os.environ.get("MENTOR_TUI_TRACEBACK"):
        raise error
    return _failed(
        f"this did not work ({type(error).__name__}); what was not said to be done was not done; "
        "MENTOR_TUI_TRACEBACK=1 shows where",
        FAILED,
    )


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
