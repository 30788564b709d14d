"""Numbers in words become digits: English to ninety-nine, French to soixante-neuf, halves, dozens, decades."""

from __future__ import annotations

import re
import unicodedata

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen "
)
_FRENCH = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf "
)
_SMALL, _PETITS = tuple(_ENGLISH.split()), tuple(_FRENCH.split())
_FRENCH_TENS = ("vingt", "trente", "quarante", "cinquante", "soixante")
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
}


def _all_words() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_SMALL)}
    words |= {word: number for number, word in enumerate(_PETITS)}
    words |= {"une": 1, **_TENS}
    for ten, value in _TENS.items():
        ones = _PETITS if ten in _FRENCH_TENS else _SMALL
        for number in range(1, 10):
            words[f"{ten}-{ones[number]}"] = value + number
            words[f"{ten} {ones[number]}"] = value + number
        words[f"{ten} et un"] = value + 1
    words |= {word.replace("-", " "): number for word, number in tuple(words.items())}
    return words


WORDS = _all_words()
_WORD = re.compile(rf"\b({'|'.join(sorted(map(re.escape, WORDS), key=len, reverse=True))})\b")
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
_REWRITTEN = [
    (re.compile(r"\b(?:a |1 )?quarter(?: of a)?[ -]century\b|\bquart de siecle\b"), "25 years"),
    (re.compile(r"\bhalf a (?:century)\b"), "50 years"),
    (re.compile(r"\bhalf a decade\b"), "5 years"),
    (re.compile(r"\b(?:a |1 )?dozen\b"), "12"),
    (re.compile(r"\b(\d+(?:\.\d+)?) and a half (years?|yrs?|months?)\b"), r"\1.5 \2"),
    (re.compile(r"\b(\d+) and a half\b"), r"\1.5"),
    (re.compile(r"\b(?:a|an) (year|month|decade) and a half\b"), r"1.5 \1"),
    (re.compile(r"\b(\d+) (ans?|annees?|mois) (?:et demie?|(?:et )?1/2)(?![\d/])"), r"\1.5 \2"),
    (re.compile(r"\b(\d+) (years?|yrs?) 1/2(?![\d/])"), r"\1.5 \2"),
    (re.compile(r"\bhalf (?:of )?(?:a |an )?year\b|\bdemi[- ]annee\b"), "0.5 year"),
    (re.compile(r"\b(?:a|an) (?=(?:full |whole )?(?:year|month|week|decade)\b)"), "1 "),
    (re.compile(r"(?<![\d/.,])(\d+) 1/2(?![\d/])"), r"\1.5"),
    (re.compile(r"(?<![\d/.,])1/2(?= (?:an? )?(?:year|yr|an\b))"), "0.5"),
]


def in_digits(text: str) -> str:
    """Return a text folded, without accents, with number words as digits and halves as decimals."""
    folded = text.casefold().replace("’", "'").replace("à", " to ")
    folded = re.sub(r"(\d)\s*([½¼¾])", lambda match: match[1] + _FRACTIONS[match[2]], folded)
    folded = re.sub(r"[½¼¾]", lambda matching_match: "0" + _FRACTIONS[matching_match[0]], folded)
    decomposed = unicodedata.normalize("NFKD", folded)
    letters = (letter for letter in decomposed if not unicodedata.combining(letter))
    folded = " ".join("".join(letters).split())
    folded = re.sub(r"\bd'(?=un|annee)", "de ", folded)
    folded = _WORD.sub(lambda this_match: str(WORDS[this_match[1]]), folded)
    for pattern, replacement in _REWRITTEN:
        folded = pattern.sub(replacement, folded)
    return folded
