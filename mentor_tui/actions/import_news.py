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
    matching_newest: dict[tuple[str, str], Submission] = {}
    for submission in sorted(submissions, key=age):
        for role in submission.roles or [""]:
            matching_newest[submission.person, role] = submission
    return matching_newest


def answer_changes(kept: Sequence[Submission], new: Sequence[Submission]) -> list[AnswerChange]:
    """Return the answers that are others for people who were here before, in the order of lines."""
    before, after, fresh = (
        newest(kept),
        newest([*kept, *new]),
        {submission.id for submission in new},
    )
    matching_newest: dict[tuple[str, str], AnswerChange] = {}
    for (person, role), submission in after.items():
        old = before.get((person, role))
        if old is None or submission.id not in fresh:
            continue
        for field in sorted(old.answers.keys() | submission.answers.keys()):
            was, now = old.answers.get(field, "").strip(), submission.answers.get(field, "").strip()
            if field not in _NOT_ANSWERS and " ".join(was.split()) != " ".join(now.split()):
                matching_newest[person, field] = AnswerChange(
                    person=person,
                    name=submission.name,
                    line=submission.line,
                    field=field,
                    was=was,
                    now=now,
                )
    return sorted(matching_newest.values(), key=lambda change: (change.line, change.field))


def gone_rows(kept: Sequence[Submission], read: Sequence[Submission]) -> list[Gone]:
    """Return the people who stood in earlier exports of the same form and are missing in this one, each once.

    It is the same form when it has some of the earlier rows again. Who answers again, perhaps from another address, is there.
    """
    here, people, names = (
        {submission.id for submission in read},
        {submission.person for submission in read},
        {plain(submission.name) for submission in read},
    )
    sources = {submission.file for submission in kept if submission.id in here}
    matching_newest: dict[str, Gone] = {}
    for submission in sorted(kept, key=age):
        if (
            submission.file in sources
            and submission.person not in people
            and plain(submission.name) not in names
        ):
            matching_newest[submission.person] = Gone(
                person=submission.person,
                name=submission.name,
                file=submission.file,
                line=submission.line,
            )
    return sorted(matching_newest.values(), key=lambda gone: (gone.file, gone.line))


def consequences(
    before: Roster,
    after: Roster,
    changes: Sequence[AnswerChange],
    pairs: Sequence[Pair],
    corrections: Sequence[Correction],
) -> list[str]:
    """Return in words what follows for people who were here before: corrections that stay, verdicts, flags, pairs."""
    corrected = {(correction.person, correction.field) for correction in corrections}
    sentences = [
        f"{change.name}: {change.field} was answered anew, and your correction still counts"
        for change in changes
        if (change.person, change.field) in corrected
    ]
    for applicant in after.applicants:
        old = before.people.get(applicant.id)
        if old is not None:
            sentences += _verdicts(old, applicant) + _flags(old, applicant)
    names = {applicant.id: applicant.name for applicant in after.applicants}
    sentences += [
        f"the pair {names.get(p.learner, p.learner)} + {names.get(p.helper, p.helper)} has new answers"
        for p in pairs
    ]
    return sentences


def _verdicts(old: Applicant, new: Applicant) -> list[str]:
    sentences = []
    for role, entry in new.roles.items():
        was = old.roles[role].verdict.status if role in old.roles else "did not apply"
        if was != entry.verdict.status:
            sentences.append(f"{new.name} as {role}: {was} before, {entry.verdict.status} now")
    return sentences + [
        f"{new.name} no longer applies as {role}" for role in old.roles if role not in new.roles
    ]


def _flags(old: Applicant, new: Applicant) -> list[str]:
    known = {flag.key for flag in old.flags}
    fresh = [flag for flag in new.open_flags if flag.key not in known]
    return [
        f"{new.name}: a new flag to read: {' '.join(flag.text.split())[:100]}" for flag in fresh
    ]
