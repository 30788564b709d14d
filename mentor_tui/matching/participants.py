"""What the matching needs of a person in a role, and nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..domain.names import plain
from ..domain.people import Answer, Applicant, RoleEntry, Span
from ..programmes import Programme


@dataclass(frozen=True, kw_only=True)
class Participant:
    """A person in one role, as the matching sees them; agreement values are sets or numbers."""

    id: str
    role: str
    offers: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    goals: str = ""
    offer_text: str = ""
    places: int = 1
    values: Mapping[str, Any] = field(default_factory=dict)
    topic_keys: Mapping[str, str] = field(default_factory=dict)

    def key_of(self, topic: str) -> str:
        """Return what a topic is compared as."""
        return self.topic_keys.get(topic, topic)

    @property
    def offer_keys(self) -> tuple[str, ...]:
        """What is offered, as it is compared."""
        return tuple(dict.fromkeys(map(self.key_of, self.offers)))

    @property
    def want_keys(self) -> tuple[str, ...]:
        """What is wanted, as it is compared."""
        return tuple(dict.fromkeys(map(self.key_of, self.wants)))


def participant(programme: Programme, applicant: Applicant, entry: RoleEntry) -> Participant:
    """Return the entrant that an applicant's role makes."""
    values = {}
    for agreement in programme.agreements:
        value = comparable(
            entry.answers.get(agreement.field), numeric=agreement.kind in ("near", "gap")
        )
        if value is not None:
            values[agreement.field] = value
    return Participant(
        id=applicant.id,
        role=entry.role,
        offers=entry.offers,
        wants=entry.wants,
        goals=entry.goals,
        offer_text=entry.offer_text,
        places=entry.places,
        values=values,
        topic_keys=entry.topic_keys,
    )


def comparable(answer: Answer | None, numeric: bool) -> Any:
    """Return an answer as agreements compare it: a frozenset of texts, a number, or None when blank."""
    if answer is None or answer.value is None or answer.value == ():
        return None
    value = answer.value
    if numeric:
        return _number(value)
    if isinstance(value, (tuple, list)):
        return frozenset(value)
    if isinstance(value, str):
        return frozenset({value}) if answer.field != "place" else frozenset({plain(value)})
    return frozenset({str(value)})


def _number(value: Any) -> float | None:
    if isinstance(value, Span):
        return float(value.low if value.high is None else (value.low + value.high) / 2)
    if isinstance(value, (int, float)):
        return float(value)
    return None


def topics_of(participants: Iterable[Participant]) -> list[str]:
    """Return every topic that somebody offers or wants, as it is compared, sorted."""
    return sorted({key for one in participants for key in (*one.offer_keys, *one.want_keys)})
