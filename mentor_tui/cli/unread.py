"""A request that nobody has read stops a pair that is made by command, as it does on the board."""

from __future__ import annotations

from collections.abc import Sequence

from ..actions.workspace import ActionError
from ..domain.records import Step
from ..domain.roster import Roster
from ..review.requests import open_requests
from ..review.second_look import MAKING


def stopped_by_unread(roster: Roster, kind: str, people: Sequence[str], step: Step) -> Step:
    """Return the step of a decision that no unread request stands against.

    Raises:
        ActionError: somebody asks for something that is not read; it says what, and how to go on.
    """
    requests = open_requests(roster, people) if kind in MAKING else ()
    if not requests:
        return step
    asked = "; ".join(f"{request.name} asks: {request.text}" for request in requests)
    who = roster.people[requests[0].person].email or requests[0].person
    raise ActionError(
        f"{asked.rstrip('.')}. This is not read yet, so nothing was decided. "
        f"`clear --cohort {roster.cohort.name} {who}` says that it is read, `keep-apart` keeps "
        "these two apart, and --unread makes the pair all the same"
    )
