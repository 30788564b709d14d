"""How sure each suggested pair is: settled, free or depending on the weights.

Settled: every best pairing has the pair, and every draw of the weights keeps it. Free: another best
pairing does without it, so that it can be exchanged at no cost. Depends: every best pairing by the
weights as they are has it, and a draw of slightly other weights does not. Free comes first: a pair
that costs nothing to exchange is that, whatever the weights.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from ..programmes import Weights
from .problem import Problem
from .task import LIFT

DRAWS = 60
"""How many times the weights are drawn."""

DRAWS_TO_LIFT = 24
"""How many times where the lowest is lifted, since each list takes longer there."""

WIDTH = 0.2
"""How far a drawn weight is from the weight as it is: a fifth to either side."""

Progress = Callable[[int, int], None]


class Sure(StrEnum):
    """How sure a pair is."""

    SETTLED = "settled"
    FREE = "free"
    DEPENDS = "depends"


@dataclass(frozen=True, kw_only=True)
class Certainty:
    """How sure one pair is.

    People by position. `helpers` are the other helpers whom the learner has in some best pairing,
    `learners` the other learners of the helper; for peers the other partners of the second and of the
    first. `alone` says that some best pairing leaves the learner (for peers one of the two) with
    nobody. `kept` is the share of the draws that keep the pair.
    """

    sure: Sure
    kept: float
    helpers: tuple[int, ...] = ()
    learners: tuple[int, ...] = ()
    alone: bool = False


def draws_of(problem: Problem) -> int:
    """Return how many times the weights are drawn for a problem."""
    return DRAWS_TO_LIFT if problem.settings.objective == LIFT else DRAWS


def certainties(
    problem: Problem, progress: Progress | None = None
) -> dict[tuple[int, int], Certainty]:
    """Return how sure each pair of the proposal is, by (helper, learner).

    Decided pairs are settled. Draws that can keep a pair at no cost keep it.

    Args:
        problem: the problem, with the weights as they are.
        progress: told how many of how many draws are done; what it raises ends the work.
    """
    kept = _kept(problem, progress)
    decided, draws = set(problem.fixed), draws_of(problem)
    words = {}
    for pair in problem.proposal.pairs:
        if pair in decided:
            words[pair] = Certainty(sure=Sure.SETTLED, kept=1.0)
        else:
            words[pair] = _certainty(problem, pair, kept[pair] / draws)
    return words


def _certainty(problem: Problem, pair: tuple[int, int], kept: float) -> Certainty:
    helper, learner = pair
    optima = problem.optima
    helpers = _others(optima.pairs[:, learner], helper)
    learners = _others(optima.pairs[helper, :], learner)
    alone = bool(optima.alone[learner] or (problem.peers and optima.alone[helper]))
    if problem.peers:
        free = bool(helpers or learners or alone)
    else:
        present = {learner for at, learner in problem.proposal.pairs if at == helper}
        learners = tuple(learner for learner in learners if learner not in present)
        free = bool(helpers or alone)
    if free:
        sure = Sure.FREE
    else:
        sure = Sure.DEPENDS if kept < 1 else Sure.SETTLED
        learners = ()
    return Certainty(sure=sure, kept=kept, helpers=helpers, learners=learners, alone=alone)


def _others(row: np.ndarray[Any, Any], person: int) -> tuple[int, ...]:
    return tuple(learner for learner in np.nonzero(row)[0].tolist() if learner != person)


def _kept(problem: Problem, progress: Progress | None) -> Counter[tuple[int, int]]:
    """Count in how many draws each pair of the proposal stays."""
    present = problem.proposal.pairs
    kept: Counter[tuple[int, int]] = Counter()
    for number, weights in enumerate(drawn_weights(problem)):
        if progress is not None:
            progress(number, draws_of(problem))
        pairing = problem.reweighted(weights).solve(near=present)
        kept.update(set(present) & set(pairing.pairs))
    if progress is not None:
        progress(draws_of(problem), draws_of(problem))
    return kept


def drawn_weights(problem: Problem) -> Iterator[Weights]:
    """Yield the draws: each weight times a number from 0.8 to 1.2, the same for the same people."""
    weights = problem.scores.weights
    random = np.random.default_rng(_seed(problem))
    names = sorted(weights.model_dump())
    for _ in range(draws_of(problem)):
        factors = random.uniform(1 - WIDTH, 1 + WIDTH, len(names)).tolist()
        update = {
            name: getattr(weights, name) * factor
            for name, factor in zip(names, factors, strict=True)
        }
        yield weights.model_copy(update=update)


def _seed(problem: Problem) -> int:
    """Return a number of the people's answers and the weights, whatever the order of the rows."""
    scores = problem.scores
    people = {_words(person) for side in (scores.helpers, scores.learners) for person in side}
    text = "\n".join([*sorted(people), _words(scores.weights.model_dump())])
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8])


def _words(value: Any) -> str:
    """Return a value as text in which nothing depends on the order of sets and mappings."""
    if is_dataclass(value) and not isinstance(value, type):
        return _words({field.name: getattr(value, field.name) for field in fields(value)})
    if isinstance(value, Mapping):
        return repr(sorted((str(key), _words(item)) for key, item in value.items()))
    if isinstance(value, (set, frozenset)):
        return repr(sorted(_words(item) for item in value))
    if isinstance(value, (tuple, list)):
        return repr([_words(item) for item in value])
    return repr(value)
