"""One list of topics that both sides answer: what a helper ticks can be shared, what a learner ticks is wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..programmes import Programme
from .companions import WRITE_IN
from .grids import GRID
from .heading_scores import question_of
from .headings import SAID_BOTH, UNCLEAR, Column
from .opposites import leaning, opposite_fields

BOTH_SIDES = "both sides"
"""How a column is known that each side answers for itself."""

_SIDELESS = re.compile(
    r"\binter(?:est|e[st]t?)\w*|\bexplor\w+|\bdiscuss\w*|\btalk about\b|\bfocus\w*|\bcover\b|\bchat\w*"
    r"|\b(?:would |d )?(?:like|want|wish|prefer|hope) to\b|\bwould you (?:like|want)\b|\bcurious\b|\blooking for\b"
    r"|\bvoul\w+|\bvoudr\w+|\bsouhait\w+|\bdiscuter\b|\bparler\b|\baborder\b"
)
"""Words that lean to wishes where learners alone are asked; a helper who is asked answers for what can be shared."""
_MOST = 0.5


@dataclass(frozen=True, kw_only=True)
class SharedList:
    """The column that both sides answer, or the columns of its options, and the two fields that they fill."""

    indices: frozenset[int]
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
    if fields is None:
        return None
    said = [column.index for column in columns if column.how == SAID_BOTH]
    if said:
        return SharedList(indices=frozenset(said), offers=fields[0], wants=fields[1])
    lists = [column for column in columns if _may_be(column, fields)]
    if role is None or not _is_one_question(lists) or not _names_no_side(lists[0]):
        return None
    indices = frozenset(column.index for column in lists)
    helpers, learners = 0, 0
    filled_helpers, filled_learners = 0, 0
    for row in rows:
        sides = {programme.roles[name].side for name in roles_of(row[role])}
        filled = any(row[index].strip() for index in indices)
        if sides == {"helper"}:
            helpers, filled_helpers = helpers + 1, filled_helpers + filled
        elif sides == {"learner"}:
            learners, filled_learners = learners + 1, filled_learners + filled
    if not _mostly(filled_helpers, helpers) or not _mostly(filled_learners, learners):
        return None
    return SharedList(indices=indices, offers=fields[0], wants=fields[1])


def _is_one_question(lists: Sequence[Column]) -> bool:
    """Say whether columns are one question: one column or the options of one, with what was written in beside."""
    asked = [column for column in lists if column.how != WRITE_IN]
    questions = {question_of(column) for column in asked}
    return len(questions) == 1 and (len(asked) == 1 or all(column.option for column in asked))


def _may_be(column: Column, fields: Sequence[str]) -> bool:
    return (column.field in fields and column.how != GRID) or column.how.startswith(UNCLEAR)


def _names_no_side(column: Column) -> bool:
    """Say whether a heading asks neither side; what the coordinator said outright stays as it was said."""
    holds = column.how in ("map", "remembered")
    return not holds and leaning(_SIDELESS.sub("", question_of(column))) == 0


def _mostly(filled: int, whole: int) -> bool:
    return whole > 0 and filled >= _MOST * whole


def as_both(columns: Sequence[Column], shared: SharedList) -> list[Column]:
    """Return the columns with the shared one known as such."""
    return [
        replace(column, field=shared.wants, how=BOTH_SIDES)
        if column.index in shared.indices
        else column
        for column in columns
    ]


def by_side(
    answers: dict[str, str], roles: Sequence[str], programme: Programme, shared: SharedList
) -> dict[str, str]:
    """Return a row's answers with the shared list under the field of the row's own side, or under both."""
    text = answers.get(shared.wants, "")
    sides = {programme.roles[name].side for name in roles} & {"helper", "learner"}
    fields = {
        shared.offers: text if "helper" in sides or not sides else "",
        shared.wants: text if "learner" in sides or not sides else "",
    }
    return {**answers, **fields}
