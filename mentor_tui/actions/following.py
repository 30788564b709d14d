"""Following pairs: contacts, ending a pair, what is due and what is overdue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..domain.calendar import is_day
from ..domain.names import plain
from ..domain.pair_life import PairLife, by_need, life_of
from ..domain.records import Contact, LogEntry, Pair, Step, change
from ..domain.roster import DECIDED, ENDED, Roster
from ..intake.numbers import read_yes_no
from ..intake.short_forms import read_short_form
from .deciding import find_person
from .feedback import ASKS_LETTER
from .job_shadows import JOB_SHADOW
from .people_meant import a_pair_of, pair_meant, people_meant
from .roster_loading import load_roster
from .trips import TRIP, second_trip
from .workspace import ActionError, Workspace, exclusive

CONTACTS = (
    "met",
    "silent",
    "note",
    "introduced",
    "paused",
    "resumed",
    "completed",
    JOB_SHADOW,
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
    for contact in workspace.store.all(Contact, cohort=roster.cohort.name):
        contacts.setdefault((contact.helper, contact.learner), []).append(contact)
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
    workspace: Workspace,
    cohort: str,
    who: str | Sequence[str],
    kind: str,
    on: str = "",
    text: str = "",
    silent: str = "",
) -> LogEntry:
    """Note a contact of a pair.

    Args:
        workspace: the place.
        cohort: the cohort's name.
        who: one person, both people of a pair, or a pair's id.
        kind: of `CONTACTS`.
        on: the day; today when empty.
        text: a remark.
        silent: who of the pair does not answer, where that is known.

    Raises:
        ActionError: the person has no pair, or the kind or the day cannot be used.
    """
    roster = load_roster(workspace, cohort)
    named = [who] if isinstance(who, str) else list(who)
    if kind == ASKS_LETTER:
        return _note_asking(workspace, roster, named, _day(workspace, on), text)
    pair = pair_meant(roster, named)
    told = ContactNote(pair=pair, kind=kind, on=_day(workspace, on), text=text)
    if silent:
        told = replace(told, person=_answers_instead(roster, pair, silent))
    step = _contact_step(workspace, roster, [told])
    if kind == TRIP:
        step = replace(step, sentence=step.sentence + second_trip(workspace, roster, pair, told.on))
    return workspace.store.commit(step)


def _answers_instead(roster: Roster, pair: Pair, silent: str) -> str:
    """Return who of a pair was heard from, where their partner does not answer."""
    person = find_person(roster, silent).id
    others = [each_person for each_person in pair.people if each_person != person]
    if person not in pair.people:
        raise ActionError(f"{roster.name(person)} is not of this pair: {roster.pair_name(pair)}")
    return others[0]


def _note_asking(
    workspace: Workspace, roster: Roster, named: Sequence[str], on: str, text: str
) -> LogEntry:
    """Note that people ask for a letter of recognition: a request of the person, whatever their pairs."""
    told = []
    for person in people_meant(roster, named):
        pair = a_pair_of(roster, person)
        told.append(ContactNote(pair=pair, kind=ASKS_LETTER, on=on, text=text, person=person))
    return workspace.store.commit(_contact_step(workspace, roster, told))


def _contact_step(workspace: Workspace, roster: Roster, told: Sequence[ContactNote]) -> Step:
    known = workspace.store.all(Contact, cohort=roster.cohort.name)
    number = max((contact.number for contact in known), default=0)
    changes = []
    for contact_note in told:
        if contact_note.kind not in CONTACTS:
            raise ActionError(
                f"{contact_note.kind!r} is no contact; write one of {', '.join(CONTACTS)}"
            )
        number += 1
        pair = contact_note.pair
        changes.append(
            change(
                None,
                Contact(
                    cohort=roster.cohort.name,
                    number=number,
                    helper=pair.helper,
                    learner=pair.learner,
                    kind=contact_note.kind,
                    on=contact_note.on,
                    text=contact_note.text,
                    at=workspace.now(),
                    person=contact_note.person,
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
        raise ActionError(f"{on!r} is no date; write it as 2027-01-31", "--on DATE")
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
                    person=find_person(roster, row.who).id,
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
def end_pair(workspace: Workspace, cohort: str, who: str | Sequence[str], reason: str) -> LogEntry:
    """End a person's pair early, with a reason; both are free for a new match, with their history.

    Raises:
        ActionError: there is no pair, or no reason.
    """
    if not reason.strip():
        raise ActionError("ending a pair needs a reason", "--reason TEXT")
    roster = load_roster(workspace, cohort)
    pair = pair_meant(roster, [who] if isinstance(who, str) else who)
    today = workspace.clock().date().isoformat()
    after = pair.with_(
        state=ENDED,
        reason=reason.strip(),
        ends=min(today, pair.ends or today),
        at=workspace.now(),
    )
    sentence = f"Ended {roster.pair_name(pair)}"
    return _commit_pair(workspace, pair, after, "end", sentence, reason)


def _commit_pair(
    workspace: Workspace, before: Pair, after: Pair, kind: str, sentence: str, reason: str = ""
) -> LogEntry:
    return workspace.store.commit(
        Step(
            cohort=before.cohort,
            kind=kind,
            sentence=sentence,
            changes=(change(before, after),),
            people=(before.helper, before.learner),
            reason=reason,
        )
    )


OPEN = "open"
"""The end of a pair that has none."""


@exclusive
def extend_pair(
    workspace: Workspace, cohort: str, who: str | Sequence[str], ends: str, starts: str = ""
) -> LogEntry:
    """Give one pair another end, or none; and another start where one is given.

    Raises:
        ActionError: there is no pair, a day cannot be used, or the programme ends on a day.
    """
    roster = load_roster(workspace, cohort)
    pair = pair_meant(roster, [who] if isinstance(who, str) else who)
    first = _start(pair, starts)
    if ends == OPEN:
        last = ""
        _check_open(roster)
    elif not is_day(ends):
        raise ActionError(f"{ends!r} is no date; write it as 2027-01-31, or {OPEN}", "--ends DATE")
    elif ends < first:
        raise ActionError(f"the end {ends} is before the start of the pair, {first}")
    else:
        last = ends
    after = pair.with_(starts=first, ends=last)
    sentence = f"{roster.pair_name(pair)} goes on until {last}"
    if not last:
        sentence = f"{roster.pair_name(pair)} goes on with an open end"
    return _commit_pair(workspace, pair, after, "extend", sentence)


def _start(pair: Pair, starts: str) -> str:
    if starts and not is_day(starts):
        raise ActionError(f"{starts!r} is no date; write it as 2027-01-31", "--starts DATE")
    return starts or (pair.starts or pair.at)[:10]


def _check_open(roster: Roster) -> None:
    rules = roster.programme.dates
    if rules.ends or rules.months:
        raise ActionError(
            f"{roster.programme.name} has an end; give the pair a day such as 2027-01-31"
        )
