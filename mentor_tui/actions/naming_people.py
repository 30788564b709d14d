"""Naming people: whom an id, an address or a whole name means."""

from __future__ import annotations

from ..domain.names import address_key, plain
from ..domain.people import Applicant
from ..domain.roster import Roster
from .workspace import ActionError


def find_person(roster: Roster, who: str) -> Applicant:
    """Return the person with an id, an address or a whole name.

    Raises:
        ActionError: nobody or several people are meant.
    """
    if who in roster.people:
        return roster.people[who]
    applicants = [
        applicant
        for applicant in roster.applicants
        if applicant.email and address_key(applicant.email) == address_key(who)
    ]
    applicants = applicants or [
        applicant
        for applicant in roster.applicants
        if address_key(who) in map(address_key, applicant.addresses) and "@" in who
    ]
    applicants = applicants or [
        applicant
        for applicant in roster.applicants
        if applicant.name and plain(applicant.name) == plain(who)
    ]
    if len(applicants) == 1:
        return applicants[0]
    if applicants:
        named = ", ".join(f"{applicant.id} ({applicant.name})" for applicant in applicants)
        raise ActionError(f"{who!r} is more than one person: {named}; use an id")
    raise ActionError(
        f"there is nobody {who!r} in {roster.cohort.name}; `applicants` lists ids and addresses"
    )
