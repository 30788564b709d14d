"""Commands for two machines: a cohort as one file, taken over whole, or merged with the same cohort here."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..actions.handing_over import export_cohort, import_cohort
from ..actions.merging import Difference, MergePlan, plan_merge, write_merge
from ..actions.workspace import ActionError, Workspace
from ..domain.visible import visible
from .adding import add
from .printing import print_json, say


def register(inner: Any, common: argparse.ArgumentParser) -> None:
    """Add what follows the word `cohorts`."""
    _add_export(inner, common)
    _add_import(inner, common)
    _add_merge(inner, common)


def _add_export(inner: Any, common: argparse.ArgumentParser) -> None:
    give = add(
        commands=inner,
        common=common,
        name="export",
        help_text="write a cohort as one file for another machine",
        example="cohorts export fall --to fall.json",
        run=_export,
    )
    give.add_argument("name")
    give.add_argument("--to", type=Path, required=True, metavar="FILE")


def _add_import(inner: Any, common: argparse.ArgumentParser) -> None:
    take = add(
        commands=inner,
        common=common,
        name="import",
        help_text="take a cohort from such a file",
        example="cohorts import fall.json",
        run=_take,
    )
    take.add_argument("file", type=Path)


def _add_merge(inner: Any, common: argparse.ArgumentParser) -> None:
    merge = add(
        commands=inner,
        common=common,
        name="merge",
        help_text="merge what another coordinator did with the same cohort",
        example="cohorts merge fall.json",
        run=_merge,
        formats=("table", "json"),
    )
    merge.add_argument("file", type=Path)
    merge.add_argument(
        "--prefer",
        choices=("mine", "theirs"),
        default="",
        help="whose decision counts where you disagree",
    )
    merge.add_argument(
        "--theirs",
        default="",
        metavar="N,N",
        help="the differences in which theirs counts, by number",
    )
    merge.add_argument("--dry-run", action="store_true", help="compare, and write nothing")


def _export(workspace: Workspace, arguments: argparse.Namespace) -> None:
    export_cohort(workspace, arguments.name, arguments.to)
    print(arguments.to)


def _take(workspace: Workspace, arguments: argparse.Namespace) -> None:
    say(f"{import_cohort(workspace, arguments.file).step.sentence}.")


def _merge(workspace: Workspace, arguments: argparse.Namespace) -> int | None:
    plan = plan_merge(workspace, arguments.file)
    if arguments.format == "json":
        rows = [
            {
                "number": at,
                "about": difference.about,
                "mine": difference.mine,
                "theirs": difference.theirs,
            }
            for at, difference in enumerate(plan.differences, 1)
        ]
        print_json({"cohort": plan.cohort, "changes": len(plan.changes), "differences": rows})
    else:
        print(
            f"{len(plan.changes)} changes that nobody disagrees on, {len(plan.differences)} differences"
        )
        for at, difference in enumerate(plan.differences, 1):
            _show(at, difference)
    if plan.left_out:
        say(plan.left_out.removeprefix("; ") + ".")
    if arguments.dry_run:
        say("Nothing was written.")
        return None
    entry = write_merge(workspace, plan, _chosen(plan, arguments))
    say(
        f"{entry.step.sentence}. `undo` takes it back."
        if entry
        else "Nothing to merge: both have the same."
    )
    return None


def _show(number: int, one: Difference) -> None:
    print(f"{number}. {visible(one.about)}")
    print(f"   mine:   {visible(one.mine)}")
    print(f"   theirs: {visible(one.theirs)}")


def _chosen(plan: MergePlan, arguments: argparse.Namespace) -> list[int]:
    """Return the positions in which theirs counts: said outright, or asked one by one with the board's keys."""
    count = len(plan.differences)
    if arguments.theirs:
        numbers = [
            int(word) if word.strip().isdigit() else 0 for word in arguments.theirs.split(",")
        ]
        if not all(1 <= number <= count for number in numbers):
            raise ActionError(
                f"--theirs {arguments.theirs}: write numbers from 1 to {count}, with commas"
            )
        return [number - 1 for number in numbers]
    if arguments.prefer or not count:
        return list(range(count)) if arguments.prefer == "theirs" else []
    if arguments.no_input:
        raise ActionError(
            f"{count} differences; say --prefer mine, --prefer theirs or --theirs N,N. Nothing was written"
        )
    return _ask(plan)


def _ask(plan: MergePlan) -> list[int]:
    chosen: list[int] = []
    at = 0
    while at < len(plan.differences):
        _show(at + 1, plan.differences[at])
        say("a takes theirs, x keeps mine, u goes back one, q stops and writes nothing:")
        try:
            key = input().strip()
        except EOFError:
            key = "q"
        if key == "q":
            raise ActionError("stopped; nothing was written")
        if key == "u":
            at = max(at - 1, 0)
            chosen = [difference for difference in chosen if difference != at]
        elif key in ("a", "x"):
            chosen += [at] if key == "a" else []
            at += 1
    return chosen
