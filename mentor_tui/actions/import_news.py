"""What an import changes for whom: answers, verdicts, flags, decisions; and the rows that a later export no longer has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..domain.names import plain
from ..domain.people import Applicant
from ..domain.records import Correction, Pair, Submission
from ..domain.roster import Roster

_NOT_ANSWERS = ("submitted",)


@dataclass(frozen=True, kw_only=True)
class AnswerChange:
    """An answer that is another one now, where the newer row stands."""

    person: str
    name: str
    line: int
    field: str
    was: str
    now: str


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A row of an earlier export that the later one no longer has. The person stays until withdrawn."""

    person: str
    name: str
    file: str
    line: int


@dataclass(frozen=True, kw_only=True)
class ImportNews:
    """What there is to say about people who were here before; `remark` is what looks odd about the whole."""

    answers: tuple[AnswerChange, ...] = ()
    gone: tuple[Gone, ...] = ()
    sentences: tuple[str, ...] = ()
    remark: str = ""


def age(one: Submission) -> tuple[str, int, int, str]:
    """Return what sorts submissions from old to new: time, import, line where no time is known, content."""
    return one.submitted, one.arrival, 0 if one.submitted else one.line, one.id


def newest(submissions: Iterable[Submission]) -> dict[tuple[str, str], Submission]:
    """Return the newest submission by person and role."""
    found: dict[tuple[str, str], Submission] = {}
    for one in sorted(submissions, key=age):
        for role in one.roles or [""]:
            found[one.person, role] = one
    return found


def answer_changes(kept: Sequence[Submission], new: Sequence[Submission]) -> list[AnswerChange]:
    """Return the answers that are others for people who were here before, in the order of lines."""
    before, after, fresh = newest(kept), newest([*kept, *new]), {one.id for one in new}
    found: dict[tuple[str, str], AnswerChange] = {}
    for (person, role), one in after.items():
        old = before.get((person, role))
        if old is None or one.id not in fresh:
            continue
        for field in sorted(old.answers.keys() | one.answers.keys()):
            was, now = old.answers.get(field, "").strip(), one.answers.get(field, "").strip()
            if field not in _NOT_ANSWERS and " ".join(was.split()) != " ".join(now.split()):
                found[person, field] = AnswerChange(
                    person=person, name=one.name, line=one.line, field=field, was=was, now=now
                )
    return sorted(found.values(), key=lambda one: (one.line, one.field))


def gone_rows(kept: Sequence[Submission], read: Sequence[Submission]) -> list[Gone]:
    """Return the people who stood in earlier exports of the same form and are missing in this one, each once.

    It is the same form when it has some of the earlier rows again. Who answers again, perhaps from another address, is there.
    """
    here, people, names = (
        {one.id for one in read},
        {one.person for one in read},
        {plain(one.name) for one in read},
    )
    sources = {one.file for one in kept if one.id in here}
    found: dict[str, Gone] = {}
    for one in sorted(kept, key=age):
        if one.file in sources and one.person not in people and plain(one.name) not in names:
            found[one.person] = Gone(person=one.person, name=one.name, file=one.file, line=one.line)
    return sorted(found.values(), key=lambda one: (one.file, one.line))


def consequences(
    before: Roster,
    after: Roster,
    changes: Sequence[AnswerChange],
    pairs: Sequence[Pair],
    corrections: Sequence[Correction],
) -> list[str]:
    """Return in words what follows for people who were here before: corrections that stay, verdicts, flags, pairs."""
    corrected = {(one.person, one.field) for one in corrections}
    said = [
        f"{one.name}: {one.field} was answered anew, and your correction still counts"
        for one in changes
        if (one.person, one.field) in corrected
    ]
    for one in after.applicants:
        old = before.people.get(one.id)
        if old is not None:
            said += _verdicts(old, one) + _flags(old, one)
    names = {one.id: one.name for one in after.applicants}
    said += [
        f"the pair {names.get(p.learner, p.learner)} + {names.get(p.helper, p.helper)} has new answers"
        for p in pairs
    ]
    return said


def _verdicts(old: Applicant, new: Applicant) -> list[str]:
    said = []
    for role, entry in new.roles.items():
        was = old.roles[role].verdict.status if role in old.roles else "did not apply"
        if was != entry.verdict.status:
            said.append(f"{new.name} as {role}: {was} before, {entry.verdict.status} now")
    return said + [
        f"{new.name} no longer applies as {role}" for role in old.roles if role not in new.roles
    ]


def _flags(old: Applicant, new: Applicant) -> list[str]:
    known = {flag.key for flag in old.flags}
    fresh = [flag for flag in new.flags if flag.key not in known and not flag.cleared]
    return [
        f"{new.name}: a new flag to read: {' '.join(flag.text.split())[:100]}" for flag in fresh
    ]
