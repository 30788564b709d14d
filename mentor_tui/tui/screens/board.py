"""The matching board: one learner, one candidate, one key."""

from __future__ import annotations

from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.worker import get_current_worker

from ...matching.explain import PairExplanation
from ...matching.what_if import consequence
from ...review.queue import QueueRow, Review
from ..board_view import MOST_OTHERS, card_view, other_candidates
from ..cards import CardView, card_lines
from ..commands import BOARD, bindings_of
from ..copying import copy_pair
from ..fitlines import fit_lines
from ..reading import pair_reading, person_reading, unplaced_reading
from ..text import MISSING, QUIET, count, line, told, wrapped
from ..widgets.lines import Lines
from ..widgets.rows import Column, Rows
from .board_decisions import BoardDecisions
from .board_side import side_lines
from .overlay import Asking, Reading, ask

COST_SECONDS = 0.25
"""How long the keys must rest before the costs of other candidates are worked out."""

_LETTER_STYLES = {
    "A": "$shared bold",
    "P": "$shared bold",
    "S": "$missing",
    "U": QUIET,
    "!": "$blocking bold",
    "-": QUIET,
}


class BoardScreen(BoardDecisions):
    """Shows the pair on screen and takes decisions about it, never about a row."""

    NAME: ClassVar[str] = BOARD
    NUMBER: ClassVar[str] = "3"
    TITLE_WORD: ClassVar[str] = "Board"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(BOARD)
    AUTO_FOCUS = None

    def __init__(self) -> None:
        super().__init__()
        self._blind = False
        self._cost_timer: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out queue, cards, fit and side panel."""
        with Horizontal(id="body"):
            queue = Rows(
                [
                    Column("", 3),
                    Column("learner", 14, 1),
                    Column("with", 12, 1),
                    Column("fit", 3, right=True),
                ],
                id="queue",
            )
            queue.can_focus = False
            yield queue
            with Vertical(id="centre"):
                with Horizontal(id="cards"):
                    yield Lines(self._left, id="left", classes="card")
                    yield Lines(self._right, id="right", classes="card")
                yield Lines(self._fit, id="fit")
            yield Lines(self._side, id="side")

    def reload(self) -> None:
        """Show the state: the queue first, the cards after."""
        if self.review is None:
            self.refresh_frame()
            return
        review, listed = self.review, self.review.listed
        queue = self.query_one("#queue", Rows)
        at = listed.index(self.review.cursor) if self.review.cursor in listed else 0
        queue.show(
            len(listed),
            lambda row: self._queue_cells(review.row(listed[row]), listed[row] == review.cursor),
            "Nobody waits for a pair.",
            at,
        )
        self._show_pair()
        self.refresh_frame()

    def _show_pair(self) -> None:
        """Show the pair on screen; the queue and the frame stay as they are painted."""
        if self.review is not None:
            self._explained: PairExplanation | None = self.review.explanation()
            for name in ("left", "right", "fit", "side"):
                self.query_one(f"#{name}", Lines).refresh()
            self._start_costs()

    def _queue_cells(self, row: QueueRow, here: bool) -> list[Content]:
        letter = told(row.letter, _LETTER_STYLES.get(row.letter, ""))
        mark = told("~" if row.changed else " ", MISSING) + told(
            "*" if row.marked else " ", "$act bold"
        )
        style = QUIET if row.letter in "U-" and not here else ""
        fit = told("" if row.fit is None or self._blind else f"{row.fit:.0f}", style)
        return [
            letter + mark,
            told(row.name, style),
            told(row.helper or "none", style or QUIET),
            fit,
        ]

    def headline(self) -> Content:
        """Say how far the review is."""
        if self.review is None:
            return Content("")
        progress = self.review.progress()
        check = (
            told(f"! {progress.to_check} to check  ", MISSING) if progress.to_check else Content("")
        )
        parts = [f"{progress.decided} of {progress.learners} placed"]
        marked = len(self.review.marked)
        listed = len(self.review.listed) if self.review.words else 0
        room = (
            self.app.size.width
            - len(f" 3 Board  {self.desk_app.cohort_name}  ")
            - check.cell_length
            - 1
        )
        for number, word in (
            (listed, "listed"),
            (marked, "marked"),
            (progress.left, "left"),
            (progress.later, "later"),
            (progress.unplaced, "unplaced"),
        ):
            if number and len("  ".join([*parts, f"{number} {word}"])) <= room:
                parts.append(f"{number} {word}")
        return check + told("  ".join(parts))

    def second_line(self, width: int) -> Content:
        """Draw the progress, and the places that are free."""
        if self.review is None:
            return Content("")
        progress = self.review.progress()
        share = progress.decided / progress.learners if progress.learners else 0
        word = "people free" if self.review.problem.peers else "places free"
        end = told(f" {share:4.0%}  {word} {progress.free} of {progress.places}", QUIET)
        room = max(width - end.cell_length - 2, 5)
        done = round(share * room)
        later = min(
            round((progress.later + progress.unplaced) / progress.learners * room)
            if progress.learners
            else 0,
            room - done,
        )
        return (
            line(
                ("[", QUIET),
                ("#" * done, "$shared"),
                ("=" * later, MISSING),
                ("-" * (room - done - later), "$track"),
                ("]", QUIET),
            )
            + end
        )

    # what is drawn

    def _empty(self, width: int, height: int) -> list[Content]:
        """Say what is missing, and which key mends it."""
        if self.review is None or not self.desk_app.cohort_name:
            text = "No cohort is open. 1 goes to Cohorts; there, Enter opens one and n creates one."
        elif not self.review.order:
            helpers = len(self.review.problem.roster.helpers)
            learners = len(self.review.problem.roster.learners)
            text = f"{learners} learners, {helpers} helpers, and nobody eligible on one side. i adds a file; 2 shows the applicants and why they are not eligible."
        else:
            text = "Nobody is open to this learner. e says why; 0 leaves the learner unplaced; j goes on."
        return wrapped(told(text), width, height)

    def _left(self, width: int, height: int) -> list[Content]:
        self._painted = self._on_screen()
        view = self._view(learner=True)
        return card_lines(view, width, height) if view else self._lonely(width, height)

    def _lonely(self, width: int, height: int) -> list[Content]:
        review = self.review
        if review is None or not review.cursor:
            return self._empty(width, height)
        person = review.problem.roster.people[review.cursor]
        return [
            line((person.name, "bold")),
            told(person.organisation, QUIET),
            Content(""),
            *self._empty(width, height - 3),
        ]

    def _right(self, width: int, height: int) -> list[Content]:
        view = self._view(learner=False)
        return card_lines(view, width, height) if view else []

    def _view(self, learner: bool) -> CardView | None:
        if self.review is None or self._explained is None:
            return None
        return card_view(
            self.review, self._explained, learner, 4 if self.app.size.height >= 30 else 2
        )

    def _fit(self, width: int, height: int) -> list[Content]:
        if self.review is None or self._explained is None:
            return []
        return fit_lines(
            problem=self.review.problem,
            explained=self._explained,
            others=other_candidates(self.review, self._blind),
            width=width,
            height=height,
            blind=self._blind,
        )

    def _side(self, width: int, height: int) -> list[Content]:
        if self.review is None or self._explained is None:
            return []
        return side_lines(
            review=self.review,
            explained=self._explained,
            recent=self.desk_app.recent,
            width=width,
            height=height,
        )

    # what is looked at

    def action_why(self) -> None:
        """Say why this pair, or why nobody."""
        review = self.review
        if review is None or not review.cursor:
            return
        if self._explained is None:
            title, lines = unplaced_reading(review.problem, review.cursor)
        else:
            title, lines = pair_reading(review.problem, self._explained)
        self.app.push_screen(Reading(title, lines))

    def action_open_card(self) -> None:
        """Show the whole cards of both."""
        people = self._pair_on_screen() or (
            [self.review.cursor] if self.review and self.review.cursor else []
        )
        lines: list[Content] = []
        for person in reversed(people):
            lines += [*person_reading(self.desk_app.roster, person), Content("")]
        self.app.push_screen(Reading("The whole cards", lines))

    def action_next_candidate(self) -> None:
        """Show the next candidate."""
        self._turn(1)

    def action_previous_candidate(self) -> None:
        """Show the candidate before."""
        self._turn(-1)

    def _turn(self, steps: int) -> None:
        if self.review is not None:
            self.disarm()
            self.review.turn(steps)
            self._show_pair()

    def _move(self, steps: int) -> None:
        if self.review is not None:
            self.disarm()
            self.review.move(steps)
            listed = self.review.listed
            self.query_one("#queue", Rows).point(
                listed.index(self.review.cursor) if self.review.cursor in listed else 0
            )
            self._show_pair()

    def action_down(self) -> None:
        """Go to the next learner."""
        self._move(1)

    def action_up(self) -> None:
        """Go to the learner before."""
        self._move(-1)

    def action_first(self) -> None:
        """Go to the first learner."""
        self._move(-1_000_000)

    def action_last(self) -> None:
        """Go to the last learner."""
        self._move(1_000_000)

    def action_resort(self) -> None:
        """Sort the learners again."""
        if self.review is not None:
            self.review.resort()
            self._say_order()

    def action_sort(self) -> None:
        """Sort by the next order."""
        if self.review is not None:
            self.review.next_order()
            self._say_order()

    def action_sort_backwards(self) -> None:
        """Turn the order round."""
        if self.review is not None:
            self.review.backwards = not self.review.backwards
            self.review.resort()
            self._say_order()

    def _say_order(self) -> None:
        if self.review is not None:
            self.desk_app.say(
                f"Sorted by {self.review.order_name}{', backwards' if self.review.backwards else ''}."
            )
            self.reload()

    def action_blind(self) -> None:
        """Hide or show the numbers."""
        self._blind = not self._blind
        self.reload()

    def action_find(self) -> None:
        """List those learners alone whom the words fit; no words list everybody."""
        words = self.review.words if self.review else ""
        question = Asking(
            "List which learners?",
            "A name, library, topic, state (undecided, later, changed), flag, or who is suggested. Empty: everybody.",
            words,
            "for example: undecided makerspaces",
            needed=False,
        )
        ask(self.app, question, self._filter)

    def _filter(self, words: str) -> None:
        review = self.review
        if review is None:
            return
        if not review.filter(words):
            self.desk_app.say(f"Nobody here matches {words!r}.")
            return
        many = len(review.listed)
        everybody = "Everybody is listed."
        self.desk_app.say(
            f"{count(many, 'learner')} listed.  / and Enter without words lists everybody."
            if words
            else everybody
        )
        self.reload()

    def action_copy(self) -> None:
        """Copy the pair on screen."""
        people = self._pair_on_screen()
        if people is not None and self._explained is not None:
            copy_pair(self.desk_app, list(reversed(people)), self._explained.why)

    def _start_costs(self) -> None:
        """Work out what the other candidates would cost, once the keys rest."""
        if self._cost_timer is not None:
            self._cost_timer.stop()
        self._cost_timer = self.set_timer(COST_SECONDS, self._work_out_costs)

    def _work_out_costs(self) -> None:
        review = self.review
        if review is None or not review.cursor or self.desk_app.busy or not self.is_current:
            return
        learner = review.problem.learner_at[review.cursor]
        current, _, _ = review.current()
        wanted = [
            helper for helper in review.candidates(review.cursor)[:MOST_OTHERS] if helper != current
        ]
        missing = [helper for helper in wanted if (learner, helper) not in review.costs]
        if missing:
            self._find_costs(review, learner, missing)

    @work(
        thread=True,
        group="costs",
        exclusive=True,
        exit_on_error=False,
        description="what other candidates cost",
    )
    def _find_costs(self, review: Review, learner: int, helpers: list[int]) -> None:
        worker, problem = get_current_worker(), review.problem
        for helper in helpers:
            if worker.is_cancelled or review.problem is not problem:
                return
            one = consequence(problem, helper, learner)
            review.costs[learner, helper] = one.change if one.possible else float("nan")
        self.app.call_from_thread(self.query_one("#fit", Lines).refresh)

    def on_click(self, event: events.Click) -> None:
        """A click on a card opens both, one on the fit or the reasons tells why."""
        name = getattr(event.widget, "id", "")
        if name in ("left", "right"):
            self.action_open_card()
        elif name in ("fit", "side"):
            self.action_why()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Go to the learner that was clicked in the queue."""
        if self.review is not None and event.row < len(self.review.listed):
            self.review.cursor = self.review.listed[event.row]
            self.reload()
