"""Deciding: a decision is worked out on the cohort as it stands, and written as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ..domain import decisions
from ..domain.growing import growing
from ..domain.records import Change, LogEntry, Note, Pair, Step, Waiver, change
from ..domain.roster import APART, LATER, UNPLACED, Roster
from .correcting import correct as correct
from .flagging import clear_flags as clear_flags
from .flagging import raise_flag as raise_flag
from .naming_people import find_person as find_person
from .progress import Progress, each
from .roster_loading import load_roster
from .workspace import ActionError, Workspace, exclusive

Finish = Callable[[Roster, str, Sequence[str], Step], Step]
"""Looks at a step before it is written: gives it back, perhaps with other words, or raises an `ActionError`."""

DECISIONS = ("accept", "reject", "later", "pin", "unpin", "unplace")


def orient(roster: Roster, first: str, second: str) -> tuple[str, str]:
    """Return two people as (helper, learner), whichever order they were named in."""
    if roster.peers:
        return roster.key(first, second)
    kept = [pair for pair in ((first, second), (second, first)) if pair in roster.pair_of]
    forwards = first in roster.helpers and second in roster.learners
    backwards = second in roster.helpers and first in roster.learners
    if len(kept) == 1 and not (forwards and backwards):
        return kept[0]
    return (second, first) if backwards and not forwards else (first, second)


def step_for(roster: Roster, kind: str, people: Sequence[str], now: str, reason: str = "") -> Step:
    """Return the step of a decision, by the word that commands and keys use.

    Raises:
        decisions.Refusal: the decision cannot be made.
        ActionError: the number of people does not fit the decision.
    """
    if kind in ("later", "unplace"):
        if len(people) != 1:
            raise ActionError(f"{kind} takes one person")
        return decisions.set_standing(
            roster=roster,
            person=people[0],
            state=LATER if kind == "later" else UNPLACED,
            now=now,
            reason=reason,
        )
    if kind == "accept" and len(people) == 3:
        return decisions.add_third(
            roster=roster,
            first=people[0],
            second=people[1],
            third=people[2],
            now=now,
            reason=reason,
        )
    if len(people) != 2:
        raise ActionError(f"{kind} takes two people")
    helper, learner = orient(roster, people[0], people[1])
    return _pair_step(
        roster=roster, kind=kind, helper=helper, learner=learner, now=now, reason=reason
    )


def _pair_step(roster: Roster, kind: str, helper: str, learner: str, now: str, reason: str) -> Step:
    """Return the step of a decision about a helper and a learner."""
    accept = partial(decisions.accept, roster=roster, helper=helper, learner=learner)
    reject = partial(decisions.reject, roster=roster, helper=helper, learner=learner)
    makers: dict[str, Callable[..., Step]] = {
        "accept": accept,
        "pin": partial(accept, pin=True),
        "unpin": partial(decisions.unpin, roster=roster, helper=helper, learner=learner),
        "swap": partial(decisions.swap, roster=roster, helper=helper, learner=learner),
        "reject": reject,
        "keep-apart": partial(reject, state=APART),
    }
    return makers[kind](now=now, reason=reason)


@exclusive
def decide(
    workspace: Workspace,
    cohort: str,
    kind: str,
    people: Sequence[str],
    reason: str = "",
    finish: Finish | None = None,
) -> LogEntry:
    """Make a decision about people named by id or address.

    Raises:
        ActionError: somebody is unknown, the decision cannot be made, or what finishes the step refuses it.
    """
    roster = load_roster(workspace, cohort)
    person_ids = [find_person(roster, who).id for who in people]
    try:
        step = step_for(
            roster=roster, kind=kind, people=person_ids, now=workspace.now(), reason=reason
        )
    except decisions.NeedsReason as error:
        raise ActionError(str(error), "--reason TEXT") from None
    except decisions.DecisionError as error:
        raise ActionError(str(error)) from None
    return workspace.store.commit(finish(roster, kind, person_ids, step) if finish else step)


def accept_step(
    roster: Roster,
    pairs: Sequence[tuple[str, str]],
    now: str,
    progress: Progress | None = None,
) -> tuple[Step, list[str]]:
    """Return one step that accepts several pairs, and in words which were left out: a rule, a place or an unread request stands against them.

    Args:
        roster, now: the cohort as it stands, and the present moment.
        pairs: helpers and learners, by id.
        progress: is told how many are done, and may stop it.

    Raises:
        ActionError: not one of them can be accepted.
        Cancelled: it was stopped.
    """
    left, changes, named = list[str](), list[Change](), list[str]()
    cohort, number = growing(roster), 0
    for helper, learner in each(pairs, progress):
        step, obstacle = _step_or_obstacle(cohort, helper, learner, now)
        if step is None:
            left.append(f"{roster.name(learner)} + {roster.name(helper)}: {obstacle}")
            continue
        changes += step.changes
        named += step.people
        number += 1
        cohort.take_on(_pair_of(step))
    if not changes:
        raise ActionError(
            f"none of these can be accepted: {left[0]}" if left else "there is no pair to accept"
        )
    step = Step(
        cohort=roster.cohort.name,
        kind="accept",
        sentence=f"Accepted {number} {'pair' if number == 1 else 'pairs'} at once",
        changes=tuple(changes),
        people=tuple(named),
    )
    return step, left


def _pair_of(step: Step) -> Pair:
    """Return the pair that a step of accepting makes."""
    made = next(
        each_change.after
        for each_change in step.changes
        if each_change.table == Pair.table and each_change.after
    )
    return Pair(**made)


def _step_or_obstacle(
    roster: Roster, helper: str, learner: str, now: str
) -> tuple[Step | None, str]:
    """Return the step that accepts a pair, or what stands against it."""
    for person in (learner, helper):
        if _asks_something(roster, person):
            return None, f"{roster.name(person)} asks for something that is not read yet"
    try:
        return step_for(roster, "accept", [helper, learner], now), ""
    except (decisions.DecisionError, decisions.NeedsReason) as error:
        return None, str(error)


def _asks_something(roster: Roster, person: str) -> bool:
    """Say whether a request of a person is still to be read."""
    return any(flag.kind == "request" for flag in roster.people[person].open_flags)


@exclusive
def withdraw(workspace: Workspace, cohort: str, who: str, reason: str = "") -> LogEntry:
    """Take a person out of a cohort."""
    roster = load_roster(workspace, cohort)
    try:
        return workspace.store.commit(
            decisions.withdraw(roster, find_person(roster, who).id, workspace.now(), reason)
        )
    except decisions.DecisionError as error:
        raise ActionError(str(error)) from None


@exclusive
def waive(workspace: Workspace, cohort: str, who: str, rule: str, reason: str) -> LogEntry:
    """Waive a rule for one person, with a reason.

    Raises:
        ActionError: the rule is unknown, there is no reason, or it is waived already.
    """
    roster = load_roster(workspace, cohort)
    person = find_person(roster, who)
    known = ["deadline", "role", *(rule.id for rule in roster.programme.rules if not rule.note)]
    if rule not in known:
        raise ActionError(f"there is no rule {rule!r}; the rules are {', '.join(known)}")
    if not reason.strip():
        raise ActionError("a waiver needs a reason", "--reason TEXT")
    before = workspace.store.find(Waiver, cohort=cohort, person=person.id, rule=rule)
    if before is not None:
        raise ActionError(f"{rule} is waived for {person.name} already: {before.reason}")
    after = Waiver(
        cohort=cohort, person=person.id, rule=rule, reason=reason.strip(), at=workspace.now()
    )
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="waive",
            sentence=f"Waived {rule} for {person.name}",
            changes=(change(None, after),),
            people=(person.id,),
            reason=reason,
        )
    )


@exclusive
def set_note(workspace: Workspace, cohort: str, person: str, text: str) -> LogEntry:
    """Keep a note about a person; an empty text removes it."""
    roster = load_roster(workspace, cohort)
    before = workspace.store.find(Note, cohort=cohort, person=person)
    after = (
        Note(cohort=cohort, person=person, text=text.strip(), at=workspace.now())
        if text.strip()
        else None
    )
    if before is None and after is None:
        raise ActionError("there is no note to remove")
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="note",
            sentence=f"Note about {roster.name(person)}",
            changes=(change(before, after),),
            people=(person,),
        )
    )
