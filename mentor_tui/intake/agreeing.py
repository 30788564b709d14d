"""Yes and no: only a plain yes is yes, only a plain no is no, everything else is for a person."""

from __future__ import annotations

import re
from collections.abc import Container
from enum import StrEnum
from functools import lru_cache

from ..domain.blank import NO_ANSWER, NOT_KNOWN
from ..domain.listings import phrases_of, words_of
from ..domain.names import plain
from .number_words import WORDS


class _Kind(StrEnum):
    YES = "yes"
    WEAK = "weak"
    NO = "no"
    FILLER = "filler"


_WORDS = {
    _Kind.YES: """
y|yes|yes happily|happily|you can|with joy|yep|sure thing|you bet|can t wait|cannot wait|yeah|yup|yess|oui|o|ouais|true|vrai|1|x|ok|okay|k|fine|sure|certainly|absolutely|definitely
surely|indeed|gladly|totally|of course|naturally|for sure|very much so|100|count me in|i am in|i m in
can do|will do|no problem|no problems|no problem at all|not a problem|not a problem at all|no worries
no worries at all|no issue|no issues|not an issue|no objection|no objections|no concerns|no trouble
without a problem|without problem|without any problem|without problems|that works|works for me
that works for me|works|sounds good|sounds great|happy to|glad to|pleased to|with pleasure|my pleasure
d accord|j accepte|bien sur|pas de probleme|aucun probleme|sans probleme|pas de souci|aucun souci
volontiers|avec plaisir|je m engage|je suis d accord|tout a fait|certainement|absolument|entendu
checked|ticked|selected|i don t mind|i do not mind|don t mind|not against it|by all means
absolutely yes|fine by me|without a doubt|no doubt|i don t have a problem with that|i have no problem with that
love to|would love to|i d love to|i would love to|i don t see why not|don t see why not|i see no reason not to
would not miss it|wouldn t miss it|wouldn t miss it for the world|without hesitation|no hesitation
sans hesiter|sans hesitation|sans faute|bien entendu|evidemment|cela me convient|ca me convient
""",
    _Kind.WEAK: """
agree|agreed|agrees|i agree|accept|accepted|i accept|commit|committed|i commit|i do|i can|i will|i ll
i am|i m|i have|i ve|we do|we can|we will|we are|we agree|willing|promise|confirm|confirmed|member
members|active|current|je peux|je suis|je le peux|je confirme|membre|able to commit
""",
    _Kind.NO: """
n|no|nope|nah|non|nay|false|faux|0|never|jamais|not able|unable|cannot|can t|cant|can not|do not|don t
dont|does not|doesn t|will not|won t|wont|am not|m not|are not|have not|haven t|not possible
impossible|unfortunately not|afraid not|sadly not|disagree|decline|declined|not yet|not willing
not interested|not available|not this year|not this time|not this term|not this round|pas cette annee|pas cette fois|not agree|not a member|non member|nonmember|not member|not currently
not a current member|not an individual member|je ne peux pas|je ne suis pas|je ne le peux pas
i do not|i don t|i dont|i am not|i m not|i can not|i cannot|i can t|i cant|i will not|i won t|i wont
i have not|i haven t|i ve not|we do not|we don t|we can not|we cannot|we can t|we will not|we won t|we are not
pas possible|malheureusement non|pas encore|je n accepte pas|absolutely not|of course not|certainly not|definitely not|non merci|no thanks|no thank you|no way|no chance
je ne peux pas m engager|je ne crois pas|je ne pense pas|i don t think so|i do not think so|i think not
i doubt it|unchecked|not selected|not checked
""",
    _Kind.FILLER: """
i|we|me|to|the|a|an|this|that|that s|it|it s|is|s|do|be|will|can|and|so|please|thank you|thanks|very
much|with|for|all|above|below|terms|program|programme|commitment|make|made|read|have|understand|happy
glad|pleased|delighted|able|take part|participate|join|meet|requirement|relationship|individual
personal|i have read|i ve read|have read|no less than|not less than|no fewer than|at least|au moins|currently|am|m|ve|ll|would|d|sorry|unfortunately|regretfully|sadly|afraid|of|at this time
right now|at the moment|desole|desolee|merci|et|je|le|la|a cela|y|moi|aussi|here|at all|too|also
strongly|understood|member number|number|membership|do it|do so|do this|do that|in
""",
}
_PHRASES = {
    phrase: kind for kind, listing in reversed(_WORDS.items()) for phrase in phrases_of(listing)
}
_LONGEST_REPEAT = 9
_LONGEST_ANSWER = 40
_CLAUSE = re.compile(r"[,;:.!()\n–—]+|\s-+\s")
_TICKED, _UNTICKED = ("✓", "✔", "☑", "☒", "✅", "👍"), ("☐", "✗", "✘", "❌", "👎")
_NUMBER = re.compile(r"^(?:\d{5,}|0\d{3,})$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_CONTRARY = re.compile(
    r"\b(can|could|will|would|might|may|try|trying|only|just|if|maybe|perhaps|soon|join\w*|plan\w*|problem\w*"
    r"|worr\w+|issue\w*|fine|agree\w*|yes|oui|happy|renew\w*|appl\w+|pending|process\w*|except|until|unless"
    r"|mind|objection\w*|peux|essayer|sauf|mais)\b"
)


@lru_cache(maxsize=4096)
def read_yes_no(text: str, asked: tuple[str, ...] = ()) -> bool | None:
    """Return what a yes-or-no answer says, or None when it is blank, conditional or cannot be told.

    Args:
        text: the answer.
        asked: the question as it may be worded; what an answer repeats of it changes nothing.
    """
    mark = text.strip()
    if mark in _TICKED:
        return True
    if mark in _UNTICKED:
        return False
    folded = plain(text)
    if not folded or "?" in text or len(folded.split()) > _LONGEST_ANSWER:
        return None
    if folded not in _PHRASES and folded in NO_ANSWER | NOT_KNOWN:
        return None
    return _all_clauses(_CLAUSE.split(text), _repeatable(asked))


@lru_cache(maxsize=256)
def _repeatable(asked: tuple[str, ...]) -> frozenset[str]:
    """Return the pieces of a question that an answer may repeat: three words, two with a number, a short name."""
    pieces: set[str] = set()
    for wording in asked:
        words = plain(wording).split()
        pieces |= {plain(word) for word in re.findall(r"\b[A-Z]{2,}\b", wording)}
        for size in range(2, _LONGEST_REPEAT + 1):
            for at in range(len(words) - size + 1):
                piece = words[at : at + size]
                if size > 2 or any(word in WORDS or word.isdigit() for word in piece):
                    pieces.add(" ".join(piece))
    return frozenset(pieces)


def _all_clauses(clauses: list[str], repeated: frozenset[str]) -> bool | None:
    """Return what the clauses agree on; a clause that is not understood leaves a yes open."""
    verdicts: list[bool] = []
    strange = ""
    for clause in clauses:
        words = plain(clause).split()
        if not words:
            continue
        kinds = _kinds(words, repeated)
        if kinds is None:
            strange += f" {plain(clause)}"
        elif (verdict := _verdict(kinds)) is not None:
            verdicts.append(verdict)
        elif _Kind.YES in kinds:
            return None
    if len(set(verdicts)) != 1:
        return None
    if not strange:
        return verdicts[0]
    explained = not verdicts[0] and len(verdicts) > 0 and not _CONTRARY.search(strange)
    return False if explained else None


def _verdict(kinds: list[_Kind]) -> bool | None:
    """Return what one clause says: a no turns the weak words around it, a strong yes contradicts it."""
    if _Kind.NO in kinds:
        return None if _Kind.YES in kinds else False
    return True if _Kind.YES in kinds or _Kind.WEAK in kinds else None


def _kinds(words: list[str], repeated: frozenset[str]) -> list[_Kind] | None:
    """Return the kinds of a clause's phrases, the longest known first; None where a word is not known."""
    kinds: list[_Kind] = []
    at = 0
    while at < len(words):
        size, kind = _phrase_at(words, at, repeated)
        if kind is None:
            return None
        kinds.append(kind)
        at += size
    return kinds


def _phrase_at(words: list[str], at: int, repeated: frozenset[str]) -> tuple[int, _Kind | None]:
    known = _longest(words, at, _PHRASES)
    if known:
        return known, _PHRASES[" ".join(words[at : at + known])]
    again = _longest(words, at, repeated)
    if again:
        return again, _Kind.FILLER
    if words[at] == "since" and at + 1 < len(words) and _YEAR.match(words[at + 1]):
        return 2, _Kind.FILLER
    if _NUMBER.match(words[at]):
        return 1, _Kind.FILLER
    if words[at - 1 : at] == ["of"] and "member" in words[:at] and not _CONTRARY.search(words[at]):
        return _name_after(words, at)
    return 1, None


def _longest(words: list[str], at: int, phrases: Container[str]) -> int:
    """Return how many words from a place on are the longest phrase there, or 0."""
    for size in range(min(_LONGEST_REPEAT, len(words) - at), 0, -1):
        if " ".join(words[at : at + size]) in phrases:
            return size
    return 0


def _name_after(words: list[str], at: int) -> tuple[int, _Kind | None]:
    """Take the name of the association at the end of "member of ..."."""
    rest = words[at:]
    strange = len(rest) > 6 or any(_CONTRARY.search(word) or word.isdigit() for word in rest)
    strange = strange or any(word in _NOT_A_NAME for word in rest)
    return (1, None) if strange else (len(rest), _Kind.FILLER)


_NOT_A_NAME = words_of(
    "was were once before after but next last not no longer public staff another other ago"
)
