"""Which cohort: one that is there, or a new one."""

from __future__ import annotations

from ...actions.cohorts import check_name_and_dates, create_cohort
from ...actions.overview import CohortRow, read_cohorts
from ...actions.typed_days import days_meant, no_day
from ...actions.workspace import Workspace
from ...domain.calendar import CohortDates
from ...errors import MentorError
from .dialogue import Dialogue

_DAYS = {
    "deadline": "Until which day may people apply?",
    "starts": "On which day do the pairs start?",
    "ends": "On which day do the pairs end?",
}


def choose_cohort(workspace: Workspace, dialogue: Dialogue) -> str:
    """Return the short name of the cohort that is chosen or made; empty for neither."""
    listed = read_cohorts(workspace)
    rows = listed.rows
    if listed.damage is not None:
        names = ", ".join(cohort.name for cohort in listed.unread)
        dialogue.tell(f"Not listed: {names}. {listed.damage.sentence_by_command}.")
    elif not rows:
        dialogue.tell("There is no cohort yet.")
        return make_cohort(workspace, dialogue)
    options = [_row_words(row) for row in rows]
    options.append("a new cohort")
    place = dialogue.choose_or_end("Which cohort?", options)
    if place is None:
        return ""
    return rows[place].name if place < len(rows) else make_cohort(workspace, dialogue)


def _row_words(row: CohortRow) -> str:
    return (
        f"{row.name}, {row.programme}: {row.people} people, {row.placed} of {row.learners} placed"
    )


def make_cohort(workspace: Workspace, dialogue: Dialogue) -> str:
    """Ask what a new cohort needs and make it; return its short name, empty when it was left."""
    name = _ask_name(dialogue)
    programme = _ask_programme(workspace, dialogue) if name else ""
    if not programme:
        return ""
    try:
        entry = create_cohort(workspace, name, programme, ask_dates(dialogue))
    except MentorError as error:
        dialogue.tell(f"Not made: {error}.")
        return ""
    dialogue.tell(f"{entry.step.sentence}.")
    return name


def _ask_name(dialogue: Dialogue) -> str:
    """Ask until the short name can be one."""
    while True:
        name = dialogue.ask(
            "The short name of the new cohort, such as spring-2027? Enter goes back."
        )
        if not name:
            return ""
        try:
            check_name_and_dates(name, CohortDates())
        except MentorError as error:
            dialogue.tell(f"{error}.")
            continue
        return name


def _ask_programme(workspace: Workspace, dialogue: Dialogue) -> str:
    """Let the programme be chosen; empty when none was."""
    ids = workspace.programme_ids()
    names: list[str] = []
    for programme_id in ids:
        names.append(_programme_words(workspace, programme_id))
    place = dialogue.choose("Of which programme?", names)
    return "" if place is None else ids[place]


def _programme_words(workspace: Workspace, programme_id: str) -> str:
    """Return a programme's name; a coordinator's own file that is broken says so."""
    try:
        programme = workspace.programme_today(programme_id)
    except MentorError:
        return f"{programme_id}, whose file has mistakes"
    return f"{programme.name}, {programme_id}"


def ask_dates(dialogue: Dialogue) -> CohortDates:
    """Ask for the days of a cohort; any of them can be left open."""
    days: dict[str, str] = {}
    for word, question in _DAYS.items():
        days[word] = ask_day(dialogue, f"{question} Such as 2027-01-31; Enter leaves it open.")
    return CohortDates(**days)


def ask_day(dialogue: Dialogue, question: str) -> str:
    """Ask for a day until the answer is one; empty when it is left open."""
    while True:
        answer = dialogue.ask(question)
        if not answer:
            return ""
        wrong = no_day(answer)
        if not wrong:
            return days_meant(answer)[0]
        dialogue.tell(f"{wrong}.")
