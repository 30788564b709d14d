"""What a letter of no says about numbers: only what is so in the cohort."""

from __future__ import annotations

from typing import Literal

from ..domain.roster import Roster

Short = Literal["places", "learners", "offers", "uneven", ""]
"""What there was too little of: places with those who help, learners, learners for the places, a last peer; or nothing."""


def short_of(roster: Roster, helper: bool) -> Short:
    """Return what there is too little of, for somebody without a partner; empty where numbers are not why.

    Args:
        roster: the cohort.
        helper: whether the letter goes to somebody who helps.
    """
    if roster.peers:
        return "uneven" if _last_of_an_uneven_pool(roster) else ""
    learners = sum(entry.eligible for entry in roster.learners.values())
    helpers = [person for person, entry in roster.helpers.items() if entry.eligible]
    places = sum(roster.places(person) for person in helpers)
    if not helper:
        return "places" if learners > places else ""
    if learners < len(helpers):
        return "learners"
    return "offers" if learners < places else ""


def _last_of_an_uneven_pool(roster: Roster) -> bool:
    """Say whether an uneven number of peers leaves one over, and nobody else is without a partner."""
    eligible = [person for person, entry in roster.learners.items() if entry.eligible]
    alone = [person for person in eligible if person not in roster.placed]
    return len(eligible) % 2 == 1 and len(alone) == 1
