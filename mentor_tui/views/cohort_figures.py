"""A cohort in figures: who applied and may take part, why not, places, wishes and offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.people import Applicant, RoleEntry
from ..domain.roster import Roster


@dataclass(frozen=True, kw_only=True)
class PeopleFigures:
    """Who applied, how many may take part, and how many of them have a partner.

    `eligible`, `ineligible` and `undecided` count everybody once, by their best verdict.
    """

    people: int
    learners: int
    places: int
    eligible: int
    ineligible: int
    undecided: int
    flags: int
    placed: int
    decided_pairs: int


@dataclass(frozen=True, kw_only=True)
class RuleFigures:
    """How often a rule stood against an application, and against whose."""

    rule: str
    times: int
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RoleFigures:
    """A role: how many applications have which verdict, and the rules that stood against some."""

    plural: str
    verdicts: tuple[tuple[str, int], ...]
    rules: tuple[RuleFigures, ...]


@dataclass(frozen=True, kw_only=True)
class TopicFigures:
    """How many of those who may take part want a topic, and how many offer it."""

    topic: str
    wanted: int
    offered: int


def people_figures(roster: Roster) -> PeopleFigures:
    """Return who applied, may take part and has a partner."""
    statuses = [_verdicts_of(person) for person in roster.applicants]
    places = 0
    for helper, entry in roster.helpers.items():
        places += roster.places(helper) if entry.eligible else 0
    return PeopleFigures(
        people=len(roster.applicants),
        learners=sum(entry.eligible for entry in roster.learners.values()),
        places=places,
        eligible=sum("eligible" in verdicts for verdicts in statuses),
        ineligible=sum(_is_best("ineligible", verdicts) for verdicts in statuses),
        undecided=sum(_is_best("undecided", verdicts) for verdicts in statuses),
        flags=sum(len(person.open_flags) for person in roster.applicants),
        placed=len(roster.placed),
        decided_pairs=len(roster.decided),
    )


def _verdicts_of(person: Applicant) -> set[str]:
    return {entry.verdict.status for entry in person.roles.values()}


def _is_best(status: str, verdicts: set[str]) -> bool:
    return status in verdicts and "eligible" not in verdicts


def role_figures(roster: Roster) -> tuple[RoleFigures, ...]:
    """Return every role of the programme with its verdicts and the rules that stood against it."""
    figures: list[RoleFigures] = []
    for role, settings in roster.programme.roles.items():
        entries: list[tuple[str, RoleEntry]] = []
        for person in roster.applicants:
            if role in person.roles:
                entries.append((person.name, person.roles[role]))
        verdicts = Counter(entry.verdict.status for _, entry in entries)
        figures.append(
            RoleFigures(
                plural=settings.plural,
                verdicts=tuple(sorted(verdicts.items())),
                rules=_rules(entries),
            )
        )
    return tuple(figures)


def _rules(entries: Iterable[tuple[str, RoleEntry]]) -> tuple[RuleFigures, ...]:
    """Return the rules that stood against applications, the most frequent first."""
    times: Counter[str] = Counter()
    names: dict[str, set[str]] = {}
    for name, entry in entries:
        for reason in entry.verdict.reasons:
            times[reason.rule] += 1
            names.setdefault(reason.rule, set()).add(name)
    ordered = sorted(times.items(), key=lambda item: (-item[1], item[0]))
    figures: list[RuleFigures] = []
    for rule, number in ordered:
        figures.append(RuleFigures(rule=rule, times=number, names=tuple(sorted(names[rule]))))
    return tuple(figures)


def rules_of_all(roles: Iterable[RoleFigures]) -> dict[str, int]:
    """Return how often each rule stood against an application, whatever the role, by rule."""
    times: Counter[str] = Counter()
    for role in roles:
        for rule in role.rules:
            times[rule.rule] += rule.times
    return dict(sorted(times.items()))


def topic_figures(roster: Roster) -> tuple[TopicFigures, ...]:
    """Return how many want and how many offer each topic, the most wanted first."""
    wanted, offered = Counter[str](), Counter[str]()
    for entry in roster.learners.values():
        if entry.eligible:
            wanted.update({entry.topic_keys.get(topic, topic) for topic in entry.wants})
    for entry in roster.helpers.values():
        if entry.eligible:
            offered.update({entry.topic_keys.get(topic, topic) for topic in entry.offers})
    names = _topic_names(roster)
    topics = sorted(wanted.keys() | offered.keys(), key=lambda key: (-wanted[key], names[key]))
    figures: list[TopicFigures] = []
    for key in topics:
        figures.append(TopicFigures(topic=names[key], wanted=wanted[key], offered=offered[key]))
    return tuple(figures)


def _topic_names(roster: Roster) -> dict[str, str]:
    """Return what each topic is called: as it is wanted, else as it is offered."""
    names: dict[str, str] = {}
    entries = (*roster.helpers.values(), *roster.learners.values())
    for entry in entries:
        for topic in entry.offers:
            names[entry.topic_keys.get(topic, topic)] = topic
    for entry in entries:
        for topic in entry.wants:
            names[entry.topic_keys.get(topic, topic)] = topic
    return names
