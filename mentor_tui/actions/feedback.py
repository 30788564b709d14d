"""Feedback at the end: imported, summed up per programme and across intakes, never shown to partners."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..domain.names import content_id, plain
from ..domain.people import Applicant
from ..domain.records import Change, Cohort, Contact, Feedback, LogEntry, Pair, Step, change
from ..domain.roster import DECIDED, ENDED, Roster
from ..intake.numbers import read_yes_no
from ..intake.short_forms import ShortRow, read_short_form
from .deciding import find_person
from .people_meant import a_pair_of, has_pair
from .roster_loading import load_roster
from .workspace import ActionError, Workspace, exclusive

ASKS_LETTER = "asks-letter"
"""The contact that stands for: this person asks for a letter of recognition."""

_LETTER_WORDS = ({"letter", "recognition"}, {"letter", "files"}, {"recognition"}, {"certificate"})
_SCALE_MOST = 10


@dataclass(frozen=True, kw_only=True)
class QuestionSummary:
    """What was answered to one question: how many, the mean of numbers or None, and how often each short answer."""

    question: str
    answers: int
    mean: float | None
    counts: tuple[tuple[str, int], ...]
    texts: tuple[str, ...]


@exclusive
def import_feedback(
    workspace: Workspace, cohort: str, path: Path
) -> tuple[LogEntry | None, list[str]]:
    """Take the answers of an end form, and note who asks for a letter of recognition.

    Returns:
        The step, or None when every row is known; and which rows were left out, and why.

    Raises:
        Refused: the file is no such form.
    """
    roster = load_roster(workspace, cohort)
    known = {feedback.id for feedback in workspace.store.all(Feedback, cohort=cohort)}
    changes: list[Change] = []
    left: list[str] = []
    asking: list[tuple[str, str]] = []
    for row in read_short_form(path, workspace.clock().date(), roster.programme.form.date_order):
        try:
            person = find_person(roster, row.who)
        except ActionError as error:
            left.append(f"line {row.line}: {error}")
            continue
        pair = _pair_meant(roster, person, row)
        feedback = _feedback(workspace, cohort, person, pair, row)
        if feedback.id not in known:
            known.add(feedback.id)
            changes.append(change(None, feedback))
            if _asks_letter(row):
                asking.append((person.id, row.on))
    if not changes:
        return None, left
    count = len(changes)
    changes += _letters_asked(workspace, roster, asking)
    sentence = (
        f"Imported the feedback of {count} {'person' if count == 1 else 'people'} from {path.name}"
    )
    return workspace.store.commit(
        Step(cohort=cohort, kind="feedback", sentence=sentence, changes=tuple(changes))
    ), left


def _feedback(
    workspace: Workspace, cohort: str, person: Applicant, pair: Pair | None, row: ShortRow
) -> Feedback:
    content = [f"{question}\x1e{answer}" for question, answer in sorted(row.answers.items())]
    role = "" if pair is None else "helper" if person.id == pair.helper else "learner"
    return Feedback(
        cohort=cohort,
        id=content_id("feedback", person.id, row.on, *content),
        person=person.id,
        role=role,
        helper=pair.helper if pair else "",
        learner=pair.learner if pair else "",
        on=row.on,
        answers=dict(row.answers),
        at=workspace.now(),
    )


def _pair_meant(roster: Roster, person: Applicant, row: ShortRow) -> Pair | None:
    """Return the pair that a row is about: the only one, or the one whose partner it names."""
    states = (*DECIDED, ENDED)
    pairs = [pair for pair in roster.pairs if pair.state in states and person.id in pair.people]
    standing = [pair for pair in pairs if pair.state in DECIDED]
    if len(pairs) > 1:
        answers = {plain(answer) for answer in row.answers.values()}
        named = [pair for pair in pairs if answers & _partner_words(roster, pair, person.id)]
        pairs = named or (standing if len(standing) == 1 else [])
    return pairs[0] if len(pairs) == 1 else None


def _partner_words(roster: Roster, pair: Pair, person: str) -> set[str]:
    others = [
        roster.people[each_person]
        for each_person in pair.people
        if each_person and each_person != person
    ]
    return {
        plain(word) for applicant in others for word in (applicant.name, applicant.email) if word
    }


def _asks_letter(row: ShortRow) -> bool:
    for question, answer in row.answers.items():
        words = set(plain(question).split())
        if any(needed <= words for needed in _LETTER_WORDS) and read_yes_no(answer):
            return True
    return False


def _letters_asked(
    workspace: Workspace, roster: Roster, asking: Sequence[tuple[str, str]]
) -> list[Change]:
    """Return the contacts that keep who asks for a letter: each person once, whatever their pairs."""
    cohort = roster.cohort.name
    contacts = workspace.store.all(Contact, cohort=cohort)
    known = {contact.person for contact in contacts if contact.kind == ASKS_LETTER}
    number = max((contact.number for contact in contacts), default=0)
    changes = []
    for person, on in asking:
        if person not in known and has_pair(roster, person):
            known.add(person)
            number += 1
            pair = a_pair_of(roster, person)
            contact = Contact(
                cohort=cohort,
                number=number,
                helper=pair.helper,
                learner=pair.learner,
                kind=ASKS_LETTER,
                on=on,
                text="",
                at=workspace.now(),
                person=person,
            )
            changes.append(change(None, contact))
    return changes


def feedback_of(workspace: Workspace, cohort: str = "", programme: str = "") -> list[Feedback]:
    """Return the feedback of a cohort, or of every intake of a programme, oldest first."""
    cohorts = [
        each_cohort
        for each_cohort in workspace.store.all(Cohort)
        if cohort in ("", each_cohort.name) and programme in ("", each_cohort.programme)
    ]
    feedbacks = [
        feedback for each in cohorts for feedback in workspace.store.all(Feedback, cohort=each.name)
    ]
    return sorted(feedbacks, key=lambda feedback: (feedback.on, feedback.cohort, feedback.id))


def summarise(feedback: Iterable[Feedback]) -> list[QuestionSummary]:
    """Return what was answered to each question, in the order in which the questions were first met."""
    by_question: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for each_feedback in feedback:
        for question, answer in each_feedback.answers.items():
            by_question[plain(question)].append(answer)
            names.setdefault(plain(question), question)
    return [_summary(names[key], answers) for key, answers in by_question.items()]


def _summary(question: str, answers: Sequence[str]) -> QuestionSummary:
    """A question is a scale when most answers begin with a small number, a choice when short answers recur."""
    numbers = [number for answer in answers if (number := mark_of(answer)) is not None]
    scale = len(numbers) * 2 > len(answers)
    counts = Counter(" ".join(answer.split()) for answer in answers)
    choice = scale or (
        all(len(answer) <= 40 for answer in counts) and len(counts) * 2 <= len(answers)
    )
    return QuestionSummary(
        question=question,
        answers=len(answers),
        mean=sum(numbers) / len(numbers) if scale else None,
        counts=tuple(sorted(counts.items())) if choice else (),
        texts=() if choice else tuple(answers),
    )


def is_counted(answer: str) -> bool:
    """Say whether an answer is a mark or a yes or no, which says nothing about who gave it."""
    return (mark_of(answer) is not None and len(answer) <= 20) or (
        read_yes_no(answer) is not None and len(answer) <= 12
    )


def mark_of(answer: str) -> float | None:
    """Return the mark at the head of an answer such as 4 or "5 - very much", or None."""
    first = answer.strip().split(" ")[0].rstrip(".):-/").replace(",", ".")
    try:
        number = float(first)
    except ValueError:
        return None
    return number if 0 <= number <= _SCALE_MOST else None
