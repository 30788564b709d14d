"""Letters in the coordinator's own words: which letter they belong to, and whether they are still up to date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..domain.records import EditedLetter
from ..outputs.day_words import day_words
from ..outputs.drafting import Draft
from .letter_readers import Letter

_OF_SEVERAL = ("liaison", "silence", "recognition")
"""Letters that may speak of several pairs: they are known by their reader alone."""

_DATES = (("en", "british"), ("en", "american"), ("fr", ""))
"""How letters may write a day: the language, and whose English."""

Key = tuple[str, str, str, str]
"""What a letter is known by: its kind with its month, its first reader, and the pair that it is about."""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A letter to look at before it is written.

    Attributes:
        letter: whose letter it is, and about what.
        drafted: as the templates and people's answers make it.
        basis: the digest of what it is drafted from, whatever the day.
        own: the coordinator's words, if there are any.
    """

    letter: Letter
    drafted: Draft
    basis: str
    own: EditedLetter | None = None

    @property
    def draft(self) -> Draft:
        """The letter as it will be written."""
        if self.own is None:
            return self.drafted
        return replace(self.drafted, subject=self.own.subject, text=self.own.text)

    @property
    def outdated(self) -> bool:
        """Whether what the letter is drafted from changed after it was edited."""
        return self.own is not None and self.own.basis != self.basis

    @property
    def words(self) -> str:
        """Say where the letter stands; empty where it is as drafted."""
        if self.own is None:
            return ""
        edited = f"edited on {self.own.at[:10]}"
        if self.outdated:
            return f"{edited}; what it was drafted from has changed since"
        return edited


def key_of(letter: Letter) -> Key:
    """Return what a letter is known by."""
    about = letter.about()[0]
    if letter.kind in _OF_SEVERAL:
        return letter.mark, about.person, "", ""
    return letter.mark, about.person, about.helper, about.learner


def basis_of(drafted: Draft, today: str) -> str:
    """Return the digest of a draft: another one once people's answers, or the words of the programme, differ.

    The day on which it is drafted, on a line of its own, does not count.
    """
    days = [day_words(today, language, english) for language, english in _DATES]
    lines = [line for line in drafted.text.split("\n") if line not in days]
    words = "\n".join([drafted.subject, *lines])
    return hashlib.sha256(words.encode()).hexdigest()


def by_key(edited: Iterable[EditedLetter]) -> dict[Key, EditedLetter]:
    """Return edited letters by what they are known by."""
    return {
        (
            edited_letter.kind,
            edited_letter.person,
            edited_letter.helper,
            edited_letter.learner,
        ): edited_letter
        for edited_letter in edited
    }
