"""Commands about the decided pairs, the files that go out, and the database itself."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..actions import exporting, keeping
from ..actions.checking import check_roster
from ..actions.gathering import gather
from ..actions.office import ActionError, Office
from ..actions.presenting import decided_data
from ..actions.suggesting import problem_of
from .adding import add
from .opening import open_app
from .printing import print_csv, print_json, print_table, say


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    add(
        commands,
        common,
        "pairs",
        "the decided pairs",
        "pairs --cohort fall",
        _pairs,
        cohort=True,
        formats=("table", "csv", "json"),
    )
    add(commands, common, "check", "what is to be settled before lists go out", "check --cohort fall", _check, cohort=True,
        formats=("table", "json"))  # fmt: skip
    export = add(
        commands, common, "export", "write the final lists", "export --cohort fall --to lists", _export, cohort=True
    )
    export.add_argument("--to", type=Path, required=True, metavar="DIR")
    export.add_argument("--format", default="csv,xlsx", metavar="csv,xlsx,json,markdown")
    export.add_argument("--despite", default="", metavar="TEXT", help="why to write although something is not settled")
    demo = add(commands, common, "demo", "open the demonstration on a throw-away database", "demo", _demo)
    demo.add_argument("--to", type=Path, metavar="FILE", help="write the demonstration database there instead")
    backup = add(
        commands, common, "backup", "make a consistent copy of the database", "backup mentor-copy.sqlite", _backup
    )
    backup.add_argument("file", type=Path, nargs="?")
    restore = add(
        commands,
        common,
        "restore",
        "bring a copy back, after keeping what it replaces",
        "restore mentor-copy.sqlite",
        _restore,
    )
    restore.add_argument("file", type=Path)
    restore.add_argument("--yes", action="store_true", help="do not ask")
    add(commands, common, "doctor", "check the database and say where everything is", "doctor", _doctor)


def _pairs(office: Office, arguments: argparse.Namespace) -> None:
    problem = problem_of(office, arguments.cohort)
    data = [decided_data(problem, pair) for pair in problem.roster.decided]
    if arguments.format == "json":
        print_json(data)
        return
    rows = [
        (
            round(one["fit"], 1),
            one["people"][1]["name"],
            one["people"][0]["name"],
            one["state"],
            one["liaison"],
            one["starts"],
            one["ends"],
            one["why"],
        )
        for one in data
    ]
    (print_csv if arguments.format == "csv" else print_table)(
        ("fit", "learner", "helper", "state", "liaison", "starts", "ends", "why"), rows
    )


def _check(office: Office, arguments: argparse.Namespace) -> int:
    found = check_roster(gather(office, arguments.cohort))
    if arguments.format == "json":
        print_json(
            [{"kind": f.kind, "people": list(f.people), "sentence": f.sentence, "blocking": f.blocking} for f in found]
        )
    else:
        for finding in found:
            print(f"{'!' if finding.blocking else '~'} {finding.kind}: {finding.sentence}")
    blocking = sum(finding.blocking for finding in found)
    say(f"{blocking} to settle, {len(found) - blocking} to look at." if found else "Nothing to settle.")
    return 3 if blocking else 0


def _export(office: Office, arguments: argparse.Namespace) -> int:
    formats = [kind.strip() for kind in arguments.format.split(",") if kind.strip()]
    try:
        done = exporting.export_lists(office, arguments.cohort, arguments.to, formats, arguments.despite)
    except exporting.Blocked as error:
        for finding in error.findings:
            say(f"! {finding.kind}: {finding.sentence}")
        say(f"mentor-tui: {error}")
        return 3
    for path in done.files:
        print(path)
    for line in done.since:
        say(line)
    say(f"{done.pairs} pairs, {done.unplaced} people without one.")
    return 0


def _demo(office: Office, arguments: argparse.Namespace) -> int:
    from ..actions.demonstration import make_demonstration

    if arguments.to:
        make_demonstration(arguments.to)
        print(arguments.to)
        return 0
    import tempfile

    with tempfile.TemporaryDirectory(prefix="mentor-tui-demo-") as folder:
        path = Path(folder) / "demonstration.sqlite"
        make_demonstration(path)
        shown = Office(path, office.programmes_folder, office.clock)
        try:
            return open_app(shown, arguments, tour=True)
        finally:
            shown.close()


def _backup(office: Office, arguments: argparse.Namespace) -> None:
    print(keeping.back_up(office, arguments.file))


def _restore(office: Office, arguments: argparse.Namespace) -> None:
    summary = keeping.describe(arguments.file)
    if not arguments.yes:
        if arguments.no_input:
            raise ActionError("restoring replaces the database; say --yes")
        say(
            f"{arguments.file} holds {summary}. Replace {office.database} by it? A copy of the present one is kept. [y/N]"
        )
        if input().strip().casefold() not in ("y", "yes"):
            raise ActionError("nothing was changed")
    kept = keeping.restore(office, arguments.file)
    say(f"Restored {summary}." + (f" What was replaced is kept in {kept}." if kept else ""))


def _doctor(office: Office, arguments: argparse.Namespace) -> int:
    report = keeping.examine(office)
    print_table(("what", "found"), report.facts, widest=100)
    for problem in report.problems:
        print(f"! {problem}")
    say("Everything is in order." if not report.problems else f"{len(report.problems)} problems were found.")
    return 1 if report.problems else 0
