"""The words that two texts have in common, marked in place."""

from __future__ import annotations

from dataclasses import dataclass

from .likeness import alike_words
from .words import stem, words_of

_WEAK = frozenset(
    stem(word)
    for word in [
        "library",
        "libraries",
        "learn",
        "learning",
        "work",
        "working",
        "like",
        "want",
        "would",
        "help",
        "more",
        "new",
        "good",
        "best",
        "get",
        "make",
        "take",
        "use",
        "using",
        "people",
        "person",
        "staff",
        "year",
        "time",
        "things",
        "thing",
        "other",
        "others",
        "some",
        "all",
        "also",
        "how",
        "about",
        "not",
        "can",
        "will",
        "could",
        "need",
        "do",
        "does",
        "am",
        "im",
        "id",
        "ive",
        "mentor",
        "mentee",
        "share",
        "sharing",
        "experience",
        "interested",
        "am",
        "looking",
        "hope",
        "become",
        "better",
        "ideas",
        "really",
        "know",
        "well",
        "way",
        "ways",
        "any",
        "many",
        "much",
        "support",
        "improve",
        "skills",
        "skill",
        "develop",
        "gain",
        "understand",
        "others",
        "run",
        "manage",
        "been",
        "being",
        "theirs",
        "program",
        "programs",
        "practice",
        "practices",
        "small",
        "others",
        "its",
        "into",
        "than",
        "then",
        "up",
        "out",
        "one",
        "two",
        "three",
        "four",
        "five",
        "my",
        "them",
        "so",
        "just",
        "very",
        "too",
        "most",
        "few",
        "see",
        "talk",
    ]
)


_LONG = 6
"""A single shared word is named from this many letters of its stem on."""


@dataclass(frozen=True)
class Phrase:
    """A stretch of the wanted text and the stretch of the offered text that matches it: (start, end)."""

    wanted: tuple[int, int]
    offered: tuple[int, int]


def shared_phrases(wanted: str, offered: str, language: str = "en") -> list[Phrase]:
    """Return the matching phrases of two texts, in the order of the wanted text."""
    ours, theirs = _stems(wanted, language), _stems(offered, language)
    phrases: list[Phrase] = []
    at = 0
    while at < len(ours):
        length, start = _longest_run(ours, theirs, at)
        run = ours[at : at + length]
        if _says_enough(run):
            first, last = _trimmed(run)
            begin, end = at + first, at + last
            phrases.append(
                Phrase(
                    (ours[begin][0], ours[end][1]),
                    (theirs[start + first][0], theirs[start + last][1]),
                )
            )
        at += max(length, 1)
    return _unique(wanted, phrases)


def _says_enough(run: list[tuple[int, int, str]]) -> bool:
    """Say whether a run is worth naming: two words of meaning, or one long one."""
    strong = [word for _, _, word in run if word not in _WEAK and len(word) > 2]
    return len(strong) > 1 or any(len(word) >= _LONG for word in strong)


def _stems(text: str, language: str) -> list[tuple[int, int, str]]:
    return [
        (start, end, found)
        for start, end, word in words_of(text)[:600]
        if (found := stem(word, language))
    ]


def _longest_run(
    ours: list[tuple[int, int, str]], theirs: list[tuple[int, int, str]], at: int
) -> tuple[int, int]:
    """Return how many words from `at` on stand in a row in the other text too, and where."""
    best, where = 0, 0
    for start, (_, _, word) in enumerate(theirs):
        if not alike_words(ours[at][2], word):
            continue
        length = 1
        while (
            at + length < len(ours)
            and start + length < len(theirs)
            and alike_words(ours[at + length][2], theirs[start + length][2])
        ):
            length += 1
        if length > best:
            best, where = length, start
    return best, where


def _trimmed(run: list[tuple[int, int, str]]) -> tuple[int, int]:
    """Return the first and last word of a run that carry meaning."""
    strong = [at for at, (_, _, word) in enumerate(run) if word not in _WEAK]
    return strong[0], strong[-1]


def _unique(wanted: str, phrases: list[Phrase]) -> list[Phrase]:
    seen: dict[str, Phrase] = {}
    for phrase in phrases:
        seen.setdefault(wanted[phrase.wanted[0] : phrase.wanted[1]].casefold(), phrase)
    return list(seen.values())
