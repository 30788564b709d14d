"""Exact pairing: who goes with whom, so that the most are placed and the total fit is highest.

Helpers and learners: the linear assignment problem on places (Jonker and Volgenant 1987, solved by
lapx). Peers: maximum-weight matching in a general graph (Galil 1986, solved by rustworkx).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Objective = Literal["most-pairs", "total-fit"]
OBJECTIVES: tuple[Objective, ...] = ("most-pairs", "total-fit")

_EXACT = 2.0**52


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
) -> Pairing:
    """Place learners with helpers.

    Args:
        fit: integers or floats, shape (helpers, learners).
        places: how many learners each helper takes, shape (helpers,).
        allowed: which pairs may be made, shape of `fit`; all when None.
        fixed: pairs (helper, learner) that stay; they use a place each, allowed or not.
        objective: "most-pairs": first the most learners, then the highest total;
            "total-fit": the highest total alone (a pair below 0 is not made), then the most learners.

    Raises:
        ValueError: shapes do not agree, a number is not finite, or a fixed pair is out of range or
            has a learner twice.
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
    value = _values(
        table, free, objective, min(helpers * max(int(room.max(initial=0)), 0), learners)
    )
    made, optimal = _assign(value, room) if value is not None else ([], True)
    pairs = sorted([*kept, *made])
    placed = {learner for _, learner in pairs}
    unpaired = [learner for learner in range(learners) if learner not in placed]
    return Pairing(pairs=pairs, total=_total(table, pairs), unpaired=unpaired, optimal=optimal)


def pair_peers(
    fit: ArrayLike,
    allowed: ArrayLike | None = None,
    fixed: Iterable[tuple[int, int]] = (),
    objective: Objective = "most-pairs",
) -> Pairing:
    """Pair people of one pool with each other.

    Args:
        fit: integers or floats, symmetric, shape (people, people); the diagonal does not count.
        allowed: which pairs may be made, symmetric; all when None.
        fixed: pairs that stay.
        objective: as for `pair_learners`.

    Raises:
        ValueError: shapes do not agree, the matrix is not symmetric, or a fixed pair is wrong.
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
    value = _values(table, free, objective, people // 2)
    pairs = sorted([*kept, *(_match(value) if value is not None else [])])
    placed = {person for pair in pairs for person in pair}
    return Pairing(
        pairs=pairs,
        total=_total(table, pairs),
        unpaired=[person for person in range(people) if person not in placed],
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


def _assign(
    value: NDArray[np.float64], room: NDArray[np.int64]
) -> tuple[list[tuple[int, int]], bool]:
    """Return the assignment of the highest value, and whether it is proved."""
    import lap

    free = value > 0
    rows, columns = np.nonzero(free.any(axis=1))[0], np.nonzero(free.any(axis=0))[0]
    if (len(rows), len(columns)) != value.shape:
        value, free = value[np.ix_(rows, columns)], free[np.ix_(rows, columns)]
    many = np.minimum(room[rows], free.sum(axis=1))
    cost = np.subtract(value.max(), value, out=value)
    if (many != 1).any():
        cost = np.repeat(cost, many, axis=0)
    owner = np.repeat(np.arange(len(rows)), many)
    chosen, taken = lap.lapjvr(cost, extend_cost=True, return_cost=False, precision="float64")
    chosen, taken = np.asarray(chosen), np.asarray(taken)
    real = free[owner[chosen], taken]
    pairs = zip(rows[owner[chosen[real]]].tolist(), columns[taken[real]].tolist(), strict=True)
    return list(pairs), True


def _match(value: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return the matching of the highest value; equal ones are told apart by a fixed small number."""
    import rustworkx

    first, second = np.nonzero(np.triu(value, 1))
    worth = value[first, second].astype(np.int64).tolist()
    people = len(value)
    small = _fixed_numbers(first, second).tolist()
    scale = (people + 1) << 20
    edges = [
        (one, other, amount * scale + extra)
        for one, other, amount, extra in zip(
            first.tolist(), second.tolist(), worth, small, strict=True
        )
    ]
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(people))
    graph.add_edges_from(edges)
    found = rustworkx.max_weight_matching(
        graph, max_cardinality=False, weight_fn=int, verify_optimum=False
    )
    return sorted((min(pair), max(pair)) for pair in found)


def _fixed_numbers(
    first: Sequence[int] | NDArray[Any], second: Sequence[int] | NDArray[Any]
) -> NDArray[np.uint64]:
    """Return a number below 2^20 for each pair of indices, the same each time (splitmix64)."""
    mixed = np.asarray(first, dtype=np.uint64) * np.uint64(1_000_003) + np.asarray(
        second, dtype=np.uint64
    )
    with np.errstate(over="ignore"):
        mixed = (mixed + np.uint64(0x9E3779B97F4A7C15)) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed >> np.uint64(44)


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
