"""Commands about the committee members who accompany pairs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..actions import liaising
from ..actions.roster_loading import load_roster
from ..actions.workspace import Workspace
from .adding import add
from .printing import print_json, print_rows, say


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command and what follows it."""
    parser = add(
        commands=commands,
        common=common,
        name="liaisons",
        help_text="committee members and their pairs",
        example="liaisons --cohort fall import committee.csv",
        run=_liaisons,
        cohort=True,
        formats=("table", "json"),
    )
    _register_inner(parser.add_subparsers(dest="what", metavar="WHAT"), common)


def _register_inner(inner: Any, common: argparse.ArgumentParser) -> None:
    members = add(
        commands=inner,
        common=common,
        name="import",
        help_text="import committee members",
        example="liaisons --cohort fall import committee.csv",
        run=_liaisons_import,
    )
    members.add_argument("file", type=Path)
    add(
        commands=inner,
        common=common,
        name="assign",
        help_text="give every pair a liaison, evenly",
        example="liaisons --cohort fall assign",
        run=_liaisons_assign,
    )
    give = add(
        commands=inner,
        common=common,
        name="give",
        help_text="give one pair another liaison",
        example="liaisons --cohort fall give ana@example.org 'Kim Lee'",
        run=_liaisons_give,
    )
    give.add_argument("person")
    give.add_argument("liaison")


def _liaisons(workspace: Workspace, arguments: argparse.Namespace) -> None:
    roster = load_roster(workspace, arguments.cohort)
    loads = {
        liaison.id: [pair for pair in roster.decided if pair.liaison == liaison.id]
        for liaison in roster.liaisons
    }
    if arguments.format == "json":
        print_json(
            [
                {
                    "id": liaison.id,
                    "name": liaison.name,
                    "email": liaison.email,
                    "organisation": liaison.organisation,
                    "pairs": [[pair.helper, pair.learner] for pair in loads[liaison.id]],
                }
                for liaison in roster.liaisons
            ]
        )
        return
    rows = [
        (
            liaison.name,
            liaison.email,
            liaison.organisation,
            len(loads[liaison.id]),
            "; ".join(
                f"{roster.name(p.learner)} + {roster.name(p.helper)}" for p in loads[liaison.id]
            ),
        )
        for liaison in roster.liaisons
    ]
    print_rows(arguments.format, ("liaison", "email", "library", "pairs", "who"), rows)


def _liaisons_import(workspace: Workspace, arguments: argparse.Namespace) -> None:
    entry = liaising.import_liaisons(workspace, arguments.cohort, arguments.file)
    say(f"{entry.step.sentence}." if entry else "Nothing new: every liaison is known already.")


def _liaisons_assign(workspace: Workspace, arguments: argparse.Namespace) -> None:
    entry = liaising.assign_liaisons(workspace, arguments.cohort)
    say(
        f"{entry.step.sentence}."
        if entry
        else "Nothing to do: every pair that can have a liaison has one."
    )


def _liaisons_give(workspace: Workspace, arguments: argparse.Namespace) -> None:
    say(
        f"{liaising.set_liaison(workspace, arguments.cohort, arguments.person, arguments.liaison).step.sentence}."
    )
