"""The heaviest matching in one pool of people (Galil 1986, solved by rustworkx), made quick.

Both directions of every pair together are an assignment problem. Its potentials bound every matching
from above, so a pair whose slack is more than the gap between bound and matching stands in no
heaviest matching and is left out. What remains has a few pairs for each person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
PRUNED_LIMIT = 2**52
"""Highest value times people up to which the bound is exact."""

_FEW = 6


@dataclass(frozen=True, kw_only=True)
class Heaviest:
    """A heaviest matching, and what is known of all of them.

    A pair that is not in `kept` stands in none of them. Where `tight`, every matching of kept pairs
    that leaves nobody of `needed` alone is one of them.
    """

    pairs: list[tuple[int, int]]
    kept: NDArray[np.bool_]
    tight: bool
    needed: NDArray[np.bool_]


def heaviest_matching(value: NDArray[Any], second: Whole) -> list[tuple[int, int]]:
    """Return the matching of the highest value; of equal ones the one with the highest second sum.

    Args:
        value: symmetric whole numbers, 0 where a pair may not be made; Python's own numbers (dtype
            object) when they are too large for the bound.
        second: symmetric whole numbers, none negative.
    """
    return heaviest(value, second).pairs


def heaviest(value: NDArray[Any], second: Whole) -> Heaviest:
    """Return the matching of the highest value, and what is known of all such."""
    allowed = value > 0
    nobody = np.zeros(len(value), dtype=bool)
    if not allowed.any():
        return Heaviest(pairs=[], kept=allowed, tight=True, needed=nobody)
    if int(value.max()) * len(value) >= PRUNED_LIMIT:
        pairs = _match(value, second, allowed)
        return Heaviest(pairs=pairs, kept=allowed, tight=False, needed=nobody)
    value = value.astype(np.int64)
    bound, slack = _bound(value)
    reach = _reach(slack[allowed], _FEW * len(value))
    pairs = _match(value, second, allowed & (slack <= reach))
    gap = bound - 2 * sum(int(value[pair]) for pair in pairs)
    if gap > reach:
        pairs = _match(value, second, allowed & (slack <= gap))
    gap = bound - 2 * sum(int(value[pair]) for pair in pairs)
    return Heaviest(
        pairs=pairs,
        kept=allowed & (slack <= gap),
        tight=gap == 0,
        needed=slack.diagonal() > 0,
    )


def _reach(slack: Whole, many: int) -> int:
    """Return the slack of the pair that is the last of so many with the least."""
    last = min(many, len(slack)) - 1
    return int(np.partition(slack, last)[last])


def _bound(value: Whole) -> tuple[int, Whole]:
    """Return the worth of the best assignment of both directions, and the slack of each pair."""
    import lap

    cost = (int(value.max()) - value).astype(np.float64)
    _, column = lap.lapjvr(cost, return_cost=False, precision="float64")
    column = np.asarray(column, dtype=np.int64)
    own = value[np.arange(len(value)), column]
    extra = own[:, None] - value
    potential = np.zeros(len(value), dtype=np.int64)
    while True:
        lower = np.minimum(potential, (extra + potential[column][:, None]).min(axis=0))
        if np.array_equal(lower, potential):
            break
        potential = lower
    one_way = extra + potential[column][:, None] - potential[None, :]
    return int(own.sum()), one_way + one_way.T


def _match(value: NDArray[Any], second: Whole, kept: NDArray[np.bool_]) -> list[tuple[int, int]]:
    import rustworkx

    first, values = np.nonzero(np.triu(kept, 1))
    amounts = value[first, values].tolist()
    extras = second[first, values].tolist()
    scale = max(extras, default=0) * len(value) + 1
    edges = [
        (each_first, two, amount * scale + extra)
        for each_first, two, amount, extra in zip(
            first.tolist(), values.tolist(), amounts, extras, strict=True
        )
    ]
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(value)))
    graph.add_edges_from(edges)
    pairs = rustworkx.max_weight_matching(
        graph, max_cardinality=False, weight_fn=int, verify_optimum=False
    )
    return sorted((min(pair), max(pair)) for pair in pairs)


def fixed_numbers(people: int) -> Whole:
    """Return a number below 2^20 for each pair of positions, the same each time (splitmix64)."""
    place = np.arange(people, dtype=np.uint64)
    low, high = np.minimum(place[:, None], place[None, :]), np.maximum(place[:, None], place)
    with np.errstate(over="ignore"):
        mixed = low * np.uint64(1_000_003) + high
        mixed = (mixed + np.uint64(0x9E3779B97F4A7C15)) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(44)).astype(np.int64)
