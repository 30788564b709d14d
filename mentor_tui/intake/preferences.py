"""Answers to "which way do you prefer": none in particular, or several ways joined by words."""

from __future__ import annotations

import re
from functools import lru_cache

from ..domain.listings import phrases_of, words_of
from ..domain.names import plain
from .options import Options

_CORE = phrases_of(
    """
any|anything|anyway|either|both|all|whichever|whatever|flexible|flexibility|indifferent|indifferente
no preference|no preferences|no strong preference|no strong preferences|no particular preference
no real preference|don t mind|do not mind|not fussy|not picky|doesn t matter|does not matter|don t care
do not care|open|up to|peu importe|aucune preference|sans preference|pas de preference|n importe
n importe lequel|n importe laquelle|n importe quel|tous|toutes|tout|none in particular|adaptable
no specific preference|nothing in particular|l un ou l autre|les deux|everything
"""
)
_FILLER = words_of(
    """
i am m is are s it fine works work good ok okay great way ways method methods option options of these
those them the above to with happy for my our a an mentee mentor partner peer match person best easiest
most convenient by me will would be really very have either que ca me va lequel d or and on be can do
contact communication one ones they their you your we suits suit prefer prefers works whatever in listed
likes like wants want wishes wish chooses choose decides decide needs they're convenience
que mon ma mentore mentor partenaire et ou moyen moyens convient conviennent too just quite pretty
"""
)
_LONGEST = max(len(phrase.split()) for phrase in _CORE)
_DENIED = re.compile(
    r"\b(not|no|never|all but|except|excluding|without|avoid|anything but|but not|other than|pas|sauf|jamais|rather than"
    r"|instead of|don t|can t|cannot|unless|if (?!possible|needed|necessary))\b"
)
_HANGS = re.compile(
    r"\b(depend\w*|if|when|whenever|unless|until|open to|any|all but|whatever|whichever|prefer\w*|flexible"
    r"|not sure|unsure|maybe|perhaps|selon|si|quand)\b"
)
_JOINTS = re.compile(
    r"[;,/&+|()\n]|\b(?:or|and|ou|et|but|then|otherwise|else|also|sinon|mais|if possible|if needed|if necessary)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:by|via|on|over|through|using|a|an|the|par|preferably|mostly|mainly|usually|either|both|i|prefer"
    r"|use|would|like|my|is|best|first|ideally|au|en|as|well)\s+)+"
)
_TRAILING = re.compile(
    r"(?:\s+(?:only|preferred|works?|too|is|are|fine|best|first|please|mostly|mainly|ok|okay|good|great"
    r"|meetings?|as|well|also|calls?|chat))+$"
)
_ONLY_DRESSING = words_of("preferred only too works fine please preferably first")


@lru_cache(maxsize=4096)
def has_no_preference(text: str) -> bool:
    """Say whether an answer leaves every way open: "no preference", "either", "whatever works best"."""
    words = plain(text).split()
    core, at = False, 0
    while at < len(words):
        size = _core_at(words, at)
        if not size and words[at] not in _FILLER:
            return False
        core = core or bool(size)
        at += max(size, 1)
    return core and "?" not in text


def _core_at(words: list[str], at: int) -> int:
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        if " ".join(words[at : at + size]) in _CORE:
            return size
    return 0


def is_unsettled(piece: str, known: Options) -> bool:
    """Say whether a written piece names an option with something about it, or hangs on something else."""
    folded = f" {plain(piece)} "
    if _HANGS.search(folded):
        return True
    return any(f" {plain(name)} " in folded for name in known.names)


def denies_a_way(text: str) -> bool:
    """Say whether an answer excludes something: what it names is not what is meant."""
    return bool(_DENIED.search(plain(text)))


def ways_in(text: str, known: Options) -> list[str]:
    """Return the options that a sentence joins by words, or none where a part of it is no option."""
    names: list[str] = []
    for part in _JOINTS.split(text):
        folded = plain(part)
        if not folded or folded in _ONLY_DRESSING:
            continue
        name = _way(part, known)
        if name is None:
            return []
        names.append(name)
    return list(dict.fromkeys(names))


def _way(part: str, known: Options) -> str | None:
    """Return the option that a part is, with or without the words around it."""
    folded = " ".join(part.casefold().split()).strip(" .!")
    shorter = _LEADING.sub("", folded)
    spellings = (folded, shorter, _TRAILING.sub("", folded), _TRAILING.sub("", shorter))
    return next((name for spelling in spellings if (name := known.find(spelling))), None)
