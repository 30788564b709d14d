"""Two people named in any order: who of them helps, and who learns.

Where both can be either, the way is the same whichever is named first: the decided pair, else the
suggested one, else the one that no rule blocks, else the one of the higher fit. The other way round
is always shown, and `--learner` says outright who learns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.records import LogEntry
from ..domain.roster import DECIDED, Roster
from ..matching.problem import Problem
from .deciding import Finish, decide, find_person
from .roster_loading import load_roster
from .suggesting import problem_for
from .workspace import ActionError, Workspace

_OF_TWO = ("accept", "reject", "pin", "unpin", "swap", "keep-apart")


@dataclass(frozen=True, kw_only=True)
class Way:
    """Two people by id: who helps, who learns, and whether it could be the other way round."""

    helper: str
    learner: str
    both: bool = False

    @property
    def turned(self) -> Way:
        """The other way round."""
        return Way(helper=self.learner, learner=self.helper, both=self.both)


def ways_of(roster: Roster, first: str, second: str) -> list[Way]:
    """Return the ways in which two people have applied to be a pair, in the order of ids."""
    if roster.peers:
        helper, learner = roster.key(first, second)
        return [Way(helper=helper, learner=learner)]
    low, high = sorted((first, second))
    ways = [
        Way(helper=helper, learner=learner)
        for helper, learner in ((low, high), (high, low))
        if helper in roster.helpers and learner in roster.learners and helper != learner
    ]
    both = len(ways) == 2
    return [Way(helper=way.helper, learner=way.learner, both=both) for way in ways]


def way_between(problem: Problem, first: str, second: str, learner: str = "") -> Way:
    """Return who of two people helps and who learns, whichever is named first.

    Args:
        problem: the cohort's problem; it is solved only where both could be either.
        first: a person by id.
        second: another person by id.
        learner: who learns, when that is said outright.
    """
    ways = ways_of(problem.roster, first, second)
    if learner:
        return next(
            (way for way in ways if way.learner == learner), _as_said(first, second, learner)
        )
    if not ways:
        return _with_some_role(problem.roster, first, second)
    return min(ways, key=lambda way: _order(problem, way))


def _as_said(first: str, second: str, learner: str) -> Way:
    return Way(helper=second if learner == first else first, learner=learner)


def _with_some_role(roster: Roster, first: str, second: str) -> Way:
    """Return the way that leaves the fewest without their role, so that a refusal can name it."""
    low, high = sorted((first, second))
    ways = [Way(helper=low, learner=high), Way(helper=high, learner=low)]
    return max(
        ways, key=lambda way: (way.helper in roster.helpers) + (way.learner in roster.learners)
    )


def _order(problem: Problem, way: Way) -> tuple[bool, bool, bool, float, str]:
    if not way.both:
        return False, False, False, 0.0, way.helper
    pair = problem.roster.pair_of.get((way.helper, way.learner))
    decided = pair is not None and pair.state in DECIDED
    helper = problem.helper_at.get(way.helper)
    learner = problem.learner_at.get(way.learner)
    if helper is None or learner is None:
        return not decided, True, True, 0.0, way.helper
    suggested = (helper, learner) in problem.proposal.pairs
    blocked = not problem.possible[helper, learner]
    return not decided, not suggested, blocked, -problem.points(helper, learner), way.helper


def decide_named(
    workspace: Workspace,
    cohort: str,
    kind: str,
    people: Sequence[str],
    reason: str = "",
    learner: str = "",
    finish: Finish | None = None,
) -> tuple[LogEntry, str]:
    """Make a decision about people in any order; return it, and which way it was taken if both can be.

    Raises:
        ActionError: somebody is unknown, or the decision cannot be made.
    """
    of_two = kind in _OF_TWO and len(people) == 2
    if learner and not of_two:
        raise ActionError(
            f"who of two people learns says nothing to {kind} here", "leave out --learner"
        )
    if not of_two:
        return decide(workspace, cohort, kind, people, reason, finish), ""
    roster = load_roster(workspace, cohort)
    first, second = (find_person(roster, who).id for who in people)
    wanted = _said_learner(roster, (first, second), learner)
    if not wanted and not any(way.both for way in ways_of(roster, first, second)):
        return decide(workspace, cohort, kind, [first, second], reason, finish), ""
    problem = problem_for(roster)
    way = way_between(problem, first, second, wanted)
    entry = decide(workspace, cohort, kind, [way.helper, way.learner], reason, finish)
    return entry, way_sentence(problem, way) if way.both else ""


def _said_learner(roster: Roster, people: tuple[str, str], learner: str) -> str:
    """Return the id of who was said to learn; empty when nobody was.

    Raises:
        ActionError: it is none of the two.
    """
    person = find_person(roster, learner).id if learner else ""
    if person and person not in people:
        raise ActionError(f"{roster.name(person)} is none of these two", "--learner NAME")
    return person


def way_sentence(problem: Problem, way: Way) -> str:
    """Return which of two people learns, and what the other way round would be."""
    name = problem.roster.name
    return (
        f"{name(way.learner)} learns from {name(way.helper)} ({_fit(problem, way)}); "
        f"the other way round ({_fit(problem, way.turned)}) if you say that {name(way.helper)} learns"
    )


def _fit(problem: Problem, way: Way) -> str:
    helper = problem.helper_at.get(way.helper)
    learner = problem.learner_at.get(way.learner)
    if helper is None or learner is None:
        return "takes no part"
    return f"fit {problem.points(helper, learner):.1f}"
