"""Flags that people raise beside one another: a shared address, a likely duplicate; and what is read first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from ..domain.names import address_key, content_id
from ..domain.people import DUPLICATE, Applicant, Flag
from ..intake.duplicates import Known, likely_duplicates

Marked = Callable[[str, Flag], Flag]
"""Gives a person's flag as the coordinator marked it."""

_READ_FIRST = (
    "request",
    "out-of-scope",
    "own",
    "unclear",
    "name",
    "address",
    "same-address",
    DUPLICATE,
)
"""The kinds of flags in the order in which they are shown: a request is never hidden behind a likeness."""


def duplicate_key(first: str, second: str) -> str:
    """Return the key of the flag that two people are probably one."""
    return content_id(DUPLICATE, *sorted((first, second)))


def flag_likenesses(people: list[Applicant], marked: Marked) -> list[Applicant]:
    """Flag people who share an address, and people who are probably one person."""
    return _with_duplicates(_with_shared_addresses(people, marked), marked)


def in_reading_order(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
    """Return flags in the order in which they are to be read; of one kind as they were raised."""
    return tuple(sorted(flags, key=_rank))


def _rank(flag: Flag) -> int:
    return _READ_FIRST.index(flag.kind) if flag.kind in _READ_FIRST else 0


def _with_shared_addresses(people: list[Applicant], marked: Marked) -> list[Applicant]:
    by_address: dict[str, list[Applicant]] = defaultdict(list)
    for person in people:
        if person.email:
            by_address[address_key(person.email)].append(person)
    return [_sharing(person, by_address, marked) for person in people]


def _sharing(
    person: Applicant, by_address: dict[str, list[Applicant]], marked: Marked
) -> Applicant:
    """Return a person with the flag that others have the same address, where they have."""
    there = by_address.get(address_key(person.email), [])
    others = sorted(another.name for another in there if another.id != person.id)
    if not others:
        return person
    text = f"shares the address {person.email} with {', '.join(others)}"
    flag = Flag(key=content_id("same-address", text), kind="same-address", text=text)
    return replace(person, flags=(*person.flags, marked(person.id, flag)))


def _with_duplicates(people: list[Applicant], marked: Marked) -> list[Applicant]:
    """Flag people who are probably one person; what was cleared for either is cleared for both."""
    by_id = {person.id: person for person in people}
    flags: dict[str, list[Flag]] = defaultdict(list)
    known = (
        Known(applicant.id, applicant.name, applicant.email, applicant.organisation)
        for applicant in people
    )
    for two in likely_duplicates(known):
        key = duplicate_key(two.first, two.second)
        for mine, partner in ((two.first, two.second), (two.second, two.first)):
            text = _may_be(by_id[partner], two.why)
            own = marked(mine, Flag(key=key, kind=DUPLICATE, text=text))
            flags[mine].append(own if own.cleared else marked(partner, own))
    return [
        replace(applicant, flags=(*applicant.flags, *flags[applicant.id]))
        if applicant.id in flags
        else applicant
        for applicant in people
    ]


def _may_be(other: Applicant, why: str) -> str:
    return f"may be the same person as {other.name} ({other.email or 'no address'}): {why}"
