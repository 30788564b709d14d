"""The life of a pair: where it stands, what is due next and what is overdue. Days are ISO texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..programmes import Programme
from .calendar import add_months, minimum_day
from .records import Contact, Pair
from .roster import ENDED

FIRST_CHECK_IN_DAYS = 14
"""The first check-in comes two weeks after the start: the first contact is a pair's weakest point."""

MEETINGS = ("met", "trip", "job-shadow", "resumed")
"""The contacts at which the two were in touch."""

SENT = "sent:"
"""Begins the kind of a contact that says: this letter went out. The kind of the letter follows."""

SILENT_DAYS = 14
"""Who was written to and has not answered for so long has fallen silent."""

_LASTING = ("silent", "paused", "completed")
_LIVE = (*MEETINGS, "silent", "paused", "completed", "introduced")
_OVER = ("ended", "completed")


@dataclass(frozen=True, kw_only=True, order=True)
class Thing:
    """Something to do for a pair: the day, its kind, and what it is in words."""

    on: str
    words: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Somebody who has not answered: since when, empty where they never did."""

    person: str
    since: str


@dataclass(frozen=True, kw_only=True)
class PairLife:
    """Where a pair stands.

    Attributes:
        state: to introduce, introduced, met, active, silent, paused, completed or ended.
        last: the day of the last meeting, or empty.
        due: the day on which the next thing is due, or empty.
        what: the next thing in words.
        overdue: whether that day has passed.
        noted: what was noted about it, newest first; letters that went out are not among it.
        things: everything to do, by day.
        silences: who of the pair has not answered.
        minimum: the day after which a pair with an open end may end, or empty.
    """

    pair: Pair
    state: str
    last: str
    due: str
    what: str
    overdue: bool
    noted: tuple[Contact, ...] = ()
    things: tuple[Thing, ...] = ()
    silences: tuple[Silence, ...] = ()
    minimum: str = ""


@dataclass(frozen=True, kw_only=True)
class _Facts:
    """What the life of a pair is worked out from."""

    pair: Pair
    programme: Programme
    contacts: tuple[Contact, ...]
    letters: Mapping[str, str]
    today: str

    @property
    def live(self) -> list[Contact]:
        """The contacts that move a pair along, oldest first."""
        return [contact for contact in self.contacts if contact.kind in _LIVE]

    @property
    def met(self) -> list[str]:
        """The days on which they were in touch."""
        return [contact.on for contact in self.live if contact.kind in MEETINGS]

    def sent(self, kind: str) -> str:
        """Return when a kind of letter went out last for this pair, or an empty text."""
        days = [contact.on for contact in self.contacts if contact.kind == SENT + kind]
        written = self.letters.get(kind, "")
        return max([*days, written[:10] if written >= self.pair.at else ""])

    @property
    def begun(self) -> date:
        """The day from which the pair counts."""
        return date.fromisoformat((self.pair.starts or self.pair.at)[:10])


def life_of(
    pair: Pair,
    contacts: Sequence[Contact],
    programme: Programme,
    letters: Mapping[str, str],
    today: str,
) -> PairLife:
    """Return where a pair stands.

    Args:
        pair: the pair.
        contacts: what was noted about it, in any order.
        programme: whose calendar and topics count.
        letters: when each kind of letter was written last for the cohort, where that was kept.
        today: the present day.
    """
    by_day = tuple(sorted(contacts, key=lambda contact: (contact.on, contact.number)))
    facts = _Facts(pair=pair, programme=programme, contacts=by_day, letters=letters, today=today)
    state = _state(facts)
    things = tuple(sorted(_things(facts, state)))
    next_thing = things[0] if things else Thing(on="", words="", kind="")
    met = facts.met
    return PairLife(
        pair=pair,
        state=state,
        last=met[-1] if met else "",
        due=next_thing.on,
        what=next_thing.words,
        overdue=bool(next_thing.on) and next_thing.on < today,
        noted=tuple(contact for contact in reversed(by_day) if not contact.kind.startswith(SENT)),
        things=things,
        silences=() if state in (*_OVER, "paused") else tuple(_silences(facts)),
        minimum=minimum_day(programme, pair.starts or pair.at)
        if not end_day(programme, pair)
        else "",
    )


def _state(facts: _Facts) -> str:
    if facts.pair.state == ENDED:
        return "ended"
    ends = end_day(facts.programme, facts.pair)
    if ends and ends < facts.today:
        return "completed"
    live, met = facts.live, facts.met
    if live and live[-1].kind in _LASTING:
        return live[-1].kind
    if not live and not _introduced(facts):
        return "to introduce"
    if _long_silent(facts):
        return "silent"
    return "introduced" if not met else "met" if len(met) == 1 else "active"


def done_pairs(contacts: Iterable[Contact]) -> set[tuple[str, str]]:
    """Return the pairs, by helper and learner, of which the last that was noted is that they are done."""
    last: dict[tuple[str, str], str] = {}
    for contact in sorted(contacts, key=lambda contact: (contact.on, contact.number)):
        if contact.kind in _LIVE:
            last[contact.helper, contact.learner] = contact.kind
    return {pair for pair, kind in last.items() if kind == "completed"}


def _introduced(facts: _Facts) -> bool:
    written = facts.letters.get("introduction", "") >= facts.pair.at
    return written or any(contact.kind == SENT + "introduction" for contact in facts.contacts)


def _long_silent(facts: _Facts) -> bool:
    """Say whether nothing was heard for twice the time in which a pair should be in touch."""
    days = max(2 * facts.programme.dates.contact_days, 2 * SILENT_DAYS)
    last = date.fromisoformat(facts.met[-1]) if facts.met else _first_day(facts)
    return date.fromisoformat(facts.today) > last + timedelta(days=days)


def _first_day(facts: _Facts) -> date:
    """Return the day from which contact can be hoped for: the start, or the introduction after it."""
    sent = facts.sent("introduction") or facts.pair.at[:10]
    return max(facts.begun, date.fromisoformat(sent))


def _silences(facts: _Facts) -> Iterable[Silence]:
    """Yield who of a pair has not answered: what was asked of them, or what their partner told."""
    told = [contact for contact in facts.contacts if contact.kind == "silent"]
    for person in facts.pair.people:
        heard = _heard(facts, person)
        asked = _asked(facts, person)
        limit = (date.fromisoformat(facts.today) - timedelta(days=SILENT_DAYS)).isoformat()
        by_us = bool(asked) and heard < asked <= limit
        by_partner = any(
            contact.person not in ("", person) and contact.on > heard for contact in told
        )
        if by_us or by_partner:
            yield Silence(person=person, since=heard)


def _heard(facts: _Facts, person: str) -> str:
    """Return when a person was heard from last, or an empty text."""
    days = [
        contact.on
        for contact in facts.contacts
        if not contact.kind.startswith(SENT)
        and (contact.kind in MEETINGS or contact.person == person)
    ]
    return max(days, default="")


def _asked(facts: _Facts, person: str) -> str:
    """Return when a person was asked first after they were heard from last, or an empty text."""
    kinds = [SENT + kind for kind in ("check-in", "reminder", "still-meeting")]
    heard = _heard(facts, person)
    asked = [
        contact.on
        for contact in facts.contacts
        if contact.kind in kinds and contact.person == person
    ]
    return min((day for day in asked if day > heard), default="")


def _things(facts: _Facts, state: str) -> Iterable[Thing]:
    """Yield what is to be done for a pair, and when."""
    pair, programme = facts.pair, facts.programme
    if state in ("ended", "paused"):
        return
    ends = end_day(programme, pair)
    if ends and not facts.sent("feedback"):
        yield Thing(on=ends, words="the end: ask both for feedback, thank them", kind="feedback")
    if state == "completed":
        return
    if state == "to introduce":
        on = max(facts.begun.isoformat(), pair.at[:10])
        yield Thing(on=on, words="introduce them", kind="introduction")
        return
    yield Thing(on=_check_in(facts), words="check in", kind="check-in")
    if not ends and programme.dates.minimum_months:
        yield Thing(on=_ask_again(facts), words="ask: still meeting?", kind="still-meeting")
    yield from _next_topic(facts)


def _next_topic(facts: _Facts) -> Iterable[Thing]:
    older = facts.letters.get("topic", "")[:10]
    for month, topic in enumerate(facts.programme.discussion_topics, 1):
        on = add_months(facts.begun, month - 1).isoformat()
        if on > older and not facts.sent(f"topic-{month}"):
            yield Thing(on=on, words=f"topic {month}: {topic}", kind="topic")
            return


def _check_in(facts: _Facts) -> str:
    """Return the day of the next check-in: after the last meeting or the last time of asking."""
    rhythm = facts.programme.dates.contact_days
    days = rhythm if facts.met else min(FIRST_CHECK_IN_DAYS, rhythm)
    begun = max(facts.begun, date.fromisoformat(facts.pair.at[:10]))
    last = date.fromisoformat(facts.met[-1]) if facts.met else begun
    due = (last + timedelta(days=days)).isoformat()
    asked = facts.sent("check-in")
    if asked < due:
        return due
    return (date.fromisoformat(asked) + timedelta(days=rhythm)).isoformat()


def _ask_again(facts: _Facts) -> str:
    """Return when to ask whether they still meet: at the minimum, and as long after each asking."""
    months = facts.programme.dates.minimum_months or 1
    first = add_months(facts.begun, months).isoformat()
    asked = facts.sent("still-meeting")
    if asked < first:
        return first
    return add_months(date.fromisoformat(asked), months).isoformat()


def end_day(programme: Programme, pair: Pair) -> str:
    """Return the last day of a pair, or an empty text for an open end.

    A minimum is no end: what an earlier version kept as one is read as an open end.
    """
    rules = programme.dates
    if not pair.ends or rules.ends or rules.months or not rules.minimum_months:
        return pair.ends
    return "" if pair.ends == minimum_day(programme, pair.starts or pair.at) else pair.ends


def by_need(lives: Iterable[PairLife]) -> list[PairLife]:
    """Return lives with those first that never had contact or fell silent, then what is overdue, then by day; ended last."""
    return sorted(
        lives,
        key=lambda life: (
            life.state in _OVER,
            life.state not in ("to introduce", "introduced", "silent"),
            not life.overdue,
            life.due or "9999",
            life.pair.learner,
            life.pair.helper,
        ),
    )


def month_of(pair: Pair, today: str) -> int:
    """Return which month of a pair it is, from 1; before the start it is the first."""
    starts, now = date.fromisoformat((pair.starts or pair.at)[:10]), date.fromisoformat(today)
    months = (now.year - starts.year) * 12 + now.month - starts.month - (now.day < starts.day)
    return max(months, 0) + 1
