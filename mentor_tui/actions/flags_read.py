"""Taking note that flags were read: those alone that were shown, as one step."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.people import Applicant, Flag
from ..domain.records import LogEntry, Step
from .flagging import cleared_flag
from .roster_loading import load_roster
from .workspace import ActionError, Workspace, exclusive

Shown = tuple[str, str]
"""A flag that was shown: the person's id and the flag's key."""

_NAMED = 2
"""How many people a sentence names before it counts them."""


@exclusive
def clear_shown(workspace: Workspace, cohort: str, shown: Sequence[Shown]) -> LogEntry:
    """Clear the flags that were shown and are still open.

    Raises:
        ActionError: none of them is open any more.
    """
    roster = load_roster(workspace, cohort)
    wanted = set(shown)
    chosen = [
        (person, flag)
        for person in roster.applicants
        for flag in person.open_flags
        if (person.id, flag.key) in wanted
    ]
    if not chosen:
        raise ActionError("These flags are cleared already.")
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="clear",
            sentence=_sentence(chosen),
            changes=tuple(cleared_flag(workspace, cohort, person, flag) for person, flag in chosen),
            people=tuple(dict.fromkeys(person.id for person, _ in chosen)),
        )
    )


def _sentence(chosen: Sequence[tuple[Applicant, Flag]]) -> str:
    names = list(dict.fromkeys(person.name for person, _ in chosen))
    if len(names) <= _NAMED and all(flag.kind == "request" for _, flag in chosen):
        return f"Read the request of {' and '.join(names)}"
    what = chosen[0][1].kind if len(chosen) == 1 else f"{len(chosen)} flags"
    whose = " and ".join(names) if len(names) <= _NAMED else f"{len(names)} people"
    return f"Cleared {what} of {whose}"
