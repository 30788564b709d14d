"""What the board shows of the pair on screen, taken from the state of the review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from textual.content import Content

from ...domain.people import Applicant, RoleEntry
from ...domain.roster import Roster
from ...domain.side_words import side_words, word_of
from ...matching.explain import Direction, PairExplanation
from ...review.queue import Review
from ..shapes import shapes
from ..text import QUIET, line
from .sheet import CardSide

MOST_OTHERS = 7


def card_side(review: Review, explained: PairExplanation, learner: bool) -> CardSide:
    """Return the card of the learner or of the helper on screen; for peers of the one or the other."""
    problem = review.problem
    roster = problem.roster
    at = explained.learner if learner else explained.helper
    person = (problem.learner_ids if learner else problem.helper_ids)[at]
    entry = (roster.learners if learner else roster.helpers)[person]
    participant = (problem.scores.learners if learner else problem.scores.helpers)[at]
    wants = learner or problem.peers
    topics, met = _topics(explained, learner, problem.peers)
    return CardSide(
        name=roster.name(person),
        word=_word(roster, person, learner),
        place="" if learner else _place(review),
        about=_about(roster.people[person]),
        facts=_facts(roster, person, entry, learner),
        topic_title="wants" if wants else "offers",
        topic_count=met,
        topics=topics,
        text_title="goals" if wants else "what is offered",
        text=participant.goals if wants else participant.offer_text,
        marks=_marks(explained, learner, problem.peers),
    )


def _word(roster: Roster, person: str, learner: bool) -> str:
    """Return what the person is called here; peers are told apart by a letter."""
    word = word_of(roster, roster.learners if learner else roster.helpers, person)
    if not roster.peers:
        return word
    return f"{word} {'A' if learner else 'B'}"


def _place(review: Review) -> str:
    """Return which of the candidates is on screen, with a sign when there is another."""
    _, at, count = review.current()
    more = f" {shapes().more}" if at + 1 < count else ""
    return f"{at + 1}/{count}{more}"


def _about(person: Applicant) -> tuple[str, ...]:
    parts = [person.short("position"), person.organisation or "library not named"]
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def _facts(roster: Roster, person: str, entry: RoleEntry, learner: bool) -> tuple[str, ...]:
    """Return the short facts: places taken, then the answers that the agreements compare."""
    facts = [_has(roster, person, learner)]
    for agreement in roster.programme.agreements:
        answer = entry.answers.get(agreement.field)
        if answer is None or not answer.text.strip():
            continue
        value = answer.text
        if isinstance(answer.value, (tuple, frozenset)) and answer.value:
            value = ", ".join(str(part) for part in answer.value)
        facts.append(f"{agreement.label}: {' '.join(value.split())}")
    return tuple(facts)


def _mine(explained: PairExplanation, learner: bool) -> Direction:
    """Return the direction in which a peer learns: the first for the one, the second for the other."""
    return explained.directions[0] if learner else explained.directions[-1]


def _topics(
    explained: PairExplanation, learner: bool, peers: bool
) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the topics with their marks, `=` shared, `-` missing, `+` besides; and how many are met."""
    if learner or peers:
        mine = _mine(explained, learner)
        topics = (*_topics_of("=", mine.shared), *_topics_of("-", mine.missing))
        return topics, f"{len(mine.shared)} of {len(topics)}"
    first = explained.directions[0]
    return (*_topics_of("=", first.shared), *_topics_of("+", first.besides)), ""


def _topics_of(mark: str, topics: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((mark, topic) for topic in topics)


def _marks(explained: PairExplanation, learner: bool, peers: bool) -> tuple[tuple[int, int], ...]:
    if learner or peers:
        return tuple(phrase.wanted for phrase in _mine(explained, learner).phrases)
    return tuple(phrase.offered for phrase in explained.directions[0].phrases)


def _has(roster: Roster, person: str, learner: bool) -> str:
    """Return in words which places of a person are taken."""
    pair = roster.placed.get(person)
    words = side_words(roster)
    if roster.peers:
        return f"has a partner ({pair.state})" if pair else "no partner yet"
    if learner:
        return f"has {roster.name(pair.helper)}" if pair else f"no {words.helper} yet"
    assumed = " (assumed)" if roster.helpers[person].places_assumed else ""
    taken, places = roster.taken[person], roster.places(person)
    return f"{taken} of {words.learners_counted(places)}{assumed}"


def other_candidates(review: Review, blind: bool) -> list[Content]:
    """Return the other candidates for the learner on screen, each with its number, fit and cost."""
    problem = review.problem
    learner = problem.learner_at[review.cursor]
    current, _, _ = review.current()
    candidates = review.candidates(review.cursor)[:MOST_OTHERS]
    names = short_names(
        {helper: problem.roster.name(problem.helper_ids[helper]) for helper in candidates}
    )
    shown: list[Content] = []
    for at, helper in enumerate(candidates):
        if helper == current:
            continue
        fit = "" if blind else f" {problem.points(helper, learner):.0f}"
        full = review.is_taken(helper)
        cost = "" if blind or full else cost_words(review.costs.get((learner, helper)))
        end = " full" if full else cost
        shown.append(line((f"{at + 1} ", "$act"), f"{names[helper]}{fit}", (end, QUIET), "   "))
    return shown


def short_names(names: Mapping[int, str]) -> dict[int, str]:
    """Return the last names, with an initial where two have the same."""
    parts = {at: name.split() or ["?"] for at, name in names.items()}
    last = Counter(words[-1] for words in parts.values())
    return {
        at: words[-1] if last[words[-1]] == 1 or len(words) == 1 else f"{words[0][0]}. {words[-1]}"
        for at, words in parts.items()
    }


def cost_words(change: float | None) -> str:
    """Say what a candidate costs the whole cohort; nothing while it is worked out."""
    if change is None or change != change:
        return ""
    if round(change) == 0:
        return " costs nothing"
    return f" costs {-change:.0f}" if change < 0 else f" gains {change:.0f}"
