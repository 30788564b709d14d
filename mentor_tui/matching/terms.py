"""A text becomes terms: words and phrases of the thesaurus, each with what it counts and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from .common import is_common, telling_share
from .denial import Span, denied_spans
from .everyday import LITTLE as LITTLE
from .everyday import everyday_stems
from .quotable import LITTLE_ALONE
from .thesaurus import Thesaurus
from .words import LANGUAGES, STOP_WORDS, stem, words_of

PHRASE = 3.0
"""What a phrase of the thesaurus counts, beside a plain word's 1."""

TRADE = 2.0
"""What a word of the thesaurus counts that stands in no other kind of text; a common one counts less."""

PLAIN = 1.0
"""What another telling word counts."""

FAINT = 0.12
"""What a common word counts: it may stand in a phrase, and meets no goal by itself."""

INSIDE = 0.2
"""What a word counts that stands inside a phrase which counts as a whole."""

VOUCH = 0.7
"""How far a common word of the trade shows at most that its sentence speaks of the trade."""

PLAINLY = 0.8
"""From this share of words of the trade on a sentence speaks of the trade, and so do its common words."""

_BREAK = re.compile(r"[.;!?\n:]")
_SENTENCE = re.compile(r"[.!?;]\s|\n")
_ELISION = ("l'", "d'", "j'", "n'", "s'", "m'", "c'", "qu'")


class Kind(StrEnum):
    """Where else a word stands: in every text, in many, or hardly anywhere; and whether it is of the trade."""

    EVERYDAY = "everyday"
    COMMON = "common"
    RARE = "rare"
    TRADE_COMMON = "common word of the trade"
    TRADE = "word of the trade"
    INNER = "part of a phrase"


class Term(NamedTuple):
    """A word, or a phrase as its stems with spaces between; `start` and `end` are places in the text.

    `weight` says how much it tells, `sure` how sure it is that the text means it so: in "I sell old
    maps" the maps are hardly of the trade. `kind` says where else the word stands.
    """

    start: int
    end: int
    word: str
    weight: float
    kind: Kind
    sure: float = 1.0


def language_of(text: str, usual: str) -> str:
    """Return the language whose little words a text uses most; the usual one where none prevails."""
    counts = dict.fromkeys(LANGUAGES, 0)
    for word in text.casefold().replace("’", "'").split():
        plain = word.strip(".,;:!?()\"'")
        counts["en"] += plain in STOP_WORDS["en"]
        counts["fr"] += plain in STOP_WORDS["fr"] or plain.startswith(_ELISION)
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > counts.get(usual, 0) else usual


def words_that_count(text: str, language: str, thesaurus: Thesaurus, wanted: bool) -> list[Term]:
    """Return the words of a text in order, without stop words and without what the text denies."""
    denied = denied_spans(text, wanted)
    terms: list[Term] = []
    for first, sentence in _sentences(text):
        own = language_of(sentence, language)
        shouted = sentence.isupper() and " " in sentence.strip()
        for start, end, word in words_of(sentence):
            plain = word.casefold() if shouted else word
            root, weight, kind = _rooted(plain, own, thesaurus)
            if root and not (denied and _inside(denied, first + start)):
                terms.append(Term(first + start, first + end, root, weight, kind))
    return terms


def _sentences(text: str) -> Iterable[tuple[int, str]]:
    """Yield each sentence with its place, so that each may have its own language."""
    start = 0
    for stop in _SENTENCE.finditer(text):
        yield start, text[start : stop.end()]
        start = stop.end()
    yield start, text[start:]


@lru_cache(maxsize=200_000)
def _rooted(word: str, language: str, thesaurus: Thesaurus) -> tuple[str, float, Kind]:
    """Return the stem of a word, a misspelt word of the trade put right, what it counts, its kind."""
    if word in thesaurus.abbreviations:
        return word, TRADE, Kind.TRADE
    if not stem(word, language):
        return "", 0.0, Kind.EVERYDAY
    root = thesaurus.root(word, language)
    if root in everyday_stems(language) or root.isdecimal():
        return root, LITTLE, Kind.EVERYDAY
    common = is_common(root, language)
    if root in thesaurus.groups_of:
        alone = PLAIN if root in LITTLE_ALONE else TRADE
        kind = Kind.TRADE_COMMON if common else Kind.TRADE
        return root, alone * telling_share(root, language), kind
    if common:
        return root, FAINT if root in thesaurus.known else LITTLE, Kind.COMMON
    return root, PLAIN, Kind.RARE


def _inside(spans: Iterable[Span], place: int) -> bool:
    return any(start <= place < end for start, end in spans)


def terms_of(text: str, language: str, thesaurus: Thesaurus, wanted: bool) -> list[Term]:
    """Return the words and phrases of a text.

    Args:
        text: what a person wrote.
        language: the programme's language, used where the text does not show its own.
        thesaurus: whose phrases count as a whole.
        wanted: whether the text says what is wished for; else what can be given.
    """
    words = words_that_count(text, language, thesaurus, wanted)
    roots = [word.word for word in words]
    phrases = thesaurus.phrases
    terms: list[Term] = []
    covered = 0
    for at, word in enumerate(words):
        two = (word.word, roots[at + 1]) if at + 1 < len(roots) else ("", "")
        length = _phrase_at(text, words, at, phrases[two]) if two in phrases else 0
        if length and at + length > covered:
            terms.append(_joined(words[at : at + length]))
            covered = at + length
        terms.append(_inner(word) if at < covered else word)
    return _meant(text, terms)


def _joined(words: list[Term]) -> Term:
    """Return the phrase that some words make."""
    usual = all(word.kind in (Kind.EVERYDAY, Kind.COMMON, Kind.TRADE_COMMON) for word in words)
    return Term(
        words[0].start,
        words[-1].end,
        " ".join(word.word for word in words),
        PHRASE,
        Kind.TRADE_COMMON if usual else Kind.TRADE,
    )


def _inner(word: Term) -> Term:
    return word._replace(weight=word.weight * INSIDE, kind=Kind.INNER, sure=INSIDE)


def _meant(text: str, terms: list[Term]) -> list[Term]:
    """Return the terms, the common ones as sure as their sentence speaks of the trade."""
    meant: list[Term] = []
    for start, sentence in _sentences(text):
        end = start + len(sentence)
        own = [term for term in terms if start <= term.start < end]
        sure = min(_share_of_trade(own) / PLAINLY, 1.0)
        for term in own:
            doubtful = term.kind is Kind.TRADE_COMMON
            meant.append(term._replace(sure=sure) if doubtful else term)
    return meant


def _share_of_trade(terms: list[Term]) -> float:
    """Return how far a sentence speaks of the trade, 0 to 1: its words by what they tell."""
    trade = 0.0
    elsewhere = 0.0
    for term in terms:
        if term.kind is Kind.TRADE_COMMON:
            vouch = min(term.weight, VOUCH)
            trade += vouch
            elsewhere += 1.0 - vouch
        elif term.kind is Kind.TRADE:
            trade += min(term.weight, PLAIN)
        elsewhere += term.kind in (Kind.COMMON, Kind.RARE)
    return trade / (trade + elsewhere) if trade else 0.0


def _phrase_at(text: str, words: list[Term], at: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """Return how many words the longest of these phrases that begins here has, else 0."""
    for phrase in phrases:
        run = words[at : at + len(phrase)]
        same = [term.word for term in run] == list(phrase)
        if same and not _BREAK.search(text, run[0].end, run[-1].start):
            return len(phrase)
    return 0


@lru_cache(maxsize=8192)
def kept_terms(text: str, language: str, thesaurus: Thesaurus, wanted: bool) -> tuple[Term, ...]:
    """Return the words and phrases of a text, remembered for the next pair."""
    return tuple(terms_of(text, language, thesaurus, wanted))


@lru_cache(maxsize=8192)
def kept_words(text: str, language: str, thesaurus: Thesaurus, wanted: bool) -> tuple[Term, ...]:
    """Return the words of a text that count, remembered for the next pair."""
    return tuple(words_that_count(text, language, thesaurus, wanted))
