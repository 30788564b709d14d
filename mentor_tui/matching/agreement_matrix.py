"""How far answers agree: one agreement between everybody, or between two people."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..domain.blank import ANY_WAY
from ..programmes import Agreement

Shares = NDArray[np.float64]


@lru_cache(maxsize=4096)
def part_between(agreement: Agreement, ours: Any, theirs: Any) -> float:
    """Return how far two answers agree, in 0..1: few different ones, for thousands of people."""
    matrix = AgreementMatrix(agreement, [ours], [theirs])
    return float(matrix.block(slice(0, 1), slice(0, 1))[0, 0])


def in_common(first: frozenset[str], second: frozenset[str]) -> tuple[str, ...]:
    """Return what both named; who agrees with any way shares what the partner named."""
    if ANY_WAY in first or ANY_WAY in second:
        return tuple(sorted((first | second) - {ANY_WAY})) or (ANY_WAY,)
    return tuple(sorted(first & second))


def indicator(topics: Sequence[tuple[str, ...]], numbers: dict[str, int]) -> NDArray[np.float32]:
    """Return a table of who named what: a row for each, a column for every name."""
    table = np.zeros((len(topics), len(numbers)), dtype=np.float32)
    for row, names in enumerate(topics):
        for name in names:
            table[row, numbers[name]] = 1.0
    return table


def _as_floats(named: Sequence[Any], numbers: dict[str, int]) -> Shares:
    return indicator([tuple(value or ()) for value in named], numbers).astype(np.float64)


class AgreementMatrix:
    """One agreement between all helpers and all learners, read in blocks of parts in 0..1."""

    def __init__(self, agreement: Agreement, ours: Sequence[Any], theirs: Sequence[Any]) -> None:
        self._agreement = agreement
        self._numeric = agreement.kind in ("near", "gap")
        if self._numeric:
            self._helper = np.array(ours, dtype=np.float64)  # None becomes nan
            self._learner = np.array(theirs, dtype=np.float64)
        else:
            names = sorted(
                {name for value in (*ours, *theirs) if value is not None for name in value}
            )
            numbers = {name: number for number, name in enumerate(names)}
            self._helper = _as_floats(ours, numbers)
            self._learner = _as_floats(theirs, numbers)
            self._any_way = numbers.get(ANY_WAY)

    def block(self, helpers: slice, learners: slice) -> Shares:
        """Return the parts of a block, shape (helpers, learners)."""
        ours, theirs = self._helper[helpers], self._learner[learners]
        if not self._numeric:
            return self._agree(ours, theirs).astype(np.float64)
        difference = ours[:, None] - theirs[None, :]
        width = self._agreement.width or 1.0
        part = (
            1.0 - np.abs(difference) / width
            if self._agreement.kind == "near"
            else difference / width
        )
        return np.nan_to_num(np.clip(part, 0.0, 1.0), nan=0.0)

    def _agree(self, ours: Shares, theirs: Shares) -> NDArray[np.bool_]:
        """Say who named something in common; any way agrees with whatever the partner named."""
        agree: NDArray[np.bool_] = ours @ theirs.T > 0
        if self._any_way is not None:
            open_ours, open_theirs = ours[:, self._any_way] > 0, theirs[:, self._any_way] > 0
            named_ours = np.asarray(ours.any(axis=1), dtype=np.bool_)
            named_theirs = np.asarray(theirs.any(axis=1), dtype=np.bool_)
            agree |= open_ours[:, None] & named_theirs[None, :]
            agree |= named_ours[:, None] & open_theirs[None, :]
        return agree
