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
    found = [
        one for one in roster.applicants if one.email and address_key(one.email) == address_key(who)
    ]
    found = found or [
        one
        for one in roster.applicants
        if address_key(who) in map(address_key, one.addresses) and "@" in who
    ]
    found = found or [
        one for one in roster.applicants if one.name and plain(one.name) == plain(who)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        named = ", ".join(f"{one.id} ({one.name})" for one in found)
        raise ActionError(f"{who!r} is more than one person: {named}; use an id")
    raise ActionError(
        f"there is nobody {who!r} in {roster.cohort.name}; `applicants` lists ids and addresses"
    )
