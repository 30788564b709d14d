"""Ticked answers become options: known ones first, however they were joined; a write-in stays whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from ..programmes import Option, Topic

CLOSE = 88.0
"""A write-in is proposed as a known option from this likeness on."""

COMMA, SEMICOLON, LINE = ",", ";", "\n"
"""What joins the ticked options of a column."""

_LONGEST_ANSWER = 6_000
"""A longer answer is no list of ticked options."""

_SEPARATOR = re.compile(r"[;,\n]")
_CONTINUES = re.compile(r"^(?:and|or|et|ou|&)\s", re.IGNORECASE)


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
    """The options of one question.

    `names` gives by key what every spelling is compared as, aliases included. `cuts` are the keys at which an answer
    is cut, with the name shown: the options themselves, never their aliases; None where aliases cut, too.
    """

    names: Mapping[str, str]
    cuts: Mapping[str, str] | None = None

    @classmethod
    def of(
        cls,
        known: Iterable[Option | Topic],
        more: Mapping[str, str] | None = None,
        aliases_cut: bool = True,
    ) -> Options:
        """Return the options of a question with those learned besides; names win over aliases.

        Args:
            known: what the programme knows.
            more: what a learned option stands for: its own name or another option's; nothing when it is none.
            aliases_cut: whether an alias inside an answer is an option of its own.
        """
        names: dict[str, str] = {}
        cuts: dict[str, str] = {}
        listed = list(known)
        for option in listed:
            names.setdefault(option_key(option.name), option.name)
        cuts.update(names)
        for option in listed:
            for alias in option.aliases:
                names.setdefault(option_key(alias), option.name)
        for learned, name in (more or {}).items():
            key = option_key(learned)
            if name:
                cuts.setdefault(key, name)
                names.setdefault(key, name)
            else:
                cuts.pop(key, None)
                names.pop(key, None)
            if name and option_key(name) != key:
                cuts[key], names[key] = name, names.get(option_key(name), name)
        names.pop("", None)
        cuts.pop("", None)
        return cls(names, None if aliases_cut else cuts)

    def find(self, text: str) -> str | None:
        """Return the option that a text is compared as, or None."""
        return self.names.get(option_key(text))

    def option(self, text: str) -> str | None:
        """Return the option that a text is outright, or None."""
        cuts = self.names if self.cuts is None else self.cuts
        return cuts.get(option_key(text))

    def close(self, text: str) -> str | None:
        """Return the option that a write-in most probably means, or None."""
        key = option_key(text)
        if len(key) < 5 or not self.names:
            return None
        best = process.extractOne(key, sorted(self.names), scorer=fuzz.ratio, score_cutoff=CLOSE)
        return self.names[best[0]] if best else None


@dataclass(frozen=True)
class Ticked:
    """One piece of an answer: the option or the write-in, whether it was known, and as it was written."""

    text: str
    known: bool
    written: str = ""


def split_ticked(answer: str, options: Options, joint: str = "") -> list[Ticked]:
    """Return the ticked options of an answer, known options first found, the rest as write-ins.

    Args:
        answer: the joined answer.
        options: the known options.
        joint: what joins the ticked options of the column; empty asks the answer itself.
    """
    text = answer.strip()
    if not text:
        return []
    whole = options.option(text)
    if whole is not None:
        return [Ticked(whole, True, _clean(text))]
    joint = joint or (SEMICOLON if ";" in text else COMMA)
    if joint != COMMA and joint in text:
        pieces: list[Ticked] = []
        for part in parts_of(text[:_LONGEST_ANSWER], joint, options):
            pieces += _known_or_written(part, options)
        return _unique(pieces)
    return _unique(_walk(text, options))


def parts_of(text: str, joint: str, options: Options) -> list[str]:
    """Return what stands between the joints; after a `;` with a space a write-in may go on."""
    parts: list[str] = []
    tight = joint == SEMICOLON and bool(re.search(r";(?=\S)", text))
    for part in text.split(joint):
        goes_on = tight and part[:1] == " " and bool(parts) and options.option(part) is None
        if goes_on and part.strip() and options.option(parts[-1]) is None:
            parts[-1] = f"{parts[-1]};{part}".strip()
        elif part.strip():
            parts.append(part.strip())
    return parts


def _known_or_written(part: str, options: Options) -> list[Ticked]:
    """Return a part as it stands; several options joined otherwise only where every piece is one."""
    name = options.option(part)
    if name is not None:
        return [Ticked(name, True, _clean(part))]
    pieces = _walk(part, options)
    if all(options.option(piece.text) is not None for piece in pieces):
        return pieces
    return [_written(part, options)]


def _written(text: str, options: Options) -> Ticked:
    """Return a write-in whole; it is known when it is another name of an option."""
    cleaned = _clean(text)
    return Ticked(cleaned, options.find(cleaned) is not None, cleaned)


def _walk(text: str, options: Options) -> list[Ticked]:
    """Take the longest known option at each place; what stands between known ones is one write-in."""
    if len(text) > _LONGEST_ANSWER:
        return [Ticked(_clean(text), False)]
    bounds = [0, *(match.end() for match in _SEPARATOR.finditer(text)), len(text) + 1]
    pieces: list[Ticked] = []
    written_from: int | None = None
    at = 0
    while at < len(bounds) - 1:
        reach, name = _longest(text, bounds, at, options)
        if name is None:
            written_from = bounds[at] if written_from is None else written_from
            at += 1
            continue
        if written_from is not None:
            pieces += _rest(text[written_from : bounds[at]], options)
            written_from = None
        pieces.append(Ticked(name, True, _clean(text[bounds[at] : bounds[reach] - 1])))
        at = reach
    if written_from is not None:
        pieces += _rest(text[written_from:], options)
    return _whole_sentences([piece for piece in pieces if piece.text])


def _rest(text: str, options: Options) -> list[Ticked]:
    """Return what is no option: cut only where every piece is another name of one."""
    parts = [_clean(part) for part in _SEPARATOR.split(text) if _clean(part)]
    if len(parts) > 1 and all(options.find(part) is not None for part in parts):
        return [Ticked(part, True, part) for part in parts]
    return [_written(text, options)]


def _whole_sentences(pieces: list[Ticked]) -> list[Ticked]:
    """Put a piece such as "and follow-up" back behind what it continues, as far as small letters go."""
    whole: list[Ticked] = []
    for piece in pieces:
        if piece.known or not _CONTINUES.match(piece.text) or not _begins_small(whole):
            whole.append(piece)
            continue
        text = piece.text
        while _begins_small(whole):
            text = f"{whole.pop().written}, {text}"
        if whole and not whole[-1].known:
            text = f"{whole.pop().written}, {text}"
        whole.append(Ticked(text, False, text))
    return whole


def _begins_small(pieces: Sequence[Ticked]) -> bool:
    return bool(pieces) and pieces[-1].written[:1].islower()


def _longest(text: str, bounds: Sequence[int], at: int, options: Options) -> tuple[int, str | None]:
    for reach in range(min(len(bounds) - 1, at + 8), at, -1):
        name = options.option(_clean(text[bounds[at] : bounds[reach] - 1]))
        if name is not None:
            return reach, name
    return at, None


def _clean(text: str) -> str:
    return text.strip().strip(";,").strip()


def _unique(pieces: Iterable[Ticked]) -> list[Ticked]:
    seen: dict[str, Ticked] = {}
    for piece in pieces:
        seen.setdefault(option_key(piece.text), piece)
    return list(seen.values())
