"""A sentence becomes the numbers of its word pieces, as BERT models without capitals read it.

Which pieces a model knows stands in a file of the model's, one a line. A longer word is cut into the
longest pieces that are known, from its beginning on; those inside a word begin with ##.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

MOST = 256
"""More pieces of one sentence are not read."""

_LONGEST = 100
_UNKNOWN, _FIRST, _LAST = "[UNK]", "[CLS]", "[SEP]"
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
_PLAIN_SIGNS = frozenset("$+<=>^`|~")

Pieces = Mapping[str, int]


def pieces_of(path: Path) -> Pieces:
    """Return the numbers of the pieces of a file that has one a line."""
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return {piece: number for number, piece in enumerate(lines)}


def piece_numbers(sentence: str, pieces: Pieces) -> list[int]:
    """Return the numbers of a sentence's pieces, between the marks for its two ends."""
    numbers: list[int] = []
    for word in _words(sentence):
        numbers += _cut(word, pieces)
    return [pieces[_FIRST], *numbers[: MOST - 2], pieces[_LAST]]


def _cut(word: str, pieces: Pieces) -> list[int]:
    """Return the longest known pieces of a word; one unknown piece where it cannot be cut."""
    if len(word) > _LONGEST:
        return [pieces[_UNKNOWN]]
    numbers: list[int] = []
    start = 0
    while start < len(word):
        end = len(word)
        while end > start and _piece(word, start, end) not in pieces:
            end -= 1
        if end == start:
            return [pieces[_UNKNOWN]]
        numbers.append(pieces[_piece(word, start, end)])
        start = end
    return numbers


def _piece(word: str, start: int, end: int) -> str:
    return word[start:end] if start == 0 else f"##{word[start:end]}"


def _words(sentence: str) -> Iterator[str]:
    """Yield words and signs, in small letters and without accents."""
    word = ""
    for letter in _folded(sentence):
        if letter.isspace():
            yield from filter(None, (word,))
            word = ""
        elif _stands_alone(letter):
            yield from filter(None, (word,))
            yield letter
            word = ""
        else:
            word += letter
    yield from filter(None, (word,))


def _folded(sentence: str) -> str:
    kept = "".join(letter for letter in sentence if not _is_control(letter))
    apart = unicodedata.normalize("NFD", kept)
    bare = "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
    return bare.lower()


def _is_control(letter: str) -> bool:
    if letter in "\t\n\r":
        return False
    return letter == "\ufffd" or unicodedata.category(letter).startswith("C")


def _stands_alone(letter: str) -> bool:
    """Say whether a letter is a word of its own: punctuation, and ideographs."""
    if letter in _PLAIN_SIGNS or unicodedata.category(letter).startswith("P"):
        return True
    return any(first <= ord(letter) <= last for first, last in _IDEOGRAPHS)
