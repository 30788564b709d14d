"""Following pairs: contacts, ending a pair, what is due and what is overdue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..domain.calendar import is_day
from ..domain.names import plain
from ..domain.pair_life import PairLife, by_need, life_of
from ..domain.records import Contact, LogEntry, Pair, Step, change
from ..domain.roster import DECIDED, ENDED, Roster
from ..intake.numbers import read_yes_no
from ..intake.short_forms import read_short_form
from .feedback import ASKS_LETTER
from .people_meant import pair_meant, people_meant
from .roster_loading import load_roster
from .workspace import ActionError, Workspace, exclusive

TRIP = "trip"
"""The contact for a trip that the programme pays: one a year for each pair, so a second one is pointed at."""

CONTACTS = (
    "met",
    "silent",
    "note",
    "introduced",
    "paused",
    "resumed",
    "completed",
    "job-shadow",
    TRIP,
    ASKS_LETTER,
)
"""What can be noted about a pair: trips and job shadows are what some programmes pay or arrange."""


@dataclass(frozen=True, kw_only=True)
class ContactNote:
    """A contact that is to be noted: the pair, its kind, the day, a remark, and whom it is about."""

    pair: Pair
    kind: str
    on: str
    text: str
    person: str = ""


def pair_lives(workspace: Workspace, roster: Roster, ended: bool = False) -> list[PairLife]:
    """Return where each decided pair stands, those that need somebody first; with those that ended early when asked."""
    contacts: dict[tuple[str, str], list[Contact]] = {}
    for one in workspace.store.all(Contact, cohort=roster.cohort.name):
        contacts.setdefault((one.helper, one.learner), []).append(one)
    letters = roster.cohort.settings.get("letters", {})
    today = workspace.clock().date().isoformat()
    pairs = [
        pair for pair in roster.pairs if pair.state in DECIDED or (ended and pair.state == ENDED)
    ]
    return by_need(
        life_of(
            pair=pair,
            contacts=contacts.get((pair.helper, pair.learner), []),
            programme=roster.programme,
            letters=letters,
            today=today,
        )
        for pair in pairs
    )


@exclusive
def note_contact(
    workspace: Workspace, cohort: str, who: str, kind: str, on: str = "", text: str = ""
) -> LogEntry:
    """Note a contact of a person's pair.

    Raises:
        ActionError: the person has no pair, or the kind or the day cannot be used.
    """
    roster = load_roster(workspace, cohort)
    pair = pair_meant(roster, [who], after_the_end=kind == ASKS_LETTER)
    person = people_meant(roster, [who])[0] if kind == ASKS_LETTER else ""
    told = ContactNote(pair=pair, kind=kind, on=_day(workspace, on), text=text, person=person)
    step = _contact_step(workspace, roster, [told])
    if kind == TRIP and _trips_within_a_year(workspace, told):
        step = replace(step, sentence=f"{step.sentence} (not the first trip within a year)")
    return workspace.store.commit(step)


def _trips_within_a_year(workspace: Workspace, told: ContactNote) -> bool:
    """Say whether the pair had a trip in the twelve months before or after."""
    day, pair = date.fromisoformat(told.on), told.pair
    noted = workspace.store.all(
        Contact, cohort=pair.cohort, helper=pair.helper, learner=pair.learner, kind=TRIP
    )
    return any(abs((date.fromisoformat(one.on) - day).days) < 365 for one in noted)


def _contact_step(workspace: Workspace, roster: Roster, told: Sequence[ContactNote]) -> Step:
    known = workspace.store.all(Contact, cohort=roster.cohort.name)
    number = max((one.number for one in known), default=0)
    changes = []
    for one in told:
        if one.kind not in CONTACTS:
            raise ActionError(f"{one.kind!r} is no contact; write one of {', '.join(CONTACTS)}")
        number += 1
        pair = one.pair
        changes.append(
            change(
                None,
                Contact(
                    cohort=roster.cohort.name,
                    number=number,
                    helper=pair.helper,
                    learner=pair.learner,
                    kind=one.kind,
                    on=one.on,
                    text=one.text,
                    at=workspace.now(),
                    person=one.person,
                ),
            )
        )
    first = told[0]
    about = roster.name(first.person) if first.person else roster.pair_name(first.pair)
    sentence = f"{about}: {first.kind} on {first.on}" if len(told) == 1 else f"{len(told)} contacts"
    people = (first.pair.helper, first.pair.learner) if len(told) == 1 else ()
    return Step(
        cohort=roster.cohort.name,
        kind="contact",
        sentence=sentence,
        changes=tuple(changes),
        people=people,
    )


def _day(workspace: Workspace, on: str) -> str:
    if on and not is_day(on):
        raise ActionError(f"--on is {on!r}; write a date as 2027-01-31")
    return on or workspace.clock().date().isoformat()


_MET = ("met", "contact", "in touch", "meet")


@exclusive
def import_contacts(
    workspace: Workspace, cohort: str, path: Path
) -> tuple[LogEntry | None, list[str]]:
    """Take a check-in form's answers: who, a day, whether they met. Return the step and what was left out.

    Raises:
        Refused: the file has no column with addresses or names.
    """
    roster = load_roster(workspace, cohort)
    known = {
        (c.helper, c.learner, c.kind, c.on) for c in workspace.store.all(Contact, cohort=cohort)
    }
    told, left = [], []
    for row in read_short_form(path, workspace.clock().date(), roster.programme.form.date_order):
        kind = _met_or_silent(row.answers)
        try:
            pair = pair_meant(roster, [row.who])
        except ActionError as error:
            left.append(f"line {row.line}: {error}")
            continue
        if (pair.helper, pair.learner, kind, row.on) not in known:
            known.add((pair.helper, pair.learner, kind, row.on))
            told.append(
                ContactNote(
                    pair=pair,
                    kind=kind,
                    on=row.on,
                    text="; ".join(f"{h}: {c}" for h, c in row.answers.items()),
                )
            )
    return (workspace.store.commit(_contact_step(workspace, roster, told)) if told else None), left


def _met_or_silent(answers: Mapping[str, str]) -> str:
    """A no to the first question about contact means silence; everything else that they are in touch."""
    asked = next(
        (answer for question, answer in answers.items() if any(w in plain(question) for w in _MET)),
        "",
    )
    return "silent" if read_yes_no(asked) is False else "met"


@exclusive
def end_pair(workspace: Workspace, cohort: str, who: str, reason: str) -> LogEntry:
    """End a person's pair early, with a reason; both are free for a new match, with their history.

    Raises:
        ActionError: there is no pair, or no reason.
    """
    if not reason.strip():
        raise ActionError("ending a pair needs a reason: --reason TEXT")
    roster = load_roster(workspace, cohort)
    pair = pair_meant(roster, [who])
    after = pair.with_(
        state=ENDED,
        reason=reason.strip(),
        ends=workspace.clock().date().isoformat(),
        at=workspace.now(),
    )
    return workspace.store.commit(
        Step(
            cohort=cohort,
            kind="end",
            sentence=f"Ended {roster.pair_name(pair)}",
            changes=(change(pair, after),),
            people=(pair.helper, pair.learner),
            reason=reason,
        )
    )
