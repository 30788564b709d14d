"""Likeness of goals to offers by words and by meaning together."""

from __future__ import annotations

from .likeness import GoalLikeness
from .meaning import MeaningLikeness
from .vocabulary import Floats


class MixedLikeness:
    """What the words leave open, the meaning fills: words + (1 - words) · meaning.

    Neither can lower the other, so writing more never lowers anybody.
    """

    def __init__(self, words: GoalLikeness, meaning: MeaningLikeness) -> None:
        self.words, self._meaning = words, meaning

    def block(self, first: int, last: int) -> Floats:
        """Return how far the offers first..last-1 meet all goals, in 0..1."""
        words = self.words.block(first, last)
        return words + (1 - words) * self._meaning.block(first, last)

    def meets_any(self, step: int) -> bool:
        """Say whether any offer meets any goal at all."""
        return self.words.meets_any(step)
