"""What people can share, and what they want to learn: two lists that are judged together, from both headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..programmes import Programme
from .heading_turns import asks_what_is_not

_TO_SOMEBODY = r"a (?:une?|des|votre|vos|mon|ma|mes|d autres|quelqu un)\b|aux?\b"
"""Whom one teaches: "apprendre à un collègue"; without it, "apprendre" is to learn."""
_OFFERS = (
    (4, r"^(?:for |all )?mentors?\b(?! like)|\b(?:if you are|as) a mentor\b|\bmentors? only\b"),
    (2, r"\bteach\w*|\bshar(?:e|es|ing)\b|\boffer\w*|\bgiv(?:e|ing)\b|\bpass(?:ing)? on\b"),
    (2, r"\badvis(?:e|ing)\b|\bcontribut\w+|\bbring\b|\btransmettre\b|\bpartager\b|\benseigner\b"),
    (2, r"\b(?:can|could|able to|happy to|willing to) (?:you |i |we )?(?:help|support|assist)\b"),
    (
        2,
        r"\b(?:can|could|able to|willing to) (?:you |i |we )?(?:mentor|coach|guide|speak|discuss)\b",
    ),
    (2, r"\bshow (?:somebody|someone|others|a|an)\b|\boffrir\b|\boffrez\b|\bmaitris\w+"),
    (2, r"\bexpert\w*|\bstrengths?\b|\bstrong\w*|\bgood at\b|\bknow well\b|\bskilled\b|\bforces\b"),
    (
        2,
        r"(?<!more )(?<!an )\bexperienced\b|\bconfident\b|\bcomfortable\b|\bareas? of experience\b|\bproud\b",
    ),
    (
        1,
        r"\b(?:to|with|help|support) (?:a|an|your|the|my|other|another) ?(?:mentee|participant)s?\b",
    ),
    (1, r"\bhelp (?:a|an|your) (?:peer|colleague|partner)\b|\bhelp others\b|\bto others\b"),
    (4, r"\blearn\w* (?:\w+ )?from (?:you|me)\b"),
    (2, r"\b(?:can|could|able to) (?:you |i |we )?(?:talk|walk|take|lead|train|introduce)\b"),
    (2, r"\b(?:skills?|knowledge|talents?) (?:that )?(?:you|i) (?:already )?(?:have|possess)\b"),
    (2, r"\bmentor (?:can|could|offers)\b|\bapporter\b|\bcompetent\w*|\bconnaissez bien\b"),
    (3, r"\bvous accompagnez\b|\bj accompagne\b|\baccompagner (?:quelqu|une? |des )"),
    (2, r"\bpass\w* (?:it |them )?along\b"),
    (4, rf"\bapprendre (?:\w+ )?(?:{_TO_SOMEBODY})"),
    (1, r"\bcompetences?\b"),
    (1, r"\bhave experience\b|\bexperience (?:do|can|could) you\b|\bexperience you\b"),
)
_WANTS = (
    (4, r"^(?:for |all )?(?:mentees?|mentores?|participants?|learners?)\b(?! like)"),
    (4, r"\b(?:if you are|as) a (?:mentee|participant|learner)\b|\bmentees? only\b"),
    (3, r"\bhelp (?:me|you)\b|\bshow(?:ed|s)? me\b|\bteach (?:me|you)\b|\bto be mentored\b"),
    (
        2,
        r"\blearn\w*|\b(?:get|be|become) better\b|\bimprov\w+|\bdevelop\b|\bdeveloping\b|\bgrow\w*",
    ),
    (2, r"\bexplor\w+|\bcurious\b|\bgain\w*|\bgaps?\b|\bmissing\b|\binterest\w*|\breceiv\w+"),
    (
        2,
        r"\bneed\w*|\b(?:want|like|seek|seeking|wish|get) (?:some |more |your )?"
        r"(?:help|support|guidance|advice)\b",
    ),
    (2, r"\bfrom (?:a|an|your|the|my|other|others) ?(?:mentor|peer|colleague|partner)?s?\b"),
    (
        2,
        r"\bwork on\b|\bhear about\b|\bfind out\b|\b(?:like|want) to (?:know|understand|discuss)\b",
    ),
    (
        2,
        rf"\bapprendre\b(?! (?:\w+ )?(?:{_TO_SOMEBODY}))|\bbesoins?\b|\bameliorer\b|\bdevelopper\b|\bdecouvrir\b|\binteret\w*",
    ),
    (2, r"\bareas? to develop\b|\bdevelopment\b|\bhop(?:e|ing) (?:to|for)\b"),
    (2, r"\blike (?:a|my|your|another|some) (?:peer|mentor|partner|colleague)\b|\blooking for\b"),
    (
        2,
        r"\b(?:talk|walk|take|guide|lead|train) me\b|\bmentor s (?:advice|help|support|guidance)\b",
    ),
    (
        3,
        r"\b(?:like|want|appreciate|seek|need|receive)\b(?! to).{0,40}\b(?:advice|help|support|input)\b",
    ),
    (3, r"\bsought\b|\bwanted\b|\brequired\b"),
    (2, r"\bbe (?:taught|shown|helped|supported|mentored|coached|guided)\b"),
    (2, r"\b(?:mentee|participant|learner) (?:would|wants?|needs?|might)\b"),
    (2, r"\bvoul(?:ez|ons|oir|ais|ait)\b|\bveux\b|\bacquerir\b|\bprogresser\b|\bapprofondir\b"),
    (3, r"\b(?:etes|etre|suis|serez) accompagne(?:e|es|s)?\b"),
    (
        2,
        r"\b(?:hunting|searching|asking|longing) for\b|\b(?:d|would) (?:really |most )?appreciate\b",
    ),
    (1, r"\bwith (?:a|your|the|my) mentor\b|\bmentor s help\b"),
)
_NOT_SPOKEN_TO = r"(?<!\ba )(?<!\ban )(?<!\byour )(?<!\bthe )(?<!\bmy )(?<!\bfrom )(?<!\bwith )(?<!\bto )(?<!\bother )"
_TO_HELPERS = re.compile(rf"{_NOT_SPOKEN_TO}\b(?:mentors?|as (?:a )?mentor)\b")
_TO_LEARNERS = re.compile(rf"{_NOT_SPOKEN_TO}\b(?:mentees?|mentores?|participants?|learners?)\b")
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:of|about|at) (?:your|the|my) (?:library|branch|organi[sz]ation|institution|association)\b"
    r"|\bhear about (?:us|the|this|our)\b|\bheard\b"
)
"""What leans neither way, since it asks about the library or the programme, not about the person."""
_CLEAR = 1
_SURE_HEADING = 6


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A column that may be one of the two lists.

    `offer` and `want` are how surely the heading asks each question (0..100), `exact` says that it is one of the
    headings that the programme names, `holds` how many of its answers hold known options (0..1).
    """

    index: int
    key: str
    offer: float
    want: float
    exact: bool
    holds: float

    @property
    def leans(self) -> int:
        """Say which way the heading leans: above 0 to what is shared, below to what is wanted."""
        if self.exact:
            return _SURE_HEADING if self.offer > self.want else -_SURE_HEADING
        return leaning(self.key)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The columns of each list, and those that could be either."""

    offers: tuple[int, ...] = ()
    wants: tuple[int, ...] = ()
    unclear: tuple[int, ...] = ()


def opposite_fields(programme: Programme) -> tuple[str, str] | None:
    """Return the list of what is shared and the list of what is wanted, where they are two questions."""
    lists = {question.field for question in programme.questions if question.kind == "topics"}
    offers = {field for role in programme.roles.values() for field in role.offers} & lists
    wants = {field for role in programme.roles.values() for field in role.wants} & lists
    only_offers, only_wants = sorted(offers - wants), sorted(wants - offers)
    if len(only_offers) != 1 or len(only_wants) != 1:
        return None
    return only_offers[0], only_wants[0]


def both_sides_field(programme: Programme) -> str:
    """Return the list of topics that helpers and learners answer as one question, or an empty text."""
    lists = [question.field for question in programme.questions if question.kind == "topics"]
    sides: dict[str, set[str]] = {"helper": set(), "learner": set()}
    for role in programme.roles.values():
        if role.side in sides:
            sides[role.side].update((*role.offers, *role.wants))
    return next((name for name in lists if name in sides["helper"] & sides["learner"]), "")


@lru_cache(maxsize=20_000)
def leaning(key: str) -> int:
    """Return how a heading leans: above 0 to what is shared, below 0 to what is wanted, 0 unclear.

    What asks both sides at once leans neither way; nor does what asks for the opposite of its words.
    """
    if asks_both_sides(key) or asks_what_is_not(key):
        return 0
    return words_leaning(key)


def asks_both_sides(key: str) -> bool:
    """Say whether a heading speaks to mentors and to mentees: "Mentors: what you share. Mentees: what you want"."""
    return bool(_TO_HELPERS.search(key)) and bool(_TO_LEARNERS.search(key))


@lru_cache(maxsize=20_000)
def words_leaning(key: str) -> int:
    """Return how the words of a heading lean by themselves, whoever they speak to."""
    if _OF_SOMETHING_ELSE.search(key):
        return 0
    offers = sum(weight for weight, pattern in _OFFERS if re.search(pattern, key))
    wants = sum(weight for weight, pattern in _WANTS if re.search(pattern, key))
    return offers - wants


def judge(listed: Sequence[Listed]) -> Judged:
    """Return which columns are which list; what the headings do not tell apart is unclear.

    A column that leans neither way is the second list only where its heading is known for that list and the other
    list is another, clear column.
    """
    offers = [each_listed for each_listed in listed if each_listed.leans >= _CLEAR]
    wants = [each_listed for each_listed in listed if each_listed.leans <= -_CLEAR]
    open_ones = [each_listed for each_listed in listed if each_listed.leans == 0]
    taken: list[Listed] = []
    for each_listed in open_ones:
        if offers and not wants and each_listed.want > each_listed.offer:
            wants, taken = [each_listed], [each_listed]
        elif wants and not offers and each_listed.offer > each_listed.want:
            offers, taken = [each_listed], [each_listed]
    return Judged(
        offers=_best(offers),
        wants=_best(wants),
        unclear=tuple(listed.index for listed in open_ones if listed not in taken),
    )


def _best(columns: Sequence[Listed]) -> tuple[int, ...]:
    """Return the column that is surest, and others beside it that hold options only."""
    if not columns:
        return ()
    best = max(
        columns,
        key=lambda listed: (listed.holds > 0, abs(listed.leans), listed.holds, -listed.index),
    )
    more = [listed.index for listed in columns if listed is not best and listed.holds >= 0.6]
    return (best.index, *more)
