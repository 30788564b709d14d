"""Making an ended cohort anonymous: counts stay, names, addresses and free texts go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..domain.forgetting import Forgetter, Traces
from ..domain.records import (
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
from .feedback import is_counted
from .roster_loading import load_roster
from .workspace import Workspace

_KEPT_KINDS = ("topics", "choice", "choices", "months", "yes-no", "count", "roles", "date")
_KEPT_SETTINGS = ("weights", "objective", "minimum_fit", "meaning")
_KINDS: tuple[type[Record], ...] = (
    Submission,
    Correction,
    Waiver,
    Pair,
    Contact,
    Feedback,
    PersonStatus,
    Liaison,
)
"""What stays of a cohort; flags, notes and merged people do not."""


def anonymise(workspace: Workspace, name: str) -> tuple[int, str]:
    """Take names, addresses and free texts out of a cohort, keeping the counts.

    The cohort's log is replaced by one step that cannot be taken back.

    Returns:
        How many people it has, and in words what stands against clearing the free pages of the file.
    """
    cohort, roster = workspace.cohort(name), load_roster(workspace, name)
    rows = workspace.store.all(Submission, cohort=name)
    kept = {q.field for q in roster.programme.questions if q.kind in _KEPT_KINDS}
    numbers = _numbers(workspace, name, [applicant.id for applicant in roster.applicants], rows)
    people = _Anonymous(kept=kept, numbers=numbers, forgetter=_forgetter(roster.applicants, rows))
    records = [
        made
        for kind in _KINDS
        for number, record in enumerate(workspace.store.all(kind, cohort=name), 1)
        for made in people.made(record, number)
    ]
    after = cohort.with_(
        settings={key: cohort.settings[key] for key in _KEPT_SETTINGS if key in cohort.settings}
    )
    learned, naming = _learned(workspace, cohort.programme, people.forgetter)
    changes: list[dict[str, Any]] = [
        vars(change(None, record)) | {"key": record.identity()}
        for record in (after, *learned, *records)
    ]
    workspace.store.replace_cohort(
        after, [(record.table, record.values()) for record in records], changes, naming
    )
    return len(roster.applicants), workspace.store.clear_free_pages()


def _learned(
    workspace: Workspace, programme: str, forgetter: Forgetter
) -> tuple[list[LearnedMapping], list[LearnedMapping]]:
    """Return what forms taught: what names nobody, and what names somebody and goes."""
    kept, naming = list[LearnedMapping](), list[LearnedMapping]()
    for mapping in workspace.store.all(LearnedMapping, programme=programme):
        words = f"{mapping.key} {mapping.value}".replace("\x1f", " ")
        (naming if forgetter.names(words) else kept).append(mapping)
    return kept, naming


def _numbers(
    workspace: Workspace, name: str, applicants: Iterable[str], rows: Iterable[Submission]
) -> dict[str, str]:
    """Return a number for everybody: the same for two people who were merged."""
    numbers = {person_id: f"p{number:05d}" for number, person_id in enumerate(applicants, 1)}
    for same in workspace.store.all(SamePerson, cohort=name):
        if same.into in numbers:
            numbers[same.person] = numbers[same.into]
    for row in rows:
        numbers.setdefault(row.person, f"q{len(numbers) + 1:05d}")
    return numbers


def _forgetter(applicants: Iterable[Any], rows: Iterable[Submission]) -> Forgetter:
    """Return what takes everybody's names and addresses out of a text."""
    names = {applicant.name for applicant in applicants} | {row.name for row in rows}
    addresses = {applicant.email for applicant in applicants} | {row.email for row in rows}
    return Forgetter(
        Traces(
            ids=frozenset(),
            names=frozenset(filter(None, map(str.strip, names))),
            addresses=frozenset(filter(None, map(str.strip, addresses))),
        )
    )


class _Anonymous:
    """Makes records of nobody out of records of people, by the marks on them."""

    def __init__(self, kept: set[str], numbers: Mapping[str, str], forgetter: Forgetter) -> None:
        self._kept, self._numbers, self.forgetter = kept, numbers, forgetter
        self._files: dict[str, str] = {}

    def made(self, record: Record, number: int) -> list[Record]:
        """Return the record without its person, or nothing where nothing of it may stay."""
        person = getattr(record, "person", "")
        if isinstance(record, (Correction, Waiver)) and person not in self._numbers:
            return []
        if isinstance(record, Correction) and record.field not in self._kept:
            return []
        people = {
            name: self._numbers.get(getattr(record, name), "") for name in record.people_fields
        }
        words = {name: self._blank(getattr(record, name)) for name in record.personal}
        return [record.with_(**{**people, **words, **self._stays(record, number)})]

    def _blank(self, value: Any) -> Any:
        return {} if isinstance(value, dict) else ""

    def _stays(self, record: Record, number: int) -> dict[str, Any]:
        """Return what stays of the personal fields: answers that are counted, and that there was a reason."""
        match record:
            case Submission():
                return {
                    "name": f"Person {self._numbers[record.person][1:]}",
                    "answers": self._counted(record.answers),
                    "repairs": self._counted(record.repairs),
                    "file": self._files.setdefault(record.file, f"form {len(self._files) + 1}"),
                }
            case Correction():
                return {"value": self.forgetter.clean(record.value)}
            case Waiver():
                return {"reason": "kept"}
            case Pair():
                return {"reason": "kept" if record.reason else ""}
            case Liaison():
                return {"name": f"Liaison {number}"}
            case Feedback():
                counted = {q: text for q, text in record.answers.items() if is_counted(text)}
                return {"answers": counted}
            case _:
                return {}

    def _counted(self, answers: Mapping[str, str]) -> dict[str, str]:
        return {
            name: self.forgetter.clean(text) for name, text in answers.items() if name in self._kept
        }
