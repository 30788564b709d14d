"""Numbers as people write them: spans of time, counts, yes and no. Understood, or None; never guessed."""

from __future__ import annotations

import re
from functools import lru_cache

from ..domain.people import Span

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_FRENCH = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
]
WORDS = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: number for number, word in enumerate(_FRENCH)},
    "une": 1,
    "vingt": 20,
    "thirty": 30,
    "trente": 30,
    "forty": 40,
    "quarante": 40,
    "fifty": 50,
}
_VAGUE = re.compile(
    r"\b(about|around|approx\w*|almost|nearly|just under|roughly|ish|circa|or so|maybe|perhaps|not sure|unsure|"
    r"environ|presque|a while|long time|since|depuis|several|few|many|some|between jobs|it depends)\b|~|\?"
)
_MORE = re.compile(r"\b(more than|over|greater than|plus de|exceeding|above)\b|^\s*>(?!=)")
_LESS = re.compile(r"\b(less than|under|fewer than|moins de|below)\b|^\s*<(?!=)")
_LEAST = re.compile(
    r"\+|\b(or more|at least|minimum|and up|and more|and over|or over|ou plus|au moins)\b|>=|≥"
)
_MOST = re.compile(
    r"\b(at most|up to|maximum|no more than|not more than|or less|or fewer|jusqu'à|au plus)\b|<=|≤"
)
_NUMBER = r"\d+(?:[.,]\d+)?(?:\s+\d/\d)?|\d/\d|½"
_UNIT = r"(?P<unit>years?|yrs?|y|ans?|années?|months?|mths?|mos?|m|mois)\b\.?"
_PIECE = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<plus>\+)?[\s-]*(?:{_UNIT})?", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?:[-–—]|to|à|and)\s*(?P<high>{_NUMBER})\s*(?:{_UNIT})?", re.IGNORECASE
)
_LONGEST_ANSWER = 200


def _spelled_out(text: str) -> str:
    """Return the text folded, with number words as digits and halves as decimals."""
    folded = " ".join(text.casefold().replace("’", "'").split())
    folded = re.sub(
        r"\b(\w+) and a half\b",
        lambda m: f"{WORDS[m[1]]}.5" if m[1] in WORDS else f"{m[1]}.5",
        folded,
    )
    folded = re.sub(r"(\d+)\s*½", r"\1.5", folded).replace("½", "0.5")
    folded = re.sub(r"\bhalf an? (year|month)|\bhalf year", "0.5 year", folded)
    folded = re.sub(r"\ban? (?=(?:full )?(?:year|month))", "1 ", folded)
    words = "|".join(sorted((re.escape(word) for word in WORDS), key=len, reverse=True))
    return re.sub(rf"\b({words})\b", lambda match: str(WORDS[match[1]]), folded)


@lru_cache(maxsize=4096)
def read_span(text: str, unit: str = "years") -> Span | None:
    """Return a length of time in months, or None when it is blank or cannot be told.

    "4 years 11 months" is 59 months, "10+" 120 months and more, "just under 5" is not told.
    """
    if not text.strip() or len(text) > _LONGEST_ANSWER:
        return None
    if _VAGUE.search(text.casefold()):
        return None
    folded = _spelled_out(text)
    found = _RANGE.search(folded)
    if found:
        rest = folded[: found.start()] + folded[found.end() :]
        if re.search(r"\d", rest):
            return None
        low = _months(found["low"], found["unit"] or unit)
        high = _months(found["high"], found["unit"] or unit)
        return Span(low, high) if low <= high else None
    return _one_span(folded, unit)


def _one_span(folded: str, unit: str) -> Span | None:
    pieces = list(_PIECE.finditer(folded))
    if not pieces or len(pieces) > 2:
        return None
    if len(pieces) == 2 and not (_is_years(pieces[0]["unit"]) and _is_months(pieces[1]["unit"])):
        return None
    months = sum(_months(piece["number"], piece["unit"] or unit) for piece in pieces)
    if months > 80 * 12:
        return None
    if _LEAST.search(folded):
        return Span(months, None)
    if _MOST.search(folded):
        return Span(0, months)
    if _MORE.search(folded):
        return Span(months + 1, None)
    if _LESS.search(folded):
        return Span(0, max(months - 1, 0))
    return Span(months, months)


def _is_years(unit: str | None) -> bool:
    return bool(unit) and str(unit)[0] in "ya"


def _is_months(unit: str | None) -> bool:
    return bool(unit) and str(unit)[0] == "m"


def _months(number: str, unit: str) -> int:
    """Return a number of years or months in whole months, rounded down."""
    whole = 0.0
    for piece in number.replace(",", ".").split():
        if "/" in piece:
            above, below = piece.split("/")
            whole += int(above) / int(below) if int(below) else 0.0
        else:
            whole += float(piece)
    return int(whole * 12 + 1e-9) if unit[0] in "ya" else int(whole + 1e-9)


_NOBODY = re.compile(r"^(none|no one|nobody|aucun\w*|0)\.?$")


@lru_cache(maxsize=4096)
def read_count(text: str) -> int | None:
    """Return how many places an answer gives, or None when it is blank or cannot be told."""
    if not text.strip() or len(text) > _LONGEST_ANSWER:
        return None
    if _VAGUE.search(text.casefold()):
        return None
    folded = re.sub(
        r"\b(a|an) (mentee|participant|learner|person|colleague)\b", r"one \2", text.casefold()
    )
    folded = _spelled_out(folded)
    if _NOBODY.match(folded):
        return 0
    if re.search(r"\ba couple\b|\bcouple of\b|\bpair of\b", folded):
        return 2
    if _LEAST.search(folded):
        return None
    numbers = {float(found.replace(",", ".")) for found in re.findall(r"\d+(?:[.,]\d+)?", folded)}
    if len(numbers) != 1:
        return None
    number = numbers.pop()
    return int(number) if number.is_integer() and number <= 50 else None


_YES = re.compile(
    r"^(y|yes|yep|yeah|oui|o|true|vrai|1|x|✓|✔|☑|ok|okay|sure|certainly|absolutely|of course|checked|agreed?|"
    r"i agree|i accept|accept|i do|i am|i have|i can|i will|i'm|i understand|i commit|i confirm|we are|member|"
    r"current member|active member|current|active|d'accord|j'accepte|je suis|i do agree|confirmed?|definitely)\b"
)
_NO = re.compile(
    r"^(n|no|nope|non|false|faux|0|never|none|not|i do not|i don't|i am not|i'm not|i cannot|i can't|i can not|"
    r"i have not|i haven't|i will not|i won't|disagree|i disagree|decline|unable|je ne|non-member|nonmember|"
    r"unchecked|☐|cannot|can't|i disagree)\b"
)
_UNSURE = re.compile(
    r"\b(not sure|unsure|maybe|perhaps|don't know|do not know|possibly|peut-être|depends|pending|lapsed|expired|"
    r"i think|probably|not certain|n/a|sometimes)\b|\?|^(n/?a|non applicable|not applicable)\b"
)


@lru_cache(maxsize=4096)
def read_yes_no(text: str) -> bool | None:
    """Return what a yes-or-no answer says, or None when it is blank or cannot be told."""
    folded = " ".join(text.casefold().replace("’", "'").split()).strip(' .!"')
    if not folded:
        return None
    if folded in ("✓", "✔", "☑", "☒"):
        return True
    no = _NO.match(folded)
    yes = _YES.match(folded)
    unsure = _UNSURE.search(folded)
    if unsure and (not (yes or no) or unsure.start() < 9):
        return None
    if no:
        return False
    return True if yes else None
