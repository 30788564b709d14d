"""Who gets which letter: worked out from verdicts, decisions and what was noted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.calendar import minimum_day
from ..domain.eligibility import DEADLINE
from ..domain.pair_life import SENT, PairLife
from ..domain.people import Applicant, RoleEntry
from ..domain.records import Contact, Liaison, Pair
from ..domain.roster import ENDED, LATER, UNPLACED
from ..outputs.drafting import About
from .feedback import ASKS_LETTER
from .letter_context import Pen, is_finished, pair_people

HANDED_OVER = ("introduction", "topic", "check-in", "reminder", "still-meeting")
"""What a liaison sends from the day on which their folder was handed over."""

AGAIN = ("check-in", "reminder", "silence", "still-meeting", "liaison")
"""The letters that may go to the same person again."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter that is to be written: its kind, who reads it, and what it is about."""

    kind: str
    readers: tuple[str, ...]
    pairs: tuple[Pair, ...] = ()
    role: str = ""
    month: int = 0

    @property
    def mark(self) -> str:
        """The kind under which it is kept that the letter went out."""
        return f"{self.kind}-{self.month}" if self.month else self.kind

    def about(self) -> tuple[About, ...]:
        """Return whom it goes to, and about which pair."""
        pair = self.pairs[0] if self.pairs else None
        return tuple(
            About(
                person=reader,
                helper=pair.helper if pair else "",
                learner=pair.learner if pair else "",
            )
            for reader in self.readers
        )


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What was said to have gone out."""

    marks: frozenset[tuple[str, str, str, str]]
    handed_over: frozenset[str]

    def has(self, letter: Letter) -> bool:
        """Say whether a letter went out to all of its readers."""
        return all(
            (letter.mark, about.person, about.helper, about.learner) in self.marks
            for about in letter.about()
        )


def sent_of(contacts: Iterable[Contact]) -> Sent:
    """Return what went out, as the contacts of a cohort keep it."""
    marks = [contact for contact in contacts if contact.kind.startswith(SENT)]
    return Sent(
        marks=frozenset(
            (contact.kind.removeprefix(SENT), contact.person, contact.helper, contact.learner)
            for contact in marks
        ),
        handed_over=frozenset(
            contact.person for contact in marks if contact.kind == f"{SENT}liaison"
        ),
    )


def letters_of(pen: Pen, kind: str, contacts: Iterable[Contact], month: int = 0) -> list[Letter]:
    """Return every letter of a kind that the cohort's state calls for, whether it went out or not."""
    if kind in ("no-match", "no-mentee", "not-eligible", "late", "undecided"):
        return list(_to_applicants(pen, kind))
    if kind in ("liaison", "silence"):
        return list(_to_liaisons(pen, kind))
    if kind == "recognition":
        return list(_recognition(pen, contacts))
    return list(_about_pairs(pen, kind, month))


def _about_pairs(pen: Pen, kind: str, month: int) -> Iterable[Letter]:
    for pair in (*pen.roster.decided, *_ended_in_time(pen, kind)):
        if not _calls_for(pen, pair, kind):
            continue
        people = pair_people(pair)
        if kind == "topic":
            yield Letter(kind=kind, readers=tuple(people), pairs=(pair,), month=month)
        else:
            for person in people:
                yield Letter(kind=kind, readers=(person,), pairs=(pair,))


def _ended_in_time(pen: Pen, kind: str) -> Iterable[Pair]:
    """Yield the pairs that had an open end and ended after the minimum: they are thanked and asked as well."""
    months = pen.programme.dates.minimum_months
    if kind not in ("feedback", "end") or not months:
        return
    for pair in pen.roster.pairs:
        least = minimum_day(pen.programme, pair.starts or pair.at)
        if pair.state == ENDED and pair.ends >= least:
            yield pair


def _calls_for(pen: Pen, pair: Pair, kind: str) -> bool:
    """Say whether a kind of letter makes sense for a pair as it stands."""
    life = pen.lives.get((pair.helper, pair.learner))
    if life is None:
        return True
    if kind == "reminder":
        return life.state != "completed" and _is_silent(life)  # who is thanked is not reminded
    if kind == "still-meeting":
        return bool(life.minimum) and life.state not in ("paused", "completed", "to introduce")
    return kind not in ("check-in", "topic") or life.state != "paused"


def _is_silent(life: PairLife) -> bool:
    """Say whether somebody of a pair has not been heard from."""
    return life.state == "silent" or bool(life.silences) or _noted_silent(life)


def _noted_silent(life: PairLife) -> bool:
    """Say whether the last that was noted of a pair is that it fell silent."""
    return bool(life.noted) and life.noted[0].kind == "silent"


def _to_liaisons(pen: Pen, kind: str) -> Iterable[Letter]:
    for liaison in pen.roster.liaisons:
        pairs = [pair for pair in pen.roster.decided if pair.liaison == liaison.id]
        if kind == "silence":
            pairs = [pair for pair in pairs if _calls_for(pen, pair, "reminder")]
        if pairs:
            yield Letter(kind=kind, readers=(liaison.id,), pairs=tuple(pairs))


def _recognition(pen: Pen, contacts: Iterable[Contact]) -> Iterable[Letter]:
    """Yield one letter a person: for everybody in a decided pair, and for who asked in one that ended."""
    asked = askers(contacts)
    for person in pen.roster.people:
        pairs = [
            pair
            for pair in pen.roster.pairs
            if person in pair.people
            and (pair in pen.roster.decided or (pair.state == ENDED and person in asked))
        ]
        if pairs:
            pairs.sort(key=lambda pair: (pair.starts or pair.at, pen.roster.pair_name(pair)))
            yield Letter(kind="recognition", readers=(person,), pairs=tuple(pairs))


def askers(contacts: Iterable[Contact]) -> set[str]:
    """Return who asked for a letter of recognition."""
    return {contact.person for contact in contacts if contact.kind == ASKS_LETTER}


def _to_applicants(pen: Pen, kind: str) -> Iterable[Letter]:
    choose = {
        "no-match": _waits,
        "no-mentee": _offers_in_vain,
        "not-eligible": _not_eligible,
        "late": _late,
        "undecided": _undecided,
    }[kind]
    for applicant in pen.roster.applicants:
        role = choose(pen, applicant)
        if role is not None:
            yield Letter(kind=kind, readers=(applicant.id,), role=role)


def _waits(pen: Pen, one: Applicant) -> str | None:
    """Return the role in which somebody waits in vain: nobody is suggested, nothing is undecided.

    Whoever had a pair that ended hears it when the coordinator has left them without another.
    """
    roster = pen.roster
    entry = roster.learners.get(one.id)
    if entry is None or one.id in roster.placed or _open_question(one):
        return None
    left = roster.status_of.get(one.id)
    if left == UNPLACED and entry.eligible:
        return entry.role
    if left == LATER or not entry.eligible or _suggested(pen, one.id) or ended_of(pen, one.id):
        return None
    return entry.role


def _offers_in_vain(pen: Pen, one: Applicant) -> str | None:
    """Return the role of a helper whom nobody needs now."""
    roster = pen.roster
    entry = roster.helpers.get(one.id)
    if roster.peers or entry is None or not entry.eligible or _open_question(one):
        return None
    busy = roster.taken[one.id] or roster.held.get(one.id) or entry.places < 1
    return None if busy or _suggested(pen, one.id) or ended_of(pen, one.id) else entry.role


def ended_of(pen: Pen, person: str) -> list[Pair]:
    """Return the pairs of a person that ended early, the last one last."""
    ended = [pair for pair in pen.roster.pairs if pair.state == ENDED and person in pair.people]
    return sorted(ended, key=lambda pair: (pair.ends, pair.at))


def _suggested(pen: Pen, person: str) -> bool:
    """Say whether a pair with a person is suggested and waits for the coordinator."""
    problem = pen.problem
    for learner, helper in problem.partner.items():
        if person in (problem.learner_ids[learner], problem.helper_ids[helper]):
            return True
    return False


def _open_question(one: Applicant) -> bool:
    return any(entry.verdict.status == "undecided" for entry in one.roles.values())


def _refused(one: Applicant) -> list[RoleEntry]:
    return [entry for entry in one.roles.values() if entry.verdict.status == "ineligible"]


def _only_late(entry: RoleEntry) -> bool:
    return all(reason.rule == DEADLINE for reason in entry.verdict.reasons)


def _not_eligible(pen: Pen, one: Applicant) -> str | None:
    refused = [entry for entry in _refused(one) if not _only_late(entry)]
    return refused[0].role if refused and not _open_question(one) else None


def _late(pen: Pen, one: Applicant) -> str | None:
    refused = _refused(one)
    late = bool(refused) and all(_only_late(entry) for entry in refused)
    return refused[0].role if late and not _open_question(one) else None


def _undecided(pen: Pen, one: Applicant) -> str | None:
    entries = [entry for entry in one.roles.values() if entry.verdict.status == "undecided"]
    return entries[0].role if entries and not is_finished(pen) else None


def liaison_of(pen: Pen, person: str) -> Liaison | None:
    """Return the liaison with an id, or None."""
    return next((liaison for liaison in pen.roster.liaisons if liaison.id == person), None)
