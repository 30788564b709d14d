"""What the matching needs of a person in a role, and nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..domain.names import plain
from ..domain.people import Answer, Applicant, RoleEntry, Span
from ..programmes import Programme, Role


@dataclass(frozen=True, kw_only=True)
class Participant:
    """A person in one role, as the matching sees them; agreement values are sets or numbers.

    `about` is what they wrote of their position and work; `groups` and
    `wanted_groups` are the groups and aliases of the offered and the wanted topics.
    `goals_asked` and `offer_asked` say whether the form asked for the text; None where that is not
    known, and then a text of anybody on that side shows it.
    """

    id: str
    role: str
    offers: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    goals: str = ""
    offer_text: str = ""
    about: str = ""
    groups: tuple[str, ...] = ()
    wanted_groups: tuple[str, ...] = ()
    goals_asked: bool | None = None
    offer_asked: bool | None = None
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
    settings = programme.roles[entry.role]
    return Participant(
        id=applicant.id,
        role=entry.role,
        offers=entry.offers,
        wants=entry.wants,
        goals=entry.goals,
        offer_text=_offer(programme, applicant, entry),
        about=_about(settings, entry),
        groups=_groups(programme, entry.offers),
        wanted_groups=_groups(programme, entry.wants),
        goals_asked=_was_asked(entry, settings.goals),
        offer_asked=_was_asked(entry, settings.offer_text),
        places=entry.places,
        values=values,
        topic_keys=entry.topic_keys,
    )


def _offer(programme: Programme, applicant: Applicant, entry: RoleEntry) -> str:
    """Return what was written about the offer; not what the same person wrote as their goals."""
    wishes = {field for role in applicant.roles for field in programme.roles[role].goals}
    fields = [name for name in programme.roles[entry.role].offer_text if name not in wishes]
    return _written(entry, fields)


def _about(settings: Role, entry: RoleEntry) -> str:
    """Return what was written about position and work, a line each; never what a role wishes for."""
    wishes = {*settings.goals, *settings.wants}
    return _written(entry, [name for name in settings.about if name not in wishes])


def _written(entry: RoleEntry, fields: Iterable[str]) -> str:
    """Return the answers to some fields, a line each, none twice."""
    answers = (entry.answers[name] for name in fields if name in entry.answers)
    return "\n".join(dict.fromkeys(answer.text for answer in answers if answer.text))


def _was_asked(entry: RoleEntry, fields: Iterable[str]) -> bool:
    """Say whether the form that a person filled in has one of the columns."""
    return any(field in entry.answers for field in fields)


def _groups(programme: Programme, topics: Iterable[str]) -> tuple[str, ...]:
    """Return the groups and the aliases of topics: what else the programme calls them."""
    known = {topic.name: topic for topic in programme.topics}
    names: list[str] = []
    for topic in topics:
        if topic in known:
            names += [known[topic].group, *known[topic].aliases]
    return tuple(dict.fromkeys(name for name in names if name))


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
    return sorted(
        {
            key
            for each_participant in participants
            for key in (*each_participant.offer_keys, *each_participant.want_keys)
        }
    )
