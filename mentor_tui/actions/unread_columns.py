"""Columns that no field takes although people wrote there in their own words: said before the import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..domain.blank import leaves_out
from ..intake import FormReading
from ..intake.heading_scores import SCALE

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_PEOPLE = 2
_FEWEST_WORDS = 3
_MOSTLY = 0.6
_SOME = 0.2
"""What people write in their own words is rarely the same twice, and rarely a word or two."""


@dataclass(frozen=True, kw_only=True)
class UnreadColumn:
    """A column kept as it is, and how many people wrote something there."""

    heading: str
    people: int

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        return f"{self.heading!r} fills no field, and {self.people} people wrote there"


def unread_columns(readings: Iterable[FormReading]) -> list[UnreadColumn]:
    """Return the columns of free text that no field of the forms takes, in the forms' order."""
    return list(dict.fromkeys(column for reading in readings for column in _unread(reading)))


def _unread(reading: FormReading) -> list[UnreadColumn]:
    columns = []
    for column in reading.columns:
        if column.field or not column.heading:
            continue
        answers = [row.extra.get(column.heading, "") for row in reading.submissions]
        texts = [text for text in answers if not leaves_out(text)]
        if column.how == SCALE and texts:
            grid = column.heading.partition(" [")[0]
            columns.append(UnreadColumn(heading=grid, people=len(reading.submissions)))
        elif _own_words(texts):
            columns.append(UnreadColumn(heading=column.heading, people=len(texts)))
    return columns


def _own_words(texts: Sequence[str]) -> bool:
    if len(texts) < _FEWEST_PEOPLE or len(set(texts)) < len(texts) * _MOSTLY:
        return False
    sentences = sum(len(_WORD.findall(text)) >= _FEWEST_WORDS for text in texts)
    return sentences >= max(1, len(texts) * _SOME)
