"""A sitting: a coordinator at one cohort. People and fits stay in memory, decisions are written through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..actions.deciding import accept_step, step_for
from ..actions.flags_read import clear_shown
from ..actions.progress import Progress
from ..actions.roster_loading import load_roster
from ..actions.suggesting import problem_for
from ..actions.workspace import ActionError, Workspace
from ..domain.decisions import DecisionError, NeedsReason
from ..domain.records import Cohort, LogEntry, Pair, PersonStatus, Step
from ..domain.roster import Roster
from ..errors import CohortGone as CohortGone
from ..matching.problem import Problem
from ..store import StoreError
from .requests import open_requests, to_be_read
from .second_look import MAKING

_DECISION_TABLES = {"pair", "standing"}
_RECENT = 8

__all__ = ["ChangedElsewhere", "CohortGone", "DecisionError", "NeedsReason", "Sitting"]

TROUBLE = (ActionError, DecisionError, StoreError)
"""What may go wrong when something is decided; each says in one sentence what, and what to do."""


class ChangedElsewhere(ActionError):
    """Another program wrote about the same thing; nothing was decided, the sitting has read it again."""


class Sitting:
    """The roster and the solved problem of a cohort, kept in step with the disk."""

    def __init__(self, workspace: Workspace, cohort: str) -> None:
        self.workspace, self.cohort = workspace, cohort
        self.recent: list[LogEntry] = []
        self.reload()

    def reload(self) -> Problem:
        """Read everything again, as after an import or a correction."""
        self.version = self.workspace.store.data_version()
        self._take(problem_for(load_roster(self.workspace, self.cohort)))
        return self.problem

    def _take(self, problem: Problem) -> None:
        _ = problem.proposal
        self.problem = problem
        self.recent = self.workspace.store.log(self.cohort, newest=_RECENT)

    @property
    def roster(self) -> Roster:
        """The cohort as it stands."""
        return self.problem.roster

    @property
    def undoable(self) -> str:
        """What undo would take back, as the log says it; empty when nothing is known to stand."""
        return next((entry.step.sentence for entry in self.recent if not entry.undone), "")

    def decide(self, kind: str, people: Sequence[str], reason: str = "") -> LogEntry:
        """Make a decision about people on the board; it is on the disk when this returns.

        Raises:
            NeedsReason: a blocking rule wants a reason first.
            DecisionError, ActionError: it cannot be decided.
            ChangedElsewhere: another program decided about these people just now.
        """
        with self.workspace.store.exclusive():
            if self.changed_outside():
                self._meet(people)
            step = step_for(
                roster=self.roster,
                kind=kind,
                people=people,
                now=self.workspace.now(),
                reason=reason,
            )
            entry = self.workspace.store.commit(with_unread(self.roster, kind, people, step))
        self.follow([entry])
        return entry

    def accept_many(
        self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None
    ) -> tuple[LogEntry, list[str]]:
        """Accept several pairs (helper, learner) as one step; return it and in words which pairs were left out.

        Raises:
            ActionError: none can be accepted.
            Cancelled: `progress` stopped it; nothing is written.
        """
        with self.workspace.store.exclusive():
            if self.changed_outside():
                self.reload()
            step, left = accept_step(self.roster, pairs, self.workspace.now(), progress)
            entry = self.workspace.store.commit(step)
        self.follow([entry])
        return entry, left

    def read_requests(self, people: Sequence[str]) -> LogEntry:
        """Take note that the requests of people were read, or what else is open; one step for all of them.

        Raises:
            ActionError: nothing is open.
        """
        shown = to_be_read(self.roster, people)
        if not shown:
            raise ActionError("Nothing is left to read about these people.")
        entry = clear_shown(self.workspace, self.cohort, shown)
        self.follow([entry])
        return entry

    def suggested_above(self, least: float) -> list[tuple[str, str]]:
        """Return the suggested pairs (helper, learner) that are not decided and have at least so many points."""
        problem, placed = self.problem, self.roster.placed
        pairs = sorted(problem.proposal.pairs)
        named = [
            (problem.helper_ids[h], problem.learner_ids[le])
            for h, le in pairs
            if problem.points(h, le) >= least
        ]
        return [(helper, learner) for helper, learner in named if learner not in placed]

    def _meet(self, people: Sequence[str]) -> None:
        """Take over what another program wrote; stop where it concerns the same people."""
        before = self._about(people)
        self.reload()
        if self._about(people) != before:
            raise ChangedElsewhere(
                "Another program decided about these people just now; nothing was done here. "
                "What you see is how it stands now."
            )

    def _about(self, people: Sequence[str]) -> tuple[list[Pair], list[PersonStatus]]:
        """Return what is decided about people."""
        chosen, roster = set(people), self.roster
        return (
            [pair for pair in roster.pairs if chosen & {pair.helper, pair.learner, pair.third}],
            [status for status in roster.statuses if status.person in chosen],
        )

    def turn(self, back: bool, count: int = 1) -> list[LogEntry]:
        """Undo or redo steps of this cohort, whatever screen or command made them; return those turned.

        Raises:
            ActionError: there is nothing to turn.
            ChangedElsewhere: another program wrote something that was not seen yet.
        """
        store = self.workspace.store
        with store.exclusive():
            if self.changed_outside():
                self.reload()
                raise ChangedElsewhere(
                    "Another program changed this cohort just now; nothing was taken back. "
                    "Look at the log (5), then undo."
                )
            entries = store.undo(count, self.cohort) if back else store.redo(count, self.cohort)
        if not entries:
            raise ActionError("There is nothing to undo." if back else "There is nothing to redo.")
        self.follow(entries)
        return entries

    def follow(self, entries: Sequence[LogEntry]) -> None:
        """Bring the memory in step with what was just written."""
        tables = {change.table for entry in entries for change in entry.step.changes}
        if self.workspace.store.find(Cohort, name=self.cohort) is None:
            raise CohortGone(entries)
        mine = all(entry.step.cohort == self.cohort for entry in entries)
        if (
            not mine
            or not tables <= _DECISION_TABLES
            or any("withdraw" in entry.step.kind for entry in entries)
        ):
            self.reload()
            return
        store = self.workspace.store
        self.version = store.data_version()
        pairs, statuses = (
            store.all(Pair, cohort=self.cohort),
            store.all(PersonStatus, cohort=self.cohort),
        )
        roster = replace(self.roster, pairs=tuple(pairs), statuses=tuple(statuses))
        known = all(
            pair.helper in self.problem.helper_at and pair.learner in self.problem.learner_at
            for pair in roster.decided
        )
        self._take(self.problem.with_roster(roster) if known else problem_for(roster))

    def newest_version(self) -> int:
        """Read the number of the file's newest change; a worker asks for it."""
        return self.workspace.store.data_version()

    def changed_outside(self) -> bool:
        """Say whether somebody else wrote to the file since this sitting last looked."""
        return self.workspace.store.data_version() != self.version


def with_unread(roster: Roster, kind: str, people: Sequence[str], step: Step) -> Step:
    """Return the step of a pair that is made, with whose request nobody had read in its sentence."""
    requests = open_requests(roster, people) if kind in MAKING else ()
    if not requests:
        return step
    names = " and ".join(dict.fromkeys(request.name for request in requests))
    return replace(step, sentence=f"{step.sentence}, the request of {names} not read")


def turn_newest(workspace: Workspace, back: bool) -> list[LogEntry]:
    """Undo or redo the newest step of all cohorts, where none is open; nothing when there is none."""
    return workspace.store.undo() if back else workspace.store.redo()
