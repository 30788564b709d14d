"""What is asked of the pairing, checked: fits, pairs that may be made, places, pairs that stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Objective = Literal["most-pairs", "total-fit", "lift-lowest"]
OBJECTIVES: tuple[Objective, ...] = ("most-pairs", "total-fit", "lift-lowest")
LIFT: Objective = "lift-lowest"

_EXACT = 2.0**52


@dataclass(frozen=True, kw_only=True)
class Task:
    """A checked pairing task.

    `free` are the pairs that may be made beside those of `kept`; `room` the places that are left,
    for peers empty; `most` how many pairs can be made at most.
    """

    table: NDArray[Any]
    free: NDArray[np.bool_]
    room: NDArray[np.int64]
    kept: tuple[tuple[int, int], ...]
    objective: Objective
    most: int

    def values(self) -> NDArray[np.float64] | None:
        """Return whole numbers whose highest sum is the objective; None where no pair can be made."""
        return _values(self.table, self.free.copy(), self.objective, self.most)


def learners_task(
    fit: ArrayLike,
    places: ArrayLike,
    allowed: ArrayLike | None,
    fixed: Iterable[tuple[int, int]],
    objective: Objective,
) -> Task:
    """Return the task of placing learners with helpers.

    Raises:
        ValueError: as `pair_learners` says.
    """
    table, free = _checked(fit, allowed, objective)
    helpers, learners = table.shape
    room = np.asarray(places, dtype=np.int64).reshape(-1).copy()
    if len(room) != helpers:
        raise ValueError(f"places has {len(room)} entries for {helpers} helpers")
    kept = _checked_fixed(fixed, helpers, learners)
    for helper, learner in kept:
        room[helper] -= 1
        free[:, learner] = False
    free[room <= 0] = False
    return Task(
        table=table,
        free=free,
        room=np.maximum(room, 0),
        kept=tuple(kept),
        objective=objective,
        most=min(helpers * max(int(room.max(initial=0)), 0), learners),
    )


def peers_task(
    fit: ArrayLike,
    allowed: ArrayLike | None,
    fixed: Iterable[tuple[int, int]],
    objective: Objective,
) -> Task:
    """Return the task of pairing one pool.

    Raises:
        ValueError: as `pair_peers` says.
    """
    table, free = _checked(fit, allowed, objective)
    people = table.shape[0]
    if table.shape[1] != people or not np.array_equal(table, table.T):
        raise ValueError("the fit of peers must be symmetric")
    kept = [(min(pair), max(pair)) for pair in _checked_fixed(fixed, people, people)]
    taken = [person for pair in kept for person in pair]
    if len(set(taken)) != len(taken):
        raise ValueError("a person stands in two fixed pairs")
    free &= free.T
    np.fill_diagonal(free, False)
    free[taken, :] = free[:, taken] = False
    return Task(
        table=table,
        free=free,
        room=np.zeros(0, dtype=np.int64),
        kept=tuple(kept),
        objective=objective,
        most=people // 2,
    )


def _checked(
    fit: ArrayLike, allowed: ArrayLike | None, objective: str
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    table = np.asarray(fit)
    if table.ndim != 2:
        raise ValueError("fit must have two dimensions")
    if objective not in OBJECTIVES:
        raise ValueError(f"objective is {objective!r}; write one of {', '.join(OBJECTIVES)}")
    free = np.ones(table.shape, dtype=bool) if allowed is None else np.array(allowed, dtype=bool)
    if free.shape != table.shape:
        raise ValueError(f"allowed has the shape {free.shape}, fit {table.shape}")
    if table.dtype.kind not in "iub" and not np.isfinite(table[free]).all():
        raise ValueError("fit holds a number that is not finite")
    return table, free


def _checked_fixed(
    fixed: Iterable[tuple[int, int]], helpers: int, learners: int
) -> list[tuple[int, int]]:
    kept = [(int(helper), int(learner)) for helper, learner in fixed]
    seen: set[int] = set()
    for helper, learner in kept:
        if not (0 <= helper < helpers and 0 <= learner < learners):
            raise ValueError(f"the fixed pair ({helper}, {learner}) is out of range")
        if learner in seen:
            raise ValueError(f"learner {learner} stands in two fixed pairs")
        seen.add(learner)
    return kept


def _values(
    table: NDArray[Any], free: NDArray[np.bool_], objective: Objective, most: int
) -> NDArray[np.float64] | None:
    """Return whole numbers whose highest sum is the objective; 0 where a pair is not made.

    Each is at least 1, so making a pair is always better than not. For "most-pairs" every pair has a
    bonus above all differences of fit together; for "total-fit" a unit of fit is above all bonuses.
    """
    if objective == "total-fit":
        free &= table >= 0
    if not free.any() or most < 1:
        return None
    blocked = ~free
    fits = table.astype(np.float64)
    if objective == "most-pairs":
        fits -= float(fits.min(where=free, initial=np.inf))
    fits[blocked] = 0.0
    highest = float(fits.max())
    room = _EXACT / (most + 1.0) ** 2
    if table.dtype.kind not in "iub" or highest > room:
        scale = 2.0 ** np.floor(np.log2(room / highest)) if highest > 0 else 1.0
        np.rint(np.multiply(fits, scale, out=fits), out=fits)
        highest = float(fits.max())
    if objective == "most-pairs":
        fits += highest * most + 1.0
    else:
        fits *= most + 1.0
        fits += 1.0
    fits[blocked] = 0.0
    return fits
