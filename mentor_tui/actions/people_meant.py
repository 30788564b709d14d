"""Who is meant: one person, both people of a pair in any order, or a pair's id."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.records import Pair
from ..domain.roster import DECIDED, ENDED, Roster
from ..domain.side_words import side_words
from .deciding import find_person
from .workspace import ActionError

_JOINT = "+"


def pair_id(pair: Pair) -> str:
    """Return a pair's id, as `pairs` lists it and as commands take it."""
    return f"{pair.helper}{_JOINT}{pair.learner}"


def people_meant(roster: Roster, who: Sequence[str]) -> list[str]:
    """Return the ids of the people that somebody named.

    Raises:
        ActionError: nobody or several people are meant by a name.
    """
    named = _pair_named(roster, who[0]) if len(who) == 1 else None
    if named is not None:
        return [named.learner, named.helper, *([named.third] if named.third else [])]
    return [find_person(roster, name).id for name in who]


def _pair_named(roster: Roster, text: str) -> Pair | None:
    """Return the pair with an id, its two halves in any order."""
    halves = text.split(_JOINT)
    known = [pair for pair in roster.pairs if {pair.helper, pair.learner} == set(halves)]
    return known[0] if len(halves) == 2 and known else None


def pair_meant(roster: Roster, who: Sequence[str], after_the_end: bool = False) -> Pair:
    """Return the decided pair that somebody named; one that ended where none stands and that is allowed.

    Raises:
        ActionError: there is no such pair, or there are several.
    """
    people = people_meant(roster, who)
    standing = _with(roster, people, DECIDED)
    pairs = standing or (_with(roster, people, (ENDED,)) if after_the_end else [])
    names = " and ".join(roster.name(person) for person in people)
    if not pairs:
        has = "are no pair" if len(people) > 1 else "has no pair"
        raise ActionError(f"{names} {has}; the pairs are listed by `pairs`")
    if len(pairs) > 1:
        partners = ", ".join(roster.pair_name(pair) for pair in pairs)
        raise ActionError(
            f"{names} has {len(pairs)} pairs; name both people, or the {side_words(roster).learner}: {partners}"
        )
    return pairs[0]


def _with(roster: Roster, people: Sequence[str], states: Sequence[str]) -> list[Pair]:
    return [
        pair for pair in roster.pairs if pair.state in states and set(people) <= set(pair.people)
    ]


def has_pair(roster: Roster, person: str) -> bool:
    """Say whether a person is, or was, in a pair."""
    return bool(_with(roster, [person], (*DECIDED, ENDED)))


def a_pair_of(roster: Roster, person: str) -> Pair:
    """Return a pair of a person: one that stands, else one that ended.

    Raises:
        ActionError: the person never had a pair.
    """
    states = (DECIDED, (ENDED,))
    for wanted in states:
        pairs = _with(roster, [person], wanted)
        if pairs:
            return pairs[0]
    raise ActionError(f"{roster.name(person)} has no pair; the pairs are listed by `pairs`")
