"""The queue at the left of a wide board: sections, a gutter of two cells, and graded bars of fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.content import Content

from ...domain.side_words import side_words
from ...review.queue import SECTIONS, QueueRow, Review
from ..shapes import graded_bar
from ..text import MISSING, QUIET, told
from ..widgets.rows import Column
from .pair_view import short_names

_BAR = 4
_LOW, _HIGH = 30, 60
_LETTER_STYLES = {
    "A": "$shared bold",
    "P": "$shared bold",
    "S": "$missing",
    "U": QUIET,
    "!": "$blocking bold",
    "-": QUIET,
}


@dataclass(frozen=True, kw_only=True)
class QueueEntry:
    """A row of the queue: a person, or the heading of a section."""

    person: str = ""
    heading: str = ""


def queue_columns() -> list[Column]:
    """Return the columns: gutter, the two of a pair, the bar and the figure of their fit."""
    return [
        Column("", 2),
        Column("", 18, 1),
        Column("with", 12),
        Column("", _BAR),
        Column("fit", 3, right=True),
    ]


def queue_entries(review: Review) -> list[QueueEntry]:
    """Return the rows of the queue: under headings in its first order, else the people alone."""
    if not review.sections:
        return [QueueEntry(person=person) for person in review.listed]
    entries: list[QueueEntry] = []
    for section in SECTIONS:
        people = [person for person in review.listed if review.sections.get(person) == section]
        if section == SECTIONS[0]:
            people += [person for person in review.listed if person not in review.sections]
        if people:
            entries.append(QueueEntry(heading=f"{section} {len(people)}"))
            entries += [QueueEntry(person=person) for person in people]
    return entries


def empty_words(review: Review) -> str:
    """Say that nobody is there."""
    return f"No {side_words(review.problem.roster).learner} waits for a pair."


def helper_names(review: Review) -> dict[str, str]:
    """Return short names of all who help, told apart where two have the same."""
    problem = review.problem
    names = {at: problem.roster.name(person) for at, person in enumerate(problem.helper_ids)}
    shown = short_names(names)
    return {person: shown[at] for at, person in enumerate(problem.helper_ids)}


def queue_cells(
    review: Review, entry: QueueEntry, names: Mapping[str, str], blind: bool
) -> list[Content]:
    """Return the cells of a row."""
    if not entry.person:
        return [Content(""), told(entry.heading, f"{QUIET} bold"), *[Content("")] * 3]
    partner = review.partner(entry.person)
    helper = "nobody" if partner is None else names[review.problem.helper_ids[partner]]
    here = entry.person == review.cursor
    return _person_cells(review.row(entry.person), helper, here, blind)


def _grade(fit: float) -> str:
    """Return the colour of a fit: a low one asks for a look."""
    if fit < _LOW:
        return "$missing"
    return "$shared" if fit >= _HIGH else "$act"


def _person_cells(row: QueueRow, helper: str, here: bool, blind: bool) -> list[Content]:
    letter = told(row.letter, _LETTER_STYLES.get(row.letter, ""))
    mark = told("*", "$act bold") if row.marked else told("~" if row.changed else " ", MISSING)
    style = QUIET if row.letter in "APU-" and not here else ""
    shown = row.fit is not None and not blind
    bar = graded_bar((row.fit or 0) / 100, _BAR) if shown else ""
    fit = f"{row.fit:.0f}" if shown else ""
    return [
        letter + mark,
        told(row.name, style),
        told(helper, style or QUIET),
        told(bar, style or _grade(row.fit or 0)),
        told(fit, style),
    ]
