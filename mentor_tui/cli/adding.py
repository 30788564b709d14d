"""How a command is added: its words, its help with an example, what it runs."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from ..actions.workspace import Workspace
from ..domain.calendar import CohortDates

Run = Callable[[Workspace, argparse.Namespace], int | None]


def add(
    commands: Any,
    common: argparse.ArgumentParser,
    name: str,
    help_text: str,
    example: str,
    run: Run | None,
    cohort: bool = False,
    formats: tuple[str, ...] = (),
) -> argparse.ArgumentParser:
    """Add a command and return its parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help_text,
        description=help_text.capitalize() + ".",
        epilog=f"example: mentor-tui {example}",
        parents=[common],
    )
    if cohort:
        parser.add_argument(
            "--cohort", metavar="NAME", required=True, help="the cohort's short name"
        )
    if "table" in formats:
        formats = (*formats, "lines")
    if formats:
        parser.add_argument(
            "--format", choices=formats, default=formats[0], help=f"default: {formats[0]}"
        )
    if run is not None:
        parser.set_defaults(run=run)
    return parser


def add_dates(parser: argparse.ArgumentParser) -> None:
    """Add the dates of a cohort."""
    for word in ("starts", "ends", "deadline"):
        parser.add_argument(f"--{word}", metavar="DATE", default="", help="as 2027-01-31")


def dates_of(arguments: argparse.Namespace) -> CohortDates:
    """Return the dates that were given."""
    return CohortDates(starts=arguments.starts, ends=arguments.ends, deadline=arguments.deadline)
