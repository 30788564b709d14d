"""Trips that a programme pays: one a year for each learner, across pairs and cohorts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..domain.records import Cohort, Contact, Pair
from ..domain.roster import Roster
from ..domain.shown_names import shown_name
from .roster_loading import load_roster
from .workspace import ActionError, Workspace

TRIP = "trip"
"""The contact for a trip that the programme pays."""

_DETAILS = re.compile(
    r"^(?:distance (?P<distance>[\d.]+) km)?(?:; )?(?:amount (?P<amount>[\d.]+))?(?:; |$)"
)


@dataclass(frozen=True, kw_only=True)
class Trip:
    """One trip: whose it is, with whom, when, how far, how much, and which of the year."""

    cohort: str
    learner: str
    name: str
    email: str
    partner: str
    on: str
    distance: str
    amount: str
    remark: str
    number: int = 1

    @property
    def year(self) -> str:
        """The year that the trip counts for."""
        return self.on[:4]


def trip_text(distance: float | None, amount: float | None, remark: str) -> str:
    """Return distance, amount and remark as the contact of a trip keeps them.

    Raises:
        ActionError: a number is below nought.
    """
    parts = []
    for word, number, unit in (("distance", distance, " km"), ("amount", amount, "")):
        if number is not None:
            if number < 0:
                raise ActionError(
                    f"the {word} of a trip is {number:g}; write a number above nought"
                )
            parts.append(f"{word} {number:.2f}{unit}" if not unit else f"{word} {number:g}{unit}")
    return "; ".join([*parts, *([remark] if remark else [])])


def travellers_of(workspace: Workspace, cohort: Cohort, year: str) -> frozenset[str]:
    """Return the learners whose trip of a year was noted in any cohort of a cohort's programme."""
    trips = [contact for contact in _contacts(workspace, cohort) if contact.on[:4] == year]
    return frozenset(contact.learner for contact in trips)


def trips_of(workspace: Workspace, cohort: str) -> list[Trip]:
    """Return the trips of a cohort's learners, by name and day, numbered through each year.

    Trips in other cohorts of the programme count in the numbers, and are listed as well where the
    learner is of this cohort.
    """
    roster = load_roster(workspace, cohort)
    trips = [
        _trip(workspace, roster, contact)
        for contact in _contacts(workspace, roster.cohort)
        if contact.learner in roster.people
    ]
    return _numbered(trips)


def _contacts(workspace: Workspace, cohort: Cohort) -> Iterable[Contact]:
    """Yield the trips of every cohort of a programme."""
    for other_cohort in workspace.store.all(Cohort, programme=cohort.programme):
        yield from workspace.store.all(Contact, cohort=other_cohort.name, kind=TRIP)


def _trip(workspace: Workspace, roster: Roster, contact: Contact) -> Trip:
    details = _DETAILS.match(contact.text)
    learner = roster.people[contact.learner]
    partner = roster
    if contact.helper not in roster.people:
        partner = load_roster(workspace, contact.cohort)
    return Trip(
        cohort=contact.cohort,
        learner=contact.learner,
        name=shown_name(learner.name),
        email=learner.email,
        partner=shown_name(partner.name(contact.helper)),
        on=contact.on,
        distance=(details["distance"] or "") if details else "",
        amount=(details["amount"] or "") if details else "",
        remark=contact.text[details.end() :] if details else contact.text,
    )


def _numbered(trips: Sequence[Trip]) -> list[Trip]:
    """Return trips with their number within the learner's year."""
    by_year: dict[tuple[str, str], int] = defaultdict(int)
    numbered = []
    for each_trip in sorted(
        trips, key=lambda trip: (trip.name, trip.learner, trip.on, trip.cohort)
    ):
        by_year[each_trip.learner, each_trip.year] += 1
        numbered.append(
            Trip(**{**vars(each_trip), "number": by_year[each_trip.learner, each_trip.year]})
        )
    return numbered


def second_trip(workspace: Workspace, roster: Roster, pair: Pair, on: str) -> str:
    """Return what to say about a trip that is not the learner's first of the year, or an empty text."""
    earlier = [
        contact
        for contact in _contacts(workspace, roster.cohort)
        if contact.learner == pair.learner and contact.on[:4] == on[:4]
    ]
    if not earlier:
        return ""
    return f" (not the first trip of {roster.name(pair.learner)} in {on[:4]})"
