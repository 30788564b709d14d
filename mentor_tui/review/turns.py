"""Whose turn is next: those whom the plan gives somebody first, those put off last."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Protocol

from ..matching.problem import Problem


class Queue(Protocol):
    """What is asked of the queue of a review."""

    problem: Problem
    cursor: str

    def is_settled(self, person: str) -> bool:
        """Say whether somebody is placed or left unplaced."""

    def letter(self, person: str) -> str:
        """Return the letter of somebody's state."""

    def partner(self, person: str) -> int | None:
        """Return the decided or suggested partner of somebody."""


_PLANNED, _PLACEABLE, _OPEN, _PUT_OFF = range(4)


def next_turn(queue: Queue, listed: Sequence[str], passed: Container[str]) -> str | None:
    """Return whose turn comes after the cursor, from the top again at the end; None for nobody."""
    best: tuple[int, str] | None = None
    for person in _after(listed, queue.cursor):
        if queue.is_settled(person) or person in passed:
            continue
        rank = _rank(queue, person)
        if rank == _PUT_OFF and person == queue.cursor:
            continue
        if best is None or rank < best[0]:
            best = (rank, person)
    return None if best is None else best[1]


def _after(listed: Sequence[str], cursor: str) -> list[str]:
    """Return everybody in the order of their turns after the cursor, who is under it last."""
    start = listed.index(cursor) + 1 if cursor in listed else 0
    return [*listed[start:], *listed[:start]]


def _rank(queue: Queue, person: str) -> int:
    if person in queue.problem.roster.status_of:
        return _PUT_OFF
    if queue.letter(person) != ".":
        return _OPEN
    return _PLACEABLE if queue.partner(person) is None else _PLANNED


def who_moved(before: Problem, after: Problem, people: Sequence[str]) -> set[str]:
    """Return those to whom the plan gives another one now, or nobody any more."""
    moved: set[str] = set()
    for person in people:
        if _suggested(before, person) != _suggested(after, person):
            moved.add(person)
    return moved


def _suggested(problem: Problem, person: str) -> str | None:
    at = problem.learner_at.get(person)
    partner = problem.partner.get(at) if at is not None else None
    return None if partner is None else problem.helper_ids[partner]


def still_there(before: Problem, after: Problem, order: Sequence[str]) -> list[str]:
    """Return the order with those gone who are no longer there, and those behind it who are new."""
    kept = [person for person in order if person in after.learner_at]
    kept += [person for person in after.learner_ids if person not in before.learner_at]
    return kept
