"""Commands for the life of a pair: letters, contacts, endings, calendar, report."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..actions import erasing, following, reporting, writing
from ..actions.office import ActionError, Office
from ..outputs.drafting import KINDS
from .adding import add
from .printing import say


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    letters = add(
        commands,
        common,
        "letters",
        "write drafts of letters",
        "letters --cohort fall introduction --to drafts",
        _letters,
        cohort=True,
    )
    letters.add_argument("kind", choices=KINDS)
    letters.add_argument("--to", type=Path, required=True, metavar="DIR")
    letters.add_argument("--person", default="", help="for one person alone")
    letters.add_argument("--month", type=int, metavar="N", help="which month's topic")
    contact = add(
        commands,
        common,
        "contact",
        "note that a pair met or fell silent",
        "contact --cohort fall ana@example.org met",
        _contact,
        cohort=True,
    )
    contact.add_argument("person", metavar="PERSON|import")
    contact.add_argument("what", metavar="met|silent|note|FILE")
    contact.add_argument("--on", default="", metavar="DATE")
    contact.add_argument("--text", default="")
    _register_endings(commands, common)
    _register_files(commands, common)


def _register_endings(commands: Any, common: argparse.ArgumentParser) -> None:
    end = add(
        commands,
        common,
        "end",
        "end a pair early",
        "end --cohort fall ana@example.org --reason 'moved away'",
        _end,
        cohort=True,
    )
    end.add_argument("person")
    end.add_argument("--reason", required=True)
    erase = add(commands, common, "erase", "erase a person for good", "erase ana@example.org", _erase)
    erase.add_argument("person")
    erase.add_argument("--in", dest="folders", action="append", type=Path, default=[], metavar="DIR",
                       help="a folder that written files were moved to; looked through as well")  # fmt: skip
    erase.add_argument("--yes", action="store_true", help="do not ask")
    anonymise = add(
        commands,
        common,
        "anonymise",
        "take names and texts out of a cohort for good",
        "anonymise --cohort fall",
        _anonymise,
        cohort=True,
    )
    anonymise.add_argument("--yes", action="store_true", help="do not ask")


def _register_files(commands: Any, common: argparse.ArgumentParser) -> None:
    calendar = add(
        commands,
        common,
        "calendar",
        "write a calendar of the pairs",
        "calendar --cohort fall --to pairs.ics",
        _calendar,
        cohort=True,
    )
    calendar.add_argument("--to", type=Path, required=True, metavar="FILE")
    report = add(
        commands,
        common,
        "report",
        "write the report for the committee",
        "report --cohort fall --to report.html",
        _report,
        cohort=True,
    )
    report.add_argument("--to", type=Path, required=True, metavar="FILE")
    report.add_argument("--names", action="store_true", help="with names; without, it holds none")


def _letters(office: Office, arguments: argparse.Namespace) -> None:
    try:
        _write_letters(office, arguments)
    except writing.NobodyWaits as error:
        say(f"{error}.")


def _write_letters(office: Office, arguments: argparse.Namespace) -> None:
    files, many, left_out = writing.write_letter_files(
        office, arguments.cohort, arguments.kind, arguments.to, arguments.person, arguments.month
    )
    for path in files:
        print(path)
    for line in left_out:
        say(f"left out: {line}")
    say(f"{many} letters ({arguments.kind}); nothing was sent.")


def _contact(office: Office, arguments: argparse.Namespace) -> None:
    if arguments.person == "import":
        entry, left = following.import_contacts(office, arguments.cohort, Path(arguments.what))
        for line in left:
            say(f"left out, {line}")
        say(f"{entry.step.sentence}." if entry else "Nothing new: every contact is known.")
        return
    if arguments.what not in following.CONTACTS:
        raise ActionError(f"{arguments.what!r} is no contact; write one of {', '.join(following.CONTACTS)}")
    entry = following.note_contact(
        office, arguments.cohort, arguments.person, arguments.what, arguments.on, arguments.text
    )
    say(f"{entry.step.sentence}.")


def _end(office: Office, arguments: argparse.Namespace) -> None:
    say(f"{following.end_pair(office, arguments.cohort, arguments.person, arguments.reason).step.sentence}.")


def _calendar(office: Office, arguments: argparse.Namespace) -> None:
    many = reporting.make_calendar(office, arguments.cohort, arguments.to)
    print(arguments.to)
    say(f"{many} entries.")


def _report(office: Office, arguments: argparse.Namespace) -> None:
    reporting.make_report(office, arguments.cohort, arguments.to, arguments.names)
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


def _erase(office: Office, arguments: argparse.Namespace) -> None:
    _sure(arguments, f"Erase {arguments.person} from every cohort, the log, the copies, and the files written?")
    done = erasing.erase(office, arguments.person, arguments.folders)
    for path in done.removed:
        say(f"removed {path}")
    for path in done.unread:
        say(f"cannot be looked through: {path}; remove it by hand if it names the person")
    say(
        f"Erased: {done.records} records, {done.copies} copies cleaned, {len(done.removed)} files removed. "
        "Write the lists and letters that others still need anew. "
        "What was sent, printed or moved elsewhere stays: --in DIR looks through a folder."
    )


def _anonymise(office: Office, arguments: argparse.Namespace) -> None:
    _sure(arguments, f"Take every name, address and free text out of {arguments.cohort}?")
    say(f"{erasing.anonymise(office, arguments.cohort)} people are anonymous now.")
