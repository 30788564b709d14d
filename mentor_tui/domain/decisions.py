"""What the coordinator decides: each decision is a pure function from the roster to a step."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import DecisionError as DecisionError
from ..errors import NeedsReason as NeedsReason
from .calendar import days_of_pair
from .records import Change, Pair, PersonStatus, Step, change
from .roster import (
    ACCEPTED,
    APART,
    DECIDED,
    LATER,
    PINNED,
    REJECTED,
    SAME_PERSON,
    UNPLACED,
    WITHDRAWN,
    Roster,
)


def _step(
    roster: Roster,
    kind: str,
    sentence: str,
    changes: Iterable[Change],
    people: Iterable[str],
    reason: str = "",
    cascade: Iterable[str] = (),
) -> Step:
    return Step(
        cohort=roster.cohort.name,
        kind=kind,
        sentence=sentence,
        changes=tuple(changes),
        people=tuple(people),
        reason=reason,
        cascade=tuple(cascade),
    )


def accept(
    roster: Roster, helper: str, learner: str, now: str, reason: str = "", pin: bool = False
) -> Step:
    """Return the step that makes two people a pair.

    Raises:
        NeedsReason: a rule blocks the pair and no reason is given.
        Refusal: it is no pair, it stands already, or there is no place.
    """
    helper, learner = roster.key(helper, learner)
    before = roster.pair_of.get((helper, learner))
    if before is not None and before.state in DECIDED:
        return _accept_again(roster=roster, pair=before, now=now, pin=pin)
    _check_blocks(roster, helper, learner, reason)
    seekers = (learner, helper) if roster.peers else (learner,)
    for person in seekers:
        _check_alone(roster, person)
    _check_places(roster, helper)
    after = _pair(
        roster=roster,
        before=before,
        helper=helper,
        learner=learner,
        state=PINNED if pin else ACCEPTED,
        now=now,
        reason=reason,
    )
    kind, verb = ("pin", "Pinned") if pin else ("accept", "Accepted")
    return _step(
        roster=roster,
        kind=kind,
        sentence=f"{verb} {roster.pair_name(after)}",
        changes=[change(before, after), *_clear_standing(roster, seekers)],
        people=(helper, learner),
        reason=reason,
    )


def _accept_again(roster: Roster, pair: Pair, now: str, pin: bool) -> Step:
    """Pin a pair that is accepted; refuse whatever else is decided already."""
    if pin and pair.state == ACCEPTED:
        return _restate(roster=roster, pair=pair, state=PINNED, kind="pin", verb="Pinned", now=now)
    raise DecisionError(
        f"{roster.name(pair.learner)} + {roster.name(pair.helper)} is {pair.state} already."
    )


def add_third(
    roster: Roster, first: str, second: str, third: str, now: str, reason: str = ""
) -> Step:
    """Return the step that makes a decided pair of peers a trio, or accepts three at once."""
    if not roster.peers:
        raise DecisionError("Only a programme of peers has trios.")
    helper, learner = roster.key(first, second)
    before = roster.pair_of.get((helper, learner))
    for partner in (helper, learner):
        _check_blocks(roster, partner, third, reason)
    _check_alone(roster, third)
    changes = []
    if before is None or before.state not in DECIDED:
        step = accept(roster=roster, helper=helper, learner=learner, now=now, reason=reason)
        after = Pair(**{**(step.changes[0].after or {}), "third": third})
        changes = [change(before, after), *step.changes[1:]]
    elif before.third:
        raise DecisionError(f"{roster.pair_name(before)} are three already.")
    else:
        after = before.with_(third=third)
        changes = [change(before, after)]
    changes += _clear_standing(roster, (third,))
    return _step(
        roster=roster,
        kind="accept",
        sentence=f"Accepted {roster.pair_name(after)}",
        changes=changes,
        people=(helper, learner, third),
        reason=reason,
    )


def swap(roster: Roster, helper: str, learner: str, now: str, reason: str = "") -> Step:
    """Return the step that gives a learner this helper instead of the one decided, if any."""
    before = roster.placed.get(learner)
    if before is None:
        return accept(roster=roster, helper=helper, learner=learner, now=now, reason=reason)
    if before.state == PINNED:
        raise DecisionError(f"{roster.pair_name(before)} is pinned; unpin it first.")
    if helper in (before.helper, before.learner, before.third):
        raise DecisionError(f"{roster.pair_name(before)} are a pair already.")
    without = _without(roster, before)
    step = accept(roster=without, helper=helper, learner=learner, now=now, reason=reason)
    changes = [change(before, None), *step.changes]
    sentence = (
        f"Swapped {roster.name(learner)}: {roster.name(before.helper)} -> {roster.name(helper)}"
    )
    return _step(
        roster=roster,
        kind="swap",
        sentence=sentence,
        changes=changes,
        people=(*step.people, before.helper),
        reason=reason,
    )


def _without(roster: Roster, pair: Pair) -> Roster:
    others = tuple(each_pair for each_pair in roster.pairs if each_pair is not pair)
    return roster.decided_otherwise(others, roster.statuses)


def reject(
    roster: Roster, helper: str, learner: str, now: str, reason: str = "", state: str = REJECTED
) -> Step:
    """Return the step after which two people are not proposed to each other in this cohort."""
    helper, learner = roster.key(helper, learner)
    if helper == learner:
        raise DecisionError("Name two different people.")
    before = roster.pair_of.get((helper, learner))
    if before is not None and before.state == state:
        raise DecisionError(f"{roster.pair_name(before)} is {state} already.")
    if before is not None and before.state == PINNED:
        raise DecisionError(f"{roster.pair_name(before)} is pinned; unpin it first.")
    turned = roster.pair_of.get(roster.key(learner, helper))
    if turned is not None and turned is not before and turned.state in DECIDED:
        raise DecisionError(
            f"{roster.pair_name(turned)} is {turned.state} the other way round; undo or reject that first."
        )
    after = _pair(
        roster=roster,
        before=before,
        helper=helper,
        learner=learner,
        state=state,
        now=now,
        reason=reason,
    )
    kind, verb = ("keep-apart", "Kept apart") if state == APART else ("reject", "Rejected")
    sentence = f"{verb} {roster.name(learner)} + {roster.name(helper)}"
    return _step(
        roster=roster,
        kind=kind,
        sentence=sentence,
        changes=[change(before, after)],
        people=(helper, learner),
        reason=reason,
    )


def unpin(roster: Roster, helper: str, learner: str, now: str, reason: str = "") -> Step:
    """Return the step that makes a pinned pair an accepted one."""
    before = roster.pair_of.get(roster.key(helper, learner))
    if before is None or before.state != PINNED:
        raise DecisionError(f"{roster.name(learner)} + {roster.name(helper)} is not pinned.")
    return _restate(
        roster=roster, pair=before, state=ACCEPTED, kind="unpin", verb="Unpinned", now=now
    )


def set_standing(roster: Roster, person: str, state: str, now: str, reason: str = "") -> Step:
    """Return the step that puts a learner off until later, or leaves them unplaced on purpose."""
    if person not in roster.learners:
        raise DecisionError(f"{roster.name(person)} is not waiting for a pair.")
    if person in roster.placed:
        raise DecisionError(
            f"{roster.pair_name(roster.placed[person])} is decided; undo or reject that first."
        )
    role = roster.learners[person].role
    before = _status_of(roster, person, role)
    if before is not None and before.state == state:
        raise DecisionError(f"{roster.name(person)} is {state} already.")
    after = PersonStatus(
        cohort=roster.cohort.name, person=person, role=role, state=state, reason=reason, at=now
    )
    kind, words = {LATER: ("later", "Put off until later"), UNPLACED: ("unplace", "Left unplaced")}[
        state
    ]
    return _step(
        roster=roster,
        kind=kind,
        sentence=f"{words}: {roster.name(person)}",
        changes=[change(before, after)],
        people=(person,),
        reason=reason,
    )


def withdraw(roster: Roster, person: str, now: str, reason: str = "") -> Step:
    """Return the step that takes a person out of the cohort, their decided pairs with them."""
    changes = _withdraw_roles(roster=roster, person=person, now=now, reason=reason)
    if not changes:
        raise DecisionError(f"{roster.name(person)} has withdrawn already.")
    freed = [pair for pair in roster.decided if person in pair.people]
    for pair in freed:
        changes.append(
            change(pair, pair.with_(third="")) if pair.third == person else change(pair, None)
        )
    return _step(
        roster=roster,
        kind="withdraw",
        sentence=f"Withdrew {roster.name(person)}",
        changes=changes,
        people=(person,),
        reason=reason,
        cascade=[f"{roster.pair_name(pair)} is no longer a pair" for pair in freed],
    )


def _withdraw_roles(roster: Roster, person: str, now: str, reason: str) -> list[Change]:
    """Return the changes of the roles that the person has not withdrawn from yet."""
    changes = []
    for role in roster.people[person].roles:
        before = _status_of(roster, person, role)
        if before is not None and before.state == WITHDRAWN:
            continue
        after = PersonStatus(
            cohort=roster.cohort.name,
            person=person,
            role=role,
            state=WITHDRAWN,
            reason=reason,
            at=now,
        )
        changes.append(change(before, after))
    return changes


def _status_of(roster: Roster, person: str, role: str) -> PersonStatus | None:
    for status in roster.statuses:
        if status.person == person and status.role == role:
            return status
    return None


def applied(roster: Roster, changes: Iterable[Change]) -> Roster:
    """Return the roster as changes leave its pairs and standings."""
    pairs = {(pair.helper, pair.learner): pair for pair in roster.pairs}
    statuses = {(status.person, status.role): status for status in roster.statuses}
    for each_change in changes:
        if each_change.table == Pair.table:
            pairs.pop((each_change.key["helper"], each_change.key["learner"]), None)
            if each_change.after:
                pairs[each_change.key["helper"], each_change.key["learner"]] = Pair(
                    **each_change.after
                )
        elif each_change.table == PersonStatus.table:
            statuses.pop((each_change.key["person"], each_change.key["role"]), None)
            if each_change.after:
                statuses[each_change.key["person"], each_change.key["role"]] = PersonStatus(
                    **each_change.after
                )
    return roster.decided_otherwise(tuple(pairs.values()), tuple(statuses.values()))


def _restate(roster: Roster, pair: Pair, state: str, kind: str, verb: str, now: str) -> Step:
    after = pair.with_(state=state, at=now)
    return _step(
        roster=roster,
        kind=kind,
        sentence=f"{verb} {roster.pair_name(pair)}",
        changes=[change(pair, after)],
        people=(pair.helper, pair.learner),
    )


def _pair(
    roster: Roster,
    before: Pair | None,
    helper: str,
    learner: str,
    state: str,
    now: str,
    reason: str,
) -> Pair:
    if before is not None and (before.state in DECIDED or state not in DECIDED):
        return before.with_(state=state, at=now, reason=reason)
    cohort = roster.cohort
    starts, ends = days_of_pair(roster.programme, cohort.starts, cohort.ends, now[:10])
    return Pair(
        cohort=cohort.name,
        helper=helper,
        learner=learner,
        state=state,
        at=now,
        reason=reason,
        starts=starts,
        ends=ends,
    )


def _check_blocks(roster: Roster, helper: str, learner: str, reason: str) -> None:
    blocks = roster.blocks(helper, learner)
    if not blocks:
        return
    sentences = " ".join(block.sentence for block in blocks)
    if any(block.rule in (SAME_PERSON, "role") for block in blocks):
        raise DecisionError(sentences)
    if not reason.strip():
        raise NeedsReason(f"{sentences} Give a reason to accept the pair all the same.")


def _check_alone(roster: Roster, person: str) -> None:
    pair = roster.placed.get(person)
    if pair is not None:
        raise DecisionError(
            f"{roster.name(person)} has a pair already: {roster.pair_name(pair)}. Undo, reject or swap that first."
        )


def _check_places(roster: Roster, helper: str) -> None:
    if roster.peers or roster.free_places(helper) >= 1:
        return
    elsewhere = roster.held.get(helper, 0) + roster.held_later.get(helper, 0)
    also = f", and {elsewhere} in other cohorts" if elsewhere else ""
    raise DecisionError(
        f"{roster.name(helper)} has {roster.taken[helper]} of {roster.places(helper)} places taken{also}. "
        "Undo or end one of those pairs, or correct the field places."
    )


def _clear_standing(roster: Roster, people: Iterable[str]) -> list[Change]:
    chosen = set(people)
    return [
        change(status, None)
        for status in roster.statuses
        if status.person in chosen and status.state in (LATER, UNPLACED)
    ]
