"""Steps that one key took back come again with one key, and go away with one key again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..domain.records import LogEntry


@dataclass(kw_only=True)
class Turns:
    """The steps that were turned together, the newest last; by number, so that nothing else is meant."""

    undone: list[frozenset[int]] = field(default_factory=list)
    redone: list[frozenset[int]] = field(default_factory=list)

    def keep(self, entries: Iterable[LogEntry], back: bool) -> None:
        """Remember steps that were turned by one key."""
        group = frozenset(entry.number for entry in entries)
        (self.undone if back else self.redone).append(group)

    def together(self, log: Sequence[LogEntry], back: bool) -> int:
        """Return how many steps the next key turns: all of a group that is next in line, else one.

        Args:
            log: the log of the cohort, newest first.
            back: whether steps are to be taken back.
        """
        groups = self.redone if back else self.undone
        while groups and not _can_turn(log, groups[-1], back):
            groups.pop()
        if not groups or not _is_next(log, groups[-1], back):
            return 1
        return len(groups.pop())


def _can_turn(log: Sequence[LogEntry], group: frozenset[int], back: bool) -> bool:
    """Say whether all of a group is there and stands as the key needs it."""
    mine = [entry for entry in log if entry.number in group]
    return len(mine) == len(group) and all(
        entry.undone != back and not entry.dropped for entry in mine
    )


def _is_next(log: Sequence[LogEntry], group: frozenset[int], back: bool) -> bool:
    """Say whether nothing stands between the present and the group."""
    standing = [entry.number for entry in log if not entry.undone]
    if back:
        return set(standing[: len(group)]) == group
    return not standing or max(standing) < min(group)
