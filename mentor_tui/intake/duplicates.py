"""Two applicants who are probably one person: by name, organisation and address (RapidFuzz)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from ..domain.names import address_key, plain

NAME_ALIKE, LIBRARY_ALIKE, ADDRESS_ALIKE = 86.0, 88.0, 92.0
"""From which likeness on (0 to 100) two names, libraries and addresses count as the same."""

_SHORT_FORM = 3
_SHORT_WORDS = {
    "pl": "public library",
    "lib": "library",
    "libr": "library",
    "univ": "university",
    "u": "university",
    "reg": "regional",
    "mun": "municipal",
    "co": "county",
}
_DIGITS = re.compile(r"\d+")

_LARGEST_GROUP = 400
"""People who share a part of a name with more others than this are compared by their whole name alone."""


@dataclass(frozen=True)
class Known:
    """What is compared of a person."""

    id: str
    name: str
    email: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Likely:
    """Two people who are probably one, by id in order, and why in words."""

    first: str
    second: str
    why: str


def likely_duplicates(people: Iterable[Known]) -> list[Likely]:
    """Return the pairs of people who are probably one person, sorted by id.

    Only people who share a part of their names, or the name in their address, are compared.
    """
    groups: dict[str, list[Known]] = defaultdict(list)
    for each_known in people:
        whole = plain(each_known.name)
        parts = {part for part in whole.split() if len(part) > 2}
        local = address_key(each_known.email).partition("@")[0]
        for key in (*parts, _beginnings(whole), f"={' '.join(sorted(whole.split()))}", f"@{local}"):
            if key not in ("", "=", "@"):
                groups[key].append(each_known)
    pairs: dict[tuple[str, str], Likely] = {}
    for group in groups.values():
        if len(group) > _LARGEST_GROUP:
            continue
        for each_known, other_known in combinations(sorted(group, key=lambda known: known.id), 2):
            if (each_known.id, other_known.id) not in pairs and (
                why := _why(each_known, other_known)
            ):
                pairs[each_known.id, other_known.id] = Likely(
                    first=each_known.id, second=other_known.id, why=why
                )
    return [pairs[key] for key in sorted(pairs)]


def _beginnings(name: str) -> str:
    """Return how the first and the last part of a name begin: the same for "Cathy O'Neil" and "Catherine O'Neill"."""
    words = name.split()
    return f"~{words[0][:_SHORT_FORM]} {words[-1][:_SHORT_FORM]}" if len(words) > 1 else ""


def _why(one: Known, other: Known) -> str:
    """Return why two people are probably one, or an empty text."""
    names = plain(one.name), plain(other.name)
    first, second = address_key(one.email), address_key(other.email)
    if differ_in_digits(*names) or differ_in_numbers(first, second) or _other_initial(*names):
        return ""
    name, known = _name_likeness(*names)
    if not name:
        return ""
    if first and first == second:
        return f"{known}, same address"
    alike = fuzz.ratio(first, second) >= ADDRESS_ALIKE and not differ_in_digits(first, second)
    if first and second and alike:
        return f"{known}, addresses alike"
    libraries = _spelt_out(one.organisation), _spelt_out(other.organisation)
    if all(libraries) and fuzz.token_sort_ratio(*libraries) >= LIBRARY_ALIKE:
        return f"{known}, same library"
    if first.partition("@")[0] == second.partition("@")[0] != "":
        return f"{known}, the same name in the address"
    if not (first and second) and name == 100 and not all(libraries):
        return f"{known}, and one gave no address or no library"
    return ""


def _spelt_out(library: str) -> str:
    """Return a library's name folded, usual short forms spelt out: "PL" is a public library."""
    return " ".join(_SHORT_WORDS.get(word, word) for word in plain(library).split())


def differ_in_digits(first: str, second: str) -> bool:
    """Say whether two texts are the same but for their digits: "applicant 1" and "applicant 12"."""
    return first != second and _DIGITS.sub("", first).split() == _DIGITS.sub("", second).split()


def differ_in_numbers(first: str, second: str) -> bool:
    """Say whether two texts are the same but for numbers that both of them have."""
    numbered = bool(_DIGITS.search(first) and _DIGITS.search(second))
    return numbered and differ_in_digits(first, second)


def _other_initial(first: str, second: str) -> bool:
    """Say whether two names differ in initials alone: "ana b" and "ana c"."""
    mine, theirs = first.split(), second.split()
    if len(mine) != len(theirs):
        return False
    apart = [
        (mine_word, their_word)
        for mine_word, their_word in zip(mine, theirs, strict=True)
        if mine_word != their_word
    ]
    return bool(apart) and all(
        len(mine_word) == len(their_word) == 1 for mine_word, their_word in apart
    )


def _name_likeness(first: str, second: str) -> tuple[float, str]:
    """Return how alike two folded names are (0 when they are not), and the words for it."""
    if not first or not second:
        return 0.0, ""
    alike = fuzz.token_sort_ratio(first, second)
    if alike == 100:
        return 100.0, "same name"
    if alike >= NAME_ALIKE:
        return alike, f"names {alike:.0f} % alike"
    shorter, longer = sorted((first.split(), second.split()), key=len)
    if len(shorter) > 1 and _fits_in(shorter, longer):
        return NAME_ALIKE, "one name is the other with a part more"
    if len(shorter) > 1 and _is_short_form(first, second):
        return NAME_ALIKE, "one name may be a short form of the other"
    return 0.0, ""


def _is_short_form(first: str, second: str) -> bool:
    """Say whether two first names begin alike and the last names are alike: Cathy O'Neil, Catherine O'Neill."""
    mine, theirs = first.split(), second.split()
    begin_alike = mine[0][:_SHORT_FORM] == theirs[0][:_SHORT_FORM] and mine[0] != theirs[0]
    return begin_alike and fuzz.ratio(mine[-1], theirs[-1]) >= NAME_ALIKE


def _fits_in(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Say whether a name is another with a middle name or an initial left out: first and last part agree."""
    first = shorter[0] == longer[0] or (
        1 in (len(shorter[0]), len(longer[0])) and shorter[0][0] == longer[0][0]
    )
    return (
        first
        and shorter[-1] == longer[-1]
        and (len(shorter) < len(longer) or shorter[0] != longer[0])
    )
