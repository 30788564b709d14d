"""What the table of applicants can show, search and group by: columns, search texts, facets. No widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from textual.content import Content

from ..domain.names import plain
from ..domain.people import Applicant
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


def choosable(programme: Programme) -> dict[str, Shown]:
    """Return every column that can be chosen, by name: the standard ones, then the answers of the form."""
    found = {
        "name": Shown(
            Column("name", 20, 2),
            lambda one: told(one.name or "(no name)", "bold"),
            lambda one: plain(one.name),
        ),
        "role: verdict": Shown(
            Column("role: verdict", 19, 1),
            verdicts,
            lambda one: " ".join(e.verdict.status for e in one.roles.values()),
        ),
        "library": Shown(
            Column("library", 18, 2),
            lambda one: one.organisation,
            lambda one: plain(one.organisation),
        ),
        "flags": Shown(
            Column("flags", 5), _flags, lambda one: -sum(not flag.cleared for flag in one.flags)
        ),
        "e-mail": Shown(
            Column("e-mail", 26, 1, wide=110),
            lambda one: one.email,
            lambda one: one.email.casefold(),
        ),
    }
    for question in programme.questions:
        if question.field not in (
            "name",
            "first_name",
            "last_name",
            "email",
            "organisation",
            "role",
        ):
            found[question.field] = Shown(
                Column(question.label or question.field, 14, 1), *_answer(question.field)
            )
    return found


def _answer(
    field: str,
) -> tuple[Callable[[Applicant], Content | str], Callable[[Applicant], object]]:
    return lambda one: one.short(field), lambda one: plain(one.short(field))


def _flags(one: Applicant) -> Content:
    many = sum(not flag.cleared for flag in one.flags)
    return told(f"~ {many}" if many else "", MISSING)


def verdicts(one: Applicant) -> Content:
    """Return a person's verdicts: one word when all roles have the same."""
    found = [(role, entry.verdict.status) for role, entry in one.roles.items()]
    if len(found) > 1 and len({status for _, status in found}) == 1:
        return line(
            ("both " if len(found) == 2 else "all ", QUIET), (found[0][1], _STYLES[found[0][1]])
        )
    if len(found) > 1:
        return Content(" ").join(
            line((f"{role[:6]} ", QUIET), (f"{status[:2]}.", _STYLES[status]))
            for role, status in found
        )
    return Content("").join(
        line((f"{role[:6]} ", QUIET), (status, _STYLES[status])) for role, status in found
    )


def search_text(one: Applicant) -> str:
    """Return everything that the filter looks at."""
    topics = " ".join(
        topic for entry in one.roles.values() for topic in (*entry.offers, *entry.wants)
    )
    words = " ".join(
        f"{role} {entry.verdict.status} {' '.join(reason.rule for reason in entry.verdict.reasons)}"
        for role, entry in one.roles.items()
    )
    flags = " ".join(f"flag {flag.kind}" for flag in one.flags if not flag.cleared)
    return plain(
        f"{one.name} {one.email} {one.organisation} {words} {topics} {flags} {'late' if one.late else ''}"
    )


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


def facets(people: Sequence[Applicant]) -> list[Facet]:
    """Return the groups by role, verdict, flag and topic, each kind with the largest first."""
    groups: dict[tuple[str, str], set[str]] = {}
    for one in people:
        for kind, value in _values(one):
            groups.setdefault((kind, value), set()).add(one.id)
    rank = {
        kind: at
        for at, kind in enumerate(
            ("role", "verdict", "flag", "late", "topic wanted", "topic offered")
        )
    }
    ordered = sorted(groups, key=lambda key: (rank[key[0]], -len(groups[key]), key[1]))
    return [
        Facet(kind=kind, value=value, people=frozenset(groups[kind, value]))
        for kind, value in ordered
    ]


def _values(one: Applicant) -> list[tuple[str, str]]:
    found = [("late", "late")] if one.late else []
    found += [
        ("flag", kind) for kind in Counter(flag.kind for flag in one.flags if not flag.cleared)
    ]
    for role, entry in one.roles.items():
        found += [("role", role), ("verdict", f"{role} {entry.verdict.status}")]
        found += [("topic wanted", topic) for topic in entry.wants] + [
            ("topic offered", topic) for topic in entry.offers
        ]
    return found
