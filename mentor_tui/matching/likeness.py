"""Likeness of goals to offers: Soft TF-IDF as matrix products.

Cohen, Ravikumar and Fienberg, "A comparison of string distance metrics for name-matching tasks"
(IIWeb 2003): a word of the wanted text counts through its closest word of the offered text, when
the two are alike enough, weighted by rarity and by that likeness. Words are alike when they share
a stem, when one is the other misspelt, or when the thesaurus has them in one group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .encoder import Encoder
from .letters import alike_by_letters
from .terms import FAINT
from .thesaurus import Thesaurus, shipped_thesaurus
from .vocabulary import (
    Floats,
    Texts,
    Vocabulary,
    Words,
    through_closest,
    vocabulary_of,
    whole,
)

ENOUGH = 3.0
"""Goals whose covered words weigh this much are met by half; more comes ever closer to the whole."""

GROUP = 0.5
"""What the group of an offered topic counts, beside the topic's own name."""

TRUST = 300.0
"""From this many texts on, their own frequencies say more of a word than the lists of words do."""


LETTERS = 0.5
"""What the likeness by letters counts beside that by words, as far as the texts' own frequencies do."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a learner wrote about their goals, and the topics that count as interests already."""

    text: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a helper gave: texts in their own words, topics, and the groups of the topics."""

    text: str
    topics: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


class GoalLikeness:
    """How far every offer meets every goal, ready to be read in blocks.

    Each word of a goal counts through the closest word of the offer. What is covered is added up
    and put on a scale that only rises, so more words on either side never make two people less
    alike. Words of topics that the learner chose themselves count in texts, not in topics: shared
    topics are interests already.
    """

    def __init__(
        self,
        wanted: Sequence[Wish],
        offered: Sequence[Evidence],
        language: str = "en",
        thesaurus: Thesaurus | None = None,
    ) -> None:
        lists = (
            whole([wish.text for wish in wanted], wanted=True),
            whole([evidence.text for evidence in offered], wanted=False),
            Texts(texts=[_topic_texts(evidence) for evidence in offered], wanted=False),
            Texts(texts=[[(topic, 1.0) for topic in wish.topics] for wish in wanted], wanted=True),
        )
        known = vocabulary_of(lists, language, thesaurus or shipped_thesaurus())
        telling = [_telling(words) for words in known.lists]
        columns = np.unique(telling[0].word)
        self._wanted = _weights(telling[0], known, columns)
        text = _cover(telling[1], known, columns)
        self._covered = np.maximum(text, _cover(telling[2], known, columns))
        chosen = _cover(telling[3], known, columns) > 0
        extra = self._covered - text
        twice = np.flatnonzero(extra.any(axis=0) & chosen.any(axis=0))
        self._extra = extra[:, twice]
        self._twice = self._wanted[:, twice] * chosen[:, twice]

    def block(self, first: int, last: int) -> Floats:
        """Return how far the offers first..last-1 meet all goals, in 0..1.

        Shape: (last - first, wanted texts).
        """
        met = self._covered[first:last] @ self._wanted.T
        met -= self._extra[first:last] @ self._twice.T
        np.maximum(met, 0.0, out=met)
        return met / (met + np.float32(ENOUGH))

    def meets_any(self, step: int) -> bool:
        """Say whether any offer meets any goal at all."""
        firsts = range(0, len(self._covered), step)
        return any(bool((self.block(first, first + step) > 0).any()) for first in firsts)


def goal_likeness(
    wanted: Sequence[str],
    offered: Sequence[str],
    language: str = "en",
    encoder: Encoder | None = None,
) -> Floats:
    """Return the likeness of each wanted text to each offered text, as texts of their own.

    Args:
        wanted: what learners write about their goals.
        offered: what helpers write about their offer.
        language: "en" or "fr": the stop words and the stemmer, where a text does not show its own.
        encoder: a sentence model, whose likeness is mixed in.

    Returns:
        Likeness in 0..1, shape (len(wanted), len(offered)). A text without words is like nothing.
    """
    lists = (whole(wanted, wanted=True), whole(offered, wanted=False))
    known = vocabulary_of(lists, language, shipped_thesaurus())
    ours, theirs = (_scaled(words, known) for words in known.lists)
    mine, others = np.unique(ours.word), np.unique(theirs.word)
    product = _table(ours, mine) @ _closest(theirs, known, mine).T
    product += _closest(ours, known, others) @ _table(theirs, others).T
    share = np.float32(LETTERS * _trust(known))
    product *= (1 - share) / 2
    product += share * alike_by_letters(known)
    likeness: Floats = np.clip(product, 0.0, 1.0)
    if encoder is None:
        return likeness
    from .meaning import mixed

    return mixed(likeness, wanted, offered, encoder, language)


def _topic_texts(evidence: Evidence) -> list[tuple[str, float]]:
    names = [(topic, 1.0) for topic in evidence.topics]
    return names + [(group, GROUP) for group in evidence.groups]


def _telling(words: Words) -> Words:
    """Return the words without the everyday and the common ones."""
    return words.those(words.weight > np.float32(FAINT))


def _weights(words: Words, known: Vocabulary, columns: np.ndarray) -> Floats:
    """Return what each word of a goal counts: its own weight by how rare it is, at most 1."""
    rarest = float(known.rarity.max()) if known.size else 1.0
    value = words.weight * known.rarity[words.word] / rarest
    return _table(replace(words, weight=value.astype(np.float32)), columns)


def _cover(words: Words, known: Vocabulary, columns: np.ndarray) -> Floats:
    """Return how well each text covers each word, in 0..1: by its closest word."""
    return _closest(replace(words, weight=words.sure), known, columns)


def _closest(words: Words, known: Vocabulary, columns: np.ndarray) -> Floats:
    text, word, worth = through_closest(words, words.weight, known.neighbours)
    closest = Words(texts=words.texts, text=text, word=word, weight=worth, sure=worth)
    return _table(closest, columns)


def _table(words: Words, columns: np.ndarray) -> Floats:
    """Return texts by words as a table with the given words as columns."""
    place = np.full(int(max(columns.max(initial=-1), words.word.max(initial=-1))) + 1, -1)
    place[columns] = np.arange(len(columns))
    table = np.zeros((words.texts, len(columns)), dtype=np.float32)
    kept = place[words.word] >= 0
    table[words.text[kept], place[words.word[kept]]] = words.weight[kept]
    return table


def _scaled(words: Words, known: Vocabulary) -> Words:
    """Return the words weighted by rarity, each text scaled to length 1.

    The more texts there are, the more their own frequencies count, and the lists of words the less.
    """
    trust = _trust(known)
    weight = (trust + (1 - trust) * words.weight * words.sure) * known.rarity[words.word] ** 0.6
    length = np.sqrt(np.bincount(words.text, weight * weight, minlength=words.texts))
    scaled = weight / length[words.text]
    return replace(words, weight=scaled.astype(np.float32))


def _trust(known: Vocabulary) -> float:
    """Return how far the texts' own frequencies say what a word tells, 0 to 1."""
    texts = sum(words.texts for words in known.lists)
    return texts / (texts + TRUST)
