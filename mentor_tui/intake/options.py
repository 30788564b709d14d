"""Ticked answers become options: known ones first, however they were joined."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz, process

from ..programmes import Option, Topic

CLOSE = 88.0
"""A write-in is proposed as a known option from this likeness on."""

_LONGEST_ANSWER = 6_000
"""A longer answer is no list of ticked options."""

_SEPARATOR = re.compile(r"[;,\n]")


@lru_cache(maxsize=65536)
def option_key(text: str) -> str:
    """Return an option as it is compared: case, spaces, quotes, dashes and `&` for `and` do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = (
        folded.replace("&", " and ")
        .replace("’", "'")
        .replace("‘", "'")
        .replace("“", '"')
        .replace("”", '"')
    )
    folded = re.sub(r"[–—‐‑]", "-", folded)
    folded = re.sub(r"\s*([/,-])\s*", r"\1", re.sub(r",\s+and\b", " and", folded))
    return " ".join(folded.split()).strip(" .:")


@dataclass(frozen=True)
class Options:
    """The known options of one question: every spelling by its key, and the name it stands for."""

    names: Mapping[str, str]

    @classmethod
    def of(cls, known: Iterable[Option | Topic], more: Mapping[str, str] | None = None) -> Options:
        """Return the options of a question with those learned besides; names win over aliases.

        `more` gives what a learned option stands for: its own name or another option's; nothing when it is none.
        """
        names: dict[str, str] = {}
        listed = list(known)
        for option in listed:
            names.setdefault(option_key(option.name), option.name)
        for option in listed:
            for alias in option.aliases:
                names.setdefault(option_key(alias), option.name)
        for learned, name in (more or {}).items():
            if name:
                names.setdefault(option_key(learned), name)
        names.pop("", None)
        return cls(names)

    def find(self, text: str) -> str | None:
        """Return the option that a text is, or None."""
        return self.names.get(option_key(text))

    def close(self, text: str) -> str | None:
        """Return the option that a write-in most probably means, or None."""
        key = option_key(text)
        if len(key) < 5 or not self.names:
            return None
        best = process.extractOne(key, sorted(self.names), scorer=fuzz.ratio, score_cutoff=CLOSE)
        return self.names[best[0]] if best else None


@dataclass(frozen=True)
class Ticked:
    """One piece of an answer: the option or the write-in, and whether it was known."""

    text: str
    known: bool


def split_ticked(answer: str, options: Options, semicolons: bool | None = None) -> list[Ticked]:
    """Return the ticked options of an answer, known options first found, the rest as write-ins.

    Args:
        answer: the joined answer.
        options: the known options.
        semicolons: whether the column joins by `;` alone; None asks the answer itself.
    """
    text = answer.strip()
    if not text:
        return []
    whole = options.find(text)
    if whole is not None:
        return [Ticked(whole, True)]
    if semicolons or (semicolons is None and ";" in text):
        pieces = [piece.strip() for piece in text[:_LONGEST_ANSWER].split(";")]
        return _unique(
            [piece for part in pieces if part for piece in _known_or_written(part, options)]
        )
    return _unique(_walk(text, options))


def _known_or_written(part: str, options: Options) -> list[Ticked]:
    found = options.find(part)
    if found is not None:
        return [Ticked(found, True)]
    pieces = _walk(part, options)
    return pieces if pieces and all(piece.known for piece in pieces) else [Ticked(part, False)]


def _walk(text: str, options: Options) -> list[Ticked]:
    """Take the longest known option at each place; what stands between known ones is one write-in."""
    if len(text) > _LONGEST_ANSWER:
        return [Ticked(_clean(text), False)]
    bounds = [0, *(match.end() for match in _SEPARATOR.finditer(text)), len(text) + 1]
    pieces: list[Ticked] = []
    written_from: int | None = None
    at = 0
    while at < len(bounds) - 1:
        reach, found = _longest(text, bounds, at, options)
        if found is None:
            written_from = bounds[at] if written_from is None else written_from
            at += 1
            continue
        if written_from is not None:
            pieces.append(Ticked(_clean(text[written_from : bounds[at]]), False))
            written_from = None
        pieces.append(Ticked(found, True))
        at = reach
    if written_from is not None:
        pieces.append(Ticked(_clean(text[written_from:]), False))
    return [piece for piece in pieces if piece.text]


def _longest(text: str, bounds: Sequence[int], at: int, options: Options) -> tuple[int, str | None]:
    for reach in range(min(len(bounds) - 1, at + 8), at, -1):
        found = options.find(_clean(text[bounds[at] : bounds[reach] - 1]))
        if found is not None:
            return reach, found
    return at, None


def _clean(text: str) -> str:
    return text.strip().strip(";,").strip()


def _unique(pieces: Iterable[Ticked]) -> list[Ticked]:
    seen: dict[str, Ticked] = {}
    for piece in pieces:
        seen.setdefault(option_key(piece.text), piece)
    return list(seen.values())


def joins_by_semicolon(answers: Iterable[str], options: Options) -> bool:
    """Say whether a column joins its ticked options by `;` rather than by commas.

    An answer with a semicolon speaks for it, and so does one with commas that is an option whole; other
    answers with commas speak against it: one semicolon in a write-in does not turn a column.
    """
    filled = [answer for answer in answers if answer.strip()]
    joined = [answer for answer in filled if ";" in answer]
    if not joined:
        return False
    parts = {option_key(part) for answer in joined for part in answer.split(";")}
    others = [answer for answer in filled if ";" not in answer and "," in answer]
    against = sum(
        option_key(answer) not in parts and options.find(answer) is None for answer in others
    )
    apart = sum(_all_known(answer, options) for answer in joined)
    return len(joined) + len(others) - against + apart > against


def _all_known(answer: str, options: Options) -> bool:
    return all(options.find(part) is not None for part in answer.split(";") if part.strip())


def learn_options(answers: Sequence[str], options: Options, semicolons: bool) -> list[str]:
    """Return options that the answers show and nobody named, sorted.

    Parts that only ever occur together, in the same order, are one option with a comma. A part is an
    option when two answers tick it; what stands once is a write-in.
    """
    rests = [
        [piece.text for piece in split_ticked(answer, options, semicolons) if not piece.known]
        for answer in answers
    ]
    if semicolons:
        counts = Counter(rest for rest_of in rests for rest in set(rest_of))
        return sorted(name for name, many in counts.items() if many > 1)
    chains = [
        [part.strip() for part in rest.split(",") if part.strip()]
        for rest_of in rests
        for rest in rest_of
    ]
    joined = _joined_parts(chains)
    counts = Counter(name for chain in chains for name in set(_rejoin(chain, joined)))
    return sorted(name for name, many in counts.items() if many > 1 and len(name) > 1)


def _joined_parts(chains: Sequence[Sequence[str]]) -> set[tuple[str, str]]:
    """Return the neighbours that never occur without each other."""
    single = Counter(part for chain in chains for part in chain)
    together = Counter(pair for chain in chains for pair in pairwise(chain))
    return {
        (first, second)
        for (first, second), many in together.items()
        if many > 1
        and many == single[first] == single[second]
        and (many > 2 or _continues(first, second))
    }


def _continues(first: str, second: str) -> bool:
    """Say whether the second part reads as the rest of the first: an open bracket, a small letter."""
    return first.count("(") > first.count(")") or not second[:1].isupper()


def _rejoin(chain: Sequence[str], joined: set[tuple[str, str]]) -> list[str]:
    names: list[str] = []
    previous: str | None = None
    for part in chain:
        if previous is not None and (previous, part) in joined:
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
        previous = part
    return names


def write_in_names(counts: Mapping[str, int]) -> dict[str, str]:
    """Return one agreed name for each write-in: alike ones take the name that is written most often."""
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    for written in sorted(counts, key=lambda text: (-counts[text], text)):
        key = option_key(written)
        agreed = keys.get(key)
        if agreed is None and len(key) >= 5 and keys:
            best = process.extractOne(key, keys.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE)
            agreed = keys[best[0]] if best else None
        names[written] = agreed or written
        keys.setdefault(key, names[written])
    return names
