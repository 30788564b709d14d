"""Requests that nobody has read yet: they come before everything else about a pair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.names import plain
from ..domain.people import Flag
from ..domain.roster import Roster

REQUEST = "request"


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a person asks for, in full, and whether it names the one on the other side."""

    person: str
    name: str
    key: str
    text: str
    marks: tuple[tuple[int, int], ...]
    names_partner: bool


def open_requests(roster: Roster, people: Iterable[str]) -> tuple[Request, ...]:
    """Return the unread requests of people; those that name another of them come first."""
    everybody = list(dict.fromkeys(people))
    requests = [
        _request(roster, person, flag, everybody)
        for person in everybody
        if person in roster.people
        for flag in roster.people[person].open_flags
        if flag.kind == REQUEST
    ]
    return tuple(sorted(requests, key=lambda request: not request.names_partner))


def _request(roster: Roster, person: str, flag: Flag, people: list[str]) -> Request:
    partners = [roster.name(partner) for partner in people if partner != person]
    return Request(
        person=person,
        name=roster.name(person),
        key=flag.key,
        text=flag.text,
        marks=flag.marks,
        names_partner=any(names_person(flag.text, name) for name in partners),
    )


def names_person(text: str, name: str) -> bool:
    """Say whether a text names a person: by the last name, as a word."""
    words, last = f" {plain(text)} ", plain(name).split()[-1:]
    return bool(last) and f" {last[0]} " in words


def to_be_read(roster: Roster, people: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return what one key takes note of, as (person, flag): the requests, or where none is open the rest."""
    everybody = list(people)
    asked = tuple((request.person, request.key) for request in open_requests(roster, everybody))
    return asked or tuple((person, flag.key) for person, flag in other_flags(roster, everybody))


def other_flags(roster: Roster, people: Iterable[str]) -> tuple[tuple[str, Flag], ...]:
    """Return what else is to be looked at about people, each with whose it is."""
    return tuple(
        (person, flag)
        for person in dict.fromkeys(people)
        if person in roster.people
        for flag in roster.people[person].open_flags
        if flag.kind != REQUEST
    )
