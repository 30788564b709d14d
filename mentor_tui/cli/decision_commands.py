"""Commands that decide: the words of the board's keys."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from ..actions import deciding
from ..actions.orienting import decide_named
from ..actions.presenting import log_data
from ..actions.workspace import ActionError, Workspace
from ..review.sitting import with_unread
from .adding import add
from .printing import print_json, print_rows, say
from .progress_line import progress_line
from .unread import stopped_by_unread
from .way_out import ask_nobody_unheard


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    decide = add(
        commands=commands,
        common=common,
        name="decide",
        help_text="accept, reject, later, pin, unpin, unplace",
        example="decide --cohort fall accept beth@example.org ana@example.org",
        run=_decide,
        cohort=True,
    )
    decide.add_argument("decision", choices=(*deciding.DECISIONS, "swap"))
    decide.add_argument("people", nargs="+", metavar="PERSON")
    decide.add_argument("--reason", default="")
    decide.add_argument(
        "--learner", metavar="PERSON", default="", help="who learns, where both can help and learn"
    )
    decide.add_argument(
        "--unread", action="store_true", help="make the pair although a request was not read"
    )
    _register_others(commands, common)
    _register_log(commands, common)


def _register_others(commands: Any, common: argparse.ArgumentParser) -> None:
    argument_parser = add(
        commands=commands,
        common=common,
        name="accept-suggested",
        help_text="accept every suggested pair above a fit, as one step",
        example="accept-suggested --cohort fall --minimum-fit 70",
        run=_accept_suggested,
        cohort=True,
    )
    argument_parser.add_argument("--minimum-fit", type=float, required=True, metavar="N")
    flag = add(
        commands=commands,
        common=common,
        name="flag",
        help_text="put a flag of your own on a person",
        example="flag --cohort fall ana@example.org 'ask about May'",
        run=_flag,
        cohort=True,
    )
    flag.add_argument("person")
    flag.add_argument("text")
    apart = add(
        commands=commands,
        common=common,
        name="keep-apart",
        help_text="never pair two people; neither learns of it",
        example="keep-apart --cohort fall ana@example.org beth@example.org --reason 'asked for it'",
        run=_keep_apart,
        cohort=True,
    )
    apart.add_argument("people", nargs=2, metavar="PERSON")
    apart.add_argument("--reason", default="")


def _register_log(commands: Any, common: argparse.ArgumentParser) -> None:
    for name, what in (
        ("undo", "take back the newest decisions"),
        ("redo", "do again what was taken back"),
    ):
        turn = add(
            commands=commands,
            common=common,
            name=name,
            help_text=what,
            example=f"{name} 2",
            run=_undo if name == "undo" else _redo,
        )
        turn.add_argument("count", nargs="?", type=int, default=1, metavar="N")
        turn.add_argument("--cohort", metavar="NAME", default="", help="of one cohort alone")
    log = add(
        commands=commands,
        common=common,
        name="log",
        help_text="every decision, newest first",
        example="log --cohort fall --format csv",
        run=_log,
        formats=("table", "csv", "json"),
    )
    log.add_argument("--cohort", metavar="NAME", default="", help="of one cohort alone")
    add(
        commands=commands,
        common=common,
        name="review",
        help_text="decide pair by pair, by question and answer",
        example="review --cohort fall --plain",
        run=_review,
        cohort=True,
    )


def _decide(workspace: Workspace, arguments: argparse.Namespace) -> None:
    entry, way = decide_named(
        workspace=workspace,
        cohort=arguments.cohort,
        kind=arguments.decision,
        people=arguments.people,
        reason=arguments.reason,
        learner=arguments.learner,
        finish=with_unread if arguments.unread else stopped_by_unread,
    )
    say(f"{entry.step.sentence}. `undo` takes it back.")
    if way:
        say(f"{way}.")


def _accept_suggested(workspace: Workspace, arguments: argparse.Namespace) -> None:
    from ..review.sitting import Sitting

    sitting = Sitting(workspace, arguments.cohort)
    with progress_line("accepting") as progress:
        pairs = sitting.suggested_above(arguments.minimum_fit)
        entry, left = sitting.accept_many(pairs, progress)
    for line in left:
        say(f"left out: {line}")
    say(f"{entry.step.sentence}. `undo` takes all of them back.")


def _flag(workspace: Workspace, arguments: argparse.Namespace) -> None:
    say(
        f"{deciding.raise_flag(workspace, arguments.cohort, arguments.person, arguments.text).step.sentence}."
    )


def _keep_apart(workspace: Workspace, arguments: argparse.Namespace) -> None:
    entry, _ = decide_named(
        workspace, arguments.cohort, "keep-apart", arguments.people, arguments.reason
    )
    say(f"{entry.step.sentence}.")


def _undo(workspace: Workspace, arguments: argparse.Namespace) -> None:
    _turned(
        "Undone",
        workspace.store.undo(_positive(arguments.count), arguments.cohort),
        "nothing to undo",
    )


def _redo(workspace: Workspace, arguments: argparse.Namespace) -> None:
    _turned(
        "Done again",
        workspace.store.redo(_positive(arguments.count), arguments.cohort),
        "nothing to redo",
    )


def _positive(count: int) -> int:
    if count < 1:
        raise ActionError("say how many with a number from 1 on")
    return count


def _turned(word: str, entries: list[Any], nothing: str) -> None:
    if not entries:
        raise ActionError(nothing)
    for entry in entries:
        say(f"{word}: {entry.step.sentence}.")


def _log(workspace: Workspace, arguments: argparse.Namespace) -> None:
    if arguments.cohort:
        workspace.cohort(arguments.cohort)
    entries = workspace.store.log(arguments.cohort or None)
    if arguments.format == "json":
        print_json([log_data(entry) for entry in entries])
        return
    rows = [
        (
            entry.number,
            entry.at,
            entry.step.cohort,
            entry.step.kind,
            entry.step.sentence,
            entry.step.reason,
            "undone" if entry.undone else "",
        )
        for entry in entries
    ]
    print_rows(
        arguments.format, ("number", "at", "cohort", "kind", "what", "reason", "state"), rows
    )


def _review(workspace: Workspace, arguments: argparse.Namespace) -> None:
    from .review import review

    if arguments.no_input:
        raise ActionError("review asks questions; leave out --no-input")
    ask_nobody_unheard()
    review(workspace, arguments.cohort, sys.stdin, sys.stdout)
