"""How long it takes to say how sure a list is, and to lift the lowest.

    python -m tests.benchmarks.sure

Scoring is not counted: the certainty is worked out on a list that is there already.
"""

import time
from types import SimpleNamespace

import numpy as np

from mentor_tui.matching.certainty import certainties
from mentor_tui.matching.fit import Scores
from mentor_tui.matching.pairing import pair_learners, pair_peers
from mentor_tui.matching.problem import Problem, Settings
from tests.benchmarks.people import PROGRAMME, people


def problem_of(many, objective="most-pairs", peers=False):
    """Return a problem of so many people on each side, or in the pool; nobody is decided."""
    helpers, learners, libraries = people(many)
    if peers:
        learners = helpers = [
            type(one)(**{**vars(one), "wants": other.wants, "goals": other.goals})
            for one, other in zip(helpers, learners, strict=True)
        ]
    scores = Scores(helpers, learners, PROGRAMME.weights, PROGRAMME.agreements)
    roster = SimpleNamespace(
        peers=peers, decided=(), pairs=(), status_of={}, places=lambda person: 1
    )
    problem = Problem(roster, scores, Settings(objective))
    problem.possible = np.array(libraries[0])[:, None] != np.array(libraries[1])[None, :]
    if peers:
        problem.possible = ~np.eye(many, dtype=bool)
    return problem


def timed(label, run):
    started = time.perf_counter()
    result = run()
    print(f"{label:58} {time.perf_counter() - started:8.3f} s", flush=True)
    return result


def main():
    for many, peers, objective in (
        (150, False, "most-pairs"),
        (300, False, "most-pairs"),
        (300, True, "most-pairs"),
        (150, False, "lift-lowest"),
        (60, True, "lift-lowest"),
    ):
        problem = problem_of(many, objective, peers)
        _ = problem.proposal
        who = f"{many} peers" if peers else f"{many} helpers and {many} learners"
        timed(f"how sure, {who}, {objective}", lambda problem=problem: certainties(problem))
    for many in (150, 300, 500):
        problem = problem_of(many)
        for objective in ("most-pairs", "lift-lowest"):
            timed(
                f"solve, {many} x {many}, {objective}",
                lambda problem=problem, objective=objective: pair_learners(
                    fit=problem.worth,
                    places=problem.places,
                    allowed=problem.possible,
                    objective=objective,
                ),
            )
    for many in (60, 100, 300):
        problem = problem_of(many, peers=True)
        for objective in ("most-pairs", "lift-lowest"):
            timed(
                f"solve, {many} peers, {objective}",
                lambda problem=problem, objective=objective: pair_peers(
                    fit=problem.worth, allowed=problem.possible, objective=objective
                ),
            )


if __name__ == "__main__":
    main()
