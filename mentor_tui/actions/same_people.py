"""Two applicants who are one person: merged, or kept as two; either can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.people import DUPLICATE
from ..domain.records import (
    Change,
    Correction,
    Feedback,
    FlagMark,
    LogEntry,
    Note,
    PersonStatus,
    Record,
    SamePerson,
    Step,
    Waiver,
    change,
)
from ..domain.roster import APART, DECIDED, ENDED, WITHDRAWN, Roster
from .alike import duplicate_key
from .deciding import find_person
from .invariants import committed
from .roster_loading import load_roster
from .workspace import ActionError, Workspace, exclusive

_ABOUT_A_PERSON: tuple[type[Record], ...] = (Correction, Waiver, FlagMark, Note, PersonStatus)


def duplicates_of(roster: Roster) -> list[tuple[str, str, str]]:
    """Return the pairs of people who are probably one and not settled: two ids in order, and the flag's text."""
    named: dict[str, tuple[str, str, str]] = {}
    by_key: dict[str, list[str]] = {}
    for applicant in roster.applicants:
        for flag in applicant.open_flags:
            if flag.kind == DUPLICATE:
                by_key.setdefault(flag.key, []).append(applicant.id)
                named[flag.key] = ("", "", flag.text)
    return sorted((*sorted(ids), named[key][2]) for key, ids in by_key.items() if len(ids) == 2)  # type: ignore[misc]


@exclusive
def merge_people(workspace: Workspace, cohort: str, keep: str, other: str) -> LogEntry:
    """Make two applicants one: the newest submission of each role counts, what was decided about `keep` stays.

    Corrections, waivers, flags and notes of the other come along where there is none yet.

    Raises:
        ActionError: somebody is unknown, they are one already, or the other has a pair.
    """
    roster = load_roster(workspace, cohort)
    first, second = find_person(roster, keep), find_person(roster, other)
    if first.id == second.id:
        raise ActionError(f"{first.name} is one person already")
    if any(second.id in pair.people for pair in roster.pairs if pair.state in (*DECIDED, ENDED)):
        raise ActionError(
            f"{second.name} ({second.id}) has a pair; keep that one and merge the other into it"
        )
    changes = [
        change(None, SamePerson(cohort=cohort, person=second.id, into=first.id, at=workspace.now()))
    ]
    for merged in workspace.store.all(SamePerson, cohort=cohort, into=second.id):
        changes.append(change(merged, merged.with_(into=first.id)))
    for kind in _ABOUT_A_PERSON:
        changes += _moved(
            workspace=workspace, cohort=cohort, kind=kind, into=first.id, person=second.id
        )
    changes += _moved_pairs(roster, first.id, second.id)
    for given in workspace.store.all(Feedback, cohort=cohort, person=second.id):
        changes.append(change(given, given.with_(person=first.id)))
    sentence = f"Merged {second.name} ({second.email or 'no address'}) into {first.name} ({first.email or 'no address'})"
    return committed(
        workspace,
        Step(
            cohort=cohort,
            kind="same-person",
            sentence=sentence,
            changes=tuple(changes),
            people=(first.id, second.id),
        ),
    )


def _moved(
    workspace: Workspace, cohort: str, kind: type[Record], into: str, person: str
) -> list[Change]:
    """Return the changes that bring a person's records to another, where that one has none of the same key."""
    there = {
        tuple(record.identity().values())
        for record in workspace.store.all(kind, cohort=cohort, person=into)
    }
    changes: list[Change] = []
    for record in workspace.store.all(kind, cohort=cohort, person=person):
        after = record.with_(person=into)
        changes.append(change(record, None))
        gone = isinstance(record, PersonStatus) and record.state == WITHDRAWN
        if tuple(after.identity().values()) not in there and not gone:
            changes.append(change(None, after))
    return changes


def _moved_pairs(roster: Roster, into: str, person: str) -> list[Change]:
    """Return the changes that keep apart or rejected pairs of a person for the one they are."""
    changes: list[Change] = []
    for pair in roster.pairs:
        if person not in (pair.helper, pair.learner):
            continue
        helper, learner = (
            into if person_id == person else person_id for person_id in (pair.helper, pair.learner)
        )
        changes.append(change(pair, None))
        low, high = roster.key(helper, learner)
        there = roster.pair_of.get((low, high))
        if helper == learner:
            continue
        if there is None:
            changes.append(change(None, pair.with_(helper=low, learner=high)))
        elif there.state in DECIDED:
            raise ActionError(
                f"{roster.pair_name(there)} is decided, and {roster.pair_name(pair)} is {pair.state}; settle that first"
            )
        elif pair.state == APART and there.state != APART:
            changes.append(change(there, there.with_(state=APART, reason=pair.reason, at=pair.at)))
    return changes


@exclusive
def keep_two(
    workspace: Workspace, cohort: str, first: str, second: str, reason: str = ""
) -> LogEntry:
    """Settle that two applicants are two people.

    Raises:
        ActionError: somebody is unknown, or nobody took them for one.
    """
    roster = load_roster(workspace, cohort)
    each_applicant, applicant = find_person(roster, first), find_person(roster, second)
    key = duplicate_key(each_applicant.id, applicant.id)
    if not any(flag.key == key for flag in each_applicant.open_flags):
        raise ActionError(f"{each_applicant.name} and {applicant.name} are two people already")
    before = workspace.store.find(FlagMark, cohort=cohort, person=each_applicant.id, flag=key)
    after = _settled(workspace, cohort, each_applicant.id, key, reason)
    names = (
        f"{each_applicant.name} ({each_applicant.email}) and {applicant.name} ({applicant.email})"
    )
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="two-people",
            sentence=f"Two people: {names}",
            changes=(change(before, after),),
            people=(each_applicant.id, applicant.id),
        )
    )


@exclusive
def keep_all(workspace: Workspace, cohort: str) -> LogEntry:
    """Settle that all who were taken for one person are different people, in one step.

    Raises:
        ActionError: nobody is taken for somebody else.
    """
    roster = load_roster(workspace, cohort)
    changes: list[Change] = []
    people: set[str] = set()
    for first, second, _ in duplicates_of(roster):
        key = duplicate_key(first, second)
        before = workspace.store.find(FlagMark, cohort=cohort, person=first, flag=key)
        changes.append(change(before, _settled(workspace, cohort, first, key)))
        people |= {first, second}
    if not changes:
        raise ActionError("nobody here looks like somebody else")
    pairs = f"{len(changes)} pairs of alike people" if len(changes) > 1 else "two alike people"
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="two-people",
            sentence=f"All different people: {pairs}",
            changes=tuple(changes),
            people=tuple(sorted(people)),
        )
    )


def _settled(
    workspace: Workspace, cohort: str, person: str, key: str, reason: str = ""
) -> FlagMark:
    """Return the mark that two people are two."""
    return FlagMark(
        cohort=cohort,
        person=person,
        flag=key,
        cleared=True,
        text=reason or "two people",
        at=workspace.now(),
    )


def merge_order(roster: Roster, people: Sequence[str]) -> tuple[str, str]:
    """Return two people as (kept, merged): who has a pair is kept, else the one whose address can be used."""
    paired = {
        person for pair in roster.pairs if pair.state in (*DECIDED, ENDED) for person in pair.people
    }
    first, second = sorted(
        people,
        key=lambda person_id: (
            person_id not in paired,
            not roster.people[person_id].email,
            person_id,
        ),
    )
    return first, second
