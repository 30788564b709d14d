"""What the table of applicants can show, search and group by: columns, search texts, facets. No widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from rapidfuzz import fuzz
from textual.content import Content

from ..domain.names import plain
from ..domain.people import Applicant
from ..domain.side_words import lowered
from ..programmes import Programme
from .text import MISSING, QUIET, line, told
from .widgets.rows import Column

STANDARD = ("name", "role: verdict", "library", "flags", "e-mail")
FUZZY = 84.0
"""From which likeness on (0 to 100) a misspelt word of the filter still finds somebody."""

_STYLES = {
    "eligible": "$shared",
    "ineligible": "$blocking",
    "undecided": MISSING,
    "withdrawn": QUIET,
}


@dataclass(frozen=True)
class Shown:
    """A column that can be chosen: how wide it is, what it shows, and what it sorts by."""

    column: Column
    cell: Callable[[Applicant], Content | str]
    order: Callable[[Applicant], object]


_ALREADY_THERE = ("name", "first_name", "last_name", "email", "organisation", "role")
"""Fields that the standard columns show."""


def choosable(programme: Programme) -> dict[str, Shown]:
    """Return every column that can be chosen, by name: the standard ones, then the answers of the form."""
    columns = _standard(programme)
    for question in programme.questions:
        if question.field not in _ALREADY_THERE:
            column = Column(question.label or question.field, 14, 1)
            columns[question.field] = Shown(column, *_answer(question.field))
    return columns


def _standard(programme: Programme) -> dict[str, Shown]:
    return {
        "name": Shown(
            Column("name", 20, 2),
            lambda person: told(person.name or "(no name)", "bold"),
            lambda person: plain(person.name),
        ),
        "role: verdict": Shown(
            Column("role: verdict", 19, 1),
            partial(verdicts, programme),
            lambda person: " ".join(entry.verdict.status for entry in person.roles.values()),
        ),
        "library": Shown(
            Column("library", 18, 2),
            lambda person: person.organisation,
            lambda person: plain(person.organisation),
        ),
        "flags": Shown(
            Column("flags", 5),
            _flags,
            lambda person: -len(person.open_flags),
        ),
        "e-mail": Shown(
            Column("e-mail", 26, 1, wide=110),
            lambda person: person.email,
            lambda person: person.email.casefold(),
        ),
    }


def _answer(
    field: str,
) -> tuple[Callable[[Applicant], Content | str], Callable[[Applicant], object]]:
    return lambda applicant: applicant.short(field), lambda each_applicant: plain(
        each_applicant.short(field)
    )


def _flags(one: Applicant) -> Content:
    count = len(one.open_flags)
    return told(f"~ {count}" if count else "", MISSING)


def role_word(programme: Programme, role: str) -> str:
    """Return what a role is called in the programme's own words."""
    return lowered(programme.roles[role].label)


def verdicts(programme: Programme, person: Applicant) -> Content:
    """Return a person's verdicts: one word when all roles have the same."""
    statuses = {entry.verdict.status for entry in person.roles.values()}
    if len(person.roles) > 1 and len(statuses) == 1:
        status = statuses.pop()
        return line(
            ("both " if len(person.roles) == 2 else "all ", QUIET), (status, _STYLES[status])
        )
    parts: list[Content] = []
    for role, entry in person.roles.items():
        status = entry.verdict.status
        word = status if len(person.roles) == 1 else f"{status[:2]}."
        parts.append(line((f"{role_word(programme, role)} ", QUIET), (word, _STYLES[status])))
    return Content(" ").join(parts)


def search_text(programme: Programme, person: Applicant) -> str:
    """Return everything that the filter looks at."""
    parts = [person.name, person.email, person.organisation]
    for role, entry in person.roles.items():
        parts += [role_word(programme, role), entry.verdict.status]
        parts += [reason.rule for reason in entry.verdict.reasons]
    for entry in person.roles.values():
        parts += [*entry.offers, *entry.wants]
    parts += [f"flag {flag.kind}" for flag in person.open_flags]
    return plain(" ".join([*parts, "late" if person.late else ""]))


def finds(words: Sequence[str], text: str) -> bool:
    """Say whether every word of a filter stands in a text, a longer one perhaps misspelt."""
    return all(
        word in text or (len(word) > 3 and fuzz.partial_ratio(word, text) >= FUZZY)
        for word in words
    )


@dataclass(frozen=True, kw_only=True)
class Facet:
    """A group of people: what they have in common, the words for it, and who they are."""

    kind: str
    value: str
    people: frozenset[str]


_KINDS = ("role", "verdict", "flag", "late", "topic wanted", "topic offered")
"""The kinds of groups, in the order of their list."""


def facets(programme: Programme, people: Sequence[Applicant]) -> list[Facet]:
    """Return the groups by role, verdict, flag and topic, each kind with the largest first."""
    groups: dict[tuple[str, str], set[str]] = {}
    for person in people:
        for kind, value in _values(programme, person):
            groups.setdefault((kind, value), set()).add(person.id)
    ordered = sorted(
        groups, key=lambda group: (_KINDS.index(group[0]), -len(groups[group]), group[1])
    )
    listed: list[Facet] = []
    for kind, value in ordered:
        listed.append(Facet(kind=kind, value=value, people=frozenset(groups[kind, value])))
    return listed


def _values(programme: Programme, person: Applicant) -> list[tuple[str, str]]:
    values = [("late", "late")] if person.late else []
    for kind in {flag.kind for flag in person.open_flags}:
        values.append(("flag", kind))
    for role, entry in person.roles.items():
        word = role_word(programme, role)
        values += [("role", word), ("verdict", f"{word} {entry.verdict.status}")]
        values += [("topic wanted", topic) for topic in entry.wants]
        values += [("topic offered", topic) for topic in entry.offers]
    return values
