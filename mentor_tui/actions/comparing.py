"""Comparing two runs: other weights or wishes against the present ones, or the decisions against the solver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..domain.records import LogEntry
from ..domain.roster import Roster
from ..matching.pairing import Objective
from ..matching.problem import Problem, settings_of
from ..programmes import Weights
from .cohorts import change_settings
from .meanings import counts_meaning, encoder_of
from .roster_loading import load_roster
from .suggesting import problem_for
from .workspace import ActionError, Workspace


@dataclass(frozen=True)
class Difference:
    """A learner whose helper differs; names empty for nobody, fits in points by the first run's weights."""

    learner: str
    before: str
    after: str
    fit_before: float
    fit_after: float


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two pairings of the same people: how many learners agree, who differs, and what each reaches.

    Totals and lowest fits are counted by the weights of the first run, so that they can be compared.
    """

    agreed: int
    different: tuple[Difference, ...]
    pairs: tuple[int, int]
    totals: tuple[float, float]
    lowest: tuple[float, float]

    @property
    def price(self) -> str:
        """What the second run brings and costs: "lowest 12 -> 24, total -0.3 %, 6 people move"."""
        words = [f"lowest {_short(self.lowest[0])} -> {_short(self.lowest[1])}"]
        if self.pairs[0] != self.pairs[1]:
            words.append(f"pairs {self.pairs[0]} -> {self.pairs[1]}")
        words.append(f"total {_change(*self.totals)}")
        count = len(self.different)
        words.append({0: "nobody moves", 1: "1 person moves"}.get(count, f"{count} people move"))
        return ", ".join(words)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _change(before: float, after: float) -> str:
    """Return a change in percent, with as many digits as it takes to see it."""
    if abs(after - before) < 1e-6:
        return "the same"
    if before <= 0:
        return f"{after - before:+.1f}"
    percent = 100 * (after - before) / before
    digits = next((digits for digits in (1, 2, 3) if round(percent, digits)), 4)
    return f"{percent:+.{digits}f} %"


def compare_runs(
    roster: Roster,
    weights: Mapping[str, float] | None = None,
    objective: Objective | None = None,
    minimum_fit: float | None = None,
) -> Comparison:
    """Compare the present proposal with that of other weights or wishes."""
    first = problem_for(roster)
    second = problem_for(roster, weights, objective, minimum_fit)
    return _compared(first, _helpers(first), _helpers(second))


def compare_with_solver(roster: Roster) -> Comparison:
    """Compare what was decided by hand with what the solver would do with nobody decided yet."""
    problem = problem_for(roster)
    by_hand = {pair.learner: pair.helper for pair in roster.decided}
    if roster.peers:
        by_hand |= {pair.helper: pair.learner for pair in roster.decided}
    free = problem.solve(free=problem.fixed)
    solved = {
        problem.learner_ids[learner]: problem.helper_ids[helper] for helper, learner in free.pairs
    }
    if roster.peers:
        solved |= {
            problem.helper_ids[helper]: problem.learner_ids[learner]
            for helper, learner in free.pairs
        }
    return _compared(problem, by_hand, {learner: solved.get(learner, "") for learner in by_hand})


def _helpers(problem: Problem) -> dict[str, str]:
    return {
        problem.learner_ids[learner]: problem.helper_ids[helper]
        for learner, helper in problem.partner.items()
    }


def _compared(problem: Problem, before: Mapping[str, str], after: Mapping[str, str]) -> Comparison:
    def fit(helper: str, learner: str) -> float:
        if not helper or helper not in problem.helper_at or learner not in problem.learner_at:
            return 0.0
        return problem.points(problem.helper_at[helper], problem.learner_at[learner])

    people = sorted(before.keys() | after.keys())
    rows = [(learner, before.get(learner, ""), after.get(learner, "")) for learner in people]
    different = tuple(
        Difference(
            learner,
            helper_before,
            helper_after,
            fit(helper_before, learner),
            fit(helper_after, learner),
        )
        for learner, helper_before, helper_after in rows
        if helper_before != helper_after
    )
    share = 2 if problem.peers else 1
    totals = tuple(
        sum(fit(helper, learner) for learner, helper in run.items()) / share
        for run in (before, after)
    )
    pairs = tuple(sum(bool(helper) for helper in run.values()) // share for run in (before, after))
    lowest = tuple(
        min((fit(helper, learner) for learner, helper in run.items() if helper), default=0.0)
        for run in (before, after)
    )
    return Comparison(
        agreed=len(rows) - len(different),
        different=different,
        pairs=(pairs[0], pairs[1]),
        totals=(totals[0], totals[1]),
        lowest=(lowest[0], lowest[1]),
    )


def set_weights(workspace: Workspace, cohort: str, weights: Mapping[str, float]) -> LogEntry:
    """Keep other weights with a cohort, as one step of the log.

    Raises:
        ActionError: nothing would change, or all weights are 0.
    """
    roster = load_roster(workspace, cohort)
    present = roster.programme.weights.model_copy(update=roster.cohort.settings.get("weights", {}))
    wanted = present.model_copy(update=dict(weights))
    if wanted == present:
        raise ActionError(f"the weights are {words_of(present)} already")
    if not any(wanted.model_dump().values()):
        raise ActionError("at least one weight must be more than 0")
    sentence = f"Weights: {words_of(present)} -> {words_of(wanted)}"
    return change_settings(workspace, cohort, sentence, weights=wanted.model_dump())


def set_objective(workspace: Workspace, cohort: str, objective: Objective) -> LogEntry:
    """Keep with a cohort what its list aims at, as one step of the log.

    Raises:
        ActionError: it aims at that already.
    """
    present = settings_of(load_roster(workspace, cohort)).objective
    if present == objective:
        raise ActionError(f"the list of {cohort} aims at {objective} already")
    sentence = f"Aim of the list: {present} -> {objective}"
    return change_settings(workspace, cohort, sentence, objective=objective)


def set_meaning(workspace: Workspace, name: str, on: bool) -> LogEntry:
    """Keep with a cohort whether its goals are compared by meaning, as one step of the log.

    Raises:
        ActionError: it is so already.
        MeaningMissing: what it needs is not installed.
    """
    cohort = workspace.cohort(name)
    if counts_meaning(cohort, workspace.programme_of(cohort)) == on:
        how = "by meaning too" if on else "by words alone"
        raise ActionError(f"the goals of {name} are compared {how} already")
    if on:
        encoder_of(workspace).vector("A sentence.")
    words = "by words alone -> by meaning too" if on else "by meaning too -> by words alone"
    return change_settings(workspace, name, f"Goals are compared: {words}", meaning=on)


def words_of(weights: Weights) -> str:
    """Return weights as the commands write them."""
    return ",".join(f"{name}={value:g}" for name, value in weights.model_dump().items())
