"""Exact pairing: who goes with whom, so that the most are placed and the total fit is highest.

Helpers and learners: the linear assignment problem on places (Jonker and Volgenant 1987, solved by
lapx). Peers: maximum-weight matching in a general graph (Galil 1986, solved by rustworkx).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .leximin import leximin_face
from .leximin_pool import PoolFace, leximin_pool
from .pool import fixed_numbers
from .task import LIFT, OBJECTIVES, Objective, Task, learners_task, peers_task

__all__ = ["OBJECTIVES", "Objective", "Pairing", "pair_learners", "pair_peers", "pool_face"]

_WHOLE = 2.0**53


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """The result of pairing.

    `pairs` holds (helper, learner), for peers (smaller, larger), sorted; `total` is the sum of their
    fits; `unpaired` the learners, for peers the people, without a pair; `optimal` whether the result
    is proved to be the best (for floats: up to rounding).
    """

    pairs: list[tuple[int, int]]
    total: float
    unpaired: list[int] = field(default_factory=list)
    optimal: bool = True


def pair_learners(
    fit: ArrayLike,
    places: ArrayLike,
    allowed: ArrayLike | None = None,
    fixed: Iterable[tuple[int, int]] = (),
    objective: Objective = "most-pairs",
    near: Iterable[tuple[int, int]] = (),
) -> Pairing:
    """Place learners with helpers.

    Args:
        fit: integers or floats, shape (helpers, learners).
        places: how many learners each helper takes, shape (helpers,).
        allowed: which pairs may be made, shape of `fit`; all when None.
        fixed: pairs (helper, learner) that stay; they use a place each, allowed or not.
        objective: "most-pairs": first the most learners, then the highest total;
            "total-fit": the highest total alone (a pair below 0 is not made), then the most learners;
            "lift-lowest": first the most learners, then the highest possible lowest fit, then the
            next lowest, and so on.
        near: of equally good results the one with the most of these pairs.

    Raises:
        ValueError: shapes do not agree, a number is not finite, or a fixed pair is out of range or
            has a learner twice.
    """
    task = learners_task(fit, places, allowed, fixed, objective)
    liked = _liked(task, near)
    pairs = sorted(
        [*task.kept, *(_lifted(task, liked) if objective == LIFT else _best(task, liked))]
    )
    placed = {learner for _, learner in pairs}
    unpaired = [learner for learner in range(task.table.shape[1]) if learner not in placed]
    return Pairing(pairs=pairs, total=_total(task.table, pairs), unpaired=unpaired)


def pair_peers(
    fit: ArrayLike,
    allowed: ArrayLike | None = None,
    fixed: Iterable[tuple[int, int]] = (),
    objective: Objective = "most-pairs",
    near: Iterable[tuple[int, int]] = (),
) -> Pairing:
    """Pair people of one pool with each other.

    Args:
        fit: integers or floats, symmetric, shape (people, people); the diagonal does not count.
        allowed: which pairs may be made, symmetric; all when None.
        fixed: pairs that stay.
        objective: as for `pair_learners`.
        near: as for `pair_learners`.

    Raises:
        ValueError: shapes do not agree, the matrix is not symmetric, or a fixed pair is wrong.
    """
    task = peers_task(fit, allowed, fixed, objective)
    face = pool_face(task)
    liked = _liked(task, near)
    people = len(task.table)
    wish = (liked | liked.T).astype(np.int64) if liked.any() else fixed_numbers(people)
    pairs = sorted([*task.kept, *face.best(wish)])
    placed = {person for pair in pairs for person in pair}
    return Pairing(
        pairs=pairs,
        total=_total(task.table, pairs),
        unpaired=[person for person in range(people) if person not in placed],
        optimal=face.proved,
    )


def pool_face(task: Task) -> PoolFace:
    """Return all the equally good matchings of one pool."""
    if task.objective == LIFT:
        return leximin_pool(task.table, task.free)
    value = task.values()
    if value is None:
        return PoolFace(value=np.zeros(task.table.shape, dtype=np.int64))
    return PoolFace(value=value.astype(np.int64))


def _liked(task: Task, near: Iterable[tuple[int, int]]) -> NDArray[np.bool_]:
    liked = np.zeros(task.table.shape, dtype=bool)
    for pair in near:
        liked[pair] = True
    return liked


def _lifted(task: Task, liked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    face = leximin_face(task.table, task.free, task.room)
    return (face.nearest(liked) if liked.any() else face).pairs()


def _best(task: Task, liked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    value = task.values()
    if value is None:
        return []
    if liked.any() and float(value.max()) * (task.most + 1.0) ** 2 < _WHOLE:
        value = np.where(value > 0, value * (task.most + 1.0) + liked, 0.0)
    return _assign(value, task.room)


def _assign(value: NDArray[np.float64], room: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return the assignment of the highest value."""
    import lap

    free = value > 0
    rows, columns = np.nonzero(free.any(axis=1))[0], np.nonzero(free.any(axis=0))[0]
    if (len(rows), len(columns)) != value.shape:
        value, free = value[np.ix_(rows, columns)], free[np.ix_(rows, columns)]
    values = np.minimum(room[rows], free.sum(axis=1))
    cost = np.subtract(value.max(), value, out=value)
    if (values != 1).any():
        cost = np.repeat(cost, values, axis=0)
    owner = np.repeat(np.arange(len(rows)), values)
    chosen, taken = lap.lapjvr(cost, extend_cost=True, return_cost=False, precision="float64")
    chosen, taken = np.asarray(chosen), np.asarray(taken)
    real = free[owner[chosen], taken]
    pairs = zip(rows[owner[chosen[real]]].tolist(), columns[taken[real]].tolist(), strict=True)
    return list(pairs)


def _total(table: NDArray[Any], pairs: list[tuple[int, int]]) -> float:
    if not pairs:
        return 0
    first, second = zip(*pairs, strict=True)
    total = table[list(first), list(second)]
    return (
        int(total.sum(dtype=np.int64))
        if table.dtype.kind in "iub"
        else float(np.sum(total, dtype=np.float64))
    )
