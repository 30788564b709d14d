"""Importing form exports, and the report of what came."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..actions import importing
from ..actions.presenting import import_data
from ..actions.workspace import ActionError, Workspace
from ..domain.visible import visible
from .adding import add, add_dates, dates_of
from .printing import print_json, print_rows, say

_SHOWN = 12


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command."""
    example = "import form.csv --cohort spring-2027 --programme nlls"
    parser = add(
        commands=commands,
        common=common,
        name="import",
        help_text="import form exports into a cohort",
        example=example,
        run=_import,
        cohort=True,
        formats=("table", "json"),
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--programme", metavar="ID", default="", help="creates the cohort when it is missing"
    )
    parser.add_argument("--role", default="", help="the role that the whole file is for")
    parser.add_argument(
        "--map", action="append", default=[], metavar="'HEADING=field'", help="say what a column is"
    )
    parser.add_argument(
        "--options",
        action="append",
        default=[],
        metavar="[FIELD=]FILE",
        help="the options of the form, one a line: of one field, or of the topics",
    )
    parser.add_argument("--sheet", default="", help="the sheet of a workbook")
    parser.add_argument(
        "--date-order",
        choices=("mdy", "dmy"),
        default="",
        help="which of 9/10/2026 is the day, where the file does not show it",
    )
    parser.add_argument("--dry-run", action="store_true", help="report, and write nothing")
    add_dates(parser)


def _import(workspace: Workspace, arguments: argparse.Namespace) -> None:
    plan = importing.plan_import(
        workspace, _request(arguments), _progress if sys.stderr.isatty() else None
    )
    if arguments.format == "json":
        print_json(import_data(plan))
    else:
        _print_plan(plan, arguments.format)
    if arguments.dry_run:
        say("Nothing was written (--dry-run).")
        return
    entry = importing.write_import(workspace, plan)
    say(f"{entry.step.sentence}." if entry else "Nothing new: every row is known already.")


def _request(arguments: argparse.Namespace) -> importing.ImportRequest:
    maps = {}
    for text in arguments.map:
        heading, equals, name = text.rpartition("=")
        if not equals:
            raise ActionError(f"--map {text!r} is not 'HEADING=field'")
        maps[heading] = name.strip()
    return importing.ImportRequest(
        files=arguments.files,
        cohort=arguments.cohort,
        programme=arguments.programme,
        role=arguments.role,
        sheet=arguments.sheet,
        maps=maps,
        options=_options(arguments.options),
        dates=dates_of(arguments),
        date_order=arguments.date_order,
    )


def _options(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return the listed options by field; without a field they are those of the topics."""
    options: dict[str, list[str]] = {}
    for text in texts:
        field, equals, name = text.partition("=")
        if not equals or Path(text).is_file():
            field, name = "", text
        options.setdefault(field.strip(), []).extend(importing.read_options(Path(name)))
    return options


def _progress(done: int, whole: int) -> None:
    """Show how far the reading is, on one line that the next message overwrites."""
    print(
        f"\rreading row {done} of {whole}",
        end="\r" if done + 200 >= whole else "",
        file=sys.stderr,
        flush=True,
    )


def _print_plan(plan: importing.ImportPlan, form: str) -> None:
    for count in plan.counts:
        _print_file(count)
    columns = [(c.field or "(kept as it is)", c.how, c.heading) for c in plan.columns]
    print_rows(form, ("field", "how", "heading"), columns, 60)
    for name, options in plan.learned.items():
        _print_some(
            f"option learned for {name}", (one for one, stands_for in options.items() if stands_for)
        )
    _print_some("open", (question.why for question in plan.open), every=True)
    _print_some("not read", (column.sentence for column in plan.unread), every=True)
    _print_news(plan)


def _print_file(count: importing.FileCount) -> None:
    """Print what became of a file's rows."""
    reading = count.reading
    sheet = f", sheet {reading.sheet}" if reading.sheet else ""
    print(
        f"{visible(reading.file + sheet)}: {reading.rows} rows, "
        f"{count.imported} imported, {count.updated} updated, "
        f"{count.superseded} superseded, {count.unchanged} unchanged, "
        f"{len(reading.set_aside)} set aside"
    )
    _print_some(
        "set aside",
        (f"line {aside.line}: {aside.reason}" for aside in reading.set_aside),
        every=True,
    )
    _print_some(
        "repaired",
        (
            f"line {repair.line}: {repair.was!r} is {repair.now!r} ({repair.why})"
            for repair in reading.repairs
        ),
    )
    _print_some("look at", (f"line {remark.line}: {remark.why}" for remark in reading.remarks))


def _print_news(plan: importing.ImportPlan) -> None:
    """Print what is different from what was imported before."""
    news = plan.news
    _print_some(
        "changed",
        (
            f"{answer.name}, line {answer.line}: "
            f"{answer.field} was {answer.was!r}, is {answer.now!r}"
            for answer in news.answers
        ),
        every=True,
    )
    _print_some(
        "no longer in the file, still here",
        (f"{person.name} ({person.file}, line {person.line})" for person in news.gone),
        every=True,
    )
    _print_some("note", news.sentences, every=True)


def _print_some(word: str, lines: Iterable[str], every: bool = False) -> None:
    """Print lines after a word; a long list is cut, and says how long it is."""
    found = list(lines)
    for one in found if every else found[:_SHOWN]:
        print(f"  {word}: {visible(one)}")
    if len(found) > _SHOWN and not every:
        print(f"  {word}: {len(found) - _SHOWN} more; --format json has them all")
