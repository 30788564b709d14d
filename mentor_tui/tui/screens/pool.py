"""Pool: everybody against everybody, the fit in each cell; Enter opens the pair on the board."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Offset

from ...domain.roster import DECIDED
from ...domain.side_words import side_words
from ...matching.picture import Picture, picture_of
from ...matching.problem import Problem
from ..commands import POOL, bindings_of
from ..going import go_to_candidate
from ..overview import plot_lines, show_overview
from ..text import QUIET, fitted, line, told
from ..widgets.lines import Lines
from .base import MainScreen

_CELL = 3
_NAME = 22
_LEAST_PLOTS = 46
_ABOVE_TOPICS = 9
"""Rows of the plots above the topics."""
_SHADES = ((70, 75), (55, 55), (40, 35), (25, 18))
"""From which fit on a cell has which share of the colour."""


class PoolScreen(MainScreen):
    """A picture of the pool: a row for each who learns, a column for each who helps."""

    NAME: ClassVar[str] = POOL
    NUMBER: ClassVar[str] = "6"
    TITLE_WORD: ClassVar[str] = "Pool"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(POOL)

    def __init__(self) -> None:
        super().__init__()
        self._seen: Problem | None = None
        self._picture = Picture(helpers=(), learners=())
        self._learner, self._helper = "", ""
        self._cell_at = Offset(0, 0)

    def compose_body(self) -> ComposeResult:
        """Lay out the picture and what the cell means."""
        with Horizontal(id="split"):
            yield Lines(self._cells, id="picture")
            yield Lines(self._plots, id="plots")
        yield Lines(self._about, id="cell")

    def reload(self) -> None:
        """Draw the pool as it is now; the order stays until `r`, the cursor on its pair."""
        problem = self._problem()
        if problem is not None and not self._fits(problem):
            self._order_anew(problem)
        self._seen = problem
        self._share_room()
        for name in ("picture", "plots", "cell"):
            self.query_one(f"#{name}", Lines).renew()
        self.refresh_frame()

    def show_size(self) -> None:
        """Share the room out anew."""
        super().show_size()
        self._share_room()

    def _share_room(self) -> None:
        """Give the picture what it needs, and the plots the rest where that is more than their least."""
        needed = _NAME + 2 + _CELL * len(self._picture.helpers) + 2
        wide = self.has_class("-wide") and needed <= self.app.size.width - _LEAST_PLOTS
        self.query_one("#picture", Lines).styles.width = needed if wide else "1fr"
        self.query_one("#plots", Lines).styles.width = "1fr" if wide else _LEAST_PLOTS

    def _problem(self) -> Problem | None:
        sitting = self.desk_app.sitting
        return sitting.problem if sitting is not None else None

    def _fits(self, problem: Problem) -> bool:
        """Say whether the same people are in the pool, so that the order can stay."""
        return (
            self._seen is not None
            and self._seen.helper_ids == problem.helper_ids
            and self._seen.learner_ids == problem.learner_ids
        )

    def _order_anew(self, problem: Problem) -> None:
        self._picture = picture_of(problem)
        if self._learner not in problem.learner_at and self._picture.learners:
            self._learner = problem.learner_ids[self._picture.learners[0]]
        if self._helper not in problem.helper_at and self._picture.helpers:
            self._helper = problem.helper_ids[self._picture.helpers[0]]

    def _place(self, problem: Problem) -> tuple[int, int]:
        """Return the row and the column of the cursor."""
        row = self._picture.learners.index(problem.learner_at[self._learner])
        return row, self._picture.helpers.index(problem.helper_at[self._helper])

    def spot(self) -> Offset | None:
        """Return where the terminal's cursor stands: on the cell under the keys."""
        return self.query_one("#picture", Lines).content_region.offset + self._cell_at

    def headline(self) -> Content:
        """Say what is drawn."""
        problem = self._problem()
        if problem is None:
            return Content("")
        words = side_words(problem.roster)
        counts = (
            words.learners_counted(len(problem.learner_ids)),
            words.helpers_counted(len(problem.helper_ids)),
        )
        return told(counts[0] if problem.peers else " x ".join(counts), QUIET)

    def second_line(self, width: int) -> Content:
        """Say what the signs mean."""
        return told("digits: fit   ]: suggested   ): decided   x: not possible", QUIET)

    def _cells(self, width: int, height: int) -> list[Content]:
        problem = self._problem()
        if problem is None:
            return [told(" No cohort is open. 1 goes to Cohorts.", QUIET)]
        if not problem.learner_ids or not problem.helper_ids:
            return [told(" The picture needs both sides. i imports a form.", QUIET)]
        row, column = self._place(problem)
        columns = _window(column, len(self._picture.helpers), (width - _NAME - 2) // _CELL)
        rows = _window(row, len(self._picture.learners), height - 1)
        across = _NAME + 2 + (column - columns.start) * _CELL
        self._cell_at = Offset(across, 1 + row - rows.start)
        suggested = set(problem.proposal.pairs)
        lines = [self._heading(problem, columns)]
        lines += [self._row(problem, at, row, column, columns, suggested) for at in rows]
        return lines

    def _heading(self, problem: Problem, columns: range) -> Content:
        """Return initials over the columns; the panel names the one under the cursor."""
        initials = []
        for at in columns:
            name = problem.roster.name(problem.helper_ids[self._picture.helpers[at]])
            initials.append("".join(word[:1] for word in name.split()[:2]).ljust(_CELL))
        return told(" " * (_NAME + 2) + "".join(initials), QUIET)

    def _row(
        self,
        problem: Problem,
        at: int,
        row: int,
        column: int,
        columns: range,
        suggested: set[tuple[int, int]],
    ) -> Content:
        learner = self._picture.learners[at]
        name = told(problem.roster.name(problem.learner_ids[learner]), "bold" if at == row else "")
        parts = [told("> " if at == row else "  "), fitted(name, _NAME)]
        for each in columns:
            helper = self._picture.helpers[each]
            here = at == row and each == column
            parts.append(self._cell(problem, helper, learner, here, (helper, learner) in suggested))
        return Content.assemble(*parts)

    def _cell(
        self, problem: Problem, helper: int, learner: int, here: bool, suggested: bool
    ) -> Content:
        """Return a cell: the fit in digits, shaded by it, with the sign of what is decided."""
        pair = problem.roster.pair_of.get(
            problem.roster.key(problem.helper_ids[helper], problem.learner_ids[learner])
        )
        decided = pair is not None and pair.state in DECIDED
        if not problem.possible[helper, learner] and not decided:
            return told(" x ", "reverse" if here else QUIET)
        fit = problem.points(helper, learner)
        digits = f"{min(round(fit), 99):2}"
        sign = ")" if decided else "]" if suggested else " "
        if here:
            return told(digits + sign, "reverse bold")
        share = next((part for least, part in _SHADES if fit >= least), 0)
        style = f"on $act {share}%" if share else QUIET
        return told(digits + sign, f"bold {style}" if decided or suggested else style)

    def _plots(self, width: int, height: int) -> list[Content]:
        """Return the plots beside the picture, as many topics as there is room for."""
        problem = self._problem()
        if problem is None or not problem.learner_ids or not problem.helper_ids:
            return []
        topics = max((height - _ABOVE_TOPICS) // 2, 1)
        lines: list[Content] = []
        for text in plot_lines(problem, (), width, topics):
            lines.append(fitted(text, width))
        return lines

    def _about(self, width: int, height: int) -> list[Content]:
        problem = self._problem()
        if problem is None or not self._learner or not self._helper:
            return []
        helper, learner = problem.helper_at[self._helper], problem.learner_at[self._learner]
        names = f"{problem.roster.name(self._learner)} + {problem.roster.name(self._helper)}"
        blocks = problem.roster.blocks(self._helper, self._learner)
        why = blocks[0].sentence if blocks else "Enter opens this pair on the board."
        fit = f"   fit {problem.points(helper, learner):.0f}"
        return [fitted(line((names, "bold"), fit), width), fitted(told(why, QUIET), width)]

    # keys

    def _move(self, rows: int, columns: int) -> None:
        problem = self._problem()
        if problem is None or not self._learner or not self._helper:
            return
        row, column = self._place(problem)
        learners, helpers = self._picture.learners, self._picture.helpers
        self._learner = problem.learner_ids[learners[min(max(row + rows, 0), len(learners) - 1)]]
        self._helper = problem.helper_ids[helpers[min(max(column + columns, 0), len(helpers) - 1)]]
        self.query_one("#picture", Lines).renew()
        self.query_one("#cell", Lines).renew()

    def action_down(self) -> None:
        """Go to the next row."""
        self._move(1, 0)

    def action_up(self) -> None:
        """Go to the row before."""
        self._move(-1, 0)

    def action_right(self) -> None:
        """Go to the next column."""
        self._move(0, 1)

    def action_left(self) -> None:
        """Go to the column before."""
        self._move(0, -1)

    def action_resort(self) -> None:
        """Put the groups beside each other again."""
        self._seen = None
        self.reload()

    def action_overview(self) -> None:
        """Show who is in and out, how fits spread, wishes against offers, contacts over the months."""
        if self.desk_app.cohort_name:
            show_overview(self.desk_app, self.desk_app.cohort_name)

    def action_open_pair(self) -> None:
        """Open the pair on the board."""
        if self._learner and self._helper:
            go_to_candidate(self.desk_app, self._learner, self._helper)


def _window(at: int, length: int, room: int) -> range:
    """Return the stretch that is shown, with the cursor in its middle where that is possible."""
    room = max(min(room, length), 1)
    start = min(max(at - room // 2, 0), length - room)
    return range(start, start + room)
