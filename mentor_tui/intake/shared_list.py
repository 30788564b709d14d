"""One list of topics that both sides answer: what a helper ticks can be shared, what a learner ticks is wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..programmes import Programme
from .headings import UNCLEAR, Column, heading_key
from .opposites import leaning, opposite_fields

BOTH_SIDES = "both sides"
"""How a column is known that each side answers for itself."""

_SIDELESS = re.compile(r"\binterest\w*|\binteret\w*")
_MOST = 0.5


@dataclass(frozen=True, kw_only=True)
class SharedList:
    """The column that both sides answer, and the two fields that it fills."""

    index: int
    offers: str
    wants: str


def shared_list(
    programme: Programme,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    roles_of: Callable[[str], Sequence[str]],
) -> SharedList | None:
    """Return the one list that helpers and learners both answered under a heading that names no side.

    Args:
        programme: whose questions and roles count.
        columns: the columns as they were understood.
        rows: the cells of every row.
        roles_of: reads the roles of an answer.
    """
    fields = opposite_fields(programme)
    role = next((column.index for column in columns if column.field == "role"), None)
    lists = [column for column in columns if fields and _may_be(column, fields)]
    if fields is None or role is None or len(lists) != 1 or not _names_no_side(lists[0]):
        return None
    index = lists[0].index
    helpers, learners = 0, 0
    filled_helpers, filled_learners = 0, 0
    for row in rows:
        sides = {programme.roles[name].side for name in roles_of(row[role])}
        filled = bool(row[index].strip())
        if sides == {"helper"}:
            helpers, filled_helpers = helpers + 1, filled_helpers + filled
        elif sides == {"learner"}:
            learners, filled_learners = learners + 1, filled_learners + filled
    if not _mostly(filled_helpers, helpers) or not _mostly(filled_learners, learners):
        return None
    return SharedList(index=index, offers=fields[0], wants=fields[1])


def _may_be(column: Column, fields: Sequence[str]) -> bool:
    return column.field in fields or column.how.startswith(UNCLEAR)


def _names_no_side(column: Column) -> bool:
    """Say whether a heading asks neither side; what the coordinator said outright stays as it was said."""
    holds = column.how in ("map", "remembered") or bool(column.option)
    return not holds and leaning(_SIDELESS.sub("", heading_key(column.heading))) == 0


def _mostly(filled: int, whole: int) -> bool:
    return whole > 0 and filled >= _MOST * whole


def as_both(columns: Sequence[Column], shared: SharedList) -> list[Column]:
    """Return the columns with the shared one known as such."""
    return [
        replace(column, field=shared.wants, how=BOTH_SIDES)
        if column.index == shared.index
        else column
        for column in columns
    ]


def by_side(
    answers: dict[str, str], roles: Sequence[str], programme: Programme, shared: SharedList
) -> dict[str, str]:
    """Return a row's answers with the shared list under the field of the row's own side, or under both."""
    text = answers.get(shared.wants, "")
    sides = {programme.roles[name].side for name in roles}
    fields = {
        shared.offers: text if "helper" in sides or not sides else "",
        shared.wants: text if "learner" in sides or not sides else "",
    }
    return {**answers, **fields}
