"""What goals are compared: the wish of a learner and the evidence of a helper."""

from __future__ import annotations

from dataclasses import dataclass

GROUP = 0.5
"""What the group of an offered topic counts, beside the topic's own name."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a learner wrote about their goals, and the topics that count as interests already."""

    text: str
    topics: tuple[str, ...] = ()
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a helper gave: texts in their own words, topics, and the groups of the topics."""

    text: str
    topics: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    person: str = ""
