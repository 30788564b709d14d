"""Names as a letter shows them: what was typed in capitals or small letters alone becomes a name."""

from __future__ import annotations

import re
from functools import lru_cache

_ROMAN = {"ii", "iii", "iv"}
_TITLES = {"phd": "PhD", "jr": "Jr", "sr": "Sr", "mlis": "MLIS", "mls": "MLS", "ma": "MA"}
_VOWELS = set("aeiouyàâäéèêëíìîïóòôöúùûü")
_PARTS = re.compile(r"([-'’\s.,]+)")


@lru_cache(maxsize=1024)
def shown_name(name: str) -> str:
    """Return a name as a letter shows it.

    A name in capitals alone or in small letters alone gets a capital at the head of each part.
    In any other name, a word of three or more capitals is a family name written large, unless
    a comma stands before it: that is a degree.
    """
    letters = [character for character in name if character.isalpha()]
    cased = [letter for letter in letters if letter.lower() != letter.upper()]
    if len(cased) < 2:
        return name
    if all(word.isupper() for word in cased) or all(word.islower() for word in cased):
        return _titled(name)
    head, comma, tail = name.partition(",")
    words = [_lowered(word) for word in head.split(" ")]
    return " ".join(words) + comma + tail


def _lowered(word: str) -> str:
    letters = [character for character in word if character.isalpha()]
    large = len(letters) > 2 and all(letter.isupper() for letter in letters)
    return _titled(word) if large and word.casefold() not in _ROMAN | set(_TITLES) else word


def _titled(name: str) -> str:
    """Return a name with a capital at the head of each part."""
    parts = _PARTS.split(name)
    first = next((part for part in parts if part.strip()), "")
    shown = []
    for at, part in enumerate(parts):
        lone = at > 0 and parts[at - 1] in ("'", "’") and len(part) == 1
        shown.append(part.lower() if lone else _part(part, part is first))
    return "".join(shown)


def _part(part: str, first: bool) -> str:
    key = part.casefold()
    if key in _ROMAN:
        return part.upper()
    if not first and key in _TITLES:
        return _TITLES[key]
    if first and len(part) == 2 and part.isupper() and not _VOWELS & set(key):
        return part
    if key.startswith("mc") and len(key) > 3:
        return "Mc" + key[2:].capitalize()
    return key.capitalize() if part.isascii() else part[:1].upper() + part[1:].lower()
