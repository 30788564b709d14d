"""How far offers meet goals by meaning: every sentence of the goals by the closest sentence given.

Sentences are compared one by one, and what they bring is added up on a scale that only rises. So a
further sentence, on either side, never makes two people less alike.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .denial import denied_spans
from .encoder import Encoder, Vector
from .likeness import Evidence, GoalLikeness, Wish
from .terms import terms_of
from .thesaurus import shipped_thesaurus
from .words import stems_of

SHARE = 0.2
"""The share of the goals part that meaning has where a cohort turns it on."""

LEAST, FULL = 0.2, 0.7
"""A cosine up to the first says nothing; one from the second on says the same."""

ENOUGH = 0.8
"""Goals whose sentences bring this much together are met by half."""

MIX = 0.7
"""The most that the cosine of two whole texts counts beside their likeness by words.

The more of a text is words of the trade the less it counts: those the thesaurus knows better.
"""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_LONGEST = 1000

Floats = NDArray[np.float32]


def sentences_of(text: str, wanted: bool) -> tuple[str, ...]:
    """Return the sentences of a text without what it denies, each once; those without words left out."""
    plain = text
    for start, end in denied_spans(text, wanted):
        plain = plain[:start] + " " * (end - start) + plain[end:]
    sentences: dict[str, None] = {}
    for sentence in _SENTENCE.split(plain):
        words = " ".join(sentence.split())[:_LONGEST]
        if stems_of(words):
            sentences[words] = None
    return tuple(sentences)


@dataclass(kw_only=True)
class SentenceVectors:
    """The vectors of sentences: those that are kept, and new ones made when first asked for.

    `keep` is told the new ones by their digests, when `save` is called; `encoder` is a function, so
    that a model is not looked for while everything is there.
    """

    encoder: Callable[[], Encoder]
    kept: Callable[[str], Mapping[str, bytes]] = field(default=lambda name: {})
    keep: Callable[[str, Mapping[str, bytes]], None] = field(default=lambda name, new: None)
    _known: dict[str, Vector] = field(default_factory=dict)
    _new: dict[str, bytes] = field(default_factory=dict)
    _model: Encoder | None = None

    def open(self) -> Encoder:
        """Return the encoder, found once, with what is kept of it read.

        Raises:
            MeaningMissing: what it needs is not installed.
        """
        if self._model is None:
            self._model = self.encoder()
            for digest, vector in self.kept(self._model.name).items():
                self._known[digest] = np.frombuffer(vector, dtype="<f2").astype(np.float32)
        return self._model

    def of(self, sentence: str) -> Vector:
        """Return the vector of one sentence, rounded as it is kept."""
        model = self.open()
        digest = hashlib.sha256(sentence.encode("utf-8", "surrogatepass")).hexdigest()
        if digest not in self._known:
            small = model.vector(sentence).astype("<f2")
            self._new[digest] = small.tobytes()
            self._known[digest] = small.astype(np.float32)
        return self._known[digest]

    def save(self) -> None:
        """Keep what was made since the last time."""
        if self._new and self._model is not None:
            self.keep(self._model.name, dict(self._new))
            self._new.clear()


@dataclass(frozen=True, kw_only=True)
class _Rows:
    """Vectors of several people's sentences, one below the other, and where each person's begin."""

    table: Floats
    start: NDArray[np.int64]

    def of(self, first: int, last: int) -> Floats:
        return self.table[self.start[first] : self.start[last]]


class MeaningLikeness:
    """How far every helper meets every learner's goals by meaning, read in blocks."""

    def __init__(
        self,
        wanted: Sequence[Wish],
        offered: Sequence[Evidence],
        vectors: SentenceVectors,
        language: str = "en",
    ) -> None:
        goals = [sentences_of(wish.text, True) for wish in wanted]
        self._goals = _rows(goals, vectors)
        self._says = np.array(
            [left_to_meaning(sentence, language) for own in goals for sentence in own],
            dtype=np.float32,
        )
        self._texts = _rows([sentences_of(evidence.text, False) for evidence in offered], vectors)
        topics = sorted({topic for evidence in offered for topic in evidence.topics})
        at = {topic: number for number, topic in enumerate(topics)}
        self._topics = [
            np.array([at[topic] for topic in evidence.topics], int) for evidence in offered
        ]
        self._by_topic = _cosines(
            self._goals.table, _stacked([vectors.of(topic) for topic in topics])
        )
        for learner, wish in enumerate(wanted):
            chosen = [at[topic] for topic in wish.topics if topic in at]
            rows = slice(self._goals.start[learner], self._goals.start[learner + 1])
            self._by_topic[rows, chosen] = 0.0
        vectors.save()

    def block(self, first: int, last: int) -> Floats:
        """Return how far the helpers first..last-1 meet all goals, shape (last - first, learners)."""
        near = np.zeros((last - first, len(self._goals.table)), dtype=np.float32)
        cosines = _cosines(self._goals.table, self._texts.of(first, last))
        begin = self._texts.start[first]
        for row, helper in enumerate(range(first, last)):
            mine = slice(self._texts.start[helper] - begin, self._texts.start[helper + 1] - begin)
            for table, columns in ((cosines, mine), (self._by_topic, self._topics[helper])):
                part = table[:, columns]
                if part.shape[1]:
                    np.maximum(near[row], part.max(axis=1), out=near[row])
        value = np.clip((near - LEAST) / (FULL - LEAST), 0.0, 1.0)
        met = _summed(value * self._says, self._goals.start)
        return met / (met + np.float32(ENOUGH))

    def meets_any(self, step: int) -> bool:
        """Say whether any offer meets any goal at all."""
        firsts = range(0, len(self._topics), step)
        lasts = (min(first + step, len(self._topics)) for first in firsts)
        return any(bool((self.block(*two) > 0).any()) for two in zip(firsts, lasts, strict=True))


def _rows(people: Sequence[tuple[str, ...]], vectors: SentenceVectors) -> _Rows:
    counts = [0, *(len(sentences) for sentences in people)]
    table = _stacked([vectors.of(sentence) for sentences in people for sentence in sentences])
    return _Rows(table=table, start=np.cumsum(np.array(counts, dtype=np.int64)))


def _stacked(vectors: Sequence[Vector]) -> Floats:
    width = 1 if not vectors else len(vectors[0])
    return np.array(vectors, dtype=np.float32).reshape(len(vectors), width)


def _cosines(first: Floats, second: Floats) -> Floats:
    if not len(first) or not len(second):
        return np.zeros((len(first), len(second)), dtype=np.float32)
    cosines: Floats = first @ second.T
    return cosines


def _summed(value: Floats, start: NDArray[np.int64]) -> Floats:
    """Return the sums over each learner's own columns."""
    sums = np.zeros((len(value), value.shape[1] + 1), dtype=np.float64)
    np.cumsum(value, axis=1, dtype=np.float64, out=sums[:, 1:])
    summed: Floats = (sums[:, start[1:]] - sums[:, start[:-1]]).astype(np.float32)
    return summed


def mixed(
    likeness: Floats,
    wanted: Sequence[str],
    offered: Sequence[str],
    encoder: Encoder,
    language: str,
) -> Floats:
    """Return the likeness of texts by words mixed with that of their vectors, each text whole."""
    goals = [" ".join(sentences_of(text, True)) for text in wanted]
    offers = [" ".join(sentences_of(text, False)) for text in offered]
    share = np.array([MIX * left_to_meaning(goal, language) for goal in goals], dtype=np.float32)[
        :, None
    ]
    cosines = _cosines(_whole(goals, encoder), _whole(offers, encoder))
    alike = np.clip((cosines - LEAST) / (1 - LEAST), 0.0, 1.0)
    both: Floats = (1 - share) * likeness + share * alike
    return both


def left_to_meaning(text: str, language: str) -> float:
    """Return how much of a text is no word of the trade, 0 to 1: the thesaurus knows the others better."""
    known = shipped_thesaurus()
    terms = terms_of(text, language, known, True)
    weight = sum(term.weight for term in terms)
    trade = sum(term.weight for term in terms if term.word in known.groups_of)
    return 1 - trade / weight if weight else 0.0


def _whole(texts: Sequence[str], encoder: Encoder) -> Floats:
    """Return the vectors of whole texts; a text without words is like nothing."""
    table = _stacked([encoder.vector(text) for text in texts])
    table[[not text for text in texts]] = 0.0
    return table


class BothLikenesses:
    """Goals met by words and by meaning, each with its share."""

    def __init__(self, words: GoalLikeness, meaning: MeaningLikeness) -> None:
        self._words, self._meaning = words, meaning

    def block(self, first: int, last: int) -> Floats:
        """Return how far the helpers first..last-1 meet all goals, shape (last - first, learners)."""
        words = self._words.block(first, last)
        words *= 1 - SHARE
        words += SHARE * self._meaning.block(first, last)
        return words

    def by_meaning(self, helper: int, learner: int) -> float:
        """Return what meaning brings for two people, 0 to its share."""
        return SHARE * float(self._meaning.block(helper, helper + 1)[0, learner])

    def meets_any(self, step: int) -> bool:
        """Say whether any offer meets any goal at all."""
        return self._words.meets_any(step) or self._meaning.meets_any(step)
