"""Rows of a form that come again: unchanged, read better than before, or new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..domain.names import plain
from ..domain.records import Change, Submission, change
from ..intake.forms import submission_id


@dataclass(kw_only=True)
class Reread:
    """What the rows of an import are beside those that were kept.

    `rows` are all rows as they belong to people, by reading; `fresh` those never seen, `better` those kept before
    with what they are now.
    """

    rows: list[list[Submission]] = field(default_factory=list)
    fresh: list[list[Submission]] = field(default_factory=list)
    better: list[tuple[Submission, Submission]] = field(default_factory=list)

    @property
    def new(self) -> list[Submission]:
        """The rows to write, in the order of the files."""
        fresh = [submission for rows in self.fresh for submission in rows]
        return [*fresh, *(now for _, now in self.better)]

    def changes(self) -> list[Change]:
        """Return what is written: new rows, and rows read better in the place of what was kept."""
        changes = [change(None, submission) for rows in self.fresh for submission in rows]
        for old, now in self.better:
            if old.id == now.id:
                changes.append(change(old, now))
            else:
                changes += [change(old, None), change(None, now)]
        return changes


def reread(kept: Sequence[Submission], readings: Sequence[Sequence[Submission]]) -> Reread:
    """Return which rows are new, and which were kept before and are read otherwise now.

    A row is the same when it has the same words in its cells, whatever its columns were taken for: then it stays
    with its person.
    """
    arrival = max((submission.arrival for submission in kept), default=0) + 1
    by_id = {submission.id: submission for submission in kept}
    seen = {submission.id for rows in readings for submission in rows}
    unseen = [submission for submission in kept if submission.id not in seen]
    by_words = _by_words(unseen) if _has_unknown(readings, by_id) else {}
    matching_reread = Reread()
    written: set[str] = set()
    for rows in readings:
        belonging: list[Submission] = []
        fresh: list[Submission] = []
        for submission in rows:
            old = by_id.get(submission.id) or _same_row(submission, by_words)
            now = _of_person(submission, old).with_(arrival=arrival)
            belonging.append(now)
            if now.id in written or (old is not None and _is_same(old, now)):
                continue
            written.add(now.id)
            if old is None:
                fresh.append(now)
            else:
                matching_reread.better.append((old, now))
        matching_reread.rows.append(belonging)
        matching_reread.fresh.append(fresh)
    return matching_reread


def _has_unknown(readings: Sequence[Sequence[Submission]], by_id: dict[str, Submission]) -> bool:
    return any(submission.id not in by_id for rows in readings for submission in rows)


def _by_words(rows: Iterable[Submission]) -> dict[str, list[Submission]]:
    groups: dict[str, list[Submission]] = defaultdict(list)
    for submission in rows:
        groups[_words(submission)].append(submission)
    return groups


def _words(one: Submission) -> str:
    """Return the words of all cells of a row, sorted: the same whatever the columns were taken for."""
    cells = " ".join((*one.answers.values(), *one.extra.values()))
    return " ".join(sorted(plain(cells).split()))


def _same_row(one: Submission, by_words: dict[str, list[Submission]]) -> Submission | None:
    if not by_words:
        return None
    rows = by_words.get(_words(one), [])
    return rows[0] if len(rows) == 1 else None


def _of_person(one: Submission, old: Submission | None) -> Submission:
    """Return a row with the person that it was kept with."""
    if old is None or old.person == one.person:
        return one
    moved = one.with_(person=old.person)
    return moved.with_(id=submission_id(moved))


def _is_same(old: Submission, now: Submission) -> bool:
    return (
        old.id == now.id
        and old.name == now.name
        and old.email == now.email
        and old.answers == now.answers
        and old.repairs == now.repairs
        and old.extra == now.extra
    )
