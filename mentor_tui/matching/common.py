"""Common words: those that stand in texts of every kind, so that they tell little of anybody.

`common_en.txt` and `common_fr.txt` hold stems, the most frequent first, counted in text that
anybody may use; `tests/frequencies.py` says in which.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib import resources

from .words import LANGUAGES

FILE = "common_{language}.txt"
"""The name of the shipped file of a language."""

ANYWHERE = 60
"""A word among so many of the most frequent ones tells nothing."""

LEAST = 0.15
"""What a word of the trade tells at the least, however common."""


@cache
def ranks(language: str) -> Mapping[str, int]:
    """Return the place of every common stem of a language, the most frequent first."""
    if language not in LANGUAGES:
        return {}
    file = resources.files(__package__).joinpath(FILE.format(language=language))
    stems = [line for line in file.read_text(encoding="utf-8").split("\n") if line[:1] not in "#"]
    return {root: place for place, root in enumerate(stems)}


def is_common(root: str, language: str) -> bool:
    """Say whether a stem is among the most frequent ones of a language."""
    return root in ranks(language)


def telling_share(root: str, language: str) -> float:
    """Return how much a word of the trade tells, 0 to 1: less, the more common it is elsewhere."""
    known = ranks(language)
    if root not in known:
        return 1.0
    rarity = math.log((known[root] + 1) / ANYWHERE) / math.log(len(known) / ANYWHERE)
    return max(LEAST, rarity)
