"""Commands about one pair: contacts, another end, ending it, and the trips that are paid."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..actions import following, job_shadows, trips
from ..actions.workspace import ActionError, Workspace
from .adding import add
from .printing import print_json, print_rows, say

_WHO = "one person, both people of a pair in any order, or the pair's id from `pairs`"


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    _register_contact(commands, common)
    extend = add(
        commands=commands,
        common=common,
        name="extend",
        help_text="give one pair another end, or none",
        example="extend --cohort fall ana@example.org --ends open",
        run=_extend,
        cohort=True,
    )
    extend.add_argument("person", nargs="+", help=_WHO)
    extend.add_argument("--ends", required=True, metavar="DATE|open")
    extend.add_argument("--starts", default="", metavar="DATE", help="another start as well")
    end = add(
        commands=commands,
        common=common,
        name="end",
        help_text="end a pair early",
        example="end --cohort fall ana@example.org --reason 'moved away'",
        run=_end,
        cohort=True,
    )
    end.add_argument("person", nargs="+", help=_WHO)
    end.add_argument("--reason", required=True)
    _register_trips(commands, common)


def _register_trips(commands: Any, common: argparse.ArgumentParser) -> None:
    paid = add(
        commands=commands,
        common=common,
        name="trips",
        help_text="reimbursed trips per mentee and year",
        example="trips --cohort fall --format csv",
        run=_trips,
        cohort=True,
        formats=("table", "csv", "json"),
    )
    paid.add_argument(
        "--job-shadows",
        action="store_true",
        help="instead: for whom a job shadow is suggested, and which were noted",
    )


def _register_contact(commands: Any, common: argparse.ArgumentParser) -> None:
    contact = add(
        commands=commands,
        common=common,
        name="contact",
        help_text="note that a pair met or fell silent",
        example="contact --cohort fall ana@example.org met",
        run=_contact,
        cohort=True,
    )
    contact.add_argument(
        "words",
        nargs="+",
        metavar="PERSON KIND",
        help=f"{_WHO}; then one of {', '.join(following.CONTACTS)}. Or: import FILE",
    )
    contact.add_argument("--on", default="", metavar="DATE")
    contact.add_argument("--text", default="")
    contact.add_argument(
        "--who", default="", metavar="PERSON", help="with silent: who does not answer"
    )
    contact.add_argument("--km", type=float, metavar="N", help="with trip: the distance")
    contact.add_argument("--amount", type=float, metavar="N", help="with trip: what was paid")


def _contact(workspace: Workspace, arguments: argparse.Namespace) -> None:
    *people, what = arguments.words
    if not people:
        raise ActionError("name a person and what happened: contact ana@example.org met")
    if people == ["import"]:
        _import(workspace, arguments.cohort, Path(what))
        return
    if what not in following.CONTACTS:
        raise ActionError(f"{what!r} is no contact; write one of {', '.join(following.CONTACTS)}")
    text = arguments.text
    if what == trips.TRIP:
        text = trips.trip_text(arguments.km, arguments.amount, text)
    entry = following.note_contact(
        workspace=workspace,
        cohort=arguments.cohort,
        who=people,
        kind=what,
        on=arguments.on,
        text=text,
        silent=arguments.who,
    )
    say(f"{entry.step.sentence}.")


def _import(workspace: Workspace, cohort: str, path: Path) -> None:
    entry, left = following.import_contacts(workspace, cohort, path)
    for line in left:
        say(f"left out, {line}")
    say(f"{entry.step.sentence}." if entry else "Nothing new: every contact is known.")


def _extend(workspace: Workspace, arguments: argparse.Namespace) -> None:
    entry = following.extend_pair(
        workspace=workspace,
        cohort=arguments.cohort,
        who=arguments.person,
        ends=arguments.ends,
        starts=arguments.starts,
    )
    say(f"{entry.step.sentence}.")


def _end(workspace: Workspace, arguments: argparse.Namespace) -> None:
    entry = following.end_pair(workspace, arguments.cohort, arguments.person, arguments.reason)
    say(f"{entry.step.sentence}.")


def _trips(workspace: Workspace, arguments: argparse.Namespace) -> None:
    """List the trips; the second of a year is pointed at."""
    if arguments.job_shadows:
        _job_shadows(workspace, arguments)
        return
    listed = trips.trips_of(workspace, arguments.cohort)
    if arguments.format == "json":
        print_json([vars(trip) | {"year": trip.year} for trip in listed])
        return
    rows = [
        (
            trip.year,
            trip.name,
            trip.email,
            trip.partner,
            trip.on,
            trip.distance,
            trip.amount,
            trip.number,
        )
        for trip in listed
    ]
    headings = ("year", "who", "e-mail", "partner", "date", "km", "amount", "trip of the year")
    print_rows(arguments.format, headings, rows)
    for trip in listed:
        if trip.number > 1:
            say(f"{trip.name}: trip {trip.number} in {trip.year}; one a year is reimbursed.")


def _job_shadows(workspace: Workspace, arguments: argparse.Namespace) -> None:
    """List for whom a job shadow is suggested, and which took place."""
    listed = job_shadows.shadowings_of(workspace, arguments.cohort)
    if arguments.format == "json":
        print_json([vars(shadowing) | {"words": shadowing.words} for shadowing in listed])
        return
    rows = [
        (shadowing.name, shadowing.partner, shadowing.newer or "unknown", shadowing.words)
        for shadowing in listed
    ]
    headings = ("who", "partner", "newer to the role", "job shadow")
    print_rows(arguments.format, headings, rows)
