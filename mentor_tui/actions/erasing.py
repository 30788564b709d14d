"""Erasing a person for good, and making an ended cohort anonymous."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..domain.names import address_key, plain
from ..domain.records import (
    Cohort,
    Contact,
    Correction,
    Feedback,
    LearnedMapping,
    Liaison,
    Pair,
    PersonStatus,
    Record,
    SamePerson,
    Submission,
    Waiver,
    change,
)
from ..outputs.mentions import mentions
from ..store import Store, StoreError
from ..store.backup import folder_of
from .deciding import find_person
from .feedback import is_counted
from .roster_loading import load_roster
from .workspace import ActionError, Workspace

WRITTEN = (
    ".csv",
    ".xlsx",
    ".json",
    ".md",
    ".html",
    ".eml",
    ".txt",
    ".mbox",
    ".ics",
    ".docx",
    ".sqlite",
)
"""The endings of files that the program writes."""

_KEPT_KINDS = ("topics", "choice", "choices", "months", "yes-no", "count", "roles", "date")


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What erasing a person took away: records, and files; copies that were cleaned; files that could not be read."""

    records: int
    copies: int
    removed: tuple[Path, ...]
    unread: tuple[Path, ...]


def erase(workspace: Workspace, who: str, folders: Sequence[Path] = ()) -> Erased:
    """Erase a person from every cohort, the log, the copies, and the files that were written and name the person.

    Args:
        workspace: the place.
        who: an id, an address or a whole name.
        folders: where written files were moved to; looked through with everything below.

    Raises:
        ActionError: nobody is meant, or several people.
    """
    below = _below(folders)
    person, words = _anywhere(workspace, who)
    ids = {person, *(one.person for one in workspace.store.all(SamePerson, into=person))}
    words |= {
        word
        for row in _rows_ever(workspace)
        if row.person in ids
        for word in (row.name, row.email.strip())
    }
    workspace.store.keep_copy("erase")
    files = [*workspace.store.written_files(), *below]
    copies = {
        *folder_of(workspace.database).glob("*.sqlite"),
        *workspace.database.parent.glob(f"{workspace.database.stem}-replaced-*.sqlite"),
        *(
            path
            for path in files
            if path.suffix == ".sqlite" and path.is_file() and path != workspace.database
        ),
    }
    damaged = [
        path for path in sorted(copies) if not _erase_in_copy(workspace, path, sorted(ids), words)
    ]
    removed, unread = _remove_files(files, {*ids, *words})
    workspace.store.forget_written(removed)
    records = workspace.store.erase(sorted(ids), words)
    return Erased(
        records=records,
        copies=len(copies) - len(damaged),
        removed=(*removed, *damaged),
        unread=tuple(unread),
    )


def _rows_ever(workspace: Workspace) -> list[Submission]:
    """Return every row of a form that the file still knows, those of imports that were undone too."""
    found = list(workspace.store.all(Submission))
    for entry in workspace.store.log():
        for one in entry.step.changes:
            if one.table == Submission.table:
                found += [Submission(**values) for values in (one.before, one.after) if values]
    return found


def _erase_in_copy(
    workspace: Workspace, path: Path, ids: Sequence[str], words: Iterable[str]
) -> bool:
    """Erase a person in a copy; a copy that is damaged cannot be cleaned and goes."""
    try:
        copy = Store(path, workspace.clock, copies=False)
        try:
            copy.erase(ids, words)
        finally:
            copy.close()
    except StoreError:
        path.unlink(missing_ok=True)
        return False
    return True


def _below(folders: Sequence[Path]) -> list[Path]:
    """Return the files below folders that the program may have written.

    Raises:
        ActionError: a folder is not there.
    """
    found: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise ActionError(f"{folder} is no folder; nothing was erased")
        found += [
            path
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix.casefold() in WRITTEN
        ]
    return found


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


def _anywhere(workspace: Workspace, who: str) -> tuple[str, set[str]]:
    """Return the id of the one person who is meant, and the names and addresses that cohorts know them by."""
    found: set[str] = set()
    words: set[str] = set()
    for cohort in workspace.store.all(Cohort):
        try:
            person = find_person(load_roster(workspace, cohort.name), who)
        except ActionError as error:
            if "more than one" in str(error):
                raise
            continue
        found.add(person.id)
        words |= {person.name, person.email}
    if not found:
        found, words = _among_rows(workspace, who)
    if len(found) != 1:
        raise ActionError(
            f"there is nobody {who!r} in any cohort"
            if not found
            else f"{who!r} is more than one person: {', '.join(sorted(found))}"
        )
    return found.pop(), words


def _among_rows(workspace: Workspace, who: str) -> tuple[set[str], set[str]]:
    """Return whom the rows of forms know by an id, address or name, as the person they were merged into."""
    rows = [
        row
        for row in _rows_ever(workspace)
        if who == row.person
        or (row.email and address_key(row.email) == address_key(who))
        or (row.name and plain(row.name) == plain(who))
    ]
    into = {one.person: one.into for one in workspace.store.all(SamePerson)}
    return {into.get(row.person, row.person) for row in rows}, {
        word for row in rows for word in (row.name, row.email.strip())
    }


def anonymise(workspace: Workspace, name: str) -> int:
    """Take names, addresses and free texts out of a cohort, keeping the counts; return how many people it has.

    The cohort's log is replaced by one step that cannot be taken back.
    """
    cohort, roster = workspace.cohort(name), load_roster(workspace, name)
    kept = {
        question.field for question in roster.programme.questions if question.kind in _KEPT_KINDS
    }
    numbers = {one.id: f"p{number:05d}" for number, one in enumerate(roster.applicants, 1)}
    records = _anonymous_records(workspace, name, kept, numbers)
    learned = workspace.store.all(LearnedMapping, programme=cohort.programme)
    after = cohort.with_(
        settings={
            key: value
            for key, value in cohort.settings.items()
            if key in ("weights", "objective", "minimum_fit")
        }
    )
    changes: list[dict[str, Any]] = [
        vars(change(None, one)) | {"key": one.identity()} for one in (after, *learned, *records)
    ]
    workspace.store.replace_cohort(after, [(one.table, one.values()) for one in records], changes)
    return len(roster.applicants)


def _anonymous_records(
    workspace: Workspace, name: str, kept: set[str], numbers: dict[str, str]
) -> list[Record]:
    """Return the records of a cohort with numbers for people and without free texts."""
    records: list[Record] = []
    into = {one.person: one.into for one in workspace.store.all(SamePerson, cohort=name)}
    numbers = numbers | {person: numbers[one] for person, one in into.items() if one in numbers}
    for row in workspace.store.all(Submission, cohort=name):
        person = numbers.setdefault(row.person, f"q{len(numbers) + 1:05d}")
        answers = {field: answer for field, answer in row.answers.items() if field in kept}
        repairs = {field: answer for field, answer in row.repairs.items() if field in kept}
        anonymous = {"person": person, "name": f"Person {person[1:]}", "email": "", "extra": {}}
        records.append(row.with_(**anonymous, answers=answers, repairs=repairs))
    for correction in workspace.store.all(Correction, cohort=name):
        if correction.field in kept and correction.person in numbers:
            records.append(correction.with_(person=numbers[correction.person], reason=""))
    for waiver in workspace.store.all(Waiver, cohort=name):
        if waiver.person in numbers:
            records.append(waiver.with_(person=numbers[waiver.person], reason="kept"))
    for pair in workspace.store.all(Pair, cohort=name):
        people = {
            place: numbers.get(getattr(pair, place), "") for place in ("helper", "learner", "third")
        }
        records.append(pair.with_(**people, reason="kept" if pair.reason else ""))
    for contact in workspace.store.all(Contact, cohort=name):
        records.append(
            contact.with_(
                helper=numbers.get(contact.helper, ""),
                learner=numbers.get(contact.learner, ""),
                person=numbers.get(contact.person, ""),
                text="",
            )
        )
    for given in workspace.store.all(Feedback, cohort=name):
        people = {
            place: numbers.get(getattr(given, place), "")
            for place in ("person", "helper", "learner")
        }
        counted = {
            question: answer for question, answer in given.answers.items() if is_counted(answer)
        }
        records.append(given.with_(**people, answers=counted))
    for standing in workspace.store.all(PersonStatus, cohort=name):
        records.append(standing.with_(person=numbers.get(standing.person, ""), reason=""))
    for number, liaison in enumerate(workspace.store.all(Liaison, cohort=name), 1):
        records.append(liaison.with_(name=f"Liaison {number}", email="", organisation=""))
    return records
