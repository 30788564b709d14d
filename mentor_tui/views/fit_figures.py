"""How the fits of pairs spread: in bands, the mean, the lowest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.records import Pair
from ..matching.problem import Problem

_BANDS = ((80, "80 to 100"), (60, "60 to 79"), (40, "40 to 59"), (20, "20 to 39"), (0, "0 to 19"))
"""From which fit on a pair is in which band, the best first."""


@dataclass(frozen=True, kw_only=True)
class Band:
    """How many pairs have a fit of a band."""

    words: str
    pairs: int


@dataclass(frozen=True, kw_only=True)
class FitFigures:
    """How fits spread; mean and lowest are 0 where there is no pair."""

    pairs: int
    mean: float
    lowest: float
    bands: tuple[Band, ...]


@dataclass(frozen=True, kw_only=True)
class DecidedFit:
    """A decided pair and its fit."""

    fit: float
    pair: Pair


def fit_figures(fits: Sequence[float]) -> FitFigures:
    """Return how fits spread."""
    bands: list[Band] = []
    upper = 101
    for least, words in _BANDS:
        inside = sum(least <= fit < upper for fit in fits)
        bands.append(Band(words=words, pairs=inside))
        upper = least
    return FitFigures(
        pairs=len(fits),
        mean=sum(fits) / len(fits) if fits else 0.0,
        lowest=min(fits, default=0.0),
        bands=tuple(bands),
    )


def decided_fits(problem: Problem) -> list[DecidedFit]:
    """Return the decided pairs with their fits, the lowest first; who is no longer in the matching has none."""
    fits: list[DecidedFit] = []
    for pair in problem.roster.decided:
        helper, learner = problem.helper_at.get(pair.helper), problem.learner_at.get(pair.learner)
        if helper is not None and learner is not None:
            fits.append(DecidedFit(fit=problem.points(helper, learner), pair=pair))
    return sorted(fits, key=lambda decided: (decided.fit, decided.pair.people))


def proposed_fits(problem: Problem) -> list[float]:
    """Return the fits of the pairs that are suggested or decided."""
    return [problem.points(helper, learner) for helper, learner in problem.proposal.pairs]
