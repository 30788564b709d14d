"""Importing form exports, and the report of what came."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..actions import importing
from ..actions.form_options import read_options
from ..actions.presenting import import_data
from ..actions.workspace import ActionError, Workspace
from ..domain.visible import visible
from .adding import add, add_dates, dates_of
from .import_lines import REST_IN_JSON, file_lines, plan_lines
from .printing import print_json, print_rows, say


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
    maps: dict[str, str] = {}
    for text in arguments.map:
        heading, equals, name = text.rpartition("=")
        if not equals:
            raise ActionError(f"--map {text!r} is not 'HEADING=field'")
        if maps.get(heading, name.strip()) != name.strip():
            raise ActionError(
                f"--map names {heading!r} twice",
                f"--map '{heading}=both' says that mentors and mentees both answer it, with what they can share "
                "and what they want to learn",
            )
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
        options.setdefault(field.strip(), []).extend(read_options(Path(name)))
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
        _print_all(file_lines(count, REST_IN_JSON))
    columns = [(c.field or "(kept as it is)", c.how, c.heading) for c in plan.columns]
    print_rows(form, ("field", "how", "heading"), columns, 60)
    _print_all(plan_lines(plan, REST_IN_JSON))


def _print_all(lines: Iterable[str]) -> None:
    for text in lines:
        print(visible(text))
