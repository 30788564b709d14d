"""A sitting: a coordinator at one cohort. People and fits stay in memory, decisions are written through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..domain.decisions import DecisionError, NeedsReason
from ..domain.records import Cohort, LogEntry, Pair, PersonStatus
from ..domain.roster import Roster
from ..errors import CohortGone as CohortGone
from ..matching.problem import Problem
from .deciding import accept_step, step_for
from .roster_loading import load_roster
from .suggesting import problem_for
from .workspace import ActionError, Workspace

_DECISION_TABLES = {"pair", "standing"}

__all__ = ["CohortGone", "DecisionError", "NeedsReason", "Sitting"]


class Sitting:
    """The roster and the solved problem of a cohort, kept in step with the disk."""

    def __init__(self, workspace: Workspace, cohort: str) -> None:
        self.workspace, self.cohort = workspace, cohort
        self.reload()

    def reload(self) -> Problem:
        """Read everything again, as after an import or a correction."""
        self._version = self.workspace.store.data_version()
        self._take(problem_for(load_roster(self.workspace, self.cohort)))
        return self.problem

    def _take(self, problem: Problem) -> None:
        _ = problem.proposal
        self.problem = problem

    @property
    def roster(self) -> Roster:
        """The cohort as it stands."""
        return self.problem.roster

    def decide(self, kind: str, people: Sequence[str], reason: str = "") -> LogEntry:
        """Make a decision about people on the board; it is on the disk when this returns.

        Raises:
            NeedsReason: a blocking rule wants a reason first.
            Refusal, ActionError: it cannot be decided, or another program decided about these people just now.
        """
        with self.workspace.store.exclusive():
            if self.changed_outside():
                self._meet(people)
            entry = self.workspace.store.commit(
                step_for(
                    roster=self.roster,
                    kind=kind,
                    people=people,
                    now=self.workspace.now(),
                    reason=reason,
                )
            )
        self.follow([entry])
        return entry

    def accept_many(self, pairs: Sequence[tuple[str, str]]) -> tuple[LogEntry, list[str]]:
        """Accept several pairs (helper, learner) as one step; return it and in words which pairs were left out.

        Raises:
            ActionError: none can be accepted.
        """
        with self.workspace.store.exclusive():
            if self.changed_outside():
                self.reload()
            step, left = accept_step(self.roster, pairs, self.workspace.now())
            entry = self.workspace.store.commit(step)
        self.follow([entry])
        return entry, left

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
            raise ActionError(
                "Another program decided about these people just now. Look at them again, then decide."
            )

    def _about(self, people: Sequence[str]) -> tuple[list[Pair], list[PersonStatus]]:
        """Return what is decided about people."""
        chosen, roster = set(people), self.roster
        return (
            [pair for pair in roster.pairs if chosen & {pair.helper, pair.learner, pair.third}],
            [one for one in roster.statuses if one.person in chosen],
        )

    def turn(self, back: bool, count: int = 1) -> list[LogEntry]:
        """Undo or redo steps of this cohort, whatever screen or command made them; return those turned.

        Raises:
            ActionError: there is nothing to turn, or another program wrote something that was not seen yet.
        """
        store = self.workspace.store
        with store.exclusive():
            if self.changed_outside():
                self.reload()
                raise ActionError(
                    "Another program changed this cohort just now. Look at the log (5), then undo."
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
        self._version = store.data_version()
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

    def changed_outside(self) -> bool:
        """Say whether somebody else wrote to the file since this sitting last looked."""
        return self.workspace.store.data_version() != self._version
