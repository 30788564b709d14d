"""Lists of words and phrases, written as they are read: words apart, phrases between bars."""

from __future__ import annotations


def words_of(listing: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(listing.split())


def phrases_of(listing: str) -> frozenset[str]:
    """Return the phrases between the bars and line ends of a text."""
    pieces = listing.replace("\n", "|").split("|")
    return frozenset(piece.strip() for piece in pieces) - {""}
