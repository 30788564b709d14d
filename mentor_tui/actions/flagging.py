"""Flagging: what is to be looked at later, and what was looked at."""

from __future__ import annotations

from ..domain.people import Applicant, Flag
from ..domain.records import Change, FlagMark, LogEntry, Step, change
from .naming_people import find_person
from .roster_loading import load_roster, own_flag_key
from .workspace import ActionError, Workspace, exclusive


@exclusive
def clear_flags(
    workspace: Workspace, cohort: str, who: str, key: str = "", note: str = ""
) -> LogEntry:
    """Clear one flag of a person, or all that are open.

    Raises:
        ActionError: there is no such open flag.
    """
    roster = load_roster(workspace, cohort)
    person = find_person(roster, who)
    flags = [flag for flag in person.open_flags if key in ("", flag.key)]
    if not flags:
        raise ActionError(f"{person.name} has no open flag" + (f" {key!r}" if key else ""))
    changes = [cleared_flag(workspace, cohort, person, flag, note) for flag in flags]
    words = flags[0].kind if len(flags) == 1 else f"{len(flags)} flags"
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="clear",
            sentence=f"Cleared {words} of {person.name}",
            changes=tuple(changes),
            people=(person.id,),
            reason=note,
        )
    )


def cleared_flag(
    workspace: Workspace, cohort: str, person: Applicant, flag: Flag, note: str = ""
) -> Change:
    """Return the change that clears a flag; without a note the one that was kept stays."""
    before = workspace.store.find(FlagMark, cohort=cohort, person=person.id, flag=flag.key)
    kept = before.text if before is not None else ""
    after = FlagMark(
        cohort=cohort,
        person=person.id,
        flag=flag.key,
        cleared=True,
        text=flag.text if flag.kind == "own" else note or kept,
        at=workspace.now(),
    )
    return change(before, after)


@exclusive
def raise_flag(workspace: Workspace, cohort: str, who: str, text: str) -> LogEntry:
    """Put a flag of one's own on a person, to be looked at later.

    Raises:
        ActionError: the person is unknown, there is no text, or the flag stands already.
    """
    roster = load_roster(workspace, cohort)
    person = find_person(roster, who)
    if not text.strip():
        raise ActionError("a flag needs words: what is to be looked at")
    key = own_flag_key(text.strip())
    before = workspace.store.find(FlagMark, cohort=cohort, person=person.id, flag=key)
    if before is not None and not before.cleared:
        raise ActionError(f"{person.name} has this flag already")
    after = FlagMark(
        cohort=cohort,
        person=person.id,
        flag=key,
        cleared=False,
        text=text.strip(),
        at=workspace.now(),
    )
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="flag",
            sentence=f"Flagged {person.name}",
            changes=(change(before, after),),
            people=(person.id,),
            reason=text,
        )
    )
