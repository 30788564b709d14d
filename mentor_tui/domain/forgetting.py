"""Taking a person out of everything that is written: what they left, and texts without it. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GONE = "(erased)"
"""What stands in the place of a person's words."""

SHORTEST_TEXT = 6
"""A shorter answer is not looked for in other texts: it would be found in those of everybody."""


@dataclass(frozen=True, kw_only=True)
class Traces:
    """What a person left: ids, names, addresses, and texts that nobody else wrote."""

    ids: frozenset[str]
    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()


def strings_in(value: Any) -> list[str]:
    """Return every text within a value of a record; the keys of a mapping are headings and not among them."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for part in value.values() for text in strings_in(part)]
    if isinstance(value, (list, tuple)):
        return [text for part in value for text in strings_in(part)]
    return []


def is_telling(text: str) -> bool:
    """Say whether a text is long enough, and made of words, to be told from everybody's."""
    return len(text.strip()) >= SHORTEST_TEXT and bool(re.search(r"[^\W\d_]{3}", text))


class Forgetter:
    """Takes what a person left out of other texts."""

    def __init__(self, traces: Traces) -> None:
        self._ids = traces.ids
        whole = {name for name in traces.names if len(name.split()) > 1}
        single = traces.names - whole
        sure = {*traces.ids, *traces.addresses}
        self._everywhere = _Finder(exact=sure, names=whole, texts=traces.texts)
        self._here = _Finder(exact=sure, names=whole | single, texts=traces.texts)
        self._named = _Finder(exact=sure, names=whole, texts=frozenset())

    def clean(self, text: str, about: bool = False) -> str:
        """Return a text without the person; in one `about` them a single first name goes too."""
        return (self._here if about else self._everywhere).replaced(text)

    def names(self, text: str) -> bool:
        """Say whether a text has an id, an address or a name of the person."""
        return self._named.finds(text)

    def mentions(self, text: str, about: bool = False) -> bool:
        """Say whether a text has something of the person."""
        return (self._here if about else self._everywhere).finds(text)

    def clean_value(self, value: Any) -> Any:
        """Return a value of a record without the person; an item of a list that names them goes whole."""
        if isinstance(value, str):
            return self.clean(value)
        if isinstance(value, list):
            return [self.clean_value(part) for part in value if not self._names_part(part)]
        if isinstance(value, dict):
            return {key: self.clean_value(part) for key, part in value.items()}
        return value

    def _names_part(self, part: Any) -> bool:
        return isinstance(part, str) and self.names(part)


class _Finder:
    """Finds words as whole words: case, accents, spaces between the words of a name do not count."""

    def __init__(self, exact: Iterable[str], names: Iterable[str], texts: Iterable[str]) -> None:
        exact = [word.strip() for word in exact if len(word.strip()) > 1]
        names = [name for name in names if len(name.strip()) > 1]
        parts = {*map(re.escape, exact), *_name_patterns(names), *map(_text_pattern, texts)}
        parts.discard("")
        ordered = sorted(parts, key=lambda part: (-len(part), part))
        joined = "|".join(rf"(?<!\w){part}(?!\w)" for part in ordered)
        self._pattern = re.compile(joined or r"(?!)", re.IGNORECASE)
        self._hints = _hints([*exact, *names, *texts])

    def finds(self, text: str) -> bool:
        return self._may_have(text) and self._pattern.search(text) is not None

    def replaced(self, text: str) -> str:
        return self._pattern.sub(GONE, text) if self._may_have(text) else text

    def _may_have(self, text: str) -> bool:
        """Say quickly whether a closer look is worth while."""
        low = text.casefold()
        return any(hint in low for hint in self._hints)


def _hints(words: Iterable[str]) -> set[str]:
    """Return one piece of every word or its other spellings, in small letters."""
    hints = set()
    for word in words:
        for spelling in _spellings(word):
            pieces = re.findall(r"\w+", spelling.casefold())
            hints.add(max(pieces, key=len) if pieces else spelling.casefold())
    return hints - {""}


def _spellings(text: str) -> set[str]:
    """Return a text with its accents as one sign, as two, and without them."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return {text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text), bare}


def _name_patterns(names: Iterable[str]) -> set[str]:
    patterns = set()
    for name in names:
        for spelling in _spellings(name):
            words = [re.escape(word) for word in re.split(r"[\s_,-]+", spelling) if word]
            turned = [*words[-1:], *words[:-1]]
            patterns |= {r"[\W_]+".join(words), r"[\W_]+".join(turned)}
    return patterns


def _text_pattern(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())
