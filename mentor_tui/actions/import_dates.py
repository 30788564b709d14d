"""What dates mean at an import: a question where two readings judge differently, a remark where they lie far off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from ..domain.records import Cohort, Submission
from ..intake import FileRejected, FormReading
from ..intake.dates import DMY, MDY, read_moment

ORDERS = {"mdy": MDY, "dmy": DMY}
"""How a coordinator says which of 9/10 is the day, and the order meant."""

_FAR = 183
"""Applications that lie further from the deadline than these days are of another year."""


class DateOrderUnclear(FileRejected):
    """Nothing shows which of 9/10 is the day, and it decides something; `example` is such a date."""

    def __init__(self, file: str, example: str, decides: str) -> None:
        month_first, day_first = _long(read_moment(example, MDY)), _long(read_moment(example, DMY))
        self.example, self.decides = example, decides
        self.meanings = {"mdy": month_first, "dmy": day_first}
        super().__init__(
            f"{file}: {example!r} can be {month_first} or {day_first}, and that decides {decides}; "
            "say which",
            "--date-order mdy or --date-order dmy",
        )


def check_date_order(cohort: Cohort, readings: Iterable[FormReading]) -> None:
    """Refuse a file whose dates can be meant in two ways that judge its people differently.

    Raises:
        DateOrderUnclear: the order must be said.
    """
    for reading in readings:
        if reading.date_sure:
            continue
        stamps = _stamps(reading.submissions)
        decides = _decides(cohort.deadline, stamps)
        if decides:
            example = next(text for _, text in stamps if _two_days(text))
            raise DateOrderUnclear(file=reading.file, example=example, decides=decides)


def _stamps(submissions: Iterable[Submission]) -> list[tuple[str, str]]:
    """Return person and time stamp of every row that has one."""
    stamps = (
        (submission.person, submission.answers.get("submitted", "")) for submission in submissions
    )
    return [(person, text) for person, text in stamps if text and read_moment(text) is not None]


def _two_days(text: str) -> bool:
    return read_moment(text, MDY) != read_moment(text, DMY)


def _decides(deadline: str, stamps: Sequence[tuple[str, str]]) -> str:
    """Return what the order decides, or an empty text when it decides nothing."""
    if deadline and any(
        _is_late(text, MDY, deadline) != _is_late(text, DMY, deadline) for _, text in stamps
    ):
        return "who is late"
    by_person: dict[str, list[str]] = defaultdict(list)
    for person, text in stamps:
        by_person[person].append(text)
    turned = any(_newest(texts, MDY) != _newest(texts, DMY) for texts in by_person.values())
    return "which answer is the newer one" if turned else ""


def _is_late(text: str, order: str, deadline: str) -> bool:
    moment = read_moment(text, order)
    return moment is not None and moment.date().isoformat() > deadline


def _newest(texts: Sequence[str], order: str) -> str:
    return max(texts, key=lambda text: str(read_moment(text, order)))


def _long(moment: date | None) -> str:
    return f"{moment.day} {moment:%B %Y}" if moment else "no date"


def far_from_the_deadline(cohort: Cohort, readings: Iterable[FormReading]) -> str:
    """Return a remark when every application was sent in another year than the deadline's, or an empty text."""
    texts = (
        submission.submitted[:10] for reading in readings for submission in reading.submissions
    )
    days = [date.fromisoformat(text) for text in texts if text]
    if not cohort.deadline or not days:
        return ""
    deadline = date.fromisoformat(cohort.deadline)
    distances = [(day - deadline).days for day in days]
    if min(abs(distance) for distance in distances) <= _FAR:
        return ""
    middle = sorted(distances)[len(distances) // 2]
    years = max(round(abs(middle) / 365), 1)
    span = "a year" if years == 1 else f"{years} years"
    where = "before" if middle < 0 else "after"
    who = f"all {len(days)} were" if len(days) > 1 else "the application was"
    return f"{who} sent {span} {where} this deadline ({cohort.deadline}); look whether the dates of the cohort are right"
