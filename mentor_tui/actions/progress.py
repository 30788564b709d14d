"""What a long action tells while it works, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Is told how much of how much is done; may raise `Cancelled`, and then nothing is half done."""


def each(items: Sequence[T], progress: Progress | None) -> Iterator[T]:
    """Yield items one by one, and tell before each how many are done."""
    for number, item in enumerate(items):
        if progress is not None:
            progress(number, len(items))
        yield item
    if progress is not None:
        progress(len(items), len(items))
