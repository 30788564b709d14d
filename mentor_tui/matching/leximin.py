"""Lift the lowest: of all pairings with the most pairs, the one whose lowest fits are highest.

The lowest fit is as high as can be, then the next lowest, and so on (leximin). The fits are taken
level by level from below. What is still open is kept as a table of cells: every choice of one cell in
each row and column is as good as every other by the levels that are done. A level goes wholly where
it is not needed. Where it is, the fewest cells of it stay, and potentials say which cells stand in
such a choice (complementary slackness), so nothing is lost and nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Cells = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Levels = NDArray[np.int32]

_FAR = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Face:
    """All pairings that are equally good, as one square table.

    Each choice of one cell of `cells` in every row and every column is one of them; `column` is the
    choice made. `helper` is the helper of each row, `learner` the learner of each column; -1 is a row
    or a column that stands for nobody.
    """

    cells: Cells
    column: Numbers
    helper: Numbers
    learner: Numbers

    def pairs(self) -> list[tuple[int, int]]:
        """Return the pairs (helper, learner) of the choice made."""
        learners = self.learner[self.column]
        real = (self.helper >= 0) & (learners >= 0)
        return sorted(zip(self.helper[real].tolist(), learners[real].tolist(), strict=True))

    def nearest(self, liked: Cells) -> Face:
        """Return the same face with the choice that has the most cells of a table of pairs."""
        real = np.ix_(self.helper >= 0, self.learner >= 0)
        gain = np.zeros(self.cells.shape, dtype=np.float64)
        gain[real] = liked[np.ix_(self.helper[self.helper >= 0], self.learner[self.learner >= 0])]
        cost = np.where(self.cells, -gain, float(len(gain) + 1))
        return Face(
            cells=self.cells,
            column=_cheapest(cost),
            helper=self.helper,
            learner=self.learner,
        )


def leximin_face(table: NDArray[np.generic], free: Cells, room: Numbers) -> Face:
    """Return every pairing that lifts the lowest.

    Args:
        table: the fits, shape (helpers, learners).
        free: which pairs may be made.
        room: how many learners each helper takes.
    """
    level = np.zeros(table.shape, dtype=np.int32)
    level[free] = np.unique(table[free], return_inverse=True)[1].reshape(-1) + 1
    face, level = _square(level=level, room=room)
    state = _Levels(cells=face.cells, level=level, column=face.column)
    state.run()
    return Face(
        cells=state.cells,
        column=state.column,
        helper=face.helper,
        learner=face.learner,
    )


def _square(level: Levels, room: Numbers) -> tuple[Face, Levels]:
    """Return the table of places and learners with the most pairs, and the level of each cell.

    Rows and columns for nobody are added, so that every choice has just the most pairs; their cells
    have the highest level.
    """
    free = level > 0
    count = np.where(room > 0, np.minimum(room, free.sum(axis=1)), 0)
    owner = np.repeat(np.arange(len(level)), count)
    learner = np.nonzero(free[owner].any(axis=0))[0]
    inner = level[np.ix_(owner, learner)]
    rows, columns = _steep_start(inner)
    spare_rows, spare_columns = inner.shape[1] - len(rows), inner.shape[0] - len(rows)
    top = int(level.max(initial=0)) + 1
    full = np.full((inner.shape[0] + spare_rows, inner.shape[1] + spare_columns), top, np.int32)
    full[: inner.shape[0], : inner.shape[1]] = inner
    full[inner.shape[0] :, inner.shape[1] :] = 0
    column = np.full(len(full), -1, dtype=np.int64)
    column[rows] = columns
    idle = np.setdiff1d(np.arange(inner.shape[0]), rows)
    waiting = np.setdiff1d(np.arange(inner.shape[1]), columns)
    column[idle] = inner.shape[1] + np.arange(spare_columns)
    column[inner.shape[0] :] = waiting
    face = Face(
        cells=full > 0,
        column=column,
        helper=np.concatenate([owner, np.full(spare_rows, -1)]).astype(np.int64),
        learner=np.concatenate([learner, np.full(spare_columns, -1)]).astype(np.int64),
    )
    return face, full


def _steep_start(inner: Levels) -> tuple[Numbers, Numbers]:
    """Return rows and columns of a choice with the most pairs that shuns low levels."""
    if not inner.size:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    import lap

    steepness = 40.0 / max(int(inner.max()), 1)
    cost = np.exp2(-steepness * inner)
    cost[inner == 0] = min(inner.shape) + 1.0
    rows, columns = lap.lapjvr(cost, extend_cost=True, return_cost=False, precision="float64")
    rows, columns = np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)
    real = inner[rows, columns] > 0
    return rows[real], columns[real]


def _cheapest(cost: NDArray[np.float64]) -> Numbers:
    """Return the column of each row in the cheapest choice of a square table."""
    if not cost.size:
        return np.zeros(0, dtype=np.int64)
    import lap

    _, columns = lap.lapjvr(cost, return_cost=False, precision="float64")
    return np.asarray(columns, dtype=np.int64)


class _Levels:
    """The levels of a square table, taken from below; `column` is always a choice of open cells."""

    def __init__(self, cells: Cells, level: Levels, column: Numbers) -> None:
        self.cells, self.level, self.column = cells, level, column
        self.top = int(level.max(initial=0))
        self.rows = np.arange(len(cells))

    def run(self) -> None:
        """Take every level."""
        while len(self.rows):
            lowest = int(self.level[self.rows, self.column].min())
            if lowest >= self.top:
                break
            self._take(lowest)
        self.cells &= self.level >= self.top

    def _take(self, lowest: int) -> None:
        self.cells &= self.level >= lowest
        above = self.cells & (self.level > lowest)
        using = self.rows[self.level[self.rows, self.column] == lowest]
        column, missing = _rerouted(above, self.column, using)
        if not missing:
            self.cells, self.column = above, column
            return
        here = self.cells & (self.level == lowest)
        if int(here.sum()) == missing:
            self._keep(*np.nonzero(here))
        else:
            self._keep_fewest(here, proved=missing == len(using))

    def _keep(self, rows: Numbers, columns: Numbers) -> None:
        """Keep cells that every choice has."""
        self.cells[rows, :] = False
        self.cells[:, columns] = False
        self.cells[rows, columns] = True
        self.level[rows, columns] = self.top

    def _keep_fewest(self, here: Cells, proved: bool) -> None:
        """Keep the choices with the fewest of these cells; `proved`: the present one has no more."""
        if not proved:
            far = float(len(here) + 1)
            self.column = _cheapest(np.where(self.cells, here.astype(np.float64), far))
        self.cells = _tight(self.cells, here, self.column)
        self.level[here] = self.top


def _rerouted(cells: Cells, column: Numbers, rows: Numbers) -> tuple[Numbers, int]:
    """Return the choice with these rows sent elsewhere, and how many of them have no other way."""
    column = column.copy()
    owner = np.empty(len(cells), dtype=np.int64)
    owner[column] = np.arange(len(cells))
    owner[column[rows]] = -1
    column[rows] = -1
    missing = 0
    for row in rows.tolist():
        missing += not _augmented(cells, column, owner, row)
    return column, missing


def _augmented(cells: Cells, column: Numbers, owner: Numbers, start: int) -> bool:
    """Find a column for a row along a path of moves; change `column` and `owner`; say whether."""
    came_from = np.full(len(cells), -1, dtype=np.int64)
    unseen = np.ones(len(cells), dtype=bool)
    front = np.array([start])
    while len(front):
        reach = cells[front]
        new = np.nonzero(reach.any(axis=0) & unseen)[0]
        unseen[new] = False
        came_from[new] = front[reach[:, new].argmax(axis=0)]
        ends = new[owner[new] < 0]
        if len(ends):
            _flip(column, owner, came_from, int(ends[0]))
            return True
        front = owner[new]
    return False


def _flip(column: Numbers, owner: Numbers, came_from: Numbers, end: int) -> None:
    while end >= 0:
        row = int(came_from[end])
        before = int(column[row])
        column[row], owner[end] = end, row
        end = before


def _tight(cells: Cells, costly: Cells, column: Numbers) -> Cells:
    """Return the cells that stand in the cheapest choices, given one; costly cells cost 1."""
    rows = np.arange(len(cells))
    extra = costly.astype(np.int32) - costly[rows, column].astype(np.int32)[:, None]
    extra[~cells] = _FAR
    potential = np.zeros(len(cells), dtype=np.int32)
    while True:
        lower = np.minimum(potential, (extra + potential[column][:, None]).min(axis=0))
        if np.array_equal(lower, potential):
            break
        potential = lower
    slack: Cells = extra + potential[column][:, None] == potential[None, :]
    return cells & slack
