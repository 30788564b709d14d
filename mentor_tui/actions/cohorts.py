"""Cohorts: creating them, their dates and settings."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ..domain.calendar import CohortDates, dates_for, is_day
from ..domain.counted import pairs_counted
from ..domain.records import Cohort, LogEntry, Pair, Step, Submission, change
from ..domain.roster import DECIDED
from .roster_loading import WAITING_LIST, load_roster
from .workspace import ActionError, Workspace, exclusive

_NAME = re.compile(r"^[^\x00-\x1f\x7f/\\\ud800-\udfff]{1,60}$")


def new_cohort(
    workspace: Workspace,
    name: str,
    programme_id: str,
    said: CohortDates,
    anchor: date | None = None,
) -> Cohort:
    """Return a new cohort's record; nothing is written.

    Args:
        workspace: where programmes and the clock are.
        name: the short name.
        programme_id: the programme.
        said: dates given outright.
        anchor: a day among the applications received, when there are some.

    Raises:
        ActionError: the name or a date cannot be used, or the programme is unknown.
    """
    check_name_and_dates(name, said)
    text = workspace.programme_source(programme_id)
    programme = workspace.programme(text)
    dates = dates_for(programme, anchor or workspace.clock().date(), said)
    return Cohort(
        name=name.strip(),
        programme=programme_id,
        programme_text=text,
        created_at=workspace.now(),
        starts=dates.starts,
        ends=dates.ends,
        deadline=dates.deadline,
    )


def check_name_and_dates(name: str, said: CohortDates) -> None:
    """Refuse a short name or a date that a cohort cannot have.

    Raises:
        ActionError: the sentence says which, and how it is written.
    """
    if not _NAME.match(name.strip()):
        raise ActionError(
            "a cohort's short name has 1 to 60 characters, without slashes; write for example spring-2027"
        )
    _check_dates(said)


def _check_dates(said: CohortDates) -> None:
    for word, text in vars(said).items():
        if text and not is_day(text):
            raise ActionError(f"{word} is {text!r}; write a date as 2027-01-31")
    if said.starts and said.ends and said.ends < said.starts:
        raise ActionError(f"ends {said.ends} is before starts {said.starts}")


@exclusive
def create_cohort(
    workspace: Workspace, name: str, programme_id: str, said: CohortDates
) -> LogEntry:
    """Create a cohort.

    Raises:
        ActionError: there is one of this name, or it cannot be made.
    """
    if workspace.store.find(Cohort, name=name.strip()) is not None:
        raise ActionError(f"there is a cohort {name!r} already; choose another short name")
    cohort = new_cohort(workspace, name, programme_id, said)
    return workspace.store.commit(creation(cohort))


def creation(cohort: Cohort) -> Step:
    """Return the step that creates a cohort."""
    return Step(
        cohort=cohort.name,
        kind="cohort",
        sentence=f"Created the cohort {cohort.name} ({cohort.programme})",
        changes=(change(None, cohort),),
    )


@exclusive
def change_settings(workspace: Workspace, name: str, sentence: str, **settings: Any) -> LogEntry:
    """Change a cohort's settings (weights, objective, minimum_fit, meet_again) as one step."""
    before = workspace.cohort(name)
    after = before.with_(settings={**before.settings, **settings})
    return workspace.store.commit(
        Step(cohort=name, kind="settings", sentence=sentence, changes=(change(before, after),))
    )


@exclusive
def change_dates(workspace: Workspace, name: str, said: CohortDates) -> LogEntry:
    """Change a cohort's dates; decided pairs that had the cohort's start or end get the new one.

    Raises:
        ActionError: a date cannot be used, or nothing changes.
    """
    before = workspace.cohort(name)
    dates = {word: text or getattr(before, word) for word, text in vars(said).items()}
    _check_dates(CohortDates(**dates))
    after = before.with_(**dates)
    if after == before:
        raise ActionError(f"{name} has these dates already")
    changes = [change(before, after)]
    for pair in workspace.store.all(Pair, cohort=name):
        moved = pair.with_(
            starts=after.starts if pair.starts == before.starts else pair.starts,
            ends=after.ends if pair.ends == before.ends else pair.ends,
        )
        if pair.state in DECIDED and moved != pair:
            changes.append(change(pair, moved))
    words = ", ".join(
        f"{word} {text}" for word, text in dates.items() if text != getattr(before, word)
    )
    moved_pairs = len(changes) - 1
    verb = "has" if moved_pairs == 1 else "have"
    cascade = (f"{pairs_counted(moved_pairs)} {verb} the new dates",) if moved_pairs > 0 else ()
    return workspace.store.commit(
        Step(
            cohort=name,
            kind="dates",
            sentence=f"Dates of {name}: {words}",
            changes=tuple(changes),
            cascade=cascade,
        )
    )


@exclusive
def carry_over(workspace: Workspace, name: str, source: str) -> LogEntry:
    """Bring the waiting list of an earlier cohort along: learners who may take part and got nobody.

    Raises:
        ActionError: the cohorts are of different programmes, or nobody waits who is not here yet.
    """
    cohort, earlier = workspace.cohort(name), load_roster(workspace, source)
    if earlier.cohort.programme != cohort.programme:
        raise ActionError(
            f"{source} is of {earlier.cohort.programme}, {name} of {cohort.programme}; a waiting list stays within a programme"
        )
    waiting = {
        person
        for person, entry in earlier.learners.items()
        if entry.eligible and person not in earlier.placed
    }
    here = workspace.store.all(Submission, cohort=name)
    known = {submission.person for submission in here}
    arrival = max((submission.arrival for submission in here), default=0) + 1
    carried = [
        submission.with_(cohort=name, file=f"{WAITING_LIST}{source}", arrival=arrival, submitted="")
        for submission in workspace.store.all(Submission, cohort=source)
        if submission.person in waiting - known
    ]
    if not carried:
        raise ActionError(f"nobody waits in {source} who is not in {name} already")
    people = sorted({submission.person for submission in carried})
    sentence = f"Carried {len(people)} people over from the waiting list of {source}"
    return workspace.store.commit(
        Step(
            cohort=name,
            kind="carry-over",
            sentence=sentence,
            changes=tuple(change(None, submission) for submission in carried),
            people=tuple(people),
        )
    )
