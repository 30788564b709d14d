"""Likeness of goals to offers by what sentences mean, as vectors of a small model.

Every sentence of a goal is compared with every sentence, topic and group of topics of a helper, and
the closest two count: so more sentences on either side never make two people less alike. Where a
sentence is made of words of the trade the thesaurus knows better, and the model has less to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .denial import denied_spans
from .evidence import GROUP, Evidence, Wish
from .terms import SENTENCE, terms_of
from .thesaurus import Thesaurus, shipped_thesaurus

Piece = tuple[str, str]
"""A text that gets a vector, with the id of the person who wrote it."""

VectorsOf = Callable[[Sequence[Piece]], NDArray[Any]]
"""What returns the vectors of pieces, a row each, of length 1."""

SHARE = 0.7
"""The most that the meaning of a sentence counts: of one without any word of the trade."""

UNLIKE = 0.2
"""Two sentences with this cosine have nothing in common."""

_SHORTEST = 2


def sentences_of(text: str, wanted: bool) -> list[str]:
    """Return the sentences of a text without what they deny.

    Args:
        text: what a person wrote.
        wanted: whether it says what they wish for; else what they can give.
    """
    for start, end in denied_spans(text, wanted):
        text = text[:start] + " " * (end - start) + text[end:]
    pieces = (" ".join(piece.split()).rstrip(".!?;") for piece in SENTENCE.split(text))
    return [piece for piece in pieces if len(piece) >= _SHORTEST]


def meaning_share(text: str, language: str, thesaurus: Thesaurus, wanted: bool = True) -> float:
    """Return how much the meaning of a text counts: less the more of its words are of the trade."""
    terms = terms_of(text, language, thesaurus, wanted)
    whole = sum(term.weight for term in terms)
    trade = sum(term.weight for term in terms if term.word in thesaurus.groups_of)
    return SHARE * (1 - trade / whole) if whole else 0.0


def alike_of(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how alike two texts are, in 0..1, by the cosines of their vectors."""
    return np.clip((cosines - UNLIKE) / (1 - UNLIKE), 0.0, 1.0)


class MeaningLikeness:
    """How far every offer meets every goal by meaning, ready to be read in blocks."""

    def __init__(
        self,
        wanted: Sequence[Wish],
        offered: Sequence[Evidence],
        vectors: VectorsOf,
        language: str,
        thesaurus: Thesaurus,
    ) -> None:
        goals = [sentences_of(wish.text, wanted=True) for wish in wanted]
        counts = [
            [meaning_share(text, language, thesaurus) for text in sentences] for sentences in goals
        ]
        offers = [_offers_of(evidence) for evidence in offered]
        self._topics = {topic: at for at, topic in enumerate(_topics_of(wanted))}
        self._goal_starts, self._goal_owner = _places([len(one) for one in goals])
        self._offer_starts, self._offer_owner = _places([len(one) for one in offers])
        texts = [[text for text, _ in one] for one in offers]
        pieces = _pieces([one.person for one in wanted], goals)
        first = len(pieces)
        pieces += _pieces([one.person for one in offered], texts)
        made = _vectors_of_pieces(pieces, vectors)
        self._goals = _laid_out(made[:first], self._goal_starts)
        self._offers = _laid_out(made[first:], self._offer_starts)
        self._goal_counts = _column(counts, self._goal_starts, len(self._goals))
        worths = [[worth for _, worth in one] for one in offers]
        self._offer_counts = _column(worths, self._offer_starts, len(self._offers))
        self._topic_of = self._numbers_of_topics(offers)
        self._chosen = self._choices(wanted)

    def block(self, first: int, last: int) -> NDArray[np.float32]:
        """Return how far the offers first..last-1 meet all goals, shape (last - first, goals)."""
        start = self._offer_starts[first]
        stop = self._offer_starts[last] if last < len(self._offer_starts) else len(self._offers)
        alike = alike_of(self._offers[start:stop] @ self._goals.T)
        alike *= self._offer_counts[start:stop, None] * self._goal_counts[None, :]
        alike[self._chosen[self._goal_owner][:, self._topic_of[start:stop]].T] = 0.0
        by_goal = np.maximum.reduceat(alike, self._goal_starts, axis=1)
        starts = self._offer_starts[first:last] - start
        closest: NDArray[np.float32] = np.maximum.reduceat(by_goal, starts, axis=0)
        return closest.astype(np.float32)

    def _numbers_of_topics(
        self, offers: Sequence[Sequence[tuple[str, float]]]
    ) -> NDArray[np.int64]:
        """Return the topic of each offered piece by number; the last number is for no chosen topic."""
        numbers = np.full(len(self._offers), len(self._topics), dtype=np.int64)
        for start, pieces in zip(self._offer_starts, offers, strict=True):
            for at, (text, _) in enumerate(pieces):
                numbers[start + at] = self._topics.get(text.casefold(), len(self._topics))
        return numbers

    def _choices(self, wanted: Sequence[Wish]) -> NDArray[np.bool_]:
        """Return which learner chose which topic: what is an interest already meets no goal."""
        chosen = np.zeros((len(wanted), len(self._topics) + 1), dtype=np.bool_)
        for row, wish in enumerate(wanted):
            for topic in wish.topics:
                chosen[row, self._topics[topic.casefold()]] = True
        return chosen


def _offers_of(evidence: Evidence) -> list[tuple[str, float]]:
    """Return what a helper gave, each with what it counts; the same text once."""
    pieces = dict.fromkeys(evidence.groups, GROUP) | dict.fromkeys(evidence.topics, 1.0)
    return list((pieces | dict.fromkeys(sentences_of(evidence.text, wanted=False), 1.0)).items())


def _topics_of(wanted: Sequence[Wish]) -> list[str]:
    return sorted({topic.casefold() for wish in wanted for topic in wish.topics})


def _pieces(people: Iterable[str], texts: Iterable[Iterable[str]]) -> list[Piece]:
    return [(person, text) for person, own in zip(people, texts, strict=True) for text in own]


def _vectors_of_pieces(pieces: Sequence[Piece], vectors: VectorsOf) -> NDArray[np.float64]:
    made: NDArray[np.float64] = np.asarray(vectors(pieces) if pieces else [[]], dtype=np.float64)
    return made[: len(pieces)]


def _places(counts: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where each person's rows begin, and whose each row is.

    Everybody has one row more than texts, which is like nothing: the closest of none is 0.
    """
    rows = np.array(counts, dtype=np.int64) + 1
    starts: NDArray[np.int64] = np.cumsum(rows) - rows
    return starts, np.repeat(np.arange(len(rows)), rows)


def _laid_out(made: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return vectors with a row of zeros after those of each person."""
    table = np.zeros((len(made) + len(starts), made.shape[1]))
    last = np.append(starts[1:], len(table)) - 1
    is_text = np.ones(len(table), dtype=np.bool_)
    is_text[last] = False
    table[is_text] = made
    return table


def _column(
    values: Sequence[Sequence[float]], starts: NDArray[np.int64], size: int
) -> NDArray[np.float64]:
    column = np.zeros(size)
    for start, own in zip(starts, values, strict=True):
        column[start : start + len(own)] = own
    return column


def mixed_with_meaning(
    words: NDArray[np.float32],
    wanted: Sequence[str],
    offered: Sequence[str],
    vectors: VectorsOf,
    language: str,
) -> NDArray[np.float32]:
    """Return the likeness of whole texts by words and meaning, each for its share.

    The meaning has less to say the more of the wanted text is words of the trade.
    """
    goals, offers = _whole_texts(wanted, wanted=True), _whole_texts(offered, wanted=False)
    known = shipped_thesaurus()
    shares = np.array([meaning_share(text, language, known) if text else 0.0 for text in goals])
    alike = alike_of(_vectors_of_texts(goals, vectors) @ _vectors_of_texts(offers, vectors).T)
    return ((1 - shares[:, None]) * words + shares[:, None] * alike).astype(np.float32)


def _whole_texts(texts: Sequence[str], wanted: bool) -> list[str]:
    """Return texts as their sentences, without what they deny."""
    return [". ".join(sentences_of(text, wanted)) for text in texts]


def _vectors_of_texts(texts: Sequence[str], vectors: VectorsOf) -> NDArray[np.float64]:
    """Return the vectors of texts; a text without words is like nothing."""
    made: NDArray[np.float64] = np.asarray(vectors([("", text) for text in texts]), np.float64)
    made[[not text for text in texts]] = 0.0
    return made
