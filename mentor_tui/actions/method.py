"""The page for the committee: by which rules and weights the pairs came about, and how it turned out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import correlation, mean

from ..domain.eligibility import DEADLINE
from ..domain.records import Feedback, Pair
from ..domain.roster import Roster
from ..matching.certainty import certainties
from ..matching.explain import direction
from ..matching.problem import Problem
from ..outputs.reports import Section
from ..programmes import Agreement, Rule
from .certainty import EXPLAINED, certainty_counts
from .feedback import mark_of
from .workspace import Workspace

ENOUGH = 30
"""With fewer answers nothing is said about them."""

_TOO_FEW = "too few to say"


def method_sections(workspace: Workspace, problem: Problem, names: bool) -> Iterable[Section]:
    """Yield the parts of the page."""
    yield _rules(problem.roster, names)
    yield _weights(problem)
    yield how_sure_section(problem)
    yield overridden_section(problem.roster, names)
    yield _wishes(problem)
    yield from by_library(problem)
    yield beside_fit_section(_marks(workspace, problem))


def _rules(roster: Roster, names: bool) -> Section:
    """Return each rule with who was refused by it, who is still to be asked, and for whom it was waived."""
    people: dict[tuple[str, str], list[str]] = defaultdict(list)
    for applicant in roster.applicants:
        for entry in applicant.roles.values():
            for reason in entry.verdict.reasons:
                people[reason.rule, entry.verdict.status].append(roster.name(applicant.id))
            for rule, _ in entry.verdict.waived:
                people[rule, _WAIVED].append(roster.name(applicant.id))
    needs = {rule.id: _needs(rule) for rule in roster.programme.rules}
    others = {rule for rule, _ in people if rule not in needs}
    rows = tuple(
        (
            needs.get(rule, _own_words(rule)),
            *(_who(people[rule, what], names) for what in ("ineligible", "undecided", _WAIVED)),
        )
        for rule in (*needs, *sorted(others))
    )
    return Section(
        title="Who may take part",
        sentence="" if rows else "There are no rules: everybody may take part.",
        headings=("rule", "refused", "to be asked", "waived"),
        rows=rows,
    )


_WAIVED = "waived"


def _needs(rule: Rule) -> str:
    return f"{rule.needs} (noted, refuses nobody)" if rule.note else rule.needs


def _own_words(rule: str) -> str:
    return "an application by the end of the deadline day" if rule == DEADLINE else rule


def _who(people: Sequence[str], names: bool) -> str | int:
    distinct = sorted(set(people))
    return ", ".join(distinct) if names and distinct else len(distinct)


def _weights(problem: Problem) -> Section:
    """Return what makes the fit, each part with its share, and what the suggestion aims at."""
    weights = problem.scores.weights
    besides = [agreement for agreement in problem.roster.programme.agreements if agreement.weight]
    total = sum((weights.interests, weights.goals, weights.agreements)) or 1
    words = (
        "A pair has a fit from 0 to 100: interests in common make "
        f"{weights.interests / total:.0%} of it, goals against experience "
        f"{weights.goals / total:.0%}, and what they have in common besides "
        f"{weights.agreements / total:.0%} ({_listed_agreements(besides)}). A part that one of "
        "the two could not answer leaves its share to the others. The suggestion is exact, and "
        f"aims at {_objective(problem)}."
    )
    if problem.settings.minimum_fit:
        words += f" No pair under {problem.settings.minimum_fit:g} is suggested."
    return Section(title="What counts", sentence=words)


def _listed_agreements(agreements: Sequence[Agreement]) -> str:
    ordered = sorted(agreements, key=lambda agreement: (-agreement.weight, agreement.label))
    return (
        ", ".join(f"{agreement.label} {agreement.weight:g}" for agreement in ordered)
        or "nothing is compared"
    )


_OBJECTIVES = {
    "most-pairs": "as many pairs as can be, and among those the highest total fit",
    "total-fit": "the highest total fit",
    "lift-lowest": "as many pairs as can be, then a lowest fit as high as can be, then the next lowest",
}


def _objective(problem: Problem) -> str:
    return _OBJECTIVES.get(problem.settings.objective, problem.settings.objective)


def how_sure_section(problem: Problem) -> Section:
    """Return how many of the suggested pairs are settled, free, or depend on the weights."""
    fixed = set(problem.fixed)
    waiting = [pair for pair in problem.proposal.pairs if pair not in fixed]
    if not waiting:
        words = "No suggestion waits: every suggested pair is decided."
    elif problem.worth.size > EXPLAINED:
        words = f"{len(waiting)} suggested pairs wait for a decision; there are too many to work out how sure each is."
    else:
        certain = certainties(problem)
        counts = certainty_counts({pair: certain[pair] for pair in waiting})
        words = (
            f"Suggested and not yet decided: {len(waiting)}. Of these {counts['settled']} are settled "
            f"(in every best list), {counts['free']} could be exchanged at no cost, and "
            f"{counts['depends']} depend on the weights."
        )
    return Section(title="How sure the suggestion is", sentence=words)


def overridden_section(roster: Roster, names: bool) -> Section:
    """Return what the coordinator decided otherwise, and why; reasons may name people and stand only with names."""
    decided = [pair for pair in roster.pairs if pair.reason]
    waived = [
        (roster.name(applicant.id), rule, reason)
        for applicant in roster.applicants
        for entry in applicant.roles.values()
        for rule, reason in entry.verdict.waived
    ]
    rows = [
        (roster.pair_name(pair), _STATES.get(pair.state, pair.state), pair.reason)
        for pair in decided
    ]
    rows += [(name, f"waived: {_own_words(rule)}", reason) for name, rule, reason in waived]
    why = "" if names or not rows else " The reasons stand in the copy with names."
    return Section(
        title="What was overridden, and why",
        sentence=_counted(decided, len(waived)) + why,
        headings=("who", "what", "reason") if names and rows else (),
        rows=tuple(sorted(rows)) if names else (),
    )


_STATES = {
    "accepted": "accepted with a reason",
    "pinned": "pinned with a reason",
    "kept-apart": "kept apart",
    "ended": "ended early",
}


def _counted(decided: Sequence[Pair], waived: int) -> str:
    states = Counter(_STATES.get(pair.state, pair.state) for pair in decided)
    parts = [f"{number} {words}" for words, number in sorted(states.items())]
    if waived:
        parts.append(f"{waived} {'rule' if waived == 1 else 'rules'} waived")
    return (
        f"{', '.join(parts)}." if parts else "Nothing was decided against the suggestion or a rule."
    )


def _wishes(problem: Problem) -> Section:
    """Return how many of the topics that learners want their partner offers."""
    met = wanted = 0
    for pair in problem.roster.decided:
        for helper, learner in _ways(problem, pair):
            each_direction = direction(problem, helper, learner)
            met += len(each_direction.shared)
            wanted += len(each_direction.shared) + len(each_direction.missing)
    share = f" ({met / wanted:.0%})" if wanted else ""
    words = f"{met} of {wanted} topics that were asked for are offered by the partner{share}."
    return Section(title="Wishes met", sentence=words)


def _ways(problem: Problem, pair: Pair) -> Iterable[tuple[int, int]]:
    helper, learner = pair.helper, pair.learner
    if helper in problem.helper_at and learner in problem.learner_at:
        yield problem.helper_at[helper], problem.learner_at[learner]
        if problem.peers:
            yield problem.helper_at[learner], problem.learner_at[helper]


def by_library(problem: Problem) -> Iterable[Section]:
    """Yield, for each question about the library, how those of each kind fared: do small libraries get less?"""
    asked = [
        question
        for question in problem.roster.programme.questions
        if question.kind == "choice" and question.options and not question.private
    ]
    for question in asked:
        rows = _fared(problem, question.field)
        if rows:
            label = question.label or question.field
            yield Section(
                title=f"Who got a partner, by {label[:1].lower()}{label[1:]}",
                sentence=who_gets_less(rows),
                headings=("answer", "could take part", "have a partner", "mean fit"),
                rows=rows,
            )


def who_gets_less(rows: Sequence[tuple[str, int, int, str]]) -> str:
    """Say which kind got a partner least often, where there are enough people to say so."""
    number = sum(row[1] for row in rows)
    if number < ENOUGH:
        return f"n = {number}: {_TOO_FEW} whether one kind gets less."
    shares = {row[0]: row[2] / row[1] for row in rows}
    low, high = (
        min(shares, key=lambda answer: shares[answer]),
        max(shares, key=lambda each_answer: shares[each_answer]),
    )
    if shares[low] == shares[high]:
        return f"n = {number}: all got a partner equally often."
    return f"n = {number}: least often “{low}” ({shares[low]:.0%}), most often “{high}” ({shares[high]:.0%})."


def _fared(problem: Problem, field: str) -> tuple[tuple[str, int, int, str], ...]:
    roster = problem.roster
    could, placed = Counter[str](), Counter[str]()
    fits: dict[str, list[float]] = defaultdict(list)
    question = roster.programme.question(field)
    order = {option.name: at for at, option in enumerate(question.options if question else ())}
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
        for answer in sorted(
            could, key=lambda each_answer: (order.get(each_answer, len(order)), each_answer)
        )
    )


def beside_fit_section(said: Sequence[tuple[float, float]]) -> Section:
    """Return what pairs said at the end beside their fit, where there are enough of them.

    Args:
        said: for each mark the fit of its pair, and the mark.
    """
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
    lines = []
    for feedback in workspace.store.all(Feedback, cohort=problem.roster.cohort.name):
        pair = problem.roster.pair_of.get((feedback.helper, feedback.learner))
        marks = [
            mark for answer in feedback.answers.values() if (mark := mark_of(answer)) is not None
        ]
        ways = list(_ways(problem, pair)) if pair is not None else []
        if marks and ways:
            lines.append((problem.points(*ways[0]), marks[0]))
    return lines
