"""A text becomes terms: words and phrases of the thesaurus, each with what it counts and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from .denial import Span, denied_spans
from .everyday import LITTLE as LITTLE
from .everyday import everyday_stems
from .quotable import LITTLE_ALONE
from .thesaurus import Thesaurus
from .word_pieces import is_common
from .words import LANGUAGES, STOP_WORDS, stem, words_of

PHRASE = 3.0
"""What a phrase of the thesaurus counts, beside a plain word's 1."""

TRADE = 2.0
"""What a word of the thesaurus counts."""

PLAIN = 1.0
"""What another telling word counts."""

FAINT = 0.12
"""What a common English word counts: it may stand in a phrase, and meets no goal by itself."""

INSIDE = 0.2
"""What a word counts that stands inside a phrase which counts as a whole."""

_BREAK = re.compile(r"[.;!?\n:]")
_SENTENCE = re.compile(r"[.!?;]\s|\n")
_ELISION = ("l'", "d'", "j'", "n'", "s'", "m'", "c'", "qu'")


class Term(NamedTuple):
    """A word, or a phrase as its stems with spaces between; `start` and `end` are places in the text."""

    start: int
    end: int
    word: str
    weight: float


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
        for start, end, word in words_of(sentence):
            root, weight = _rooted(word, own, thesaurus)
            if root and not (denied and _inside(denied, first + start)):
                terms.append(Term(first + start, first + end, root, weight))
    return terms


def _sentences(text: str) -> Iterable[tuple[int, str]]:
    """Yield each sentence with its place, so that each may have its own language."""
    start = 0
    for stop in _SENTENCE.finditer(text):
        yield start, text[start : stop.end()]
        start = stop.end()
    yield start, text[start:]


@lru_cache(maxsize=200_000)
def _rooted(word: str, language: str, thesaurus: Thesaurus) -> tuple[str, float]:
    """Return the stem of a word, a misspelt word of the trade put right, and what it counts."""
    if not stem(word, language):
        return "", 0.0
    root = thesaurus.root(word, language)
    if root in everyday_stems(language) or root.isdecimal():
        return root, LITTLE
    if root not in thesaurus.groups_of and language == "en" and is_common(word.casefold()):
        return root, FAINT if root in thesaurus.known else LITTLE
    telling = root in thesaurus.groups_of and root not in LITTLE_ALONE
    return root, TRADE if telling else PLAIN


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
            last = words[at + length - 1]
            name = " ".join(roots[at : at + length])
            terms.append(Term(word.start, last.end, name, PHRASE))
            covered = at + length
        terms.append(word._replace(weight=word.weight * INSIDE) if at < covered else word)
    return terms


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
