"""Commands for the life of a pair: letters, contacts, endings, calendar, report."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..actions import calendars, feedback, reporting
from ..actions.workspace import Workspace
from ..domain.visible import visible
from . import contact_commands, letter_commands
from .adding import add
from .printing import print_csv, print_json, say


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    letter_commands.register(commands, common)
    contact_commands.register(commands, common)
    _register_feedback(commands, common)
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
        for question_summary in feedback.summarise(given):
            mean = (
                f"  mean {question_summary.mean:.2f}" if question_summary.mean is not None else ""
            )
            print(f"{question_summary.question}: {question_summary.answers} answers{mean}")
            for answer, count in question_summary.counts:
                print(f"  {count:4} {visible(answer)}")
            for text in question_summary.texts:
                print(f"       {visible(text)}")
        say(f"{len(given)} forms. Partners do not see them.")
    elif arguments.format == "json":
        print_json([vars(each_feedback) for each_feedback in given])
    else:
        rows = [
            (each_feedback.cohort, each_feedback.person, each_feedback.role, each_feedback.on, q, a)
            for each_feedback in given
            for q, a in each_feedback.answers.items()
        ]
        print_csv(("cohort", "person", "role", "on", "question", "answer"), rows)


def _calendar(workspace: Workspace, arguments: argparse.Namespace) -> None:
    if arguments.to.is_dir() or not arguments.to.suffix:
        for path in calendars.make_calendars(workspace, arguments.cohort, arguments.to):
            print(path)
        return
    count = calendars.make_calendar(
        workspace=workspace,
        cohort=arguments.cohort,
        path=arguments.to,
        person=arguments.person,
        liaison=arguments.liaison,
    )
    print(arguments.to)
    say(f"{count} entries.")


def _report(workspace: Workspace, arguments: argparse.Namespace) -> None:
    reporting.make_report(
        workspace=workspace,
        cohort=arguments.cohort,
        path=arguments.to,
        names=arguments.names,
        method=arguments.method,
    )
    print(arguments.to)
