"""Commands about the decided pairs and the files that go out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..actions import exporting
from ..actions.checks import check_roster
from ..actions.following import pair_lives
from ..actions.people_meant import pair_id
from ..actions.presenting import decided_data
from ..actions.roster_loading import load_roster
from ..actions.suggesting import problem_of
from ..actions.workspace import Workspace
from ..domain.counted import pairs_counted, people_counted
from ..domain.pair_life import PairLife
from ..domain.roster import Roster
from ..domain.side_words import pair_headings
from .adding import add
from .printing import print_json, print_rows, say


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    _add_pairs(commands, common)
    _add_check(commands, common)
    _add_export(commands, common)


def _add_pairs(commands: Any, common: argparse.ArgumentParser) -> None:
    add(
        commands=commands,
        common=common,
        name="pairs",
        help_text="the decided pairs",
        example="pairs --cohort fall",
        run=_pairs,
        cohort=True,
        formats=("table", "csv", "json"),
    )


def _add_check(commands: Any, common: argparse.ArgumentParser) -> None:
    add(
        commands=commands,
        common=common,
        name="check",
        help_text="what is to be settled before lists go out",
        example="check --cohort fall",
        run=_check,
        cohort=True,
        formats=("table", "json"),
    )


def _add_export(commands: Any, common: argparse.ArgumentParser) -> None:
    export = add(
        commands=commands,
        common=common,
        name="export",
        help_text="write the final lists",
        example="export --cohort fall --to lists",
        run=_export,
        cohort=True,
    )
    export.add_argument("--to", type=Path, required=True, metavar="DIR")
    export.add_argument("--format", default="csv,xlsx", metavar="csv,xlsx,json,markdown")
    export.add_argument(
        "--despite",
        default="",
        metavar="TEXT",
        help="why to write although something is not settled",
    )


_PAIR_HEADINGS = (
    "fit",
    "learner",
    "helper",
    "state",
    "liaison",
    "starts",
    "ends",
    "life",
    "silent",
    "id",
    "why",
)


def _pairs(workspace: Workspace, arguments: argparse.Namespace) -> None:
    problem = problem_of(workspace, arguments.cohort)
    lives = pair_lives(workspace, problem.roster)
    life_of = {(life.pair.helper, life.pair.learner): life for life in lives}
    data = [
        decided_data(problem, pair) | _life_data(problem.roster, life_of[pair.helper, pair.learner])
        for pair in problem.roster.decided
    ]
    if arguments.format == "json":
        print_json(data)
        return
    rows = [_pair_row(entry) for entry in data]
    own = _PAIR_HEADINGS[:1] + pair_headings(problem.roster) + _PAIR_HEADINGS[3:]
    print_rows(arguments.format, _PAIR_HEADINGS if arguments.format == "csv" else own, rows)


def _pair_row(one: dict[str, Any]) -> tuple[Any, ...]:
    names = (one["people"][1]["name"], one["people"][0]["name"])
    rest = ("state", "liaison", "starts", "ends", "life", "silence", "id", "why")
    return (round(one["fit"], 1), *names, *(one[name] for name in rest))


def _life_data(roster: Roster, life: PairLife) -> dict[str, Any]:
    """Return where a pair stands, what is due, and who has not answered since when."""
    silent = [
        f"{roster.name(silence.person)} since {silence.since}"
        if silence.since
        else f"{roster.name(silence.person)} never answered"
        for silence in life.silences
    ]
    return {
        "id": pair_id(life.pair),
        "life": life.state,
        "last_contact": life.last,
        "due": life.due,
        "next": life.what,
        "minimum": life.minimum,
        "silence": "; ".join(silent),
    }


def _check(workspace: Workspace, arguments: argparse.Namespace) -> int:
    findings = check_roster(load_roster(workspace, arguments.cohort))
    if arguments.format == "json":
        print_json(
            [
                {
                    "kind": f.kind,
                    "people": list(f.people),
                    "sentence": f.sentence,
                    "blocking": f.blocking,
                }
                for f in findings
            ]
        )
    else:
        for finding in findings:
            print(f"{'!' if finding.blocking else '~'} {finding.kind}: {finding.sentence}")
    blocking = sum(finding.blocking for finding in findings)
    say(
        f"{blocking} to settle, {len(findings) - blocking} to look at."
        if findings
        else "Nothing to settle."
    )
    return 3 if blocking else 0


def _export(workspace: Workspace, arguments: argparse.Namespace) -> int:
    formats = [kind.strip() for kind in arguments.format.split(",") if kind.strip()]
    try:
        done = exporting.export_lists(
            workspace=workspace,
            cohort=arguments.cohort,
            folder=arguments.to,
            formats=formats,
            despite=arguments.despite,
        )
    except exporting.ExportBlocked as error:
        for finding in error.findings:
            say(f"! {finding.kind}: {finding.sentence}")
        say(f"mentor-tui: {error.sentence_by_command}")
        return 3
    for path in done.files:
        print(path)
    for line in done.since:
        say(line)
    say(f"{pairs_counted(done.pairs)}, {people_counted(done.unplaced)} without one.")
    return 0
