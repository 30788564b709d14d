"""Spreading tasks over people as evenly as can be: what each has already counts, exclusions are kept."""

from __future__ import annotations

from collections.abc import Sequence

from .pairing import pair_learners


def spread_evenly(
    loads: Sequence[int],
    allowed: Sequence[Sequence[bool]],
    suits: Sequence[Sequence[int]],
) -> list[int | None]:
    """Return for each task the place of the person who takes it, or None where nobody may.

    Every task that somebody may take is taken. Among all ways to do so the loads are as even as
    can be: no other way has a smaller sum of squares, so the largest load is as small and the
    smallest as large as possible. What suits best decides between ways that are equally even.

    Args:
        loads: what each person has already.
        allowed: for each person, which tasks they may take.
        suits: for each person, how well each task suits, from 0.
    """
    tasks = len(allowed[0]) if allowed else 0
    taken: list[int | None] = [None] * tasks
    open_tasks = [at for at in range(tasks) if any(row[at] for row in allowed)]
    if not open_tasks:
        return taken
    places = _places(loads, len(open_tasks))
    worth = _worth(places, open_tasks, suits)
    may = [[bool(allowed[person][task]) for task in open_tasks] for person, _ in places]
    pairing = pair_learners(worth, [1] * len(places), may)
    for place, task in pairing.pairs:
        taken[open_tasks[task]] = places[place][0]
    return taken


def _places(loads: Sequence[int], tasks: int) -> list[tuple[int, int]]:
    """Return the places of each person: who, and the load that the place brings them to."""
    return [
        (person, load + place) for person, load in enumerate(loads) for place in range(1, tasks + 1)
    ]


def _worth(
    places: Sequence[tuple[int, int]], tasks: Sequence[int], suits: Sequence[Sequence[int]]
) -> list[list[int]]:
    """Return what each place is worth to each task: the lower its load the more, then what suits."""
    best = max((max(row) for row in suits if len(row)), default=0)
    step = len(tasks) * (best + 1) + 1
    most = max(load for _, load in places)
    return [
        [step * 2 * (most - load + 1) + suits[person][task] for task in tasks]
        for person, load in places
    ]
