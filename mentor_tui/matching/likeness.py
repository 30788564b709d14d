"""Likeness of goals to offers: Soft TF-IDF as matrix products.

Cohen, Ravikumar and Fienberg, "A comparison of string distance metrics for name-matching tasks"
(IIWeb 2003): a word of the wanted text counts through its closest word of the offered text, when
the two are alike enough, weighted by both TF-IDF weights and by that likeness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from .words import stems_of

ALIKE = 80.0
"""Two stems are alike from this `rapidfuzz.fuzz.ratio` on."""

_CHUNK = 2048

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class _Words:
    """Which words stand in which texts, as pairs: text, word."""

    texts: int
    text: Integers
    word: Integers


@dataclass(frozen=True, kw_only=True)
class _Neighbours:
    """Alike words as pairs with their likeness, sorted by the first word; a word is its own neighbour."""

    first: Integers
    second: Integers
    alike: Floats


class GoalLikeness:
    """The likeness of every wanted text to every offered text, ready to be read in blocks."""

    def __init__(self, wanted: Sequence[str], offered: Sequence[str], language: str = "en") -> None:
        vocabulary: dict[str, int] = {}
        in_wanted = _count(wanted, vocabulary, language)
        in_offered = _count(offered, vocabulary, language)
        words, order = _sorted_words(vocabulary)
        in_wanted, in_offered = _renamed(in_wanted, order), _renamed(in_offered, order)
        neighbours = _neighbours(words)
        weights = _inverse_frequencies(in_wanted, in_offered, neighbours, len(words))
        self._build(in_wanted, in_offered, neighbours, weights)

    def _build(
        self, wanted: _Words, offered: _Words, neighbours: _Neighbours, weights: NDArray[np.float64]
    ) -> None:
        wanted_words = np.unique(wanted.word)
        column = np.full(len(weights), -1, dtype=np.int64)
        column[wanted_words] = np.arange(len(wanted_words))
        self._wanted = np.zeros((wanted.texts, len(wanted_words)), dtype=np.float32)
        self._wanted[wanted.text, column[wanted.word]] = _weighted(wanted, weights)
        text, word, value = _through_closest(offered, _weighted(offered, weights), neighbours)
        known = column[word] >= 0
        self._offered = np.zeros((offered.texts, len(wanted_words)), dtype=np.float32)
        self._offered[text[known], column[word[known]]] = value[known]

    def block(self, first: int, last: int) -> Floats:
        """Return the likeness of all wanted texts to the offered texts first..last-1, in 0..1.

        Shape: (last - first, wanted texts).
        """
        product = self._offered[first:last] @ self._wanted.T
        return np.clip(product, 0.0, 1.0, out=product)


def goal_likeness(wanted: Sequence[str], offered: Sequence[str], language: str = "en") -> Floats:
    """Return the likeness of each wanted text to each offered text.

    Args:
        wanted: what learners write about their goals.
        offered: what helpers write about their offer.
        language: "en" or "fr": the stop words and the stemmer.

    Returns:
        Likeness in 0..1, shape (len(wanted), len(offered)). A text without words is like nothing.
    """
    likeness = GoalLikeness(wanted, offered, language)
    return np.ascontiguousarray(likeness.block(0, len(offered)).T)


def alike_words(first: str, second: str) -> bool:
    """Say whether two stems count as alike."""
    return first == second or fuzz.ratio(first, second) >= ALIKE


def _count(texts: Sequence[str], vocabulary: dict[str, int], language: str) -> _Words:
    rows: list[tuple[int, int]] = []
    for number, text in enumerate(texts):
        for word in dict.fromkeys(stems_of(text, language)):
            rows.append((number, vocabulary.setdefault(word, len(vocabulary))))
    table = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return _Words(texts=len(texts), text=table[:, 0], word=table[:, 1])


def _sorted_words(vocabulary: dict[str, int]) -> tuple[list[str], Integers]:
    """Return the words sorted, and the new number of each old one: the order of texts never matters."""
    words = sorted(vocabulary)
    order = np.empty(len(words), dtype=np.int64)
    for number, word in enumerate(words):
        order[vocabulary[word]] = number
    return words, order


def _renamed(counts: _Words, order: Integers) -> _Words:
    return _Words(texts=counts.texts, text=counts.text, word=order[counts.word])


def _neighbours(words: list[str]) -> _Neighbours:
    firsts, seconds, alikes = [], [], []
    for start in range(0, len(words), _CHUNK):
        table = process.cdist(
            words[start : start + _CHUNK],
            words,
            scorer=fuzz.ratio,
            score_cutoff=ALIKE,
            dtype=np.float32,
            workers=-1,
        )
        rows, columns = np.nonzero(table)
        firsts.append(rows + start)
        seconds.append(columns)
        alikes.append(table[rows, columns] / 100.0)
    if not firsts:
        empty = np.zeros(0, dtype=np.int64)
        return _Neighbours(first=empty, second=empty, alike=np.zeros(0, dtype=np.float32))
    return _Neighbours(
        first=np.concatenate(firsts), second=np.concatenate(seconds), alike=np.concatenate(alikes)
    )


def _inverse_frequencies(
    wanted: _Words, offered: _Words, neighbours: _Neighbours, size: int
) -> NDArray[np.float64]:
    """Return log(1 + texts / frequency) per word; alike words count as the same, so a typo is not rare."""
    texts = wanted.texts + offered.texts
    frequency = np.bincount(wanted.word, minlength=size) + np.bincount(offered.word, minlength=size)
    close = np.bincount(
        neighbours.first, neighbours.alike * frequency[neighbours.second], minlength=size
    )
    return np.log1p(texts / np.maximum(close, 1.0)) if size else np.zeros(0)


def _weighted(counts: _Words, weights: NDArray[np.float64]) -> Floats:
    """Return the inverse frequencies of each text's words, each text scaled to length 1."""
    value = weights[counts.word]
    length = np.sqrt(np.bincount(counts.text, value * value, minlength=counts.texts))
    return (value / length[counts.text]).astype(np.float32)


def _through_closest(
    counts: _Words, value: Floats, neighbours: _Neighbours
) -> tuple[Integers, Integers, Floats]:
    """Return (text, word, weight): for each text, every word that is alike to one of its own.

    The weight is that of the closest own word, times the likeness; of equally close ones the heaviest.
    """
    size = int(neighbours.first.max()) + 1 if len(neighbours.first) else 0
    start = np.searchsorted(neighbours.first, np.arange(size + 1))
    many = start[counts.word + 1] - start[counts.word]
    source = np.repeat(np.arange(len(counts.word)), many)
    offset = np.arange(len(source)) - np.repeat(np.cumsum(many) - many, many)
    link = start[counts.word[source]] + offset
    text, word, alike = counts.text[source], neighbours.second[link], neighbours.alike[link]
    order = np.lexsort((value[source], alike, word, text))
    text, word, alike, weight = text[order], word[order], alike[order], value[source][order]
    last = np.ones(len(text), dtype=bool)
    last[:-1] = (text[1:] != text[:-1]) | (word[1:] != word[:-1])
    return text[last], word[last], (alike * weight)[last].astype(np.float32)
