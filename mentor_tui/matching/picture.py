"""The whole pool as one picture: who fits whom, ordered so that groups stand beside each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .problem import Problem

_STEPS = 60
"""How often the order is refined: it changes no more long before."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The order in which those who help and those who learn are drawn, by their position in the problem."""

    helpers: tuple[int, ...]
    learners: tuple[int, ...]


def picture_of(problem: Problem) -> Picture:
    """Order both sides of a pool by what tells their fits apart most; the same pool gives the same picture."""
    fits = np.where(problem.possible, problem.worth, 0).astype(np.float64)
    if not fits.size:
        return Picture(helpers=tuple(range(fits.shape[0])), learners=tuple(range(fits.shape[1])))
    centred = fits - fits.mean(axis=0) - fits.mean(axis=1)[:, None] + fits.mean()
    learners = _direction(centred)
    helpers = centred @ learners
    return Picture(helpers=_order(helpers), learners=_order(learners))


def _direction(centred: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the direction in which the learners differ most, found by multiplying again and again."""
    direction = np.linspace(-1.0, 1.0, centred.shape[1])
    for _ in range(_STEPS):
        following = centred.T @ (centred @ direction)
        length = float(np.linalg.norm(following))
        if length < 1e-9:
            break
        direction = following / length
    return direction


def _order(values: NDArray[np.float64]) -> tuple[int, ...]:
    """Return positions by value; rounded, so that equal ones keep the order of ids."""
    rounded = np.round(values, 6)
    return tuple(sorted(range(len(rounded)), key=lambda at: (float(rounded[at]), at)))
