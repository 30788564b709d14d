"""How sure the suggested pairs are, as plain data and in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..matching.certainty import WIDTH, Certainty, Progress, Sure, certainties, draws_of
from ..matching.problem import Problem
from ..outputs.reports import Section

Pair = tuple[int, int]
Certain = Mapping[Pair, Certainty]

SHOWN = 3
"""How many people a sentence names."""

EXPLAINED = 250_000
"""Up to so many possible pairs an explanation says how sure the pair is."""


def how_sure(
    problem: Problem, progress: Progress | None = None
) -> dict[tuple[str, str], Certainty]:
    """Return how sure each suggested pair is, by the ids of helper and learner.

    Args:
        problem: the problem as it stands.
        progress: told how many of how many draws are done; what it raises ends the work.
    """
    return {
        (problem.helper_ids[helper], problem.learner_ids[learner]): certainty
        for (helper, learner), certainty in certainties(problem, progress).items()
    }


def certainty_data(problem: Problem, pair: Pair, certainty: Certainty) -> dict[str, Any]:
    """Return what `suggest --sure` adds to a pair.

    `free_with` are the other helpers of the learner, for peers the other partners of both;
    `free_for` the same by person, the helper's other learners with them; `or_nobody` says that some
    best list leaves the learner (for peers one of the two) with nobody.
    """
    helper, learner = pair
    of_learner = [problem.helper_ids[at] for at in certainty.helpers]
    of_helper = [problem.learner_ids[at] for at in certainty.learners]
    free_with = sorted({*of_learner, *of_helper}) if problem.peers else of_learner
    return {
        "sure": certainty.sure.value,
        "free_with": free_with,
        "kept": round(certainty.kept, 4),
        "free_for": {
            problem.learner_ids[learner]: of_learner,
            problem.helper_ids[helper]: of_helper,
        },
        "or_nobody": certainty.alone,
    }


def certainty_sentence(problem: Problem, pair: Pair, certainty: Certainty) -> str:
    """Return how sure a pair is, in one sentence."""
    if pair in problem.fixed:
        return "Settled: it is decided."
    if certainty.sure is Sure.SETTLED:
        return f"Settled: every best list has this pair, and weights up to {WIDTH:.0%} off keep it."
    if certainty.sure is Sure.DEPENDS:
        draws = draws_of(problem)
        kept = round(certainty.kept * draws)
        return (
            f"Depends on the weights: {kept} of {draws} draws within {WIDTH:.0%} of them keep "
            "this pair."
        )
    return f"Free, at no cost to the list: {'; '.join(_exchanges(problem, pair, certainty))}."


def certainty_words(problem: Problem, certainty: Certainty) -> str:
    """Return how sure a pair is, as short as a list has room for."""
    if certainty.sure is Sure.SETTLED:
        return certainty.sure.value
    if certainty.sure is Sure.DEPENDS:
        draws = draws_of(problem)
        return f"depends: {round(certainty.kept * draws)} of {draws} draws keep it"
    if certainty.helpers:
        return f"free: {_named(problem, [problem.helper_ids[at] for at in certainty.helpers])}"
    if certainty.learners:
        others = _named(problem, [problem.learner_ids[at] for at in certainty.learners])
        return f"free: {others} instead"
    return "free: or nobody"


def _exchanges(problem: Problem, pair: Pair, certainty: Certainty) -> list[str]:
    name, (helper, learner) = problem.roster.name, pair
    words = []
    if certainty.helpers:
        others = _named(problem, [problem.helper_ids[at] for at in certainty.helpers])
        words.append(f"{name(problem.learner_ids[learner])} could be with {others}")
    if certainty.learners:
        others = _named(problem, [problem.learner_ids[at] for at in certainty.learners])
        words.append(f"{name(problem.helper_ids[helper])} could be with {others}")
    if certainty.alone:
        who = name(problem.learner_ids[learner])
        words.append(f"{'one of them' if problem.peers else who} could be left with nobody")
    return words


def _named(problem: Problem, people: list[str]) -> str:
    names = [problem.roster.name(person) for person in people[:SHOWN]]
    more = len(people) - len(names)
    return " or ".join(names) + (f" or {more} more" if more else "")


def certainty_of(problem: Problem, pair: Pair) -> Certainty | None:
    """Return how sure one suggested pair is; None when it is not suggested, or there are too many."""
    if pair not in problem.proposal.pairs or problem.worth.size > EXPLAINED:
        return None
    return certainties(problem)[pair]


def certainty_counts(certain: Certain) -> dict[str, int]:
    """Return how many pairs are settled, free and depending."""
    counts = dict.fromkeys((sure.value for sure in Sure), 0)
    for certainty in certain.values():
        counts[certainty.sure.value] += 1
    return counts


def certainty_section(problem: Problem, names: bool) -> Section:
    """Return how sure the suggested pairs are, for the report: counts, and who could be exchanged.

    Decided pairs are not counted: nothing is suggested there.
    """
    title = "How sure the suggested pairs are"
    if problem.worth.size > EXPLAINED:
        return Section(title=title, sentence="The cohort is too large to say it in a report.")
    decided = set(problem.fixed)
    certain = {
        pair: certainty for pair, certainty in certainties(problem).items() if pair not in decided
    }
    if not certain:
        return Section(title=title, sentence="No pair is suggested that is not decided.")
    counts = certainty_counts(certain)
    words = ", ".join(f"{number} {sure}" for sure, number in counts.items())
    rows = _unsettled(problem, certain) if names else tuple(counts.items())
    return Section(
        title=title,
        sentence=(
            f"{len(certain)} suggested pairs: {words}. Free: they can be exchanged at no cost. "
            f"Depends: weights up to {WIDTH:.0%} off change them."
        ),
        headings=(("pair", "how sure") if names else ("how sure", "pairs")) if rows else (),
        rows=rows,
    )


def _unsettled(problem: Problem, certain: Certain) -> tuple[tuple[str | int, ...], ...]:
    """Return the free and the depending pairs by name, with the partners that are as good."""
    name = problem.roster.name
    rows: list[tuple[str | int, ...]] = []
    for (helper, learner), certainty in sorted(certain.items()):
        if certainty.sure is not Sure.SETTLED:
            pair = f"{name(problem.learner_ids[learner])} + {name(problem.helper_ids[helper])}"
            rows.append((pair, certainty_words(problem, certainty)))
    return tuple(rows)
