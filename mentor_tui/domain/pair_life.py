"""The life of a pair: where it stands, what is due next and what is overdue. Days are ISO texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..programmes import Programme
from .calendar import add_months
from .records import Contact, Pair
from .roster import ENDED

FIRST_CHECK_IN_DAYS = 14
"""The first check-in comes two weeks after the start: the first contact is a pair's weakest point."""

MEETINGS = ("met", "trip", "job-shadow", "resumed")
"""The contacts at which the two were in touch."""

_LASTING = ("silent", "paused", "completed")
_LIVE = (*MEETINGS, "silent", "paused", "completed", "introduced")


@dataclass(frozen=True, kw_only=True)
class PairLife:
    """Where a pair stands.

    Attributes:
        state: to introduce, introduced, met, active, silent, paused, completed or ended.
        last: the day of the last meeting, or empty.
        due: the day on which the next thing is due, or empty.
        what: the next thing in words.
        overdue: whether that day has passed.
        noted: what was noted about it, newest first.
    """

    pair: Pair
    state: str
    last: str
    due: str
    what: str
    overdue: bool
    noted: tuple[Contact, ...] = ()


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
        letters: when each kind of letter was written last for the cohort.
        today: the present day.
    """
    live = sorted(
        (one for one in contacts if one.kind in _LIVE), key=lambda one: (one.on, one.number)
    )
    met = [one.on for one in live if one.kind in MEETINGS]
    state = _state(pair, live, len(met), letters, today)
    things = sorted(_things(pair=pair, state=state, met=met, programme=programme, letters=letters))
    due, what = things[0] if things else ("", "")
    noted = tuple(sorted(contacts, key=lambda one: (one.on, one.number), reverse=True))
    return PairLife(
        pair=pair,
        state=state,
        last=met[-1] if met else "",
        due=due,
        what=what,
        overdue=bool(due) and due < today,
        noted=noted,
    )


def _state(
    pair: Pair, live: Sequence[Contact], met: int, letters: Mapping[str, str], today: str
) -> str:
    if pair.state == ENDED:
        return "ended"
    if pair.ends and pair.ends < today:
        return "completed"
    if live and live[-1].kind in _LASTING:
        return live[-1].kind
    if met:
        return "met" if met == 1 else "active"
    return "introduced" if live or letters.get("introduction", "") >= pair.at else "to introduce"


def _things(
    pair: Pair, state: str, met: Sequence[str], programme: Programme, letters: Mapping[str, str]
) -> Iterable[tuple[str, str]]:
    """Yield what is to be done for a pair, and when."""
    starts = date.fromisoformat((pair.starts or pair.at)[:10])
    if state in ("ended", "paused"):
        return
    if pair.ends and letters.get("feedback", "")[:10] < pair.ends:
        yield pair.ends, "the end: ask both for feedback, thank them"
    if state == "completed":
        return
    if state == "to introduce":
        yield max(starts.isoformat(), pair.at[:10]), "introduce them"
        return
    yield (
        _check_in(met, max(starts, date.fromisoformat(pair.at[:10])), programme.dates.contact_days),
        "check in",
    )
    for month, topic in enumerate(programme.discussion_topics, 1):
        on = add_months(starts, month - 1).isoformat()
        if on > letters.get("topic", "")[:10]:
            yield on, f"topic {month}: {topic}"
            return


def _check_in(met: Sequence[str], begun: date, rhythm: int) -> str:
    days = rhythm if met else min(FIRST_CHECK_IN_DAYS, rhythm)
    return ((date.fromisoformat(met[-1]) if met else begun) + timedelta(days=days)).isoformat()


def by_need(lives: Iterable[PairLife]) -> list[PairLife]:
    """Return lives with those first that never had contact or fell silent, then what is overdue, then by day; ended last."""
    return sorted(
        lives,
        key=lambda life: (
            life.state in ("ended", "completed"),
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
