"""A cohort to which one pair after another is added: each costs the same, however many there are already."""

from __future__ import annotations

from dataclasses import dataclass, fields

from .records import Pair
from .roster import Roster


@dataclass(frozen=True, kw_only=True)
class GrowingRoster(Roster):
    """A roster that takes on accepted pairs: who is placed and which places are taken follow at once.

    `pairs`, `decided` and `statuses` stay as they were: accepting looks at none of them for people
    who have a pair by then, because nobody is given a second one.
    """

    def take_on(self, pair: Pair) -> None:
        """Let a pair that was just accepted count."""
        self.pair_of[pair.helper, pair.learner] = pair
        self.taken[pair.helper] += 1
        self.placed[pair.learner] = pair
        if self.peers:
            self.taken[pair.learner] += 1
            self.placed[pair.helper] = pair


def growing(roster: Roster) -> GrowingRoster:
    """Return a roster of the same cohort that pairs can be added to; the given one stays as it is."""
    values = {}
    for field in fields(roster):
        values[field.name] = getattr(roster, field.name)
    return GrowingRoster(**values)
