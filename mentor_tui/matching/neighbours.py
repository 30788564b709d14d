"""Which words of a vocabulary are alike: misspelt, or in one group of the thesaurus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from .thesaurus import FIRST_LETTERS, LIKENESS, Thesaurus

ALIKE = 80.0
"""Two stems are the same word misspelt from this `rapidfuzz.fuzz.ratio` on."""

SHORTEST = 5
"""A shorter word is never taken for another one misspelt: "EDI" is not "edit"."""

_ROWS = 1024


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """Alike words as pairs with their likeness, sorted by the first; a word is its own neighbour."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    alike: NDArray[np.float32]


def alike_words(first: str, second: str, thesaurus: Thesaurus) -> float:
    """Return how alike two stems are, 0 to 1; 0 where they are not alike at all."""
    if first == second:
        return 1.0
    related = thesaurus.related(first, second)
    spelt = 0.0
    if _may_be_misspelt(first, second) and (related or not _both_known(first, second, thesaurus)):
        spelt = fuzz.ratio(first, second, score_cutoff=ALIKE) / 100
    return max(spelt, LIKENESS if related else 0.0)


def _may_be_misspelt(first: str, second: str) -> bool:
    return first[:FIRST_LETTERS] == second[:FIRST_LETTERS] and _has_letters(first, second)


def _has_letters(*words: str) -> bool:
    """Say whether all words are single, of letters alone, and long enough to be misspelt."""
    return all(len(word) >= SHORTEST and word.isalpha() for word in words)


def _both_known(first: str, second: str, thesaurus: Thesaurus) -> bool:
    """Say whether both are words of the trade, spelt right, so that neither is the other misspelt."""
    return first in thesaurus.known and second in thesaurus.known


def neighbours_of(words: Sequence[str], thesaurus: Thesaurus) -> Neighbours:
    """Return the alike pairs of a sorted vocabulary, each by the closest way in which it is alike."""
    own = np.arange(len(words), dtype=np.int64)
    firsts, seconds = [own], [own]
    alikes = [np.ones(len(words), dtype=np.float32)]
    for here, there, alike in (*_misspelt(words, thesaurus), _related(words, thesaurus)):
        firsts += [here, there]
        seconds += [there, here]
        alikes += [alike, alike]
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    likeness = np.concatenate(alikes)
    order = np.lexsort((likeness, second, first))
    first, second, likeness = first[order], second[order], likeness[order]
    closest = np.ones(len(first), dtype=bool)
    closest[:-1] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    return Neighbours(first=first[closest], second=second[closest], alike=likeness[closest])


Links = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]


def _misspelt(words: Sequence[str], thesaurus: Thesaurus) -> Iterator[Links]:
    """Yield the pairs of words of which one is the other misspelt, each pair once."""
    for members in _by_first_letters(words).values():
        names = [words[at] for at in members]
        places = np.array(members, dtype=np.int64)
        known = np.array([name in thesaurus.known for name in names], dtype=bool)
        for start in range(0, len(names), _ROWS):
            table = process.cdist(
                names[start : start + _ROWS],
                names,
                scorer=fuzz.ratio,
                score_cutoff=ALIKE,
                dtype=np.float32,
            )
            rows, columns = np.nonzero(table)
            alike = table[rows, columns] / 100
            rows += start
            kept = (rows < columns) & ~(known[rows] & known[columns])
            for at in np.flatnonzero((rows < columns) & ~kept):
                kept[at] = thesaurus.related(names[rows[at]], names[columns[at]])
            yield places[rows[kept]], places[columns[kept]], alike[kept].astype(np.float32)


def _by_first_letters(words: Sequence[str]) -> Mapping[str, list[int]]:
    """Return the words that may be misspelt forms of each other, by their first letters."""
    buckets: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        if _has_letters(word):
            buckets[word[:FIRST_LETTERS]].append(at)
    return buckets


def _related(words: Sequence[str], thesaurus: Thesaurus) -> Links:
    """Return the pairs of words that stand in one group of the thesaurus, each pair once."""
    members: dict[int, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        for group in thesaurus.groups_of.get(word, ()):
            members[group].append(at)
    pairs = sorted({pair for together in members.values() for pair in combinations(together, 2)})
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1], np.full(len(table), LIKENESS, dtype=np.float32)
