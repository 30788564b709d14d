"""Erasing a person by command: the list of what would change first, then the question."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..actions.anonymising import anonymise
from ..actions.erased_people import allow_again
from ..actions.erasing import Erased, ErasurePlan, carry_out, plan_erasure
from ..actions.workspace import ActionError, Workspace
from .adding import add
from .asking import make_sure
from .printing import say
from .progress_line import progress_line


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command."""
    erase = add(
        commands=commands,
        common=common,
        name="erase",
        help_text="erase a person for good",
        example="erase ana@example.org",
        run=_erase,
    )
    _register_anonymise(commands, common)
    erase.add_argument("person", help="an id, an address or a whole name")
    erase.add_argument(
        "--in",
        dest="folders",
        action="append",
        type=Path,
        default=[],
        metavar="DIR",
        help="a folder that written files were moved to; looked through as well",
    )
    erase.add_argument("--yes", action="store_true", help="do not ask")
    erase.add_argument(
        "--allow",
        action="store_true",
        help="the other way round: let an address or id that was erased apply anew",
    )


def _register_anonymise(commands: Any, common: argparse.ArgumentParser) -> None:
    anonymise = add(
        commands=commands,
        common=common,
        name="anonymise",
        help_text="take names and texts out of a cohort for good",
        example="anonymise --cohort fall",
        run=_anonymise,
        cohort=True,
    )
    anonymise.add_argument("--yes", action="store_true", help="do not ask")


def _erase(workspace: Workspace, arguments: argparse.Namespace) -> int:
    if arguments.allow:
        allow_again(workspace, arguments.person)
        say(f"{arguments.person} can be imported again.")
        return 0
    with progress_line("looking through files") as progress:
        plan = plan_erasure(workspace, arguments.person, arguments.folders, progress)
    _list(plan)
    make_sure(arguments, f"Erase {arguments.person} for good? This cannot be taken back.")
    with progress_line("erasing") as progress:
        done = carry_out(workspace, plan, progress)
    return _tell(done)


def _list(plan: ErasurePlan) -> None:
    """Say what would change, and what was only found."""
    names = ", ".join(sorted(plan.whom.names)) or "a person without a name"
    say(f"{names}: {plan.records} records would go, with every mention in the log.")
    for path in plan.copies:
        say(f"  would be cleaned: {path}")
    for path in plan.files.ours:
        say(f"  would be removed: {path}")
    for path in plan.files.others:
        say(f"  found, and not touched: {path}")
    for path in plan.files.unread:
        say(f"  cannot be looked through, and not touched: {path}")


def _tell(done: Erased) -> int:
    """Say what was done, and what was not."""
    for path, why in done.failed:
        say(f"not done, still as it was: {path}: {why}")
    if done.left:
        say(f"the freed pages of the database were not written over: {done.left}")
    say(
        f"Erased: {done.records} records, {done.copies} copies cleaned, {len(done.removed)} files removed, "
        f"{len(done.failed)} not done, {len(done.found)} found and not touched. "
        "Write the lists and letters that others still need anew. "
        "What was sent, printed or moved elsewhere stays: --in DIR looks through a folder."
    )
    if done.failed or done.left:
        raise ActionError("the person is erased, and what is named above is not done yet")
    return 0


def _anonymise(workspace: Workspace, arguments: argparse.Namespace) -> None:
    words = f"Take every name, address and free text out of {arguments.cohort}?"
    make_sure(arguments, f"{words} This cannot be taken back.")
    people, left = anonymise(workspace, arguments.cohort)
    say(
        f"{people} people are anonymous now. The copies in {workspace.database.parent / 'backups'} "
        "and the lists and letters written before still name them: "
        "remove them when you need them no more."
    )
    if left:
        raise ActionError(f"the freed pages of the database were not written over: {left}")
