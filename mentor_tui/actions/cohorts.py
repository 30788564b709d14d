"""Cohorts: creating them, their dates and settings."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ..domain.calendar import CohortDates, dates_for
from ..domain.records import Cohort, LogEntry, Step, Submission, change
from ..intake.dates import FIRST_YEAR, LAST_YEAR
from .gathering import gather
from .office import ActionError, Office, alone

_NAME = re.compile(r"^[^\x00-\x1f\x7f/\\\ud800-\udfff]{1,60}$")
_DATE = re.compile(r"^\d{4}-\d\d-\d\d$")


def new_cohort(office: Office, name: str, programme_id: str, said: CohortDates, anchor: date | None = None) -> Cohort:
    """Return a new cohort's record; nothing is written.

    Args:
        office: where programmes and the clock are.
        name: the short name.
        programme_id: the programme.
        said: dates given outright.
        anchor: a day among the applications received, when there are some.

    Raises:
        ActionError: the name or a date cannot be used, or the programme is unknown.
    """
    if not _NAME.match(name.strip()):
        raise ActionError(
            "a cohort's short name has 1 to 60 characters, without slashes; write for example spring-2027"
        )
    for word, text in (("--starts", said.starts), ("--ends", said.ends), ("--deadline", said.deadline)):
        _check_date(word, text)
    if said.starts and said.ends and said.ends < said.starts:
        raise ActionError(f"--ends {said.ends} is before --starts {said.starts}")
    text = office.programme_source(programme_id)
    programme = office.programme(text)
    dates = dates_for(programme, anchor or office.clock().date(), anchor is not None, said)
    return Cohort(name.strip(), programme_id, text, office.now(), dates.starts, dates.ends, dates.deadline)


def _check_date(word: str, text: str) -> None:
    if not text:
        return
    try:
        found = date.fromisoformat(text) if _DATE.match(text) else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ActionError(f"{word} is {text!r}; write a date as 2027-01-31")


@alone
def create_cohort(office: Office, name: str, programme_id: str, said: CohortDates) -> LogEntry:
    """Create a cohort.

    Raises:
        ActionError: there is one of this name, or it cannot be made.
    """
    if office.desk.find(Cohort, name=name.strip()) is not None:
        raise ActionError(f"there is a cohort {name!r} already; choose another short name")
    cohort = new_cohort(office, name, programme_id, said)
    return office.desk.commit(creation(cohort))


def creation(cohort: Cohort) -> Step:
    """Return the step that creates a cohort."""
    return Step(
        cohort.name, "cohort", f"Created the cohort {cohort.name} ({cohort.programme})", (change(None, cohort),)
    )


@alone
def change_settings(office: Office, name: str, sentence: str, **settings: Any) -> LogEntry:
    """Change a cohort's settings (weights, objective, minimum_fit, meet_again) as one step."""
    before = office.cohort(name)
    after = before.with_(settings={**before.settings, **settings})
    return office.desk.commit(Step(name, "settings", sentence, (change(before, after),)))


@alone
def carry_over(office: Office, name: str, source: str) -> LogEntry:
    """Bring the waiting list of an earlier cohort along: learners who may take part and got nobody.

    Raises:
        ActionError: the cohorts are of different programmes, or nobody waits who is not here yet.
    """
    cohort, earlier = office.cohort(name), gather(office, source)
    if earlier.cohort.programme != cohort.programme:
        raise ActionError(
            f"{source} is of {earlier.cohort.programme}, {name} of {cohort.programme}; a waiting list stays within a programme"
        )
    waiting = {person for person, entry in earlier.learners.items() if entry.eligible and person not in earlier.placed}
    here = office.desk.all(Submission, cohort=name)
    known = {one.person for one in here}
    arrival = max((one.arrival for one in here), default=0) + 1
    carried = [
        one.with_(cohort=name, file=f"waiting list of {source}", arrival=arrival, submitted="")
        for one in office.desk.all(Submission, cohort=source) if one.person in waiting - known
    ]  # fmt: skip
    if not carried:
        raise ActionError(f"nobody waits in {source} who is not in {name} already")
    people = sorted({one.person for one in carried})
    sentence = f"Carried {len(people)} people over from the waiting list of {source}"
    return office.desk.commit(
        Step(name, "carry-over", sentence, tuple(change(None, one) for one in carried), tuple(people))
    )
