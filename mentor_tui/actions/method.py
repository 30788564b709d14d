"""The page for the committee: by which rules and weights the pairs came about, and how it turned out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import correlation, mean

from ..domain.eligibility import DEADLINE
from ..domain.records import Feedback, Pair
from ..domain.roster import Roster
from ..matching.explain import direction
from ..matching.problem import Problem
from ..outputs.reports import Section
from .certainty import certainty_section
from .feedback import mark_of
from .workspace import Workspace

ENOUGH = 30
"""With fewer answers nothing is said about them."""

_TOO_FEW = "too few to say"


def method_sections(workspace: Workspace, problem: Problem, names: bool) -> Iterable[Section]:
    """Yield the parts of the page."""
    yield _rules(problem.roster, names)
    yield _weights(problem)
    yield certainty_section(problem, names)
    yield _overridden(problem.roster, names)
    yield _wishes(problem)
    yield from _by_library(problem)
    yield _afterwards(workspace, problem)


def _rules(roster: Roster, names: bool) -> Section:
    """Return each rule with who fell under it, and for whom it was waived."""
    fell: dict[str, list[str]] = defaultdict(list)
    waived: dict[str, list[str]] = defaultdict(list)
    for one in roster.applicants:
        for entry in one.roles.values():
            for reason in entry.verdict.reasons:
                fell[reason.rule].append(roster.name(one.id))
            for rule, _ in entry.verdict.waived:
                waived[rule].append(roster.name(one.id))
    needs = {rule.id: rule.needs for rule in roster.programme.rules}
    known = [*needs, *(rule for rule in sorted({*fell, *waived}) if rule not in needs)]
    rows = tuple(
        (needs.get(rule, _own_words(rule)), _who(waived[rule], names), _who(fell[rule], names))
        for rule in known
    )
    return Section(
        title="Who may take part",
        sentence="Each rule, for whom it was waived, and who fell under it or is still to be asked.",
        headings=("rule", "waived", "fell under it"),
        rows=rows,
    )


def _own_words(rule: str) -> str:
    return "an application by the end of the deadline day" if rule == DEADLINE else rule


def _who(people: Sequence[str], names: bool) -> str | int:
    distinct = sorted(set(people))
    return ", ".join(distinct) if names and distinct else len(distinct)


def _weights(problem: Problem) -> Section:
    weights = problem.scores.weights
    parts = {
        "interests in common": weights.interests,
        "goals against experience": weights.goals,
        "what they have in common besides": weights.agreements,
    }
    total = sum(parts.values()) or 1
    rows = tuple((name, f"{number / total:.0%}") for name, number in parts.items())
    objective = {
        "most-pairs": "as many pairs as can be, and among those the highest total fit",
        "total-fit": "the highest total fit",
        "lift-lowest": "as many pairs as can be, and among those the highest lowest fits",
    }.get(problem.settings.objective, problem.settings.objective)
    words = f"A pair has a fit from 0 to 100. The suggestion is exact, and aims at {objective}."
    if problem.settings.minimum_fit:
        words += f" No pair under {problem.settings.minimum_fit:g} is suggested."
    return Section(
        title="What counts", sentence=words, headings=("part of the fit", "share"), rows=rows
    )


def _overridden(roster: Roster, names: bool) -> Section:
    """Return the pairs that the coordinator decided against a rule, and the reason given."""
    pairs = [pair for pair in roster.decided if pair.reason]
    rows = tuple((roster.pair_name(pair), pair.reason) for pair in pairs) if names else ()
    words = f"{len(pairs)} of {len(roster.decided)} decided pairs were accepted with a reason of the coordinator's own."
    return Section(
        title="What was overridden",
        sentence=words,
        headings=("pair", "reason") if rows else (),
        rows=rows,
    )


def _wishes(problem: Problem) -> Section:
    """Return how many of the topics that learners want their partner offers."""
    met = wanted = 0
    for pair in problem.roster.decided:
        for helper, learner in _ways(problem, pair):
            one = direction(problem, helper, learner)
            met += len(one.shared)
            wanted += len(one.shared) + len(one.missing)
    share = f" ({met / wanted:.0%})" if wanted else ""
    words = f"{met} of {wanted} topics that were asked for are offered by the partner{share}."
    return Section(title="Wishes met", sentence=words)


def _ways(problem: Problem, pair: Pair) -> Iterable[tuple[int, int]]:
    helper, learner = pair.helper, pair.learner
    if helper in problem.helper_at and learner in problem.learner_at:
        yield problem.helper_at[helper], problem.learner_at[learner]
        if problem.peers:
            yield problem.helper_at[learner], problem.learner_at[helper]


def _by_library(problem: Problem) -> Iterable[Section]:
    """Yield, for each question about the library, how those of each kind fared: do small libraries get less?"""
    roster = problem.roster
    asked = [
        question
        for question in roster.programme.questions
        if question.kind == "choice" and question.options and not question.private
    ]
    for question in asked:
        rows = _fared(problem, question.field)
        if rows:
            yield Section(
                title=question.label or question.field,
                sentence="How those who look for a partner fared, by their own answer.",
                headings=("answer", "could take part", "have a partner", "mean fit"),
                rows=rows,
            )


def _fared(problem: Problem, field: str) -> tuple[tuple[str | int, ...], ...]:
    roster = problem.roster
    could, placed = Counter[str](), Counter[str]()
    fits: dict[str, list[float]] = defaultdict(list)
    for person, entry in roster.learners.items():
        answer = roster.people[person].short(field)
        if not entry.eligible or not answer:
            continue
        could[answer] += 1
        pair = roster.placed.get(person)
        if pair is not None:
            placed[answer] += 1
            fits[answer] += [problem.points(*way) for way in list(_ways(problem, pair))[:1]]
    return tuple(
        (answer, could[answer], placed[answer], f"{mean(fits[answer]):.0f}" if fits[answer] else "")
        for answer in sorted(could)
    )


def _afterwards(workspace: Workspace, problem: Problem) -> Section:
    """Return what pairs said at the end beside their fit, where there are enough of them."""
    said = _marks(workspace, problem)
    number = len(said)
    if number < ENOUGH:
        words = f"{number} marks were given (n = {number}): {_TOO_FEW}."
        return Section(title="What pairs said, beside their fit", sentence=words)
    fits, marks = [fit for fit, _ in said], [mark for _, mark in said]
    steady = len(set(fits)) < 2 or len(set(marks)) < 2
    how = "no relation can be worked out" if steady else f"r = {correlation(fits, marks):.2f}"
    half = sorted(said)[: number // 2], sorted(said)[number // 2 :]
    rows = tuple(
        (words, len(part), f"{mean(mark for _, mark in part):.1f}")
        for words, part in zip(("the lower half of fits", "the upper half"), half, strict=True)
    )
    return Section(
        title="What pairs said, beside their fit",
        sentence=f"{number} marks were given (n = {number}): {how}.",
        headings=("pairs with", "marks", "mean mark"),
        rows=rows,
    )


def _marks(workspace: Workspace, problem: Problem) -> list[tuple[float, float]]:
    """Return the fit of a pair and the first mark that somebody gave it, for each form."""
    found = []
    for one in workspace.store.all(Feedback, cohort=problem.roster.cohort.name):
        pair = problem.roster.pair_of.get((one.helper, one.learner))
        marks = [mark for answer in one.answers.values() if (mark := mark_of(answer)) is not None]
        ways = list(_ways(problem, pair)) if pair is not None else []
        if marks and ways:
            found.append((problem.points(*ways[0]), marks[0]))
    return found
