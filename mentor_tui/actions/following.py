"""Following pairs: contacts, ending a pair, what is due and what is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ..domain.names import plain
from ..domain.records import Contact, LogEntry, Pair, Step, change
from ..domain.roster import ENDED, Roster
from ..intake.dates import read_moment
from ..intake.numbers import read_yes_no
from ..intake.readers import Refused, read_tables
from .deciding import find_person
from .gathering import gather
from .office import ActionError, Office, alone

CONTACTS = ("met", "silent", "note", "introduced", "paused", "resumed", "job-shadow", "trip")
"""What can be noted about a pair: trips and job shadows are what some programmes pay or arrange."""


@dataclass(frozen=True)
class PairLife:
    """Where a pair stands: its state, the last contact, and what is due next. Days are ISO texts."""

    pair: Pair
    state: str
    last: str
    due: str
    overdue: bool


def pair_lives(office: Office, roster: Roster) -> list[PairLife]:
    """Return where each decided pair stands; those that never met or fell silent come first."""
    contacts = office.desk.all(Contact, cohort=roster.cohort.name)
    today = office.clock().date().isoformat()
    lives = [
        _life(roster, pair, [c for c in contacts if (c.helper, c.learner) == (pair.helper, pair.learner)], today)
        for pair in roster.decided
    ]
    return sorted(
        lives,
        key=lambda life: (life.state not in ("introduced", "silent"), not life.overdue, life.due, life.pair.learner),
    )


def _life(roster: Roster, pair: Pair, contacts: Sequence[Contact], today: str) -> PairLife:
    """A pair is introduced until it met, active after, silent or paused when that was noted last, completed at its end."""
    told = sorted((one for one in contacts if one.kind != "note"), key=lambda one: (one.on, one.number))
    met = [one for one in told if one.kind in ("met", "trip", "job-shadow", "resumed")]
    last = told[-1].kind if told else ""
    state = last if last in ("silent", "paused") else _met_state(len(met))
    if pair.ends and pair.ends < today:
        state = "completed"
    begun = max(met[-1].on if met else "", pair.starts, pair.at[:10])
    due = (date.fromisoformat(begun[:10]) + timedelta(days=roster.programme.dates.contact_days)).isoformat()
    return PairLife(pair, state, met[-1].on if met else "", due, state not in ("paused", "completed") and due < today)


def _met_state(times: int) -> str:
    return ("introduced", "met", "active")[min(times, 2)]


@alone
def note_contact(office: Office, cohort: str, who: str, kind: str, on: str = "", text: str = "") -> LogEntry:
    """Note a contact of a person's pair.

    Raises:
        ActionError: the person has no pair, or the kind or the day cannot be used.
    """
    roster = gather(office, cohort)
    pair = _pair_of(roster, who)
    return office.desk.commit(_contact_step(office, roster, [(pair, kind, _day(office, on), text)]))


def _contact_step(office: Office, roster: Roster, told: Sequence[tuple[Pair, str, str, str]]) -> Step:
    known = office.desk.all(Contact, cohort=roster.cohort.name)
    number = max((one.number for one in known), default=0)
    changes = []
    for pair, kind, on, text in told:
        if kind not in CONTACTS:
            raise ActionError(f"{kind!r} is no contact; write one of {', '.join(CONTACTS)}")
        number += 1
        changes.append(
            change(None, Contact(roster.cohort.name, number, pair.helper, pair.learner, kind, on, text, office.now()))
        )
    pair = told[0][0]
    named = f"{roster.pair_name(pair)}: {told[0][1]} on {told[0][2]}"
    sentence = named if len(told) == 1 else f"{len(told)} contacts"
    return Step(
        roster.cohort.name, "contact", sentence, tuple(changes), (pair.helper, pair.learner) if len(told) == 1 else ()
    )


def _pair_of(roster: Roster, who: str) -> Pair:
    person = find_person(roster, who)
    found = [pair for pair in roster.decided if person.id in (pair.helper, pair.learner, pair.third)]
    if not found:
        raise ActionError(f"{person.name} has no pair; the pairs are listed by `pairs`")
    if len(found) > 1:
        names = ", ".join(roster.name(pair.learner) for pair in found)
        raise ActionError(f"{person.name} has {len(found)} pairs; name the learner instead: {names}")
    return found[0]


def _day(office: Office, on: str) -> str:
    if not on:
        return office.clock().date().isoformat()
    try:
        return date.fromisoformat(on).isoformat()
    except ValueError:
        raise ActionError(f"--on is {on!r}; write a date as 2027-01-31") from None


_WHO = ("e mail", "email", "address", "username")
_WHEN = ("timestamp", "date", "when")
_MET = ("met", "contact", "in touch", "meet")


@alone
def import_contacts(office: Office, cohort: str, path: Path) -> tuple[LogEntry | None, list[str]]:
    """Take a check-in form's answers: an address, a day, whether they met. Return the step and what was left out.

    Raises:
        Refused: the file has no column with addresses.
    """
    roster = gather(office, cohort)
    table = read_tables(path)[0]
    headings = [plain(heading) for heading in table.rows[0]]
    who, when, met = (
        next((at for at, h in enumerate(headings) if any(w in h for w in words)), None) for words in (_WHO, _WHEN, _MET)
    )
    if who is None:
        raise Refused(f"{path.name}, line {table.lines[0]}: no heading names an e-mail address, so nobody can be found")
    known = {(c.helper, c.learner, c.kind, c.on) for c in office.desk.all(Contact, cohort=cohort)}
    told, left = [], []
    for row, line in zip(table.rows[1:], table.lines[1:], strict=True):
        cells = [*row, *[""] * (len(headings) - len(row))]
        if not any(cell.strip() for cell in cells):
            continue
        moment = read_moment(cells[when], roster.programme.form.date_order) if when is not None else None
        day = moment.date().isoformat() if moment else office.clock().date().isoformat()
        kind = "silent" if met is not None and read_yes_no(cells[met]) is False else "met"
        try:
            pair = _pair_of(roster, cells[who].strip())
        except ActionError as error:
            left.append(f"line {line}: {error}")
            continue
        if (pair.helper, pair.learner, kind, day) not in known:
            known.add((pair.helper, pair.learner, kind, day))
            text = "; ".join(
                f"{h}: {c}"
                for h, c in zip(table.rows[0], cells, strict=False)
                if c.strip() and h not in (table.rows[0][who],)
            )
            told.append((pair, kind, day, text))
    return (office.desk.commit(_contact_step(office, roster, told)) if told else None), left


@alone
def end_pair(office: Office, cohort: str, who: str, reason: str) -> LogEntry:
    """End a person's pair early, with a reason; both are free for a new match, with their history.

    Raises:
        ActionError: there is no pair, or no reason.
    """
    if not reason.strip():
        raise ActionError("ending a pair needs a reason: --reason TEXT")
    roster = gather(office, cohort)
    pair = _pair_of(roster, who)
    after = pair.with_(state=ENDED, reason=reason.strip(), ends=office.clock().date().isoformat(), at=office.now())
    return office.desk.commit(
        Step(
            cohort,
            "end",
            f"Ended {roster.pair_name(pair)}",
            (change(pair, after),),
            (pair.helper, pair.learner),
            reason,
        )
    )
