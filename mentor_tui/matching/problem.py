"""A roster becomes arrays, the arrays a proposal: who is suggested with whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from ..domain.people import RoleEntry
from ..domain.roster import APART, ENDED, REJECTED, UNPLACED, Roster
from ..programmes import Weights
from .fit import FitParts, Scores
from .meaning import SentenceVectors
from .optima import Optima, optima_of_learners, optima_of_peers
from .pairing import Objective, Pairing, pair_learners, pair_peers
from .participants import Participant, participant
from .task import learners_task, peers_task
from .thesaurus import extended_thesaurus


@dataclass(frozen=True)
class Settings:
    """What the solver is asked for. `minimum_fit` is in points, 0 to 100."""

    objective: Objective = "most-pairs"
    minimum_fit: float = 0.0


def weights_of(roster: Roster) -> Weights:
    """Return the weights that count in a cohort: its own, else the programme's."""
    return roster.programme.weights.model_copy(update=roster.cohort.settings.get("weights", {}))


def settings_of(roster: Roster) -> Settings:
    """Return what a cohort asks of the solver."""
    kept = roster.cohort.settings
    return Settings(kept.get("objective", "most-pairs"), float(kept.get("minimum_fit", 0.0)))


def score_roster(roster: Roster, weights: Weights | None = None) -> Scores:
    """Return the fits of everybody who can take part or stands in a decided pair, sorted by id."""
    helpers = _entrants(roster, roster.helpers, {pair.helper for pair in roster.decided})
    decided = {person for pair in roster.decided for person in (pair.learner, pair.third) if person}
    learners = _entrants(roster, roster.learners, decided)
    if roster.peers:
        helpers = learners = _entrants(
            roster, roster.learners, decided | {pair.helper for pair in roster.decided}
        )
    programme = roster.programme
    return Scores(
        helpers=helpers,
        learners=learners,
        weights=weights or weights_of(roster),
        agreements=programme.agreements,
        language=programme.language,
        thesaurus=extended_thesaurus(roster.own_words),
        vectors=cast(SentenceVectors | None, roster.vectors),
    )


def _entrants(roster: Roster, side: dict[str, RoleEntry], decided: set[str]) -> list[Participant]:
    return [
        participant(roster.programme, roster.people[person], entry)
        for person, entry in sorted(side.items())
        if entry.eligible or person in decided
    ]


class Problem:
    """One matching problem: the roster's arrays, ready to be solved and asked about.

    Helpers and learners are known by their position in `helper_ids` and `learner_ids`. `worth` holds
    the fits as whole numbers, `unit` of them to a point; for peers a pair's worth is the sum of both
    directions, so the mean stays exact.
    """

    def __init__(self, roster: Roster, scores: Scores, settings: Settings | None = None) -> None:
        self.roster, self.scores, self.settings = roster, scores, settings or settings_of(roster)
        self.peers = roster.peers
        self.helper_ids = [each_participant.id for each_participant in scores.helpers]
        self.learner_ids = [each_participant.id for each_participant in scores.learners]
        self.helper_at = {person: at for at, person in enumerate(self.helper_ids)}
        self.learner_at = {person: at for at, person in enumerate(self.learner_ids)}
        self.unit = 2000 if self.peers else 1000
        self.fixed = [
            (self.helper_at[pair.helper], self.learner_at[pair.learner])
            for pair in roster.decided
            if pair.helper in self.helper_at and pair.learner in self.learner_at
        ]

    @cached_property
    def worth(self) -> NDArray[np.int32]:
        """Fits as whole numbers, shape (helpers, learners)."""
        return self.scores.fit + self.scores.fit.T if self.peers else self.scores.fit

    @cached_property
    def places(self) -> NDArray[np.int64]:
        """Places of each helper in this cohort."""
        return np.array([self.roster.places(person) for person in self.helper_ids], dtype=np.int64)

    @cached_property
    def possible(self) -> NDArray[np.bool_]:
        """Which pairs no rule blocks, whatever was decided about other pairs."""
        roster = self.roster
        helping = np.array(
            [roster.helpers[person].eligible for person in self.helper_ids], dtype=bool
        )
        learning = np.array(
            [roster.learners[person].eligible for person in self.learner_ids], dtype=bool
        )
        possible: NDArray[np.bool_] = helping[:, None] & learning[None, :]
        codes = {
            key: number
            for number, key in enumerate(sorted(set(roster.library_keys.values()) - {""}))
        }
        if roster.programme.same_library == "block" and codes:
            ours = np.array(
                [codes.get(roster.library_keys[person], -1) for person in self.helper_ids]
            )
            theirs = np.array(
                [codes.get(roster.library_keys[person], -2) for person in self.learner_ids]
            )
            possible &= ours[:, None] != theirs[None, :]
        for first, second in self._apart():
            for helper, learner in (
                ((first, second), (second, first)) if self.peers else ((first, second),)
            ):
                if helper in self.helper_at and learner in self.learner_at:
                    possible[self.helper_at[helper], self.learner_at[learner]] = False
        for person in self.helper_at.keys() & self.learner_at.keys():
            possible[self.helper_at[person], self.learner_at[person]] = False
        return possible

    def _apart(self) -> Iterable[tuple[str, str]]:
        for pair in self.roster.pairs:
            if pair.state in (REJECTED, APART, ENDED):
                yield pair.helper, pair.learner
            if pair.state in (REJECTED, APART):
                yield pair.learner, pair.helper
        together = set(self.roster.perhaps_same)
        if not self.roster.cohort.settings.get("meet_again"):
            together |= set(self.roster.met)
        for both in together:
            first, second = tuple(both)
            yield first, second
            yield second, first

    @cached_property
    def allowed(self) -> NDArray[np.bool_]:
        """Which pairs the solver may make: possible, fit enough, learner not left unplaced, no third of a trio."""
        allowed = self.possible.copy()
        if self.settings.minimum_fit > 0:
            allowed &= self.worth >= self.settings.minimum_fit * self.unit
        out = {person for person, state in self.roster.status_of.items() if state == UNPLACED}
        thirds = {pair.third for pair in self.roster.decided if pair.third}
        for person in out | thirds:
            if person in self.learner_at:
                allowed[:, self.learner_at[person]] = False
            if self.peers and person in self.helper_at:
                allowed[self.helper_at[person], :] = False
        return allowed

    def solve(
        self,
        fixed: Iterable[tuple[int, int]] = (),
        free: Iterable[tuple[int, int]] = (),
        near: Iterable[tuple[int, int]] = (),
    ) -> Pairing:
        """Return the best pairing.

        Args:
            fixed: further pairs that stay.
            free: decided pairs that do not stay after all.
            near: of equally good pairings the one with the most of these pairs.
        """
        loose = set(free)
        kept = [pair for pair in self.fixed if pair not in loose] + list(fixed)
        if self.peers:
            return pair_peers(
                fit=self.worth,
                allowed=self.allowed,
                fixed=kept,
                objective=self.settings.objective,
                near=near,
            )
        return pair_learners(
            fit=self.worth,
            places=self.places,
            allowed=self.allowed,
            fixed=kept,
            objective=self.settings.objective,
            near=near,
        )

    @cached_property
    def optima(self) -> Optima:
        """All best pairings together: which pairs stand in one, and who has nobody in one."""
        objective = self.settings.objective
        if self.peers:
            return optima_of_peers(peers_task(self.worth, self.allowed, self.fixed, objective))
        task = learners_task(self.worth, self.places, self.allowed, self.fixed, objective)
        return optima_of_learners(task, self.proposal.pairs)

    @cached_property
    def proposal(self) -> Pairing:
        """The best pairing with everything that is decided."""
        return self.solve()

    @cached_property
    def partner(self) -> dict[int, int]:
        """The proposed or decided helper of each learner, by position; for peers both ways."""
        candidates = {pair[1]: pair[0] for pair in self.proposal.pairs}
        if self.peers:
            candidates |= dict(self.proposal.pairs)
        return candidates

    def points(self, helper: int, learner: int) -> float:
        """Return a pair's fit in points, 0 to 100."""
        return int(self.worth[helper, learner]) / self.unit

    def parts(self, helper: int, learner: int) -> FitParts:
        """Return the parts of the helper's fit for the learner (for peers: of this direction)."""
        return self.scores.parts(helper, learner)

    def total(self, pairing: Pairing) -> float:
        """Return a pairing's total fit in points."""
        return pairing.total / self.unit

    def candidates(self, learner: int) -> list[int]:
        """Return the helpers that nothing blocks for a learner, the best first, equal ones by id."""
        open_to = np.nonzero(self.possible[:, learner])[0]
        return sorted(
            open_to.tolist(), key=lambda helper: (-int(self.worth[helper, learner]), helper)
        )

    def ties(self, helper: int, learner: int) -> int:
        """Return how many other helpers suit the learner just as well and may be chosen."""
        same = self.possible[:, learner] & (self.worth[:, learner] == self.worth[helper, learner])
        return int(same.sum()) - int(same[helper])

    def with_roster(self, roster: Roster) -> Problem:
        """Return the same people's problem after a decision; fits are not worked out again."""
        return Problem(roster, self.scores, self.settings)

    def reweighted(self, weights: Weights) -> Problem:
        """Return the same problem by other weights; texts are not compared again."""
        problem = Problem(self.roster, self.scores.reweighted(weights), self.settings)
        problem.possible, problem.places = self.possible, self.places
        return problem


def third_places(problem: Problem, person: int) -> list[tuple[tuple[int, int], int]]:
    """Return the pairs that a person without a partner could join, best first, with the worth of joining.

    The worth is the sum of the person's worth with both; a pair that is three already is left out.
    """
    trios = {
        (problem.helper_at[pair.helper], problem.learner_at[pair.learner])
        for pair in problem.roster.decided
        if pair.third
    }
    candidates = []
    for first, second in problem.proposal.pairs:
        if (first, second) in trios or not (
            problem.possible[first, person] and problem.possible[second, person]
        ):
            continue
        candidates.append(
            (
                (first, second),
                int(problem.worth[first, person]) + int(problem.worth[second, person]),
            )
        )
    return sorted(candidates, key=lambda entry: (-entry[1], entry[0]))


def changed_settings(
    settings: Settings, objective: Objective | None, minimum_fit: float | None
) -> Settings:
    """Return settings with what was said outright."""
    if objective is not None:
        settings = replace(settings, objective=objective)
    return settings if minimum_fit is None else replace(settings, minimum_fit=minimum_fit)
