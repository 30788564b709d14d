"""A cohort on one screen: who is in, who is out and why, how many places, wants against offers."""

from __future__ import annotations

from collections import Counter

from textual.content import Content

from ..domain.side_words import side_words
from ..matching.explain import recruiting
from ..matching.problem import Problem
from .text import MISSING, QUIET, count, fitted, line, told

_BAR = 24
_TOPICS = 14
_BANDS = ((80, "80 to 100"), (60, "60 to 79"), (40, "40 to 59"), (20, "20 to 39"), (0, "0 to 19"))


def overview_reading(problem: Problem) -> list[Content]:
    """Return the lines of the overview."""
    return [
        *_verdicts(problem),
        Content(""),
        *_places(problem),
        Content(""),
        *_spread(problem),
        Content(""),
        *_topics(problem),
    ]


def _verdicts(problem: Problem) -> list[Content]:
    roster = problem.roster
    lines = [told("Who is in, who is out and why", "bold")]
    for role, settings in roster.programme.roles.items():
        entries = [(one, one.roles[role]) for one in roster.applicants if role in one.roles]
        counts = Counter(entry.verdict.status for _, entry in entries)
        said = ", ".join(f"{number} {status}" for status, number in sorted(counts.items()))
        lines.append(line((f"  {settings.plural}: ", QUIET), said or "none"))
        rules = Counter(reason.rule for _, entry in entries for reason in entry.verdict.reasons)
        for rule, number in sorted(rules.items(), key=lambda one: (-one[1], one[0])):
            names = [
                one.name
                for one, entry in entries
                if any(reason.rule == rule for reason in entry.verdict.reasons)
            ]
            lines.append(
                line(("    ! ", MISSING), f"{rule}: {number}  ", (", ".join(sorted(names)), QUIET))
            )
    return lines


def _places(problem: Problem) -> list[Content]:
    roster = problem.roster
    learners = sum(entry.eligible for entry in roster.learners.values())
    if problem.peers:
        text = f"{count(learners, 'person', 'people')} to pair, {count(len(problem.proposal.pairs), 'pair')} suggested or decided"
    else:
        text = f"{side_words(roster).learners_counted(learners)} for {count(int(problem.places.sum()), 'place')}, {count(len(problem.proposal.pairs), 'pair')} suggested or decided"
    return [told("Places", "bold"), told(f"  {text}")]


def _spread(problem: Problem) -> list[Content]:
    """Return how the fits of the suggested and decided pairs spread."""
    lines = [told("Fits of these pairs", "bold")]
    fits = [problem.points(helper, learner) for helper, learner in problem.proposal.pairs]
    most = 1
    counts = []
    for at, (least, words) in enumerate(_BANDS):
        upper = _BANDS[at - 1][0] if at else 101
        counts.append((words, sum(least <= fit < upper for fit in fits)))
        most = max(most, counts[-1][1])
    for words, number in counts:
        lines.append(
            line(
                (f"  {words:<10} ", QUIET),
                ("#" * round(number / most * _BAR), "$shared"),
                f" {number}",
            )
        )
    return lines


def _topics(problem: Problem) -> list[Content]:
    """Return wants against offers for the topics that lack helpers most."""
    lines = [told("Topics to recruit for: wanted (=), offered (#)", "bold")]
    found = recruiting(problem, _TOPICS)
    most = max((max(one.wanted, one.offered) for one in found), default=1) or 1
    for one in found:
        name = fitted(told(f"  {one.topic}"), 34)
        wanted, offered = round(one.wanted / most * _BAR), round(one.offered / most * _BAR)
        lines.append(
            name
            + line(
                (" " + "=" * wanted, MISSING), f" {one.wanted}", (f"  unmet for {one.unmet}", QUIET)
            )
        )
        lines.append(
            fitted(Content(""), 34) + line((" " + "#" * offered, "$shared"), f" {one.offered}")
        )
    return lines
