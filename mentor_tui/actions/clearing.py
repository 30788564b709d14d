"""Taking note that something was read: flags of several people are cleared as one step."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.people import Applicant, Flag
from ..domain.records import Change, FlagMark, LogEntry, Step, change
from .roster_loading import load_roster
from .workspace import ActionError, Workspace, exclusive

REQUEST = "request"


@exclusive
def clear_read(workspace: Workspace, cohort: str, people: Sequence[str]) -> LogEntry:
    """Clear the open requests of people as one step; where none of them asks, their other open flags.

    Raises:
        ActionError: nothing is open about them.
    """
    roster = load_roster(workspace, cohort)
    known = [roster.people[person] for person in people if person in roster.people]
    chosen = _open(known, requests=True) or _open(known, requests=False)
    if not chosen:
        raise ActionError("Nothing is left to read about these people.")
    changes = tuple(_cleared(workspace, cohort, person, flag) for person, flag in chosen)
    names = list(dict.fromkeys(person.name for person, _ in chosen))
    whole = all(flag.kind == REQUEST for _, flag in chosen)
    word = "Read the request of" if whole else "Cleared what was to check of"
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="clear",
            sentence=f"{word} {' and '.join(names)}",
            changes=changes,
            people=tuple(dict.fromkeys(person.id for person, _ in chosen)),
        )
    )


def _open(people: Sequence[Applicant], requests: bool) -> list[tuple[Applicant, Flag]]:
    """Return the open flags, each with whose it is; a flag that two share is named once."""
    chosen: dict[tuple[str, str], tuple[Applicant, Flag]] = {}
    for person in people:
        for flag in person.flags:
            if not flag.cleared and (flag.kind == REQUEST) == requests:
                chosen[person.id, flag.key] = (person, flag)
    return list(chosen.values())


def _cleared(workspace: Workspace, cohort: str, person: Applicant, flag: Flag) -> Change:
    before = workspace.store.find(FlagMark, cohort=cohort, person=person.id, flag=flag.key)
    kept = before.text if before is not None else ""
    words = flag.text if flag.kind == "own" else kept
    after = FlagMark(
        cohort=cohort,
        person=person.id,
        flag=flag.key,
        cleared=True,
        text=words,
        at=workspace.now(),
    )
    return change(before, after)
