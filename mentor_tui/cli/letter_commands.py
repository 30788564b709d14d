"""Commands for letters: drafts, one file to read, and saying that they went out."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..actions import letter_editing, letters, liaison_folders, sending
from ..actions.workspace import ActionError, Workspace
from ..outputs.drafting import KINDS, Draft
from . import letter_editing_commands
from .adding import add
from .printing import say
from .progress_line import progress_line

_ONE_FILE = (".md", ".csv")


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    _register_letters(commands, common)
    sent = add(
        commands=commands,
        common=common,
        name="sent",
        help_text="say that letters went out; undo takes it back",
        example="sent --cohort fall introduction",
        run=_sent,
        cohort=True,
    )
    sent.add_argument("kind", choices=KINDS)
    sent.add_argument("person", nargs="*", help="to whom; without it, those drafted last")
    sent.add_argument("--month", type=int, metavar="N", help="which month's topic")


def _register_letters(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = add(
        commands=commands,
        common=common,
        name="letters",
        help_text="write drafts of letters; nothing is sent and nothing is marked",
        example="letters --cohort fall introduction --to drafts",
        run=_letters,
        cohort=True,
    )
    parser.add_argument("kind", nargs="?", choices=KINDS)
    parser.add_argument("--all", action="store_true", help="every letter that is due")
    parser.add_argument(
        "--any-day",
        action="store_true",
        help="with --all: also letters whose day has not come, or has passed",
    )
    does = parser.add_mutually_exclusive_group(required=True)
    does.add_argument(
        "--to",
        type=Path,
        metavar="DIR|FILE",
        help="a folder for drafts; or FILE.md to read them, FILE.csv for a mail merge",
    )
    letter_editing_commands.register(does)
    _register_choices(parser)


def _register_choices(parser: argparse.ArgumentParser) -> None:
    """Add what narrows the letters down."""
    parser.add_argument(
        "--person",
        nargs="+",
        default=[],
        metavar="PERSON",
        help="for one person, both people of a pair, or a pair's id",
    )
    parser.add_argument(
        "--month", type=int, metavar="N", help="which month's topic; without it the present one"
    )
    parser.add_argument(
        "--asked", action="store_true", help="recognition for those alone who asked for it"
    )
    parser.add_argument("--again", action="store_true", help="also for those who have it")
    parser.add_argument(
        "--language", choices=("en", "fr"), default="", help="instead of what each form says"
    )


def _letters(workspace: Workspace, arguments: argparse.Namespace) -> None:
    try:
        if arguments.show and arguments.all:
            letter_editing_commands.show_due(workspace, arguments)
        elif arguments.to is None:
            letter_editing_commands.run(workspace, arguments, _wish(arguments))
        else:
            _write(workspace, arguments)
    except letters.NobodyWaits as error:
        say(f"{error.sentence_by_command}.")


def _write(workspace: Workspace, arguments: argparse.Namespace) -> None:
    if arguments.all:
        _write_all(workspace, arguments)
        return
    wish = _wish(arguments)
    if arguments.to.suffix in _ONE_FILE and not arguments.to.is_dir():
        drafts, left_out = letters.make_wished(workspace, arguments.cohort, wish)
        _one_file(workspace, arguments, drafts, left_out)
        return
    files, number, left_out = _drafts(workspace, arguments, wish)
    for path in files:
        print(path)
    _say_remarks(workspace, arguments, [wish.kind])
    _say_written(number, f" ({wish.kind})", left_out)


def _wish(arguments: argparse.Namespace) -> letters.Wish:
    kind, who = arguments.kind, list(arguments.person)
    if kind is None and who and who[-1] in KINDS:
        kind = who.pop()  # the kind was written after the names
    if kind is None:
        raise ActionError(f"say which letter: one of {', '.join(KINDS)}, or --all")
    return letters.Wish(
        kind=kind,
        who=tuple(who),
        month=arguments.month,
        asked=arguments.asked,
        again=arguments.again,
        language=arguments.language,
    )


def _drafts(
    workspace: Workspace, arguments: argparse.Namespace, wish: letters.Wish
) -> tuple[list[Path], int, list[str]]:
    if wish.kind == "liaison":
        return liaison_folders.write_folders(workspace, arguments.cohort, wish, arguments.to)
    with progress_line("letters") as progress:
        return letters.write_wished(workspace, arguments.cohort, wish, arguments.to, progress)


def _write_all(workspace: Workspace, arguments: argparse.Namespace) -> None:
    drafts, left_out = sending.due_letters(workspace, arguments.cohort, arguments.any_day)
    if arguments.to.suffix in _ONE_FILE and not arguments.to.is_dir():
        _one_file(workspace, arguments, drafts, left_out)
        return
    for path in letters.write_drafts(workspace, arguments.cohort, drafts, arguments.to):
        print(path)
    _say_remarks(workspace, arguments, KINDS)
    _say_written(len(drafts), "", left_out)


def _one_file(
    workspace: Workspace,
    arguments: argparse.Namespace,
    drafts: list[Draft],
    left_out: list[str],
) -> None:
    letters.write_one_file(workspace, arguments.cohort, drafts, arguments.to)
    print(arguments.to)
    _say_remarks(workspace, arguments, [draft.kind for draft in drafts])
    _say_written(len(drafts), "", left_out)


def _say_remarks(workspace: Workspace, arguments: argparse.Namespace, kinds: Sequence[str]) -> None:
    """Say what is to be known about edited letters that were written."""
    for remark in letter_editing.remarks_on(workspace, arguments.cohort, kinds):
        say(f"{remark}.")


def _say_written(number: int, kind: str, left_out: list[str]) -> None:
    for line in left_out:
        say(f"left out: {line}")
    say(f"{number} {'letter' if number == 1 else 'letters'}{kind}; nothing was sent.")


def _sent(workspace: Workspace, arguments: argparse.Namespace) -> None:
    try:
        entry = sending.mark_sent(
            workspace=workspace,
            cohort=arguments.cohort,
            kind=arguments.kind,
            who=arguments.person,
            month=arguments.month,
        )
    except letters.NobodyWaits as error:
        say(f"{error.sentence_by_command}.")
        return
    say(f"{entry.step.sentence}.")
