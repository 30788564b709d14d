"""Commands for the life of a pair: letters, contacts, endings, calendar, report."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..actions import calendars, erasing, feedback, reporting
from ..actions.workspace import ActionError, Workspace
from ..domain.visible import visible
from . import contact_commands, letter_commands
from .adding import add
from .printing import print_csv, print_json, say


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    letter_commands.register(commands, common)
    contact_commands.register(commands, common)
    _register_feedback(commands, common)
    _register_endings(commands, common)
    _register_files(commands, common)


def _register_feedback(commands: Any, common: argparse.ArgumentParser) -> None:
    example = "feedback --cohort fall import end-form.csv"
    parser = add(
        commands=commands,
        common=common,
        name="feedback",
        help_text="take and sum up what people answered at the end",
        example=example,
        run=_feedback,
        formats=("table", "json", "csv"),
    )
    parser.add_argument("--cohort", default="", metavar="NAME", help="one cohort")
    parser.add_argument("--programme", default="", metavar="ID", help="all intakes of a programme")
    inner = parser.add_subparsers(dest="what", metavar="WHAT")
    take = add(
        commands=inner,
        common=common,
        name="import",
        help_text="import an end form",
        example=example,
        run=_feedback_import,
    )
    take.add_argument("file", type=Path)


def _register_endings(commands: Any, common: argparse.ArgumentParser) -> None:
    erase = add(
        commands=commands,
        common=common,
        name="erase",
        help_text="erase a person for good",
        example="erase ana@example.org",
        run=_erase,
    )
    erase.add_argument("person")
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


def _register_files(commands: Any, common: argparse.ArgumentParser) -> None:
    calendar = add(
        commands=commands,
        common=common,
        name="calendar",
        help_text="write a calendar of the pairs",
        example="calendar --cohort fall --to pairs.ics",
        run=_calendar,
        cohort=True,
    )
    calendar.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FILE|DIR",
        help="a file that ends in .ics; or a folder, for one file a pair and a liaison",
    )
    calendar.add_argument("--person", default="", help="for the pairs of one person alone")
    calendar.add_argument("--liaison", default="", help="for the pairs of one liaison alone")
    report = add(
        commands=commands,
        common=common,
        name="report",
        help_text="write the report for the committee",
        example="report --cohort fall --to report.html",
        run=_report,
        cohort=True,
    )
    report.add_argument("--to", type=Path, required=True, metavar="FILE")
    report.add_argument(
        "--method", action="store_true", help="how the pairs came about, on one page"
    )
    report.add_argument("--names", action="store_true", help="with names; without, it holds none")


def _feedback_import(workspace: Workspace, arguments: argparse.Namespace) -> None:
    entry, left = feedback.import_feedback(workspace, arguments.cohort, arguments.file)
    for line in left:
        say(f"left out, {line}")
    say(f"{entry.step.sentence}." if entry else "Nothing new: every row is known.")


def _feedback(workspace: Workspace, arguments: argparse.Namespace) -> None:
    """Sum up; as CSV and JSON every answer with who gave it, for the committee alone."""
    if arguments.cohort:
        workspace.cohort(arguments.cohort)
    given = feedback.feedback_of(workspace, arguments.cohort, arguments.programme)
    if arguments.format == "table":
        for one in feedback.summarise(given):
            mean = f"  mean {one.mean:.2f}" if one.mean is not None else ""
            print(f"{one.question}: {one.answers} answers{mean}")
            for answer, many in one.counts:
                print(f"  {many:4} {visible(answer)}")
            for text in one.texts:
                print(f"       {visible(text)}")
        say(f"{len(given)} forms. Partners do not see them.")
    elif arguments.format == "json":
        print_json([vars(one) for one in given])
    else:
        rows = [
            (one.cohort, one.person, one.role, one.on, q, a)
            for one in given
            for q, a in one.answers.items()
        ]
        print_csv(("cohort", "person", "role", "on", "question", "answer"), rows)


def _calendar(workspace: Workspace, arguments: argparse.Namespace) -> None:
    if arguments.to.is_dir() or not arguments.to.suffix:
        for path in calendars.make_calendars(workspace, arguments.cohort, arguments.to):
            print(path)
        return
    many = calendars.make_calendar(
        workspace=workspace,
        cohort=arguments.cohort,
        path=arguments.to,
        person=arguments.person,
        liaison=arguments.liaison,
    )
    print(arguments.to)
    say(f"{many} entries.")


def _report(workspace: Workspace, arguments: argparse.Namespace) -> None:
    reporting.make_report(
        workspace=workspace,
        cohort=arguments.cohort,
        path=arguments.to,
        names=arguments.names,
        method=arguments.method,
    )
    print(arguments.to)


def _sure(arguments: argparse.Namespace, question: str) -> None:
    """Ask before something that cannot be taken back."""
    if arguments.yes:
        return
    if arguments.no_input:
        raise ActionError("this cannot be taken back; say --yes")
    say(f"{question} This cannot be taken back. [y/N]")
    if input().strip().casefold() not in ("y", "yes"):
        raise ActionError("nothing was changed")


def _erase(workspace: Workspace, arguments: argparse.Namespace) -> None:
    _sure(
        arguments,
        f"Erase {arguments.person} from every cohort, the log, the copies, and the files written?",
    )
    done = erasing.erase(workspace, arguments.person, arguments.folders)
    for path in done.removed:
        say(f"removed {path}")
    for path in done.unread:
        say(f"cannot be looked through: {path}; remove it by hand if it names the person")
    say(
        f"Erased: {done.records} records, {done.copies} copies cleaned, {len(done.removed)} files removed. "
        "Write the lists and letters that others still need anew. "
        "What was sent, printed or moved elsewhere stays: --in DIR looks through a folder."
    )


def _anonymise(workspace: Workspace, arguments: argparse.Namespace) -> None:
    _sure(arguments, f"Take every name, address and free text out of {arguments.cohort}?")
    many = erasing.anonymise(workspace, arguments.cohort)
    say(
        f"{many} people are anonymous now. The copies in {workspace.database.parent / 'backups'} and the lists and letters written "
        "before still name them: remove them when you need them no more."
    )
