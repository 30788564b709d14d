"""People of a cohort as the coordinator sees them: answers, roles, verdicts, flags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .shown_names import shown_name

Status = Literal["eligible", "ineligible", "undecided", "withdrawn"]


@dataclass(frozen=True)
class Span:
    """A length of time in months, ends included; `high` is None without an upper end."""

    low: int
    high: int | None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer: as it came, as it counts, and what it was read as.

    `value` has the shape of the question's kind: text, tuple of texts (topics, choices, roles),
    Span (months), bool (yes-no), int (count), ISO text (date); None when blank or unclear.
    """

    field: str
    label: str
    original: str
    text: str
    value: Any = None
    unclear: str = ""
    corrected: bool = False
    reason: str = ""
    repaired: bool = False
    private: bool = False
    rewritten: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A rule that a role does not meet: what was answered, and what would satisfy it."""

    rule: str
    answer: str
    needs: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether a person may take part in a role, and why not."""

    status: Status
    reasons: tuple[Reason, ...] = ()
    waived: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Flag:
    """Something that a person must read. `marks` are (start, end) of the words that matter."""

    key: str
    kind: str
    text: str
    cleared: bool = False
    marks: tuple[tuple[int, int], ...] = ()
    note: str = ""


DUPLICATE = "duplicate"
"""The kind of the flags on people who are probably one person; the key is the same on both."""


@dataclass(frozen=True, kw_only=True)
class RoleEntry:
    """A person in one role: what they bring to the matching, and their verdict.

    `offers` and `wants` are named as the form names them; `topic_keys` gives what each name is compared as.
    """

    role: str
    side: str
    verdict: Verdict
    offers: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    goals: str = ""
    offer_text: str = ""
    places: int = 1
    places_assumed: bool = False
    standing: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    topic_keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def eligible(self) -> bool:
        """Say whether the role takes part in the matching."""
        return self.verdict.status == "eligible"


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """A person in a cohort.

    `addresses` are all that the person ever wrote from, the one that counts is `email`. `beside` are texts that the
    form asks of another role and that the person wrote nevertheless, by field: they count for nothing, and are read
    for requests.
    """

    id: str
    name: str
    email: str
    organisation: str
    roles: Mapping[str, RoleEntry]
    flags: tuple[Flag, ...] = ()
    late: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    superseded: int = 0
    sources: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)

    @property
    def open_flags(self) -> tuple[Flag, ...]:
        """The flags that nobody has read yet."""
        return tuple(flag for flag in self.flags if not flag.cleared)

    @property
    def name_shown(self) -> str:
        """The name as letters and lists show it; what the coordinator corrected stays as it is."""
        answer = self.answer("name")
        return self.name if answer and answer.corrected else shown_name(self.name)

    def on_side(self, *sides: str) -> RoleEntry | None:
        """Return the entry on a side, or None; an eligible one first."""
        entries = [entry for entry in self.roles.values() if entry.side in sides]
        return next((entry for entry in entries if entry.eligible), entries[0] if entries else None)

    def answer(self, field_name: str) -> Answer | None:
        """Return the answer to a field, from the first role that has one."""
        answers = [
            entry.answers[field_name]
            for entry in self.roles.values()
            if field_name in entry.answers
        ]
        return next((answer for answer in answers if answer.text), answers[0] if answers else None)

    def short(self, field_name: str) -> str:
        """Return an answer as one text, empty when there is none."""
        answer = self.answer(field_name)
        return answer.text if answer else ""
