"""Where the headings stand in a table: title lines, a later row, two heading rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ..domain.names import is_address
from .readers import Table

_LOOK = 12
_MOST_STEPS = 7
_TICKS = {"1", "x", "true", "yes", "checked", "✓", "vrai", "oui", "selected"}
_UNTICKED = {"", "0", "false", "no", "unchecked", "faux", "non"}


_QUESTION_AND_OPTION = re.compile(
    r"^(?P<question>.{4,}?)(?: - (?:Selected Choice - )?(?P<option>[^\[\]]+)|\s*\[(?P<bracketed>[^\[\]]+)\])$"
)


_ANY_ANSWER = re.compile(r"^(?:open[- ]ended )?(?:response|réponse|answer)s?$", re.IGNORECASE)
"""What a form tool writes below a question that is one column: no option of its own."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table with its headings told from its rows.

    `ticks` are options of columns that are one option each, `scales` columns of which each rates one option;
    `width` is how many columns have headings, and `cells`
    how many cells each row had up to its last filled one, or as many as the file gave it.
    """

    headings: list[str]
    rows: list[list[str]]
    lines: list[int]
    blank_rows: int
    ticks: dict[int, tuple[str, str]]
    scales: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    width: int = 0
    cells: tuple[int, ...] = ()


def find_sheet(table: Table, recognised: Callable[[Sequence[str]], float]) -> tuple[Sheet, float]:
    """Return a table with its headings, and how much of the headings is recognised.

    Args:
        table: the rows as read.
        recognised: says how much a row looks like the headings of the form.
    """
    at, best = _row_of_headings(table, recognised)
    headings, first, ticks = _headings(table, at)
    ticks = ticks or _ticks_in_one_row(headings)
    first += next(
        (at + 1 for at, row in enumerate(table.rows[first : first + 3]) if _is_about_the_form(row)),
        0,
    )
    rows, lines, cells, blank = [], [], [], 0
    for row, line in zip(table.rows[first:], table.lines[first:], strict=True):
        if any(cell.strip() for cell in row):
            cells.append(
                len(row) if len(row) <= len(headings) else _last_filled(row, len(headings))
            )
            rows.append([*row, *[""] * (len(headings) - len(row))])
            lines.append(line)
        else:
            blank += 1
    grouped, width = ticks, len(headings)
    ticks = _confirmed(grouped, rows)
    headings = [_alone(headings[at], at, ticks, recognised) for at in range(len(headings))]
    headings = headings + [""] * (max((len(row) for row in rows), default=0) - len(headings))
    rows = [[*row, *[""] * (len(headings) - len(row))] for row in rows]
    return Sheet(
        headings=headings,
        rows=rows,
        lines=lines,
        blank_rows=blank,
        ticks=ticks,
        scales=_scales(grouped, ticks, rows),
        width=width,
        cells=tuple(cells),
    ), best


def _row_of_headings(
    table: Table, recognised: Callable[[Sequence[str]], float]
) -> tuple[int, float]:
    """Return the row that looks most like headings (the row of their groups where there is one), and how much."""
    filled = [
        number
        for number, row in enumerate(table.rows[: _LOOK * 3])
        if any(cell.strip() for cell in row)
    ]
    best, at = -1.0, filled[0]
    looked_at = filled[:_LOOK]
    for number in [row for row in looked_at if not _holds_address(table.rows[row])] or looked_at:
        score = recognised(table.rows[number])
        if score > best + 1e-9:
            best, at = score, number
    if at > 0 and _is_group_row(table.rows[at - 1], table.rows[at]):
        at -= 1
    return at, best


def _holds_address(row: Sequence[str]) -> bool:
    """Say whether a cell of a row is an address, which is an answer and no heading."""
    return any(is_address(cell.strip()) for cell in row)


def _last_filled(row: Sequence[str], least: int) -> int:
    """Return how many cells a row has without the blank ones at its end, the headings' number at least."""
    return max(next((at + 1 for at in reversed(range(len(row))) if row[at].strip()), 0), least)


def _alone(
    heading: str,
    at: int,
    ticks: dict[int, tuple[str, str]],
    recognised: Callable[[Sequence[str]], float],
) -> str:
    """Return a heading without the heading of its group, where it is a question of its own."""
    group, bracket, own = heading.partition(" [")
    if at in ticks or not bracket or not own.endswith("]"):
        return heading
    return own[:-1] if recognised([own[:-1]]) > recognised([heading]) or not group else heading


def _is_group_row(row: Sequence[str], below: Sequence[str]) -> bool:
    """Say whether a row holds headings of groups of columns, each followed by blank cells."""
    width = len(below)
    if sum(bool(_ANY_ANSWER.match(cell.strip())) for cell in below) > 1:
        return True
    cells = [cell.strip() for cell in row] + [""] * (width - len(row))
    filled = sum(bool(cell) for cell in cells)
    under = sum(
        bool(below[index].strip())
        for index in range(width)
        if index < len(cells) and not cells[index]
    )
    starts = sum(1 for index in range(width - 1) if cells[index] and not cells[index + 1])
    return 1 < filled <= width * 0.7 and starts >= 1 and under >= (width - filled) * 0.7


def _headings(table: Table, at: int) -> tuple[list[str], int, dict[int, tuple[str, str]]]:
    """Return the headings, the first row of answers, and (group, option) by column."""
    row = [_tidy(cell) for cell in table.rows[at]]
    below = [_tidy(cell) for cell in table.rows[at + 1]] if at + 1 < len(table.rows) else []
    if not below or not _is_group_row(row, below):
        return row, at + 1, {}
    width = max(len(row), len(below))
    row, below = row + [""] * (width - len(row)), below + [""] * (width - len(below))
    headings: list[str] = []
    ticks: dict[int, tuple[str, str]] = {}
    group = ""
    for index in range(width):
        group = row[index] or (group if below[index] else "")
        alone = bool(row[index]) and (index + 1 == width or bool(row[index + 1]))
        if group and not alone and _ANY_ANSWER.match(below[index]):
            headings.append(group)
        elif group and below[index] and not alone:
            headings.append(f"{group} [{below[index]}]")
            ticks[index] = (group, below[index])
        else:
            shown = "" if row[index] and _ANY_ANSWER.match(below[index]) else below[index]
            headings.append(" ".join(part for part in (row[index], shown) if part))
    return headings, at + 2, ticks


def _is_about_the_form(row: Sequence[str]) -> bool:
    """Say whether a row below the headings belongs to the form tool, as Qualtrics writes one: {"ImportId": ...}."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and (
        all(cell.startswith('{"ImportId"') for cell in filled)
        or all(_ANY_ANSWER.match(cell) for cell in filled)
    )


def _ticks_in_one_row(headings: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Return (group, option) of columns whose headings share a question before ` - ` or before a bracket."""
    merged: dict[int, tuple[str, str]] = {}
    for at, heading in enumerate(headings):
        match = _QUESTION_AND_OPTION.match(heading)
        if match:
            merged[at] = (
                match["question"].strip(),
                (match["option"] or match["bracketed"]).strip(),
            )
    counts = Counter(group for group, _ in merged.values())
    return {at: cell for at, cell in merged.items() if counts[cell[0]] > 1}


def _confirmed(
    ticks: dict[int, tuple[str, str]], rows: Sequence[Sequence[str]]
) -> dict[int, tuple[str, str]]:
    """Keep the columns whose cells only tick an option, and the write-in of "Other" beside such columns."""
    plain_ticks = {
        index
        for index, (_, option) in ticks.items()
        if only_ticks([row[index] for row in rows], option)
    }
    groups = {ticks[index][0] for index in plain_ticks if not _is_other(ticks[index][1])}
    return {
        index: (group, option)
        for index, (group, option) in ticks.items()
        if (index in plain_ticks or _is_other(option)) and group in groups
    }


def _scales(
    grouped: Mapping[int, tuple[str, str]],
    ticks: Mapping[int, tuple[str, str]],
    rows: Sequence[Sequence[str]],
) -> dict[int, tuple[str, str]]:
    """Return the columns of grids whose cells are steps of a scale: few words, the same in every column."""
    groups: dict[str, list[int]] = {}
    for index, (group, _) in grouped.items():
        if index not in ticks:
            groups.setdefault(group, []).append(index)
    scales: set[int] = set()
    for indices in groups.values():
        steps = [{row[index].strip() for row in rows if row[index].strip()} for index in indices]
        together = set().union(*steps)
        shared = sum(len(step) for step in steps) > len(together)
        if len(indices) > 1 and shared and len(together) <= _MOST_STEPS:
            scales.update(indices)
    return {index: grouped[index] for index in sorted(scales)}


def _is_other(option: str) -> bool:
    return option.casefold().startswith("other")


def only_ticks(answers: Sequence[str], option: str) -> bool:
    """Say whether answers only say whether an option is ticked, or hold the option's own words."""
    return {answer.strip().casefold() for answer in answers} <= _TICKS | _UNTICKED | {
        option.casefold()
    }


def ticked(cell: str, option: str) -> str:
    """Return the option that a cell of its own column ticks, the write-in of "Other", or an empty text."""
    text = cell.strip()
    if text.casefold() in _UNTICKED:
        return ""
    if text.casefold() in _TICKS or text.casefold() == option.casefold():
        return option
    return text


def _tidy(heading: str) -> str:
    return re.sub(r"\s+", " ", heading).strip()
