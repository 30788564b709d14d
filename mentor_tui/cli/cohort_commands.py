"""Commands about cohorts and their people."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..actions import cohorts, deciding, importing, liaising
from ..actions.gathering import gather
from ..actions.office import ActionError, Office
from ..actions.overview import cohort_rows
from ..actions.presenting import applicant_data, import_data
from ..domain.calendar import CohortDates
from . import handing_over_commands
from .adding import add
from .printing import print_csv, print_json, print_table, say


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    _register_cohorts(commands, common)
    _register_import(commands, common)
    add(commands, common, "applicants", "list people, roles and verdicts", "applicants --cohort spring-2027", _applicants,
        cohort=True, formats=("table", "csv", "json"))  # fmt: skip
    _register_people(commands, common)
    _register_liaisons(commands, common)


def _register_cohorts(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = add(
        commands,
        common,
        "cohorts",
        "list the cohorts, create one",
        "cohorts new spring-2027 --programme nlls",
        _list,
        formats=("table", "json"),
    )
    inner = parser.add_subparsers(dest="what", metavar="WHAT")
    new = add(
        inner, common, "new", "create a cohort", "cohorts new spring-2027 --programme nlls --deadline 2027-01-31", _new
    )
    new.add_argument("name")
    new.add_argument("--programme", required=True, metavar="ID")
    _add_dates(new)
    dates = add(
        inner, common, "dates", "change a cohort's dates", "cohorts dates fall --ends 2027-06-30", _change_dates
    )
    dates.add_argument("name")
    _add_dates(dates)
    carry = add(
        inner, common, "carry-over", "bring the waiting list of an earlier cohort along",
        "cohorts carry-over fall --from spring", _carry,
    )  # fmt: skip
    carry.add_argument("name")
    carry.add_argument("--from", dest="source", required=True, metavar="NAME")
    handing_over_commands.register(inner, common)


def _add_dates(parser: argparse.ArgumentParser) -> None:
    for word in ("starts", "ends", "deadline"):
        parser.add_argument(f"--{word}", metavar="DATE", default="", help="as 2027-01-31")


def _register_import(commands: Any, common: argparse.ArgumentParser) -> None:
    example = "import form.csv --cohort spring-2027 --programme nlls"
    parser = add(
        commands,
        common,
        "import",
        "import form exports into a cohort",
        example,
        _import,
        cohort=True,
        formats=("table", "json"),
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--programme", metavar="ID", default="", help="creates the cohort when it is missing")
    parser.add_argument("--role", default="", help="the role that the whole file is for")
    parser.add_argument("--map", action="append", default=[], metavar="'HEADING=field'", help="say what a column is")
    parser.add_argument("--options", type=Path, metavar="FILE", help="the tick-list options of the form, one a line")
    parser.add_argument("--sheet", default="", help="the sheet of a workbook")
    parser.add_argument("--dry-run", action="store_true", help="report, and write nothing")
    _add_dates(parser)


def _register_people(commands: Any, common: argparse.ArgumentParser) -> None:
    correct = add(
        commands,
        common,
        "correct",
        "correct a field of a person",
        "correct --cohort spring-2027 ana@example.org places=2",
        _correct,
        cohort=True,
    )
    correct.add_argument("person")
    correct.add_argument("setting", metavar="FIELD=VALUE")
    correct.add_argument("--reason", default="")
    waive = add(
        commands,
        common,
        "waive",
        "waive a rule for one person",
        "waive --cohort fall ana@example.org deadline --reason 'post was slow'",
        _waive,
        cohort=True,
    )
    waive.add_argument("person")
    waive.add_argument("rule")
    waive.add_argument("--reason", required=True)
    withdraw = add(
        commands,
        common,
        "withdraw",
        "take a person out of a cohort",
        "withdraw --cohort fall ana@example.org",
        _withdraw,
        cohort=True,
    )
    withdraw.add_argument("person")
    withdraw.add_argument("--reason", default="")
    _register_remarks(commands, common)


def _register_remarks(commands: Any, common: argparse.ArgumentParser) -> None:
    clear = add(
        commands,
        common,
        "clear",
        "clear the flags of a person, once read",
        "clear --cohort fall ana@example.org",
        _clear,
        cohort=True,
    )
    clear.add_argument("person")
    clear.add_argument("flag", nargs="?", default="", help="the flag's key; all open ones without it")
    clear.add_argument("--reason", default="")
    note = add(
        commands,
        common,
        "note",
        "keep a note about a person",
        "note --cohort fall ana@example.org 'back in May'",
        _note,
        cohort=True,
    )
    note.add_argument("person")
    note.add_argument("text")


def _register_liaisons(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = add(
        commands,
        common,
        "liaisons",
        "committee members and their pairs",
        "liaisons --cohort fall import committee.csv",
        _liaisons,
        cohort=True,
        formats=("table", "json"),
    )
    inner = parser.add_subparsers(dest="what", metavar="WHAT")
    members = add(
        inner,
        common,
        "import",
        "import committee members",
        "liaisons --cohort fall import committee.csv",
        _liaisons_import,
    )
    members.add_argument("file", type=Path)
    add(inner, common, "assign", "give every pair a liaison, evenly", "liaisons --cohort fall assign", _liaisons_assign)
    give = add(
        inner,
        common,
        "give",
        "give one pair another liaison",
        "liaisons --cohort fall give ana@example.org 'Kim Lee'",
        _liaisons_give,
    )
    give.add_argument("person")
    give.add_argument("liaison")


def _change_dates(office: Office, arguments: argparse.Namespace) -> None:
    say(f"{cohorts.change_dates(office, arguments.name, _dates(arguments)).step.sentence}.")


def _dates(arguments: argparse.Namespace) -> CohortDates:
    return CohortDates(arguments.starts, arguments.ends, arguments.deadline)


def _list(office: Office, arguments: argparse.Namespace) -> None:
    rows = cohort_rows(office)
    if arguments.format == "json":
        print_json([row.data() for row in rows])
        return
    print_table(
        ("cohort", "programme", "deadline", "starts", "ends", "people", "eligible", "placed", "exported"),
        [(r.name, r.programme, r.deadline, r.starts, r.ends, r.people, r.eligible, r.placed, r.exported) for r in rows],
    )


def _new(office: Office, arguments: argparse.Namespace) -> None:
    entry = cohorts.create_cohort(office, arguments.name, arguments.programme, _dates(arguments))
    say(f"{entry.step.sentence}.")


def _carry(office: Office, arguments: argparse.Namespace) -> None:
    say(f"{cohorts.carry_over(office, arguments.name, arguments.source).step.sentence}.")


def _import(office: Office, arguments: argparse.Namespace) -> None:
    maps = {}
    for text in arguments.map:
        heading, equals, name = text.rpartition("=")
        if not equals:
            raise ActionError(f"--map {text!r} is not 'HEADING=field'")
        maps[heading] = name.strip()
    options = importing.read_options(arguments.options) if arguments.options else ()
    request = importing.ImportRequest(
        arguments.files,
        arguments.cohort,
        arguments.programme,
        arguments.role,
        arguments.sheet,
        maps,
        options,
        _dates(arguments),
    )
    plan = importing.plan_import(office, request)
    if arguments.format == "json":
        print_json(import_data(plan))
    else:
        _print_plan(plan)
    if arguments.dry_run:
        say("Nothing was written (--dry-run).")
        return
    entry = importing.write_import(office, plan)
    say(f"{entry.step.sentence}." if entry else "Nothing new: every row is known already.")


def _sheet(name: str) -> str:
    return f", sheet {name}" if name else ""


def _print_plan(plan: importing.ImportPlan) -> None:
    for count in plan.counts:
        print(
            f"{count.reading.file}{_sheet(count.reading.sheet)}: {count.reading.rows} rows, {count.imported} imported, {count.updated} updated, "
            f"{count.superseded} superseded, {count.unchanged} unchanged, {len(count.reading.set_aside)} set aside"
        )
        for aside in count.reading.set_aside:
            print(f"  set aside, line {aside.line}: {aside.reason}")
        for repair in count.reading.repairs:
            print(f"  repaired, line {repair.line}: {repair.was!r} is {repair.now!r} ({repair.why})")
    print_table(
        ("field", "how", "heading"), [(c.field or "(kept as it is)", c.how, c.heading) for c in plan.columns], 60
    )


def _applicants(office: Office, arguments: argparse.Namespace) -> None:
    roster = gather(office, arguments.cohort)
    if arguments.format == "json":
        print_json([applicant_data(roster, one) for one in roster.applicants])
        return
    rows = []
    for one in sorted(roster.applicants, key=lambda person: (person.name.casefold(), person.id)):
        roles = "; ".join(f"{key}: {entry.verdict.status}" for key, entry in one.roles.items())
        why = "; ".join(f"{r.rule}: {r.answer}" for entry in one.roles.values() for r in entry.verdict.reasons)
        flags = sum(not flag.cleared for flag in one.flags)
        rows.append((one.id, one.name, one.email, one.organisation, roles, why, flags or ""))
    headings = ("id", "name", "email", "library", "roles", "why", "flags")
    (print_csv if arguments.format == "csv" else print_table)(headings, rows)


def _correct(office: Office, arguments: argparse.Namespace) -> None:
    entry = deciding.correct(office, arguments.cohort, arguments.person, arguments.setting, arguments.reason)
    say(f"{entry.step.sentence}.")


def _waive(office: Office, arguments: argparse.Namespace) -> None:
    entry = deciding.waive(office, arguments.cohort, arguments.person, arguments.rule, arguments.reason)
    say(f"{entry.step.sentence}.")


def _withdraw(office: Office, arguments: argparse.Namespace) -> None:
    entry = deciding.withdraw(office, arguments.cohort, arguments.person, arguments.reason)
    say(f"{entry.step.sentence}.")
    for line in entry.step.cascade:
        say(f"{line}.")


def _clear(office: Office, arguments: argparse.Namespace) -> None:
    say(
        f"{deciding.clear_flags(office, arguments.cohort, arguments.person, arguments.flag, arguments.reason).step.sentence}."
    )


def _note(office: Office, arguments: argparse.Namespace) -> None:
    roster = gather(office, arguments.cohort)
    person = deciding.find_person(roster, arguments.person)
    say(f"{deciding.set_note(office, arguments.cohort, person.id, arguments.text).step.sentence}.")


def _liaisons(office: Office, arguments: argparse.Namespace) -> None:
    roster = gather(office, arguments.cohort)
    loads = {one.id: [pair for pair in roster.decided if pair.liaison == one.id] for one in roster.liaisons}
    if arguments.format == "json":
        print_json([
            {"id": one.id, "name": one.name, "email": one.email, "organisation": one.organisation,
             "pairs": [[pair.helper, pair.learner] for pair in loads[one.id]]}
            for one in roster.liaisons
        ])  # fmt: skip
        return
    rows = [
        (one.name, one.email, one.organisation, len(loads[one.id]),
         "; ".join(f"{roster.name(p.learner)} + {roster.name(p.helper)}" for p in loads[one.id]))
        for one in roster.liaisons
    ]  # fmt: skip
    print_table(("liaison", "email", "library", "pairs", "who"), rows)


def _liaisons_import(office: Office, arguments: argparse.Namespace) -> None:
    entry = liaising.import_liaisons(office, arguments.cohort, arguments.file)
    say(f"{entry.step.sentence}." if entry else "Nothing new: every liaison is known already.")


def _liaisons_assign(office: Office, arguments: argparse.Namespace) -> None:
    entry = liaising.assign_liaisons(office, arguments.cohort)
    say(f"{entry.step.sentence}." if entry else "Nothing to do: every pair that can have a liaison has one.")


def _liaisons_give(office: Office, arguments: argparse.Namespace) -> None:
    say(f"{liaising.set_liaison(office, arguments.cohort, arguments.person, arguments.liaison).step.sentence}.")
