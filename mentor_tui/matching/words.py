"""Texts become stems: folded, without stop words, stemmed, with the places they stand at."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

LANGUAGES = {"en": "english", "fr": "french"}
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W_]+)*")
_WIDE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LONGEST = 60

_STOP_ENGLISH = """
a an and are as at be been by for from had has have he her him his i in is it its me my of on or our she that
the their them there these they this those to us was we were what which who with you your
"""
_STOP_FRENCH = """
à ai aie alors après as au aucun aussi autre aux avant avec avez avons bien c ce ceci cela celle celui ces
cet cette ceux chaque chez comme comment d dans de depuis des donc dont du elle elles en encore entre es est
et été être eu eux fait faire il ils j je l la le les leur leurs lors lui m ma mais me même mes moi moins mon
n ne ni non nos notre nous on ont ou où par parce pas peu peut plus pour pourquoi qu quand que quel quelle
quelles quels qui quoi s sa sans se sera ses si son sont sous souvent suis sur t ta te tes toi ton tous tout
toute toutes très tu un une vos votre vous y
"""
STOP_WORDS = {
    "en": frozenset(_STOP_ENGLISH.split()),
    "fr": frozenset(_STOP_FRENCH.split()) | {"aujourd'hui"},
}


@lru_cache(maxsize=4)
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(LANGUAGES.get(language, "english"))


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = "en") -> str:
    """Return the stem of one word, or an empty text when it carries no meaning of its own."""
    folded = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")[:_LONGEST]
    if folded in STOP_WORDS.get(language, frozenset()):
        return ""
    folded = (
        folded.removesuffix("'s").replace("'", "")
        if language == "en"
        else folded.rpartition("'")[2]
    )
    if not folded or (len(folded) == 1 and folded.isascii() and not folded.isdigit()):
        return ""
    if folded in STOP_WORDS.get(language, frozenset()):
        return ""
    return str(_stemmer(language).stemWord(folded))


def words_of(text: str) -> list[tuple[int, int, str]]:
    """Return the words of a text as (start, end, word); scripts without spaces give single characters."""
    words: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if _WIDE.search(word):
            words += [
                (match.start() + at, match.start() + at + 1, letter)
                for at, letter in enumerate(word)
            ]
        else:
            words.append((match.start(), match.end(), word))
    return words


def stems_of(text: str, language: str = "en") -> list[str]:
    """Return the stems of a text in order, repetitions kept."""
    return [words for _, _, word in words_of(text) if (words := stem(word, language))]
