"""Which pairs stand in some best pairing, and who is left with nobody in one.

Helpers and learners: from one best pairing every move of a learner costs something or nothing. A
round of moves without cost gives another best pairing, and every best pairing differs by such rounds.
Potentials tell the moves that can be part of one; they are those within one strongly connected
component. Peers: solve again, asking for as many pairs as possible that no best matching had so far,
until there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .leximin import Face, leximin_face
from .pairing import pool_face
from .task import LIFT, Task

Cells = NDArray[np.bool_]
Whole = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Optima:
    """All best pairings together.

    `pairs` says which pairs (helper, learner; for peers both ways) stand in some best pairing,
    `alone` which learners are left with nobody in one; `proved` whether this is certain.
    """

    pairs: Cells
    alone: Cells
    proved: bool = True


def optima_of_learners(task: Task, made: Iterable[tuple[int, int]]) -> Optima:
    """Return all best pairings of helpers and learners, given one."""
    helper_of = np.full(task.table.shape[1], -1, dtype=np.int64)
    for helper, learner in made:
        helper_of[learner] = helper
    for _, learner in task.kept:
        helper_of[learner] = -1
    if task.objective == LIFT:
        optima = _optima_of_face(task, leximin_face(task.table, task.free, task.room))
    else:
        optima = _optima_of_moves(task, helper_of)
    for helper, learner in task.kept:
        optima.pairs[:, learner] = False
        optima.pairs[helper, learner] = True
        optima.alone[learner] = False
    return optima


def optima_of_peers(task: Task) -> Optima:
    """Return all best matchings of one pool."""
    face = pool_face(task)
    people = len(task.table)
    pairs, alone = np.zeros((people, people), dtype=bool), np.zeros(people, dtype=bool)
    while True:
        new = ~pairs & (face.value > 0)
        matching = face.best(new + 2 - (~alone).astype(np.int64)[:, None] - ~alone[None, :])
        before = int(pairs.sum()) + int(alone.sum())
        placed = np.array([person for pair in matching for person in pair], dtype=np.int64)
        for first, second in matching:
            pairs[first, second] = pairs[second, first] = True
        alone |= ~np.isin(np.arange(people), placed)
        if int(pairs.sum()) + int(alone.sum()) == before:
            break
    for first, second in task.kept:
        pairs[first, second] = pairs[second, first] = True
        alone[[first, second]] = False
    return Optima(pairs=pairs, alone=alone, proved=face.proved)


def _optima_of_face(task: Task, face: Face) -> Optima:
    """Cells of a face that can be exchanged round are those within one component."""
    size = len(face.cells)
    rows, columns = np.nonzero(face.cells)
    row_of = np.empty(size, dtype=np.int64)
    row_of[face.column] = np.arange(size)
    component = _components(size, zip(rows.tolist(), row_of[columns].tolist(), strict=True))
    both = component[rows] == component[row_of[columns]]
    helper, learner = face.helper[rows[both]], face.learner[columns[both]]
    pairs = np.zeros(task.table.shape, dtype=bool)
    alone = np.ones(task.table.shape[1], dtype=bool)
    alone[face.learner[face.learner >= 0]] = False
    real = (helper >= 0) & (learner >= 0)
    pairs[helper[real], learner[real]] = True
    alone[learner[(helper < 0) & (learner >= 0)]] = True
    return Optima(pairs=pairs, alone=alone)


def _optima_of_moves(task: Task, helper_of: Whole) -> Optima:
    """Moves without cost: a learner to another helper or to nobody, from whom another must go."""
    helpers, learners = task.table.shape
    value = task.values()
    if value is None:
        return Optima(pairs=np.zeros((helpers, learners), bool), alone=np.ones(learners, bool))
    gain = np.vstack([value.astype(np.int64), np.zeros((1, learners), dtype=np.int64)])
    may = gain > 0
    may[helpers, :] = True
    nobody = np.where(helper_of < 0, helpers, helper_of)
    spare = np.append(task.room - np.bincount(nobody, minlength=helpers + 1)[:helpers], 1) > 0
    now = gain[nobody, np.arange(learners)]
    cost = now[None, :] - gain
    potential = _potentials(cost=cost, may=may, place=nobody, spare=spare)
    tight = may & (potential[nobody][None, :] + cost == potential[:, None])
    component = _components_of_moves(
        tight=tight,
        place=nobody,
        spare=spare & (potential == potential[helpers]),
        entered=potential == potential[helpers],
    )
    learner_component = component[helpers + 1 : helpers + 1 + learners]
    stands = tight & (component[: helpers + 1, None] == learner_component[None, :])
    stands[nobody, np.arange(learners)] = True
    return Optima(pairs=stands[:helpers], alone=stands[helpers])


def _potentials(cost: Whole, may: Cells, place: Whole, spare: Cells) -> Whole:
    """Return the least cost of reaching each helper, and nobody, by any moves."""
    far = np.int64(2**60)
    potential = np.zeros(len(cost), dtype=np.int64)
    while True:
        reached = np.where(may, cost + potential[place][None, :], far).min(axis=1)
        lower = np.minimum(potential, reached) if cost.shape[1] else potential
        lower = np.minimum(lower, lower[spare].min())
        if np.array_equal(lower, potential):
            return potential
        potential = lower


def _components_of_moves(tight: Cells, place: Whole, spare: Cells, entered: Cells) -> Whole:
    """Return the component of each helper, of nobody (the last of them), and of each learner.

    A helper with a place to spare lets go of nobody; nobody can take the place of a learner of any
    helper whom it reaches without cost (`entered`). Nobody and an empty place are one node.
    """
    count = len(tight)
    moves_to, movers = np.nonzero(tight)
    learners = np.arange(tight.shape[1])
    moving = moves_to != place[movers]
    arcs = [
        *zip((count + movers[moving]).tolist(), moves_to[moving].tolist(), strict=True),
        *zip(place.tolist(), (count + learners).tolist(), strict=True),
        *((int(helper), count - 1) for helper in np.nonzero(spare)[0]),
        *((count - 1, int(helper)) for helper in np.nonzero(entered)[0]),
    ]
    return _components(count + tight.shape[1], arcs)


def _components(size: int, arcs: Iterable[tuple[int, int]]) -> Whole:
    import rustworkx

    graph = rustworkx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(size))
    graph.add_edges_from_no_data([arc for arc in arcs if arc[0] != arc[1]])
    component = np.zeros(size, dtype=np.int64)
    for number, nodes in enumerate(rustworkx.strongly_connected_components(graph)):
        component[list(nodes)] = number
    return component
