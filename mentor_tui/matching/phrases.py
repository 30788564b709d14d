"""The words that two texts have in common, marked in place: phrases worth quoting in a letter."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .likeness import Evidence, Wish
from .quotable import LITTLE_ALONE, PERSONAL
from .terms import LITTLE, Term, kept_terms, kept_words
from .thesaurus import Thesaurus, shipped_thesaurus
from .words import STOP_WORDS

_JOINED = re.compile(
    r"[\s-]+(?:(?:of|of the|and|&|for|in|de|de la|du|des|et)\s+)?(?:[dl]['’])?", re.IGNORECASE
)
"""What may stand between two words of a phrase: a space or a little word, never the end of a sentence."""

_NEXT_WORD = re.compile(r"[\s-]+([^\W_]+)")

_MOST_WORDS = 6

Found = tuple[str, str]
"""A stretch of the goals, and what it means the same as in what the helper gave."""


@dataclass(frozen=True)
class Phrase:
    """A stretch of the wanted text and the stretch of the offered text that matches it: (start, end)."""

    wanted: tuple[int, int]
    offered: tuple[int, int]


def shared_phrases(
    wanted: str,
    offered: str,
    language: str = "en",
    thesaurus: Thesaurus | None = None,
    common: Collection[str] = (),
) -> list[Phrase]:
    """Return the matching phrases of two texts that are worth quoting, in the order of the wanted text.

    Args:
        wanted: the goals of a learner.
        offered: the offer of a helper.
        language: the programme's language.
        thesaurus: which words are of the trade; the shipped one when left out.
        common: stems that half the cohort writes, which tell nothing of two people.
    """
    known = thesaurus or shipped_thesaurus()
    ours = _telling(kept_words(wanted, language, known, True), known, common)
    theirs = _telling(kept_words(offered, language, known, False), known, common)
    phrases: list[Phrase] = []
    at = 0
    while at < len(ours):
        length, start = _longest_run((wanted, ours), (offered, theirs), at)
        first, part = _best_part(ours[at : at + length], known)
        if part:
            mine, term = ours[at + first], theirs[start + first]
            end, other_end = ours[at + first + part - 1], theirs[start + first + part - 1]
            stretch = (mine.start, end.end)
            if part > 1 or _is_whole(wanted, stretch):
                phrases.append(Phrase(stretch, (term.start, other_end.end)))
        at += max(length, 1)
    return _unique(wanted, phrases)


def _is_whole(text: str, place: tuple[int, int]) -> bool:
    """Say whether a word stands for itself: no "challenged", and no "grant" of a "grant page"."""
    if text[slice(*place)].casefold().endswith("ed"):
        return False
    following = _NEXT_WORD.match(text, place[1])
    little = STOP_WORDS["en"] | STOP_WORDS["fr"]
    return following is None or following.group(1).casefold() in little


def _telling(words: Sequence[Term], known: Thesaurus, common: Collection[str]) -> list[Term]:
    """Return the words that tell something: not everyday, not in everybody's text, not personal."""
    telling: list[Term] = []
    for word in words:
        often = word.word in common and word.word not in known.groups_of
        if word.weight > LITTLE and not often and word.word not in PERSONAL:
            telling.append(word)
    return telling


def _worth_quoting(run: list[Term], known: Thesaurus) -> bool:
    """Say whether a run is worth naming: a phrase of the trade, or words of it that stand alone."""
    words = [term.word for term in run]
    if " ".join(words) in known.groups_of:
        return len(words) > 1 or (words[0] not in LITTLE_ALONE and len(words[0]) > 2)
    ends = words[0] in known.groups_of and words[-1] in known.groups_of
    return len(words) > 1 and ends and all(word in known.known for word in words)


def _best_part(run: list[Term], known: Thesaurus) -> tuple[int, int]:
    """Return (first, length) of the longest part of a run that is worth quoting; length 0 without one."""
    for length in range(len(run), 0, -1):
        for first in range(len(run) - length + 1):
            if _worth_quoting(run[first : first + length], known):
                return first, length
    return 0, 0


def quotable(text: str, place: tuple[int, int]) -> str:
    """Return a stretch of a text as it can stand inside another sentence."""
    stretch = " ".join(text[place[0] : place[1]].split())
    begins = text[: place[0]].rstrip()[-1:] in ("", ".", "!", "?", "\n", ":")
    if begins and stretch[1:2].islower():
        return stretch[:1].lower() + stretch[1:]
    return stretch


def _longest_run(
    ours: tuple[str, list[Term]], theirs: tuple[str, list[Term]], at: int
) -> tuple[int, int]:
    """Return how many words from `at` on stand in a row in the other text too, and where."""
    best, where = 0, 0
    for start in range(len(theirs[1])):
        length = _run_length(ours, theirs, at, start)
        if length > best:
            best, where = length, start
    return best, where


def _run_length(
    ours: tuple[str, list[Term]], theirs: tuple[str, list[Term]], at: int, start: int
) -> int:
    length = 0
    room = min(len(ours[1]) - at, len(theirs[1]) - start, _MOST_WORDS)
    while length < room and ours[1][at + length].word == theirs[1][start + length].word:
        if length and not (_joined(*ours, at + length) and _joined(*theirs, start + length)):
            break
        length += 1
    return length


def _joined(text: str, words: list[Term], at: int) -> bool:
    """Say whether a word follows the one before it in one breath."""
    return bool(_JOINED.fullmatch(text, words[at - 1].end, words[at].start))


def _unique(wanted: str, phrases: list[Phrase]) -> list[Phrase]:
    seen: dict[str, Phrase] = {}
    for phrase in phrases:
        seen.setdefault(wanted[phrase.wanted[0] : phrase.wanted[1]].casefold(), phrase)
    return list(seen.values())


def alike_terms(
    wish: Wish, evidence: Evidence, language: str, thesaurus: Thesaurus, most: int = 5
) -> list[Found]:
    """Return what else met the goals: "metadata" by "cataloguing", "weeding" by an offered topic."""
    index = _given(evidence, language, thesaurus)
    chosen = _chosen(wish.topics, language, thesaurus)
    phrases: dict[str, Found] = {}
    for wanted in kept_terms(wish.text, language, thesaurus, True):
        near = index.nearest(wanted.word, thesaurus, chosen)
        if near and wanted.weight > LITTLE:
            text = wish.text[wanted.start : wanted.end]
            phrases.setdefault(text.casefold(), (text, near))
    return list(phrases.values())[:most]


@dataclass(frozen=True, kw_only=True)
class _Given:
    """Where a helper's words stand: by word and by group of the thesaurus, texts before topics."""

    in_text: Mapping[str, str]
    in_topics: Mapping[str, str]

    def nearest(self, word: str, thesaurus: Thesaurus, chosen: frozenset[str]) -> str:
        """Return the closest text that was given, empty where nothing is alike."""
        for given, barred in ((self.in_text, frozenset[str]()), (self.in_topics, chosen)):
            if word in given and word not in barred:
                return given[word]
            groups = thesaurus.groups_of.get(word, frozenset[int]())
            for language, text in given.items() if groups else ():
                if language not in barred and groups & thesaurus.groups_of.get(
                    language, groups - groups
                ):
                    return text
        return ""


@lru_cache(maxsize=4096)
def _given(evidence: Evidence, language: str, thesaurus: Thesaurus) -> _Given:
    in_text: dict[str, str] = {}
    for term in kept_terms(evidence.text, language, thesaurus, False):
        in_text.setdefault(term.word, evidence.text[term.start : term.end])
    in_topics: dict[str, str] = {}
    for topic in evidence.topics:
        for term in kept_terms(topic, language, thesaurus, False):
            in_topics.setdefault(term.word, topic)
    return _Given(in_text=in_text, in_topics=in_topics)


@lru_cache(maxsize=4096)
def _chosen(topics: tuple[str, ...], language: str, thesaurus: Thesaurus) -> frozenset[str]:
    terms = (kept_terms(topic, language, thesaurus, True) for topic in topics)
    return frozenset(term.word for topic in terms for term in topic)
