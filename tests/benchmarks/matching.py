"""How long matching takes, beside what people use instead, on the same people, in one run.

    python -m tests.benchmarks.matching [--large] [--mentor-match PYTHON]

Each line is a process of its own, so that its memory is its own. `--mentor-match` names the Python of an environment with
`pip install mentor-match==7.0.1`; `--large` adds 10,000 helpers and 10,000 learners.
"""

import argparse
import json
import resource
import subprocess
import sys
import time

import numpy as np

from mentor_tui.matching.fit import Scores
from mentor_tui.matching.pairing import pair_learners, pair_peers
from mentor_tui.programmes import Weights
from tests.benchmarks.people import PROGRAMME, people

INTERESTS = Weights(interests=1, goals=0, agreements=0)


def allowed_pairs(libraries):
    """Nobody is paired within their own library."""
    return np.array(libraries[0])[:, None] != np.array(libraries[1])[None, :]


def score(many, weights=None):
    helpers, learners, libraries = people(many)
    started = time.perf_counter()
    scores = Scores(helpers, learners, weights or PROGRAMME.weights, PROGRAMME.agreements)
    return scores.fit, allowed_pairs(libraries), started


def ours(many, weights=None):
    """Score and solve."""
    fit, allowed, started = score(many, weights)
    found = pair_learners(fit, np.ones(many), allowed)
    return time.perf_counter() - started, found.total / 1000, len(found.pairs)


def ours_interests(many):
    """Score and solve, interests alone."""
    return ours(many, INTERESTS)


def again(many):
    """Solve again after a decision."""
    fit, allowed, _ = score(many)
    first = pair_learners(fit, np.ones(many), allowed)
    started = time.perf_counter()
    found = pair_learners(fit, np.ones(many), allowed, first.pairs[:1])
    return time.perf_counter() - started, found.total / 1000, len(found.pairs)


def what_if(many):
    """Ten candidates for one learner, each with its consequences."""
    fit, allowed, _ = score(many)
    best = np.argsort(-np.where(allowed[:, 0], fit[:, 0], -1))[:10]
    started = time.perf_counter()
    for helper in best:
        found = pair_learners(fit, np.ones(many), allowed, [(int(helper), 0)])
    return time.perf_counter() - started, found.total / 1000, len(found.pairs)


def peers(many):
    """One pool."""
    fit, _, _ = score(many)
    both = fit + fit.T
    started = time.perf_counter()
    found = pair_peers(both)
    return time.perf_counter() - started, found.total / 2000, len(found.pairs)


def greedy(many, weights=None):
    """Take the best pair that is left, again and again: what a spreadsheet does."""
    fit, allowed, started = score(many, weights)
    worth = np.where(allowed, fit, -1)
    order = np.argsort(-worth, axis=None, kind="stable")
    helpers, learners = np.zeros(many, bool), np.zeros(many, bool)
    total = placed = 0
    for at in order:
        helper, learner = divmod(int(at), many)
        if worth[helper, learner] < 0:
            break
        if not helpers[helper] and not learners[learner]:
            helpers[helper] = learners[learner] = True
            total, placed = total + int(worth[helper, learner]), placed + 1
    return time.perf_counter() - started, total / 1000, placed


def greedy_interests(many):
    """Greedy, interests alone."""
    return greedy(many, INTERESTS)


def token_set(many):
    """Only the likeness of goals, by token_set_ratio of every text with every other."""
    from rapidfuzz import fuzz, process

    helpers, learners, _ = people(many)
    started = time.perf_counter()
    process.cdist(
        [one.goals for one in learners],
        [one.offer_text for one in helpers],
        scorer=fuzz.token_set_ratio,
        workers=-1,
    )
    return time.perf_counter() - started, None, None


def goals_only(many):
    """Only the likeness of goals, ours."""
    from mentor_tui.matching import goal_likeness

    helpers, learners, _ = people(many)
    started = time.perf_counter()
    goal_likeness([one.goals for one in learners], [one.offer_text for one in helpers])
    return time.perf_counter() - started, None, None


RUNS = {
    run.__name__: run
    for run in (
        ours,
        ours_interests,
        again,
        what_if,
        peers,
        greedy,
        greedy_interests,
        token_set,
        goals_only,
    )
}


def measure(name, many):
    words = [sys.executable, "-m", "tests.benchmarks.matching", "--one", name, str(many)]
    return json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def mentor_match(python, many):
    helpers, learners, libraries = people(many)
    data = {
        "helpers": [
            {"id": one.id, "topics": one.offers, "library": str(library)}
            for one, library in zip(helpers, libraries[0], strict=True)
        ],
        "learners": [
            {"id": one.id, "topics": one.wants, "library": str(library)}
            for one, library in zip(learners, libraries[1], strict=True)
        ],
    }
    script = __file__.replace("matching.py", "mentor_match_peer.py")
    return json.loads(
        subprocess.run(
            [python, "-P", script],
            input=json.dumps(data),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )


def line(label, many, found, beside=None):
    total = "" if found["total"] is None else f"{found['total']:12,.1f} {found['placed']:7,}"
    ratio = f"{found['seconds'] / beside['seconds']:8.1f} x" if beside else ""
    print(
        f"{label:46} {many:7,} {found['seconds']:9.3f} s {found['memory']:8,.0f} MB {total:20} {ratio}",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--one", nargs=2)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--mentor-match", metavar="PYTHON")
    words = parser.parse_args()
    if words.one:
        seconds, total, placed = RUNS[words.one[0]](int(words.one[1]))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "total": total, "placed": placed, "memory": memory}))
        return
    print(
        f"{'what':46} {'each':>7} {'time':>11} {'memory':>11} {'total fit':>12} {'placed':>7} {'time beside ours':>10}"
    )
    whole = measure("ours", 500)
    line("Mentor TUI: score with goal texts, and solve", 500, whole)
    line("greedy on the same fits", 500, measure("greedy", 500), whole)
    alone = measure("ours_interests", 500)
    line("Mentor TUI: interests alone", 500, alone)
    line("greedy, interests alone", 500, measure("greedy_interests", 500), alone)
    if words.mentor_match:
        line(
            "mentor-match 7.0.1, interests alone", 500, mentor_match(words.mentor_match, 500), alone
        )
    line("Mentor TUI: solve again after a decision", 500, measure("again", 500))
    line("Mentor TUI: what-if for ten candidates", 500, measure("what_if", 500))
    line("Mentor TUI: peers, one pool", 400, measure("peers", 400))
    texts = measure("goals_only", 3000)
    line("Mentor TUI: likeness of goals alone", 3000, texts)
    line("token_set_ratio of all pairs (cdist)", 3000, measure("token_set", 3000), texts)
    for many in (100, 300, 1000, 3000, *((10_000,) if words.large else ())):
        line("Mentor TUI: score with goal texts, and solve", many, measure("ours", many))


if __name__ == "__main__":
    main()
