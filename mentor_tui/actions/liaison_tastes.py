"""What a committee member knows about: topics and types of library, which decide between ways that are equally even."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..domain.names import plain
from ..domain.records import Cohort, Liaison, Pair
from ..domain.roster import Roster
from ..programmes import Programme

SETTING = "liaison_topics"
"""Where a cohort keeps what the committee's list says of topics and types, by the liaison's id."""

_ANY_LIBRARY = {"library", "libraries", "the", "of", "and"}
_PARTS = re.compile(r"[,;\n]")


def with_tastes(cohort: Cohort, tastes: dict[str, str]) -> Cohort:
    """Return a cohort that also knows what these liaisons know about."""
    known = {**cohort.settings.get(SETTING, {}), **tastes}
    if known == cohort.settings.get(SETTING, {}):
        return cohort
    return cohort.with_(settings={**cohort.settings, SETTING: known})


def suits(roster: Roster, liaison: Liaison, pair: Pair) -> int:
    """Return how much a liaison has in common with a pair: topics, and people in a library of their type."""
    text = str(roster.cohort.settings.get(SETTING, {}).get(liaison.id, ""))
    own_words = set(plain(f"{liaison.organisation} {text}").split()) - _ANY_LIBRARY
    types = [set(plain(each_type).split()) - _ANY_LIBRARY for each_type in _types(roster, pair)]
    in_type = sum(bool(words & own_words) for words in types)
    return in_type + len(_topics_of_text(roster.programme, text) & _topics(roster, pair))


def _types(roster: Roster, pair: Pair) -> Iterable[str]:
    """Yield the types of library of a pair's people."""
    for person in pair.people:
        if person in roster.people:
            yield from filter(None, map(roster.people[person].short, ("library_type", "sector")))


def _topics(roster: Roster, pair: Pair) -> set[str]:
    """Return what the pair will speak about, as topics are compared: what is wanted and offered, else what is wanted."""
    wanted, offered = _wants(roster, pair.learner), _offers(roster, pair.helper)
    if roster.peers:
        wanted, offered = (
            wanted | _wants(roster, pair.helper),
            offered | _offers(roster, pair.learner),
        )
    return wanted & offered or wanted


def _wants(roster: Roster, person: str) -> set[str]:
    entry = roster.learners.get(person)
    return {_key(roster.programme, want) for want in entry.wants} if entry else set()


def _offers(roster: Roster, person: str) -> set[str]:
    entry = roster.helpers.get(person)
    return {_key(roster.programme, offer) for offer in entry.offers} if entry else set()


def _topics_of_text(programme: Programme, text: str) -> set[str]:
    parts = [plain(part) for part in (text, *_PARTS.split(text))]
    return {_key(programme, part) for part in parts if part}


def _key(programme: Programme, name: str) -> str:
    """Return a topic as the programme calls it, plainly written; the text itself where it is none of its topics."""
    words = plain(name)
    for topic in programme.topics:
        if words in (plain(topic.name), *map(plain, topic.aliases)):
            return plain(topic.name)
    return words
