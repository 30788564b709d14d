"""Erasing a person for good, and making an ended cohort anonymous."""

from __future__ import annotations

from typing import Any

from ..domain.records import Cohort, Contact, Liaison, Memory, Pair, Record, Standing, Submission, change
from ..store import Desk
from .deciding import find_person
from .gathering import gather
from .office import ActionError, Office

_KEPT_KINDS = ("topics", "choice", "choices", "months", "yes-no", "count", "roles", "date")


def erase(office: Office, who: str) -> tuple[int, int]:
    """Erase a person from every cohort, the log and the copies beside the database.

    Returns:
        How many records went, and how many copies were cleaned.

    Raises:
        ActionError: nobody is meant, or several people.
    """
    person = _anywhere(office, who)
    rows = [one for one in office.desk.all(Submission) if one.person == person]
    words = {word for row in rows for word in (row.name, row.email, row.email.strip())}
    removed = office.desk.erase(person, words)
    copies = sorted(
        {
            *office.database.parent.glob("backups/*.sqlite"),
            *office.database.parent.glob(f"{office.database.stem}-replaced-*.sqlite"),
        }
    )
    for path in copies:
        copy = Desk(path, office.clock)
        try:
            copy.erase(person, words)
        finally:
            copy.close()
    return removed, len(copies)


def _anywhere(office: Office, who: str) -> str:
    found: set[str] = set()
    for cohort in office.desk.all(Cohort):
        try:
            found.add(find_person(gather(office, cohort.name), who).id)
        except ActionError as error:
            if "more than one" in str(error):
                raise
    if len(found) != 1:
        raise ActionError(
            f"there is nobody {who!r} in any cohort"
            if not found
            else f"{who!r} is more than one person: {', '.join(sorted(found))}"
        )
    return found.pop()


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
            contact.with_(helper=numbers.get(contact.helper, ""), learner=numbers.get(contact.learner, ""), text="")
        )
    for standing in office.desk.all(Standing, cohort=name):
        records.append(standing.with_(person=numbers.get(standing.person, ""), reason=""))
    for number, liaison in enumerate(office.desk.all(Liaison, cohort=name), 1):
        records.append(liaison.with_(name=f"Liaison {number}", email="", organisation=""))
    return records
