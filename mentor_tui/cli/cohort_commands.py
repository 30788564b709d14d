"""Commands about cohorts and their people."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from ..actions import cohorts, deciding, same_people
from ..actions.overview import CohortRow, read_cohorts
from ..actions.presenting import applicant_data
from ..actions.roster_loading import load_roster
from ..actions.workspace import Workspace
from ..domain.counted import pairs_counted
from ..domain.records import Cohort
from . import handing_over_commands, import_commands
from .adding import add, add_dates, dates_of
from .printing import print_json, print_rows, say


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    _register_cohorts(commands, common)
    import_commands.register(commands, common)
    add(
        commands=commands,
        common=common,
        name="applicants",
        help_text="list people, roles and verdicts",
        example="applicants --cohort spring-2027",
        run=_applicants,
        cohort=True,
        formats=("table", "csv", "json"),
    )
    _register_people(commands, common)


def _register_cohorts(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = add(
        commands=commands,
        common=common,
        name="cohorts",
        help_text="list the cohorts, create one",
        example="cohorts new spring-2027 --programme nlls",
        run=_list,
        formats=("table", "json"),
    )
    inner = parser.add_subparsers(dest="what", metavar="WHAT")
    _add_new(inner, common)
    _add_change_dates(inner, common)
    _add_carry_over(inner, common)
    handing_over_commands.register(inner, common)


def _add_new(inner: Any, common: argparse.ArgumentParser) -> None:
    new = add(
        commands=inner,
        common=common,
        name="new",
        help_text="create a cohort",
        example="cohorts new spring-2027 --programme nlls --deadline 2027-01-31",
        run=_new,
    )
    new.add_argument("name")
    new.add_argument("--programme", required=True, metavar="ID")
    add_dates(new)


def _add_change_dates(inner: Any, common: argparse.ArgumentParser) -> None:
    dates = add(
        commands=inner,
        common=common,
        name="dates",
        help_text="change a cohort's dates",
        example="cohorts dates fall --ends 2027-06-30",
        run=_change_dates,
    )
    dates.add_argument("name")
    add_dates(dates)


def _add_carry_over(inner: Any, common: argparse.ArgumentParser) -> None:
    carry = add(
        commands=inner,
        common=common,
        name="carry-over",
        help_text="bring the waiting list of an earlier cohort along",
        example="cohorts carry-over fall --from spring",
        run=_carry,
    )
    carry.add_argument("name")
    carry.add_argument("--from", dest="source", required=True, metavar="NAME")


def _register_people(commands: Any, common: argparse.ArgumentParser) -> None:
    correct = add(
        commands=commands,
        common=common,
        name="correct",
        help_text="correct a field of a person",
        example="correct --cohort spring-2027 ana@example.org places=2",
        run=_correct,
        cohort=True,
    )
    correct.add_argument("person")
    correct.add_argument("setting", metavar="FIELD=VALUE")
    correct.add_argument("--reason", default="")
    waive = add(
        commands=commands,
        common=common,
        name="waive",
        help_text="waive a rule for one person",
        example="waive --cohort fall ana@example.org deadline --reason 'post was slow'",
        run=_waive,
        cohort=True,
    )
    waive.add_argument("person")
    waive.add_argument("rule")
    waive.add_argument("--reason", required=True)
    withdraw = add(
        commands=commands,
        common=common,
        name="withdraw",
        help_text="take a person out of a cohort",
        example="withdraw --cohort fall ana@example.org",
        run=_withdraw,
        cohort=True,
    )
    withdraw.add_argument("person")
    withdraw.add_argument("--reason", default="")
    _register_remarks(commands, common)
    _register_duplicates(commands, common)


def _register_duplicates(commands: Any, common: argparse.ArgumentParser) -> None:
    example = "duplicates --cohort fall merge ana@example.org a.ortiz@example.org"
    parser = add(
        commands=commands,
        common=common,
        name="duplicates",
        help_text="applicants who are probably one person",
        example=example,
        run=_duplicates,
        cohort=True,
        formats=("table", "json"),
    )
    inner = parser.add_subparsers(dest="what", metavar="WHAT")
    for word, help_text, run in (
        ("merge", "make two one: the first is kept", _merge_people),
        ("keep", "settle that they are two", _keep_two),
    ):
        argument_parser = add(
            commands=inner,
            common=common,
            name=word,
            help_text=help_text,
            example=f"duplicates --cohort fall {word} ana@example.org a.ortiz@example.org",
            run=run,
        )
        argument_parser.add_argument("person")
        argument_parser.add_argument("other")
    add(
        commands=inner,
        common=common,
        name="keep-all",
        help_text="settle that all of them are different people, in one step",
        example="duplicates --cohort fall keep-all",
        run=_keep_all,
    )


def _register_remarks(commands: Any, common: argparse.ArgumentParser) -> None:
    clear = add(
        commands=commands,
        common=common,
        name="clear",
        help_text="clear the flags of a person, once read",
        example="clear --cohort fall ana@example.org",
        run=_clear,
        cohort=True,
    )
    clear.add_argument("person")
    clear.add_argument(
        "flag", nargs="?", default="", help="the flag's key; all open ones without it"
    )
    clear.add_argument("--reason", default="")
    note = add(
        commands=commands,
        common=common,
        name="note",
        help_text="keep a note about a person",
        example="note --cohort fall ana@example.org 'back in May'",
        run=_note,
        cohort=True,
    )
    note.add_argument("person")
    note.add_argument("text")


def _change_dates(workspace: Workspace, arguments: argparse.Namespace) -> None:
    say(f"{cohorts.change_dates(workspace, arguments.name, dates_of(arguments)).step.sentence}.")


def _list(workspace: Workspace, arguments: argparse.Namespace) -> None:
    """List the cohorts; of one that cannot be read what is known, and the damage at the end."""
    listed = read_cohorts(workspace)
    if arguments.format == "json":
        print_json([row.data() for row in listed.rows])
    else:
        headings = (*_KNOWN, *_FIGURES)
        rows = [_cells(row, headings) for row in listed.rows]
        rows += [[*_cells(cohort, _KNOWN), *"????"] for cohort in listed.unread]
        print_rows(arguments.format, ("cohort", *headings[1:]), rows)
    if listed.damage is not None:
        raise listed.damage


_KNOWN = ("name", "programme", "deadline", "starts", "ends")
_FIGURES = ("people", "eligible", "placed", "exported")


def _cells(source: CohortRow | Cohort, names: Sequence[str]) -> list[Any]:
    return [getattr(source, name) for name in names]


def _new(workspace: Workspace, arguments: argparse.Namespace) -> None:
    entry = cohorts.create_cohort(
        workspace, arguments.name, arguments.programme, dates_of(arguments)
    )
    say(f"{entry.step.sentence}.")


def _carry(workspace: Workspace, arguments: argparse.Namespace) -> None:
    say(f"{cohorts.carry_over(workspace, arguments.name, arguments.source).step.sentence}.")


def _applicants(workspace: Workspace, arguments: argparse.Namespace) -> None:
    roster = load_roster(workspace, arguments.cohort)
    if arguments.format == "json":
        print_json([applicant_data(roster, applicant) for applicant in roster.applicants])
        return
    rows = []
    for applicant in sorted(
        roster.applicants, key=lambda person: (person.name.casefold(), person.id)
    ):
        roles = "; ".join(
            f"{key}: {entry.verdict.status}" for key, entry in applicant.roles.items()
        )
        why = "; ".join(
            f"{r.rule}: {r.answer}"
            for entry in applicant.roles.values()
            for r in entry.verdict.reasons
        )
        flags = len(applicant.open_flags)
        rows.append(
            (
                applicant.id,
                applicant.name,
                applicant.email,
                applicant.organisation,
                roles,
                why,
                flags or "",
            )
        )
    headings = ("id", "name", "email", "library", "roles", "why", "flags")
    print_rows(arguments.format, headings, rows)


def _duplicates(workspace: Workspace, arguments: argparse.Namespace) -> None:
    roster = load_roster(workspace, arguments.cohort)
    duplicates = same_people.duplicates_of(roster)
    if arguments.format == "json":
        print_json([{"people": [first, second], "why": why} for first, second, why in duplicates])
        return
    rows = [
        (first, roster.name(first), second, roster.name(second), why.rpartition(": ")[2])
        for first, second, why in duplicates
    ]
    print_rows(arguments.format, ("id", "name", "other id", "other name", "why"), rows)
    say(f"{pairs_counted(len(duplicates))} of people who may be one.")


def _merge_people(workspace: Workspace, arguments: argparse.Namespace) -> None:
    say(
        f"{same_people.merge_people(workspace, arguments.cohort, arguments.person, arguments.other).step.sentence}."
    )


def _keep_two(workspace: Workspace, arguments: argparse.Namespace) -> None:
    say(
        f"{same_people.keep_two(workspace, arguments.cohort, arguments.person, arguments.other).step.sentence}."
    )


def _keep_all(workspace: Workspace, arguments: argparse.Namespace) -> None:
    say(f"{same_people.keep_all(workspace, arguments.cohort).step.sentence}.")


def _correct(workspace: Workspace, arguments: argparse.Namespace) -> None:
    entry = deciding.correct(
        workspace=workspace,
        cohort=arguments.cohort,
        who=arguments.person,
        setting=arguments.setting,
        reason=arguments.reason,
    )
    say(f"{entry.step.sentence}.")


def _waive(workspace: Workspace, arguments: argparse.Namespace) -> None:
    entry = deciding.waive(
        workspace=workspace,
        cohort=arguments.cohort,
        who=arguments.person,
        rule=arguments.rule,
        reason=arguments.reason,
    )
    say(f"{entry.step.sentence}.")


def _withdraw(workspace: Workspace, arguments: argparse.Namespace) -> None:
    entry = deciding.withdraw(workspace, arguments.cohort, arguments.person, arguments.reason)
    say(f"{entry.step.sentence}.")
    for line in entry.step.cascade:
        say(f"{line}.")


def _clear(workspace: Workspace, arguments: argparse.Namespace) -> None:
    say(
        f"{deciding.clear_flags(workspace, arguments.cohort, arguments.person, arguments.flag, arguments.reason).step.sentence}."
    )


def _note(workspace: Workspace, arguments: argparse.Namespace) -> None:
    roster = load_roster(workspace, arguments.cohort)
    person = deciding.find_person(roster, arguments.person)
    say(
        f"{deciding.set_note(workspace, arguments.cohort, person.id, arguments.text).step.sentence}."
    )
