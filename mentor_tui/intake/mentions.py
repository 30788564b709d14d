"""Requests outside their own column: any free text that reads like one, or names another applicant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..domain.names import content_id, plain
from ..domain.people import Flag

_NOT = r"(?:not|never|n't|n’t|rather not|avoid|ne pas|no)"
_PUT = r"(?:pair|match|put|place|group|jumel|assoc)\w*"
_READS_LIKE_REQUEST = re.compile(
    rf"(?i:{_NOT}\b[^.;\n]{{0,25}}\b{_PUT}\b)[^.;\n]{{0,40}}"
    r"|(?i:\b(?:not|never|nobody|no one|pas)\s+(?:be\s+|to\s+|to be\s+)?(?:with|avec|from))\s+[A-ZÀ-Þ]\w+[^.;\n]{0,40}"
    r"|(?i:\b(?:anyone|anybody|someone|somebody|everyone)\s+(?:but|except|other than)\b)[^.;\n]{0,40}"
    r"|(?i:\bkeep\b[^.;\n]{0,20}\bapart\b)"
    r"|(?i:\bavoid (?:being|having|working|meeting)\b)[^.;\n]{0,40}"
    r"|(?i:\b(?:remote|virtual|online|zoom|video|phone|e-?mail)(?:[- ](?:meetings?|calls?))?[- ]only\b)"
    r"|(?i:\bonly (?:by |via |on |over )?(?:remote\w*|virtual\w*|online|zoom|video|phone)\b)"
    r"|(?i:\b(?:can|could|am|are) only (?:meet|talk|call|do|be|make|come|travel|available|free|reach\w*)\b)[^.;\n]{0,40}"
    r"|(?i:\b(?:can(?:no|'|’)t|cannot|unable to|not able to|no) travel\b|\bdriving distance\b)"
    r"|(?i:\b(?:within|not? more than|less than|under|up to)\s+(?:an?|one|two|half an|\d+)[- ]?"
    r"(?:hours?|minutes?|mins?|km|kilomet\w+|miles?)\s+(?:of|from|away|drive))[^.;\n]{0,30}"
    r"|(?i:\bplease\b[^.;\n]{0,30}\b(?:not|no|only|someone|somebody|a mentor|a mentee|a peer|me)\b)[^.;\n]{0,40}"
    rf"|(?i:\b(?:prefer|like|want|wish|hope|ask|request)\w*\b[^.;\n]{{0,20}}\bto be {_PUT}\b)[^.;\n]{{0,40}}"
    r"|(?i:\b(?:i(?:'d|’d| would| do)?(?: really| much)? prefer|je préf[èe]re\w*|i request)\b)[^.;\n]{0,40}"
    r"|(?i:\b(?:woman|female|man|male|women|men) (?:mentor|mentee|peer|partner|only)\b)"
    r"|(?i:\b(?:withdraw\w*|cancel\w*|retract\w*|drop(?:ping)? out|pull(?:ing)? out|stop(?:ping)?|remove|take back|put off|postpone)\b"
    r"[^.;\n]{0,25}\b(?:application|form|submission|registration|name|me|myself|it)\b|\bi (?:wish to |want to |must |have to )?withdraw\b)"
    r"|(?i:\b(?:retirer|annuler|reporter|retire|annule)\b[^.;\n]{0,20}\b(?:candidature|inscription|demande|formulaire|nom)\b)"
    r"|(?i:\b(?:away|unavailable|not available|absent\w*|on leave)\b[^.;\n]{0,12}\b(?:all|until|from|in|during|for|till|jusqu|en|du)\b)[^.;\n]{0,30}"
    r"|(?i:(?:à|a) distance (?:seulement|uniquement)|(?:seulement|uniquement) (?:à distance|en ligne|par \w+|au téléphone)|en ligne (?:seulement|uniquement))"
    r"|(?i:\b(?:i (?:do not|don't|don’t|can't|can’t|cannot) drive|je ne conduis pas|no car)\b)"
)
_SIGNS_OF_A_REQUEST = frozenset(
    [
        "abs",
        "ann",
        "any",
        "ass",
        "ava",
        "ave",
        "avo",
        "awa",
        "can",
        "car",
        "con",
        "dis",
        "dri",
        "dro",
        "eve",
        "fem",
        "fro",
        "gro",
        "hou",
        "jum",
        "kee",
        "kil",
        "km",
        "lea",
        "lig",
        "mal",
        "man",
        "mat",
        "men",
        "mil",
        "min",
        "onl",
        "ple",
        "pla",
        "pos",
        "pre",
        "pré",
        "pul",
        "put",
        "pai",
        "rem",
        "rep",
        "req",
        "ret",
        "seu",
        "som",
        "sto",
        "tak",
        "tra",
        "una",
        "uni",
        "wit",
        "wom",
    ]
)
"""How a word begins that every request has one of: looking for these first takes a tenth of the time."""
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 5_000


def reads_like_request(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a free text reads like a request on the match: (start, end) of each place."""
    start = text[:_LONGEST]
    if _SIGNS_OF_A_REQUEST.isdisjoint([word[:3] for word in _WORD.findall(start.lower())]):
        return ()
    places = _READS_LIKE_REQUEST.finditer(start)
    return tuple(place.span() for place in places if place.end() > place.start())


@dataclass(frozen=True, kw_only=True)
class NamesOfPeople:
    """The names of all applicants, so that a text that holds one is noticed.

    `by_word` gives by the first word of a folded name its words and whose it is.
    """

    by_word: Mapping[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Iterable[tuple[str, str]]) -> NamesOfPeople:
        """Return the names to look for; `people` are ids with names. A name of one word is none to look for."""
        by_word: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for person, name in people:
            words = tuple(plain(name).split())
            if len(words) > 1:
                by_word[words[0]].append((words, person))
        return cls(by_word=dict(by_word))

    def named_in(self, text: str, person: str) -> bool:
        """Say whether a text of a person holds another applicant's whole name."""
        words = _WORD.findall(text[:_LONGEST].casefold())
        if self.by_word.keys().isdisjoint(words) and text.isascii():
            return False
        folded = plain(text[:_LONGEST]).split()
        for at, word in enumerate(folded):
            for name, whose in self.by_word.get(word, ()):
                if whose != person and tuple(folded[at : at + len(name)]) == name:
                    return True
        return False


def mention_flag(text: str, person: str, names: NamesOfPeople) -> Flag | None:
    """Return the flag of a text that reads like a request or names another applicant, else None."""
    if len(text) < 6:
        return None
    marks = reads_like_request(text)
    if not marks and not names.named_in(text, person):
        return None
    return Flag(key=content_id("request", text), kind="request", text=text, marks=marks)
