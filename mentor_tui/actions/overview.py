"""An overview of the cohorts: how many applied, are eligible, are placed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from ..domain.records import Cohort, Contact
from ..domain.roster import Roster
from ..errors import StoreError
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


@dataclass(frozen=True, kw_only=True)
class CohortsRead:
    """The cohorts in figures, and those that a damaged file does not let be read, with the damage."""

    rows: tuple[CohortRow, ...]
    unread: tuple[Cohort, ...]
    damage: StoreError | None


def read_cohorts(workspace: Workspace) -> CohortsRead:
    """Return what can be read of the cohorts, by name: one that is damaged hides no other."""
    rows, unread = list[CohortRow](), list[Cohort]()
    damage: StoreError | None = None
    for cohort in workspace.store.all(Cohort):
        try:
            rows.append(cohort_row(load_roster(workspace, cohort.name)))
        except StoreError as error:
            unread.append(cohort)
            damage = damage or error
    return CohortsRead(rows=tuple(rows), unread=tuple(unread), damage=damage)


def cohort_rows(workspace: Workspace) -> list[CohortRow]:
    """Return the cohorts in figures, by name.

    Raises:
        StoreError: the file is damaged.
    """
    cohorts = read_cohorts(workspace)
    if cohorts.damage is not None:
        raise cohorts.damage
    return list(cohorts.rows)


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
