"""The words of many texts as arrays: which stand where, how rare they are, which are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .neighbours import Neighbours, neighbours_of
from .terms import Term, terms_of
from .thesaurus import Thesaurus

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Texts:
    """What somebody wrote, each with what it counts, and whether the texts wish or give."""

    texts: Sequence[Sequence[tuple[str, float]]]
    wanted: bool


@dataclass(frozen=True, kw_only=True)
class Words:
    """Which words stand in which texts, what they count there, and how sure they are meant so."""

    texts: int
    text: Integers
    word: Integers
    weight: Floats
    sure: Floats

    def those(self, kept: NDArray[np.bool_]) -> Words:
        """Return the words of which something is so."""
        return replace(
            self,
            text=self.text[kept],
            word=self.word[kept],
            weight=self.weight[kept],
            sure=self.sure[kept],
        )


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The words of several lists of texts, with their likeness to each other and their rarity."""

    names: tuple[str, ...]
    lists: tuple[Words, ...]
    neighbours: Neighbours
    rarity: NDArray[np.float64]

    @property
    def size(self) -> int:
        """How many words there are."""
        return len(self.names)


def whole(texts: Sequence[str], wanted: bool) -> Texts:
    """Return texts that count in full."""
    return Texts(texts=[[(text, 1.0)] for text in texts], wanted=wanted)


def vocabulary_of(lists: Sequence[Texts], language: str, thesaurus: Thesaurus) -> Vocabulary:
    """Return the vocabulary of lists of texts; the order of the texts never matters."""
    numbers: dict[str, int] = {}
    counted = [_count(texts, numbers, language, thesaurus) for texts in lists]
    words = sorted(numbers)
    order = np.empty(len(words), dtype=np.int64)
    for number, word in enumerate(words):
        order[numbers[word]] = number
    named = tuple(replace(words, word=order[words.word]) for words in counted)
    neighbours = neighbours_of(words, thesaurus)
    return Vocabulary(
        names=tuple(words),
        lists=named,
        neighbours=neighbours,
        rarity=_rarity(named, neighbours, len(words)),
    )


def _count(texts: Texts, numbers: dict[str, int], language: str, thesaurus: Thesaurus) -> Words:
    text_at: list[int] = []
    word_at: list[int] = []
    weight_at: list[tuple[float, float]] = []
    known: dict[str, list[Term]] = {}
    for number, pieces in enumerate(texts.texts):
        weights: dict[str, tuple[float, float]] = {}
        for piece, worth in pieces:
            if piece not in known:
                known[piece] = terms_of(piece, language, thesaurus, texts.wanted)
            for term in known[piece]:
                weight, sure = weights.get(term.word, (0.0, 0.0))
                most = max(weight, term.weight * worth), max(sure, term.sure * worth)
                weights[term.word] = most
        for word, both in weights.items():
            text_at.append(number)
            word_at.append(numbers.setdefault(word, len(numbers)))
            weight_at.append(both)
    table = np.array(weight_at, dtype=np.float32).reshape(-1, 2)
    return Words(
        texts=len(texts.texts),
        text=np.array(text_at, dtype=np.int64),
        word=np.array(word_at, dtype=np.int64),
        weight=table[:, 0],
        sure=table[:, 1],
    )


def _rarity(lists: Sequence[Words], neighbours: Neighbours, size: int) -> NDArray[np.float64]:
    """Return log(1 + texts / frequency) per word; alike words count as one, so a typo is not rare."""
    texts = sum(words.texts for words in lists)
    frequency = np.zeros(size)
    for words in lists:
        frequency += np.bincount(words.word, minlength=size)
    close = np.bincount(
        neighbours.first, neighbours.alike * frequency[neighbours.second], minlength=size
    )
    return np.log1p(texts / np.maximum(close, 1.0)) if size else np.zeros(0)


def through_closest(
    words: Words, value: Floats, neighbours: Neighbours
) -> tuple[Integers, Integers, Floats]:
    """Return (text, word, worth): for each text, every word that is alike to one of its own.

    The worth is that of an own word times its likeness, by the own word that gives the most.
    """
    size = int(neighbours.first.max()) + 1 if len(neighbours.first) else 0
    start = np.searchsorted(neighbours.first, np.arange(size + 1))
    links = start[words.word + 1] - start[words.word]
    source = np.repeat(np.arange(len(words.word)), links)
    offset = np.arange(len(source)) - np.repeat(np.cumsum(links) - links, links)
    link = start[words.word[source]] + offset
    text, word = words.text[source], neighbours.second[link]
    worth = (neighbours.alike[link] * value[source]).astype(np.float32)
    order = np.lexsort((worth, word, text))
    text, word, worth = text[order], word[order], worth[order]
    last = np.ones(len(text), dtype=bool)
    last[:-1] = (text[1:] != text[:-1]) | (word[1:] != word[:-1])
    return text[last], word[last], worth[last]
