"""What is kept for good: plain records, and the changes that decisions make to them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self


@dataclass(frozen=True)
class Record:
    """A kept fact. `table` names its kind and `keys` the fields that identify it.

    Fields in `people_fields` hold ids of people, fields in `personal` words of or about people. Erasing,
    making anonymous and handing over go by these marks alone.
    """

    table: ClassVar[str]
    keys: ClassVar[tuple[str, ...]]
    people_fields: ClassVar[tuple[str, ...]] = ()
    personal: ClassVar[tuple[str, ...]] = ()

    def is_about(self, ids: Container[str]) -> bool:
        """Say whether one of these people is named by a field."""
        return any(getattr(self, name) in ids for name in self.people_fields)

    def identity(self) -> dict[str, Any]:
        """Return the identifying fields."""
        return {name: getattr(self, name) for name in self.keys}

    def values(self) -> dict[str, Any]:
        """Return every field as plain values."""
        return dict(vars(self))

    def with_(self, **changes: Any) -> Self:
        """Return a copy with some fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True, kw_only=True)
class Cohort(Record):
    """One intake of a programme. Dates are ISO texts, empty when not set."""

    table: ClassVar[str] = "cohort"
    keys: ClassVar[tuple[str, ...]] = ("name",)
    personal: ClassVar[tuple[str, ...]] = ("settings",)
    name: str
    programme: str
    programme_text: str
    created_at: str
    starts: str = ""
    ends: str = ""
    deadline: str = ""
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Submission(Record):
    """One row of a form as it came: `answers` by field, `extra` by unknown heading."""

    table: ClassVar[str] = "submission"
    keys: ClassVar[tuple[str, ...]] = ("cohort", "id")
    people_fields: ClassVar[tuple[str, ...]] = ("person",)
    personal: ClassVar[tuple[str, ...]] = ("name", "email", "answers", "repairs", "extra", "file")
    cohort: str
    id: str
    person: str
    name: str
    email: str
    roles: list[str]
    submitted: str
    answers: dict[str, str]
    repairs: dict[str, str]
    extra: dict[str, str]
    file: str
    line: int
    arrival: int


@dataclass(frozen=True, kw_only=True)
class Correction(Record):
    """A coordinator's value for a field; `role` is empty when it is for all roles."""

    table: ClassVar[str] = "correction"
    keys: ClassVar[tuple[str, ...]] = ("cohort", "person", "role", "field")
    people_fields: ClassVar[tuple[str, ...]] = ("person",)
    personal: ClassVar[tuple[str, ...]] = ("value", "reason")
    cohort: str
    person: str
    role: str
    field: str
    value: str
    reason: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Waiver(Record):
    """A rule that does not count for one person, and why."""

    table: ClassVar[str] = "waiver"
    keys: ClassVar[tuple[str, ...]] = ("cohort", "person", "rule")
    people_fields: ClassVar[tuple[str, ...]] = ("person",)
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    cohort: str
    person: str
    rule: str
    reason: str
    at: str


@dataclass(frozen=True, kw_only=True)
class FlagMark(Record):
    """What the coordinator did with a flag of a person."""

    table: ClassVar[str] = "flag_mark"
    keys: ClassVar[tuple[str, ...]] = ("cohort", "person", "flag")
    people_fields: ClassVar[tuple[str, ...]] = ("person",)
    personal: ClassVar[tuple[str, ...]] = ("text",)
    cohort: str
    person: str
    flag: str
    cleared: bool
    text: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """The coordinator's own words about a person."""

    table: ClassVar[str] = "note"
    keys: ClassVar[tuple[str, ...]] = ("cohort", "person")
    people_fields: ClassVar[tuple[str, ...]] = ("person",)
    personal: ClassVar[tuple[str, ...]] = ("text",)
    cohort: str
    person: str
    text: str
    at: str


@dataclass(frozen=True, kw_only=True)
class PersonStatus(Record):
    """Where a person stands in a role without a pair: withdrawn, later or unplaced."""

    table: ClassVar[str] = "standing"
    keys: ClassVar[tuple[str, ...]] = ("cohort", "person", "role")
    people_fields: ClassVar[tuple[str, ...]] = ("person",)
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    cohort: str
    person: str
    role: str
    state: str
    reason: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Pair(Record):
    """A decision about two people: accepted, pinned, rejected, kept-apart or ended."""

    table: ClassVar[str] = "pair"
    keys: ClassVar[tuple[str, ...]] = ("cohort", "helper", "learner")
    people_fields: ClassVar[tuple[str, ...]] = ("helper", "learner", "third")
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    cohort: str
    helper: str
    learner: str
    state: str
    at: str
    reason: str = ""
    third: str = ""
    liaison: str = ""
    starts: str = ""
    ends: str = ""
    changed: bool = False

    @property
    def people(self) -> tuple[str, ...]:
        """The two or three of the pair, the helper first."""
        return tuple(person for person in (self.helper, self.learner, self.third) if person)


@dataclass(frozen=True, kw_only=True)
class Liaison(Record):
    """A committee member who looks after pairs."""

    table: ClassVar[str] = "liaison"
    keys: ClassVar[tuple[str, ...]] = ("cohort", "id")
    personal: ClassVar[tuple[str, ...]] = ("name", "email", "organisation")
    cohort: str
    id: str
    name: str
    email: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Contact(Record):
    """Something noted about a pair after the match: that they met, fell silent, or a remark.

    `person` is whom it is about, empty where it is about the whole pair.
    """

    table: ClassVar[str] = "contact"
    keys: ClassVar[tuple[str, ...]] = ("cohort", "number")
    people_fields: ClassVar[tuple[str, ...]] = ("helper", "learner", "person")
    personal: ClassVar[tuple[str, ...]] = ("text",)
    cohort: str
    number: int
    helper: str
    learner: str
    kind: str
    on: str
    text: str
    at: str
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class LearnedMapping(Record):
    """What a programme's forms taught: a heading's field, or an option of a field."""

    table: ClassVar[str] = "memory"
    keys: ClassVar[tuple[str, ...]] = ("programme", "kind", "key")
    personal: ClassVar[tuple[str, ...]] = ("key", "value")
    programme: str
    kind: str
    key: str
    value: str


@dataclass(frozen=True, kw_only=True)
class SamePerson(Record):
    """Two people who are one: the submissions of `person` count for `into`."""

    table: ClassVar[str] = "same_person"
    keys: ClassVar[tuple[str, ...]] = ("cohort", "person")
    people_fields: ClassVar[tuple[str, ...]] = ("person", "into")
    cohort: str
    person: str
    into: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Feedback(Record):
    """What a person answered at the end about a pair: the form's own questions and answers. Partners never see it."""

    table: ClassVar[str] = "feedback"
    keys: ClassVar[tuple[str, ...]] = ("cohort", "id")
    people_fields: ClassVar[tuple[str, ...]] = ("person", "helper", "learner")
    personal: ClassVar[tuple[str, ...]] = ("answers",)
    cohort: str
    id: str
    person: str
    role: str
    helper: str
    learner: str
    on: str
    answers: dict[str, str]
    at: str


@dataclass(frozen=True, kw_only=True)
class EditedLetter(Record):
    """A letter in the coordinator's own words, kept until it went out.

    `kind` has the month of a topic with it, as in `topic-3`; `helper` and `learner` are the pair that it is
    about, empty where it is about none or several. `basis` is the digest of the draft that was edited.
    """

    table: ClassVar[str] = "edited_letter"
    keys: ClassVar[tuple[str, ...]] = ("cohort", "kind", "person", "helper", "learner")
    people_fields: ClassVar[tuple[str, ...]] = ("person", "helper", "learner")
    personal: ClassVar[tuple[str, ...]] = ("subject", "text")
    cohort: str
    kind: str
    person: str
    helper: str
    learner: str
    subject: str
    text: str
    basis: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """One record before and after; None where it did not or does not exist."""

    table: str
    key: Mapping[str, Any]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    def reversed(self) -> Change:
        """Return the change that takes this one back."""
        return Change(table=self.table, key=self.key, before=self.after, after=self.before)


def change(before: Record | None, after: Record | None) -> Change:
    """Return the change from one record to another of the same key."""
    known = after or before
    if known is None:
        raise ValueError("a change needs a record")
    return Change(
        table=known.table,
        key=known.identity(),
        before=before.values() if before else None,
        after=after.values() if after else None,
    )


@dataclass(frozen=True, kw_only=True)
class Step:
    """One entry of the log: a decision with everything that it changes."""

    cohort: str
    kind: str
    sentence: str
    changes: tuple[Change, ...]
    people: tuple[str, ...] = ()
    reason: str = ""
    cascade: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LogEntry:
    """A step as the log keeps it; `undone` says whether it stands."""

    number: int
    at: str
    step: Step
    undone: bool = False
    dropped: bool = False
    """Whether it was undone for good: another decision came after it was taken back."""
