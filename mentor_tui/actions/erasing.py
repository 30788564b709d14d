"""Erasing a person for good, and making an ended cohort anonymous."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..domain.records import (
    Cohort,
    Contact,
    Feedback,
    Liaison,
    Memory,
    Pair,
    Record,
    SamePerson,
    Standing,
    Submission,
    change,
)
from ..outputs.mentions import mentions
from ..store import Desk, StoreError
from ..store.backup import folder_of
from .deciding import find_person
from .feedback import is_counted
from .gathering import gather
from .office import ActionError, Office

WRITTEN = (".csv", ".xlsx", ".json", ".md", ".html", ".eml", ".txt", ".mbox", ".ics", ".docx")
"""The endings of files that the program writes."""

_KEPT_KINDS = ("topics", "choice", "choices", "months", "yes-no", "count", "roles", "date")


@dataclass(frozen=True)
class Erased:
    """What erasing a person took away: records, and files; copies that were cleaned; files that could not be read."""

    records: int
    copies: int
    removed: tuple[Path, ...]
    unread: tuple[Path, ...]


def erase(office: Office, who: str, folders: Sequence[Path] = ()) -> Erased:
    """Erase a person from every cohort, the log, the copies, and the files that were written and name the person.

    Args:
        office: the place.
        who: an id, an address or a whole name.
        folders: where written files were moved to; looked through with everything below.

    Raises:
        ActionError: nobody is meant, or several people.
    """
    person, words = _anywhere(office, who)
    ids = {person, *(one.person for one in office.desk.all(SamePerson, into=person))}
    rows = [one for one in office.desk.all(Submission) if one.person in ids]
    words |= {word for row in rows for word in (row.name, row.email, row.email.strip())}
    office.desk.keep_copy("erase")
    noted = office.desk.written_files()
    copies = {
        *folder_of(office.database).glob("*.sqlite"),
        *office.database.parent.glob(f"{office.database.stem}-replaced-*.sqlite"),
        *(path for path in noted if path.suffix == ".sqlite" and path.is_file()),
    }
    removed, unread = _remove_files([*noted, *_below(folders)], {*ids, *words})
    office.desk.forget_written(removed)
    records = office.desk.erase(sorted(ids), words)
    damaged = [path for path in sorted(copies) if not _erase_in_copy(office, path, sorted(ids), words)]
    return Erased(records, len(copies) - len(damaged), (*removed, *damaged), tuple(unread))


def _erase_in_copy(office: Office, path: Path, ids: Sequence[str], words: Iterable[str]) -> bool:
    """Erase a person in a copy; a copy that is damaged cannot be cleaned and goes."""
    try:
        copy = Desk(path, office.clock, copies=False)
    except StoreError:
        path.unlink(missing_ok=True)
        return False
    try:
        copy.erase(ids, words)
    finally:
        copy.close()
    return True


def _below(folders: Sequence[Path]) -> Iterable[Path]:
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in WRITTEN)


def _remove_files(paths: Sequence[Path], words: Iterable[str]) -> tuple[list[Path], list[Path]]:
    """Remove the files that name a person; return those, and those that could not be read."""
    known = [word for word in words if len(word) > 2]
    removed, unread = [], []
    for path in dict.fromkeys(paths):
        try:
            if path.is_file() and path.suffix != ".sqlite" and mentions(path, known):
                path.unlink()
                removed.append(path)
        except OSError:
            unread.append(path)
    return removed, unread


def _anywhere(office: Office, who: str) -> tuple[str, set[str]]:
    """Return the id of the one person who is meant, and the names and addresses that cohorts know them by."""
    found: set[str] = set()
    words: set[str] = set()
    for cohort in office.desk.all(Cohort):
        try:
            person = find_person(gather(office, cohort.name), who)
        except ActionError as error:
            if "more than one" in str(error):
                raise
            continue
        found.add(person.id)
        words |= {person.name, person.email}
    if len(found) != 1:
        raise ActionError(
            f"there is nobody {who!r} in any cohort"
            if not found
            else f"{who!r} is more than one person: {', '.join(sorted(found))}"
        )
    return found.pop(), words


def anonymise(office: Office, name: str) -> int:
    """Take names, addresses and free texts out of a cohort, keeping the counts; return how many people it has.

    The cohort's log is replaced by one step that cannot be taken back.
    """
    cohort, roster = office.cohort(name), gather(office, name)
    kept = {question.field for question in roster.programme.questions if question.kind in _KEPT_KINDS}
    numbers = {one.id: f"p{number:05d}" for number, one in enumerate(roster.applicants, 1)}
    records = _anonymous_records(office, name, kept, numbers)
    learned = office.desk.all(Memory, programme=cohort.programme)
    after = cohort.with_(
        settings={
            key: value for key, value in cohort.settings.items() if key in ("weights", "objective", "minimum_fit")
        }
    )
    changes: list[dict[str, Any]] = [
        vars(change(None, one)) | {"key": one.identity()} for one in (after, *learned, *records)
    ]
    office.desk.replace_cohort(after, [(one.table, one.values()) for one in records], changes)
    return len(roster.applicants)


def _anonymous_records(office: Office, name: str, kept: set[str], numbers: dict[str, str]) -> list[Record]:
    """Return the records of a cohort with numbers for people and without free texts."""
    records: list[Record] = []
    for row in office.desk.all(Submission, cohort=name):
        person = numbers.get(row.person, f"q{len(numbers)}")
        answers = {field: answer for field, answer in row.answers.items() if field in kept}
        records.append(
            row.with_(
                person=person,
                name=f"Person {person[1:]}",
                email="",
                answers=answers,
                extra={},
                repairs={k: v for k, v in row.repairs.items() if k in kept},
            )
        )
    for pair in office.desk.all(Pair, cohort=name):
        people = {place: numbers.get(getattr(pair, place), "") for place in ("helper", "learner", "third")}
        records.append(pair.with_(**people, reason="kept" if pair.reason else ""))
    for contact in office.desk.all(Contact, cohort=name):
        records.append(
            contact.with_(
                helper=numbers.get(contact.helper, ""),
                learner=numbers.get(contact.learner, ""),
                person=numbers.get(contact.person, ""),
                text="",
            )
        )
    for given in office.desk.all(Feedback, cohort=name):
        people = {place: numbers.get(getattr(given, place), "") for place in ("person", "helper", "learner")}
        counted = {question: answer for question, answer in given.answers.items() if is_counted(answer)}
        records.append(given.with_(**people, answers=counted))
    for standing in office.desk.all(Standing, cohort=name):
        records.append(standing.with_(person=numbers.get(standing.person, ""), reason=""))
    for number, liaison in enumerate(office.desk.all(Liaison, cohort=name), 1):
        records.append(liaison.with_(name=f"Liaison {number}", email="", organisation=""))
    return records
