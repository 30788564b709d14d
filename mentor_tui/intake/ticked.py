"""Whether the answers below a heading are options that were ticked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .learning import joint_of
from .options import Options, split_ticked


def share_of_wholes(filled: Sequence[str], known: Options) -> float:
    """Return how many answers consist of known options only."""
    whole = sum(all(piece.known for piece in split_ticked(text, known)) for text in filled)
    return whole / len(filled)


def share_of_options(filled: Sequence[str], known: Options) -> float:
    """Return how many answers hold a known option."""
    if not filled or not known.names:
        return 0.0
    holding = sum(any(piece.known for piece in split_ticked(text, known)) for text in filled)
    return holding / len(filled)


def are_lists(filled: Sequence[str]) -> bool:
    """Say whether answers look ticked: what stands between the joints comes again in other answers."""
    joint = joint_of(filled, Options({}))
    pieces = [{part.strip() for part in text.split(joint) if part.strip()} for text in filled]
    counts = Counter(part for parts in pieces for part in parts)
    again = sum(any(counts[part] > 1 for part in parts) for parts in pieces)
    return again >= 0.5 * len(filled)
