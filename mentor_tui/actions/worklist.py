"""What needs the coordinator now: to read, to tell apart, to settle, to look at again, to follow, to write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..domain.names import content_id
from ..domain.pair_life import PairLife
from ..domain.people import Applicant, Flag, RoleEntry
from ..domain.roster import Roster
from ..matching.problem import Problem
from ..views.fit_figures import decided_fits, fit_figures
from .following import pair_lives
from .people_meant import pair_id
from .same_people import duplicates_of
from .workspace import Workspace

_LOW = 0.65
"""A decided pair is looked at again when its fit is below this share of the mean of all decided pairs."""

_SAID_ALREADY = "duplicate"
"""The kind of flag that stands on the list as two people who may be one."""


class Need(StrEnum):
    """Why something stands on the list, in the order of the list."""

    REQUEST = "request"
    DUPLICATE = "duplicate"
    VERDICT = "verdict"
    FLAG = "flag"
    LOW_FIT = "low fit"
    SILENT = "silent"
    LETTER = "letter"


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing that needs the coordinator.

    Attributes:
        need: why.
        people: whom it is about; of two who may be one, whoever stays comes first.
        who: their names, or what is to be written.
        words: what was asked, or what is so.
        subject: the rule, the pair's id or the kind of letter that it is about, or empty.
        key: of the flag, or empty.
    """

    need: Need
    people: tuple[str, ...]
    who: str
    words: str
    subject: str = ""
    key: str = ""

    @property
    def id(self) -> str:
        """The id of the task: the same as long as the same is to be done."""
        return content_id(self.need, *self.people, self.subject, self.key)


def work_list(workspace: Workspace, problem: Problem) -> list[Task]:
    """Return everything in a cohort that needs the coordinator, what comes first first."""
    roster = problem.roster
    lives = pair_lives(workspace, roster)
    tasks = [
        *_flags(roster),
        *_duplicates(roster),
        *_verdicts(roster),
        *_low_fits(problem),
        *_silent(roster, lives),
        *_letters(lives),
    ]
    order = list(Need)
    return sorted(tasks, key=lambda task: (order.index(task.need), task.who, task.words))


def _flags(roster: Roster) -> Iterable[Task]:
    for person in roster.applicants:
        for flag in person.open_flags:
            if flag.kind != _SAID_ALREADY:
                yield _flag_task(person, flag)


def _flag_task(person: Applicant, flag: Flag) -> Task:
    request = flag.kind == "request"
    return Task(
        need=Need.REQUEST if request else Need.FLAG,
        people=(person.id,),
        who=person.name,
        words=flag.text if request else f"{flag.kind}: {flag.text}",
        key=flag.key,
    )


def _duplicates(roster: Roster) -> Iterable[Task]:
    for first, second, why in duplicates_of(roster):
        yield Task(
            need=Need.DUPLICATE,
            people=(first, second),
            who=_both(roster.name(first), roster.name(second)),
            words=why,
        )


def _both(first: str, second: str) -> str:
    return f"{first}, twice" if first == second else f"{first} and {second}"


def _verdicts(roster: Roster) -> Iterable[Task]:
    for person in roster.applicants:
        for role, entry in person.roles.items():
            if entry.verdict.status == "undecided":
                yield _verdict_task(roster, person, role, entry)


def _verdict_task(roster: Roster, person: Applicant, role: str, entry: RoleEntry) -> Task:
    reasons = [
        f"answered {reason.answer or '(blank)'}, needs {reason.needs}"
        for reason in entry.verdict.reasons
    ]
    return Task(
        need=Need.VERDICT,
        people=(person.id,),
        who=person.name,
        words=f"{roster.programme.roles[role].label}: {'; '.join(reasons)}",
        subject=entry.verdict.reasons[0].rule if entry.verdict.reasons else "",
    )


def _low_fits(problem: Problem) -> Iterable[Task]:
    """Yield the decided pairs that fit much worse than the others, pinned ones left out."""
    fits = decided_fits(problem)
    middle = fit_figures([decided.fit for decided in fits]).mean
    for decided in fits:
        pair = decided.pair
        if decided.fit < middle * _LOW and pair.state != "pinned":
            yield Task(
                need=Need.LOW_FIT,
                people=pair.people,
                who=problem.roster.pair_name(pair),
                words=f"fit {decided.fit:.0f}; the decided pairs have {middle:.0f} on average",
                subject=pair_id(pair),
            )


def _silent(roster: Roster, lives: Sequence[PairLife]) -> Iterable[Task]:
    for life in lives:
        if life.state == "silent":
            since = f"last met {life.last}" if life.last else "never met"
            remark = next(
                (f": {contact.text}" for contact in life.noted if contact.kind == "silent"), ""
            )
            yield Task(
                need=Need.SILENT,
                people=life.pair.people,
                who=roster.pair_name(life.pair),
                words=since + (remark if len(remark) > 2 else ""),
                subject=pair_id(life.pair),
            )


_DUE = {
    "introduce": ("introduction", "to introduce"),
    "check in": ("check-in", "to ask how it goes"),
    "topic": ("topic", "to give the topic of a month"),
    "the end": ("feedback", "to ask for feedback"),
}
"""The letter for each thing that can be due, by how that thing begins."""


def _letters(lives: Sequence[PairLife]) -> Iterable[Task]:
    """Yield the kinds of letters that are due, each with how many pairs it is for."""
    for due, (kind, words) in _DUE.items():
        pairs = [life for life in lives if life.overdue and life.what.startswith(due)]
        if pairs:
            number = f"{len(pairs)} {'pair' if len(pairs) == 1 else 'pairs'}"
            yield Task(
                need=Need.LETTER,
                people=(),
                who=f"Letters: {kind}",
                words=f"{number} {words}, the first since {min(life.due for life in pairs)}",
                subject=kind,
            )
