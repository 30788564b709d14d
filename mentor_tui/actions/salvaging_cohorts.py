"""Which record of a cohort is the right one when the file was damaged; a cohort whose people are whole is never given up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..domain.calendar import CohortDates
from ..domain.records import Cohort
from ..errors import MentorError
from ..programmes import ProgrammeError, parse_programme
from ..store.salvage import CohortWitnesses
from .cohorts import check_name_and_dates
from .hand_over_checks import wrong_setting
from .workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A cohort that can be used, whether the log alone had it so, and what must be told about it."""

    cohort: Cohort
    from_log: bool = False
    telling: str = ""


def choose_cohort(workspace: Workspace, witnesses: CohortWitnesses) -> Chosen | None:
    """Return the record of a cohort to go on with; None where no witness has one that can be used.

    Two that agree are right. Of two that differ the one that can be used is; else the one whose programme is
    nearer to that of its id here; else the log's, which is told. Where none can be used, the programme is taken from elsewhere.
    """
    kept, by_log, copied = witnesses.kept, witnesses.by_log, witnesses.copied
    if kept is not None and kept in (by_log, copied) and can_be_used(kept):
        return Chosen(cohort=kept)
    if by_log is not None and by_log == copied and can_be_used(by_log):
        return Chosen(cohort=by_log, from_log=True)
    usable = [cohort for cohort in (by_log, kept) if cohort is not None and can_be_used(cohort)]
    if not usable:
        return _with_programme_from_elsewhere(workspace, witnesses)
    likely = _likeliest(workspace, usable)
    telling = ""
    if len(likely) > 1:
        telling = (
            f"Of the cohort {usable[0].name} the log has another version than the table, and nothing tells which "
            "was damaged: the log's was taken; look at its dates and its programme."
        )
    return Chosen(cohort=likely[0], from_log=likely[0] != kept, telling=telling)


def can_be_used(cohort: Cohort) -> bool:
    """Say whether a cohort has a programme, dates and settings that the program could have written."""
    try:
        parse_programme(cohort.programme_text, cohort.programme)
        check_name_and_dates(
            cohort.name,
            CohortDates(starts=cohort.starts, ends=cohort.ends, deadline=cohort.deadline),
        )
    except (ProgrammeError, MentorError):
        return False
    return not wrong_setting(cohort.settings)


def _likeliest(workspace: Workspace, usable: list[Cohort]) -> list[Cohort]:
    """Return of cohorts that can be used the one that is likelier than the others; all where none is.

    A line that damage changed is not one of the programme as it is today; what a coordinator changed is in both.
    """
    marks: tuple[Callable[[Cohort], int], ...] = (
        lambda cohort: _lines_unknown_here(workspace, cohort),
        lambda cohort: int(parse_programme(cohort.programme_text).id != cohort.programme),
    )
    for mark in marks:
        least = min(map(mark, usable))
        marked = [cohort for cohort in usable if mark(cohort) == least]
        if len(marked) == 1:
            return marked
    return usable


def _lines_unknown_here(workspace: Workspace, cohort: Cohort) -> int:
    """Return how many lines of a cohort's programme are not in that of its id today."""
    here = frozenset(_programme_here(workspace, cohort).splitlines())
    return len([line for line in cohort.programme_text.splitlines() if line not in here])


def _programme_here(workspace: Workspace, cohort: Cohort) -> str:
    """Return the text that the programme of a cohort has today; empty where there is none of this id."""
    try:
        return workspace.programme_source(cohort.programme)
    except (MentorError, OSError, UnicodeDecodeError):
        return ""


def _with_programme_from_elsewhere(
    workspace: Workspace, witnesses: CohortWitnesses
) -> Chosen | None:
    """Return a cohort with the programme of the newest good copy, else with that of its id today."""
    for cohort in _present(witnesses.kept, witnesses.by_log, witnesses.copied):
        copied = witnesses.copied.programme_text if witnesses.copied else ""
        sources = (
            (copied, "as in the newest good copy."),
            (
                _programme_here(workspace, cohort),
                f"{cohort.programme} as it is today: see whether it says what the cohort's said.",
            ),
        )
        for text, where in sources:
            mended = cohort.with_(programme_text=text)
            if text and can_be_used(mended):
                words = f"The programme of the cohort {cohort.name} was damaged; it is now {where}"
                return Chosen(cohort=mended, telling=words)
    return None


def _present(*cohorts: Cohort | None) -> Iterable[Cohort]:
    return (cohort for cohort in cohorts if cohort is not None)
