"""An overview of the cohorts: how many applied, are eligible, are placed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from ..domain.records import Cohort, Contact
from ..domain.roster import Roster
from ..views.cohort_figures import people_figures
from ..views.month_figures import MonthFigures, month_figures
from .roster_loading import load_roster
from .workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class CohortRow:
    """One cohort in figures."""

    name: str
    programme: str
    deadline: str
    starts: str
    ends: str
    people: int
    learners: int
    places: int
    eligible: int
    ineligible: int
    undecided: int
    flags: int
    placed: int
    exported: str

    def data(self) -> dict[str, Any]:
        """Return the row as plain data."""
        return asdict(self)


def cohort_rows(workspace: Workspace) -> list[CohortRow]:
    """Return the cohorts in figures, by name."""
    return [
        cohort_row(load_roster(workspace, cohort.name)) for cohort in workspace.store.all(Cohort)
    ]


def cohort_row(roster: Roster) -> CohortRow:
    """Return one cohort in figures."""
    cohort = roster.cohort
    figures = people_figures(roster)
    return CohortRow(
        name=cohort.name,
        programme=cohort.programme,
        deadline=cohort.deadline,
        starts=cohort.starts,
        ends=cohort.ends,
        people=figures.people,
        learners=figures.learners,
        places=figures.places,
        eligible=figures.eligible,
        ineligible=figures.ineligible,
        undecided=figures.undecided,
        flags=figures.flags,
        placed=figures.placed,
        exported=exported_state(roster),
    )


def exported_state(roster: Roster) -> str:
    """Return when the lists were exported, and whether pairs changed since; empty when never."""
    settings = roster.cohort.settings
    if "exported_at" not in settings:
        return ""
    now = sorted(f"{pair.helper} {pair.learner} {pair.third}".strip() for pair in roster.decided)
    return str(settings["exported_at"])[:16] + (
        "" if now == sorted(settings["exported_pairs"]) else " (changed since)"
    )


def months_of(workspace: Workspace, cohort: str) -> tuple[MonthFigures, ...]:
    """Return what was noted about a cohort's pairs, month by month."""
    return month_figures(workspace.store.all(Contact, cohort=cohort))
