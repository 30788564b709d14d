"""People by question and answer: who is probably one person, and what is to be read."""

from __future__ import annotations

from functools import partial

from ...actions.flags_read import clear_shown
from ...actions.roster_loading import load_roster
from ...actions.same_people import duplicates_of, keep_all, keep_two, merge_order, merge_people
from ...actions.workspace import Workspace
from ...domain.people import Applicant
from ...domain.records import LogEntry
from .dialogue import Dialogue

_WAYS = (
    "they are one person: the first is kept",
    "they are two people",
    "all who look alike here are different people",
    "later",
)
_READ = 0


def settle_duplicates(workspace: Workspace, cohort: str, dialogue: Dialogue) -> None:
    """Ask about each two who are probably one person."""
    passed: set[tuple[str, str]] = set()
    while True:
        roster = load_roster(workspace, cohort)
        waiting: list[tuple[str, str, str]] = []
        for two in duplicates_of(roster):
            if two[:2] not in passed:
                waiting.append(two)
        if not waiting:
            dialogue.tell("Nobody else here looks like somebody else.")
            return
        first, second, why = waiting[0]
        stays, merged = merge_order(roster, (first, second))
        dialogue.tell(f"One person or two? {why.rpartition(': ')[2]}.")
        for number, person in enumerate((stays, merged), 1):
            _tell_person(dialogue, number, roster.people[person])
        place = dialogue.choose("What are they?", _WAYS)
        if place is None:
            return
        entry = _settle(workspace, cohort, place, (stays, merged))
        if entry is None:
            passed.add((first, second))
        else:
            dialogue.tell(f"{entry.step.sentence}.")


def _settle(workspace: Workspace, cohort: str, place: int, two: tuple[str, str]) -> LogEntry | None:
    """Do what was chosen about two people; nothing for later."""
    ways = (
        partial(merge_people, workspace, cohort, *two),
        partial(keep_two, workspace, cohort, *two),
        partial(keep_all, workspace, cohort),
    )
    return ways[place]() if place < len(ways) else None


def _tell_person(dialogue: Dialogue, number: int, person: Applicant) -> None:
    roles = ", ".join(person.roles) or "no role"
    address = person.email or "no e-mail address"
    sources = ", ".join(person.sources)
    library = person.organisation or "no library"
    dialogue.tell(f"Number {number}: {person.name}, {address}, {library}, {roles}, from {sources}.")


def read_requests(workspace: Workspace, cohort: str, dialogue: Dialogue) -> None:
    """Tell in full what stands open about each person; a yes says that it was read."""
    waiting: list[Applicant] = []
    for person in load_roster(workspace, cohort).applicants:
        if person.open_flags:
            waiting.append(person)
    waiting.sort(key=lambda person: (person.name.casefold(), person.id))
    for person in waiting:
        dialogue.tell(f"{person.name}, {person.organisation or 'no library'}.")
        for flag in person.open_flags:
            dialogue.tell(f"{flag.kind.capitalize()}: {flag.text}")
        place = dialogue.choose("Was that read?", ("yes, it is read", "later"))
        if place is None:
            return
        if place == _READ:
            shown = [(person.id, flag.key) for flag in person.open_flags]
            dialogue.tell(f"{clear_shown(workspace, cohort, shown).step.sentence}.")
    dialogue.tell("Nothing else is to be read.")
