"""Likeness by letters: texts whose words are built alike, whatever their endings and prefixes.

A text is the threes of letters in its words, each as rare as it is in all texts; two texts are as
alike as their vectors point the same way. It sees that "advertise" and "advertisement" belong together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .vocabulary import Floats, Integers, Vocabulary, Words

LENGTH = 3
"""How many letters in a row are compared."""


def alike_by_letters(known: Vocabulary) -> Floats:
    """Return the likeness of each text of the first list to each of the second, 0 to 1."""
    start, grams, size = _grams_of(known.names)
    counted = [_counted(words, start, grams) for words in known.lists]
    frequency = np.zeros(size)
    for _, gram, _ in counted:
        frequency += np.bincount(gram, minlength=size)
    texts = sum(words.texts for words in known.lists)
    rarity = np.log1p(texts / np.maximum(frequency, 1.0))
    ours, theirs = (
        _table(words.texts, size, cells, rarity)
        for words, cells in zip(known.lists, counted, strict=True)
    )
    alike: Floats = ours @ theirs.T
    return alike


def _grams_of(names: Sequence[str]) -> tuple[Integers, Integers, int]:
    """Return where each word's threes begin, all threes by number, and how many there are."""
    numbers: dict[str, int] = {}
    start = [0]
    grams: list[int] = []
    for name in names:
        padded = f" {name} "
        if " " not in name:  # the words of a phrase stand in the vocabulary themselves
            for at in range(len(padded) - LENGTH + 1):
                gram = padded[at : at + LENGTH]
                grams.append(numbers.setdefault(gram, len(numbers)))
        start.append(len(grams))
    return np.array(start, dtype=np.int64), np.array(grams, dtype=np.int64), len(numbers)


Cells = tuple[Integers, Integers, Integers]
"""Text, three, and how often it stands there."""


def _counted(words: Words, start: Integers, grams: Integers) -> Cells:
    """Return how often each three of letters stands in each text."""
    values = start[words.word + 1] - start[words.word]
    source = np.repeat(np.arange(len(words.word)), values)
    offset = np.arange(len(source)) - np.repeat(np.cumsum(values) - values, values)
    gram = grams[start[words.word[source]] + offset]
    pairs, counts = np.unique(np.stack([words.text[source], gram]), axis=1, return_counts=True)
    return pairs[0], pairs[1], counts


def _table(texts: int, size: int, cells: Cells, rarity: np.ndarray) -> Floats:
    """Return texts by threes of letters, each text scaled to length 1."""
    text, gram, count = cells
    value = np.sqrt(count) * rarity[gram]
    length = np.sqrt(np.bincount(text, value * value, minlength=texts))
    table = np.zeros((texts, size), dtype=np.float32)
    table[text, gram] = value / length[text]
    return table
