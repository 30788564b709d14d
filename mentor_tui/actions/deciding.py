"""Deciding: a decision is worked out on the cohort as it stands, and written as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..domain import decisions
from ..domain.names import address_key, plain
from ..domain.people import Applicant
from ..domain.records import Change, Correction, FlagMark, LogEntry, Note, Step, Waiver, change
from ..domain.roster import APART, LATER, UNPLACED, Roster
from .roster_loading import load_roster, own_flag_key
from .workspace import ActionError, Workspace, exclusive

DECISIONS = ("accept", "reject", "later", "pin", "unpin", "unplace")


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
    makers: dict[str, Callable[[], Step]] = {
        "accept": lambda: decisions.accept(
            roster=roster, helper=helper, learner=learner, now=now, reason=reason
        ),
        "pin": lambda: decisions.accept(
            roster=roster, helper=helper, learner=learner, now=now, reason=reason, pin=True
        ),
        "unpin": lambda: decisions.unpin(
            roster=roster, helper=helper, learner=learner, now=now, reason=reason
        ),
        "swap": lambda: decisions.swap(
            roster=roster, helper=helper, learner=learner, now=now, reason=reason
        ),
        "reject": lambda: decisions.reject(
            roster=roster, helper=helper, learner=learner, now=now, reason=reason
        ),
        "keep-apart": lambda: decisions.reject(
            roster=roster, helper=helper, learner=learner, now=now, reason=reason, state=APART
        ),
    }
    return makers[kind]()


@exclusive
def decide(
    workspace: Workspace, cohort: str, kind: str, people: Sequence[str], reason: str = ""
) -> LogEntry:
    """Make a decision about people named by id or address.

    Raises:
        ActionError: somebody is unknown, or the decision cannot be made.
    """
    roster = load_roster(workspace, cohort)
    found = [find_person(roster, who).id for who in people]
    try:
        step = step_for(roster=roster, kind=kind, people=found, now=workspace.now(), reason=reason)
    except decisions.NeedsReason as error:
        raise ActionError(f"{error} (--reason TEXT)") from None
    except decisions.DecisionError as error:
        raise ActionError(str(error)) from None
    return workspace.store.commit(step)


def accept_step(
    roster: Roster, pairs: Sequence[tuple[str, str]], now: str
) -> tuple[Step, list[str]]:
    """Return one step that accepts several pairs, and in words which were left out: a rule, a place or an unread request stands against them.

    Args:
        roster: the cohort as it stands.
        pairs: helpers and learners, by id.
        now: the present moment.

    Raises:
        ActionError: not one of them can be accepted.
    """
    before, left, changes, named = roster, list[str](), list[Change](), list[str]()
    for helper, learner in pairs:
        unread = [one for one in (learner, helper) if _asks_something(roster, one)]
        if unread:
            left.append(
                f"{roster.name(learner)} + {roster.name(helper)}: {roster.name(unread[0])} asks for something that is not read yet"
            )
            continue
        try:
            step = step_for(roster, "accept", [helper, learner], now)
        except (decisions.DecisionError, decisions.NeedsReason) as error:
            left.append(f"{roster.name(learner)} + {roster.name(helper)}: {error}")
            continue
        changes += step.changes
        named += step.people
        roster = decisions.applied(roster, step.changes)
    if not changes:
        raise ActionError(
            f"none of these can be accepted: {left[0]}" if left else "there is no pair to accept"
        )
    many = len(roster.decided) - len(before.decided)
    sentence = f"Accepted {many} {'pair' if many == 1 else 'pairs'} at once"
    return Step(
        cohort=roster.cohort.name,
        kind="accept",
        sentence=sentence,
        changes=tuple(changes),
        people=tuple(named),
    ), left


def _asks_something(roster: Roster, person: str) -> bool:
    """Say whether a request of a person is still to be read."""
    return any(flag.kind == "request" and not flag.cleared for flag in roster.people[person].flags)


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
    known = ["deadline", "role", *(one.id for one in roster.programme.rules if not one.note)]
    if rule not in known:
        raise ActionError(f"there is no rule {rule!r}; the rules are {', '.join(known)}")
    if not reason.strip():
        raise ActionError("a waiver needs a reason: --reason TEXT")
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
def correct(
    workspace: Workspace, cohort: str, who: str, setting: str, reason: str = ""
) -> LogEntry:
    """Correct a field of a person: "FIELD=VALUE", or "ROLE.FIELD=VALUE" for one role alone.

    Raises:
        ActionError: the field is unknown, or the text is not of that form.
    """
    roster = load_roster(workspace, cohort)
    person = find_person(roster, who)
    place, equals, value = setting.partition("=")
    role, _, name = place.strip().rpartition(".")
    if not equals:
        raise ActionError(f"{setting!r} is not FIELD=VALUE; write for example places=2")
    if role and role not in roster.programme.roles:
        raise ActionError(
            f"there is no role {role!r}; the roles are {', '.join(roster.programme.roles)}"
        )
    if roster.programme.question(name) is None:
        fields = ", ".join(question.field for question in roster.programme.questions)
        raise ActionError(f"there is no field {name!r}; the fields are {fields}")
    before = workspace.store.find(
        Correction, cohort=cohort, person=person.id, role=role, field=name
    )
    after = Correction(
        cohort=cohort,
        person=person.id,
        role=role,
        field=name,
        value=value.strip(),
        reason=reason,
        at=workspace.now(),
    )
    was = person.short(name)
    sentence = (
        f"Corrected {name} of {person.name}: {was or '(blank)'} -> {value.strip() or '(blank)'}"
    )
    step = Step(
        cohort=cohort,
        kind="correct",
        sentence=sentence,
        changes=(change(before, after),),
        people=(person.id,),
        reason=reason,
    )
    entry = workspace.store.commit(step)
    _check_roles(load_roster(workspace, cohort), person.id)
    return entry


def _check_roles(roster: Roster, person: str) -> None:
    """Refuse what takes a role away in which somebody has a decided pair."""
    for pair in roster.decided:
        lost = (person == pair.helper and person not in roster.helpers) or (
            person in (pair.learner, pair.third) and person not in roster.learners
        )
        if lost:
            raise ActionError(
                f"{roster.pair_name(pair)} is decided; undo, reject or end that pair before the role changes"
            )


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
    flags = [flag for flag in person.flags if not flag.cleared and key in ("", flag.key)]
    if not flags:
        raise ActionError(f"{person.name} has no open flag" + (f" {key!r}" if key else ""))
    changes = []
    for flag in flags:
        before = workspace.store.find(FlagMark, cohort=cohort, person=person.id, flag=flag.key)
        words = (
            flag.text if flag.kind == "own" else note or (before.text if before is not None else "")
        )
        changes.append(
            change(
                before,
                FlagMark(
                    cohort=cohort,
                    person=person.id,
                    flag=flag.key,
                    cleared=True,
                    text=words,
                    at=workspace.now(),
                ),
            )
        )
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
