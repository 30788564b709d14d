"""Lift the lowest in one pool of people: leximin of the fits of the most pairs.

As for helpers and learners the fits are taken level by level from below. In one pool the pairs that
stand in some best matching do not tell the best matchings alone, so a level that is needed in part
stays in the weights: as many digits of one number as the levels need, the lowest fit first. A level
that is not needed goes, one that is needed wholly is fixed. `proved` is false where the digits of so
many levels do not fit into one number; what is done up to there is exact, and the rest is by total.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .pool import PRUNED_LIMIT, Heaviest, Whole, heaviest, heaviest_matching

Levels = NDArray[np.int32]

_STEEP = 20
_NUMBER = 2**123


@dataclass(frozen=True, kw_only=True)
class PoolFace:
    """All matchings of one pool that are equally good.

    They have the pairs of `fixed`, and otherwise are the heaviest by `value` (0 where a pair may not
    be made). Where this is not `proved`, `rest` orders what is left.
    """

    value: NDArray[Any]
    fixed: tuple[tuple[int, int], ...] = ()
    proved: bool = True
    rest: Whole | None = None

    def best(self, second: Whole) -> list[tuple[int, int]]:
        """Return the one of them with the highest sum of a second table."""
        choice = second if self.rest is None else self.rest
        return sorted([*self.fixed, *heaviest_matching(self.value, choice)])


def leximin_pool(table: NDArray[np.generic], free: NDArray[np.bool_]) -> PoolFace:
    """Return every matching that lifts the lowest.

    Args:
        table: the fits, symmetric.
        free: which pairs may be made, symmetric, the diagonal not.
    """
    level = np.zeros(table.shape, dtype=np.int32)
    level[free] = np.unique(table[free], return_inverse=True)[1].reshape(-1) + 1
    return _Pool(level).run()


@dataclass(frozen=True, kw_only=True)
class _Window:
    """Some levels with the number of values that a digit of each has, the lowest level first."""

    levels: tuple[int, ...]
    bases: tuple[int, ...]

    def half(self) -> _Window:
        """Return the lower half of the levels."""
        count = len(self.levels) // 2
        return _Window(levels=self.levels[:count], bases=self.bases[:count])


class _Pool:
    """The levels of a pool; the highest level stands for pairs whose level is done.

    `needed` are the people whom no best matching leaves alone, `part` the levels of which a best
    matching has some pairs and not all, the lowest first.
    """

    def __init__(self, level: Levels) -> None:
        self.level = level
        self.top = int(level.max(initial=0)) + 1
        self.part: list[NDArray[np.bool_]] = []
        self.needed = np.zeros(len(level), dtype=bool)
        self.fixed: list[tuple[int, int]] = []
        self.steep = _steep(level)
        size = max(len(level), 1)
        self.widest = _NUMBER // (size * (size << _STEEP))

    def run(self) -> PoolFace:
        """Take every level."""
        window = _Window(levels=(), bases=())
        pairs = self._solve(window).pairs
        proved = True
        while proved:
            pairs = [pair for pair in pairs if self.level[pair]]
            open_levels = [int(self.level[pair]) for pair in pairs if self.level[pair] < self.top]
            if not open_levels:
                break
            self.level[self.level < min(open_levels)] = 0
            window = self._window()
            proved = bool(window.levels)
            if proved:
                pairs = self._step(window)
        if proved:
            self.level[self.level < self.top] = 0
        return PoolFace(
            value=self._value(_Window(levels=(), bases=())),
            fixed=tuple(sorted(self.fixed)),
            proved=proved,
            rest=None if proved else self.steep,
        )

    def _step(self, window: _Window) -> list[tuple[int, int]]:
        """Take the levels of a window, or only the first of them, and return a best matching."""
        result = self._solve(window)
        while not (result.tight or self.part or len(window.levels) == 1):
            window = window.half()
            result = self._solve(window)
        self.level[~result.kept] = 0
        if result.tight:
            self.level[np.isin(self.level, window.levels)] = self.top
            self.part = []
            self.needed |= result.needed
        else:
            self.part += [self.level == number for number in window.levels]
            self.level[np.isin(self.level, window.levels)] = self.top
            self._settle(result.pairs)
        return result.pairs

    def _settle(self, pairs: list[tuple[int, int]]) -> None:
        """Let go of the levels that are not needed, fix those that are needed wholly."""
        for cells in self.part:
            cells &= self.level > 0
            used = [pair for pair in pairs if cells[pair]]
            if not used:
                self.level[cells] = 0
            elif 2 * len(used) == int(cells.sum()):
                self._fix(used)
        self.part = [cells & (self.level > 0) for cells in self.part]
        self.part = [cells for cells in self.part if cells.any()]

    def _fix(self, pairs: list[tuple[int, int]]) -> None:
        """Fix pairs that every best matching has."""
        self.fixed += pairs
        people = [person for pair in pairs for person in pair]
        self.level[people, :] = self.level[:, people] = 0

    def _window(self) -> _Window:
        """Return the lowest levels that are not done, as many as fit into one number."""
        numbers, counts = np.unique(self.level, return_counts=True)
        narrow = PRUNED_LIMIT // (4 * len(self.level))
        levels, bases = list[int](), list[int]()
        span = math.prod(self._base(cells) for cells in self.part)
        for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
            if not 0 < number < self.top:
                continue
            base = self._most(count // 2) + 1
            span *= base
            if span > (narrow if levels else self.widest):
                break
            levels.append(number)
            bases.append(base)
        return _Window(levels=tuple(levels), bases=tuple(bases))

    def _most(self, count: int) -> int:
        return min(count, len(self.level) // 2)

    def _base(self, cells: NDArray[np.bool_]) -> int:
        return self._most(int(cells.sum()) // 2) + 1

    def _value(self, window: _Window) -> NDArray[Any]:
        """Return whole numbers: most pairs and nobody needed alone, then the lowest levels least."""
        masks = [*self.part, *(self.level == number for number in window.levels)]
        bases = [*(self._base(cells) for cells in self.part), *window.bases]
        span = math.prod(bases)
        rows, columns = np.nonzero(self.level)
        kind = object if 3 * span * len(self.level) >= PRUNED_LIMIT else np.int64
        weight = (1 + self.needed[rows] + self.needed[columns]).astype(kind) * span
        place = span
        for mask, base in zip(masks, bases, strict=True):
            place //= base
            weight[mask[rows, columns]] -= place
        value = np.zeros(self.level.shape, dtype=kind)
        value[rows, columns] = weight
        return value

    def _solve(self, window: _Window) -> Heaviest:
        return heaviest(self._value(window), self.steep)


def _steep(level: Levels) -> Whole:
    """Return small numbers that shun low levels, for a choice among equals."""
    steepness = 30.0 / max(int(level.max(initial=0)), 1)
    shunned = np.rint(np.exp2(_STEEP - steepness * level)).astype(np.int64)
    wish: Whole = 2**_STEEP - np.where(level > 0, shunned, 2**_STEEP)
    return wish
