"""The matching board: one learner, one candidate, one key."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Offset

from ...domain.side_words import side_words
from ...matching.explain import PairExplanation
from ...review.pair_state import PairState, pair_state
from ..commands import BOARD, bindings_of
from ..copying import copy_pair
from ..reading import pair_reading, person_reading, unplaced_reading
from ..screens.overlay import Asking, Reading, ask
from ..text import told, wrapped
from ..widgets.lines import Lines
from ..widgets.rows import Rows
from .board_side import side_lines
from .board_top import top_line
from .ending import ending_lines
from .fit_lines import fit_lines
from .pair_view import card_side, other_candidates
from .queue_list import (
    QueueEntry,
    empty_words,
    helper_names,
    queue_cells,
    queue_columns,
    queue_entries,
)
from .resting import RestingBoard
from .sheet import sheet_lines, single_lines, stacked_lines
from .strip import end_line, request_lines, strip_line

_LEAST_SHEET = 6
"""Rows that the cards keep when a long request stands above them."""

_STACKED = 80
"""Below this width the cards stand under each other."""


class BoardScreen(RestingBoard):
    """Shows the pair on screen and takes decisions about it, never about a row."""

    NAME: ClassVar[str] = BOARD
    NUMBER: ClassVar[str] = "3"
    TITLE_WORD: ClassVar[str] = "Board"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(BOARD)
    AUTO_FOCUS = None

    def __init__(self) -> None:
        super().__init__()
        self._blind = False
        self._explained: PairExplanation | None = None
        self._state: PairState | None = None
        self._entries: list[QueueEntry] = []
        self._drawn: tuple[object, ...] = ()
        self._asked_rows = 0
        self._turned = False

    def compose_body(self) -> ComposeResult:
        """Lay out queue, cards, fit and side panel."""
        with Horizontal(id="body"):
            queue = Rows(queue_columns(), id="queue")
            queue.can_focus = False
            yield queue
            with Vertical(id="centre"):
                yield Lines(self._pair, self._note_painted, id="pair")
                yield Lines(self._fit, id="fit")
            yield Lines(self._side, id="side")

    def compose_strip(self) -> ComposeResult:
        """Lay out the strip with the state of the pair, in the same row whatever stands above it."""
        yield Lines(self._strip, id="strip")

    def reload(self) -> None:
        """Show the state: the queue first, the cards after."""
        review = self.review
        if review is None:
            self.refresh_frame()
            return
        self._turned = False
        self._entries, names = queue_entries(review), helper_names(review)
        self.query_one("#queue", Rows).show(
            len(self._entries),
            lambda row: queue_cells(review, self._entries[row], names, self._blind),
            empty_words(review),
            self._row_of(review.cursor),
        )
        self.refresh_frame()
        self._show_pair()

    def _row_of(self, person: str) -> int:
        """Return the row of the queue in which somebody stands."""
        people = [entry.person for entry in self._entries]
        return people.index(person) if person in people else 0

    def _show_pair(self) -> None:
        """Show the pair on screen; the queue and the frame stay as they are painted."""
        review = self.review
        if review is None:
            return
        self._explained = None if review.at_end else review.explanation()
        self._state = (
            None if review.at_end or not review.cursor else pair_state(review, review.sure)
        )
        self.set_class(self._explained is None, "-alone")
        for name in ("pair", "fit", "side", "strip"):
            self.query_one(f"#{name}", Lines).renew()
        self.start_resting()

    def spot(self) -> Offset | None:
        """Return where the terminal's cursor stands: on who was turned to, the person or the candidate."""
        sheet, queue = self.query_one("#pair", Lines).region, self.query_one("#queue", Rows)
        if self._turned:
            return sheet.offset + Offset((sheet.width - 3) // 2 + 3, self._asked_rows)
        return queue.cursor_spot if queue.region.height else sheet.offset + Offset(2, 0)

    def _top(self, width: int, height: int) -> list[Content]:
        if self.review is None:
            return super()._top(width, height)[:1]
        return [top_line(self.review, self.desk_app.cohort_name, width)]

    # what is drawn

    def _empty(self) -> str:
        """Say what is missing, and which key mends it."""
        review = self.review
        if review is None or not self.desk_app.cohort_name:
            return "No cohort is open. 1 goes to Cohorts; there, Enter opens one and N creates one."
        roster = review.problem.roster
        words = side_words(roster)
        if not review.order:
            learners = words.learners_counted(len(roster.learners))
            helpers = words.helpers_counted(len(roster.helpers))
            return (
                f"{learners}, {helpers}, and nobody eligible on one side. "
                "i adds a file; 2 shows the applicants and why they are not eligible."
            )
        return (
            f"No {words.helper} is open to {roster.name(review.cursor)}. "
            "e says why; 0 leaves them unplaced; j goes on."
        )

    def _pair(self, width: int, height: int) -> list[Content]:
        """Draw the pair on screen: what is to be read first, then both cards."""
        self._drawn = self._on_screen()
        review, explained = self.review, self._explained
        if review is not None and review.at_end:
            return ending_lines(review, width, height)
        if review is None or explained is None:
            return self._lonely(width, height)
        requests = self._state.requests if self._state is not None else ()
        asked = request_lines(requests, width, height - _LEAST_SHEET)
        self._asked_rows = len(asked)
        left, right = card_side(review, explained, True), card_side(review, explained, False)
        draw = stacked_lines if self.app.size.width < _STACKED else sheet_lines
        return [*asked, *draw(left, right, width, height - len(asked))]

    def _note_painted(self) -> None:
        """From now on the decision keys mean the pair that was drawn."""
        self._painted = self._drawn

    def _lonely(self, width: int, height: int) -> list[Content]:
        """Draw somebody whom nobody is left for, or what is missing altogether."""
        review = self.review
        text = wrapped(told(self._empty()), width - 4, max(height - 3, 1))
        if review is None or not review.cursor:
            return wrapped(told(self._empty()), width, height)
        person = review.problem.roster.people[review.cursor]
        title = told(person.name or person.email, "bold")
        return single_lines(title, [told(person.organisation), Content(""), *text], width)[:height]

    def _strip(self, width: int, height: int) -> list[Content]:
        if self.review is not None and self.review.at_end:
            return [end_line(width)]
        return [strip_line(self._state, width)] if self._state is not None else []

    def _fit(self, width: int, height: int) -> list[Content]:
        if self.review is None or self._explained is None or self._state is None:
            return []
        return fit_lines(
            problem=self.review.problem,
            explained=self._explained,
            state=self._state,
            others=other_candidates(self.review, self._blind),
            width=width,
            height=height,
            blind=self._blind,
            why=not self.query_one("#side").display,
        )

    def _side(self, width: int, height: int) -> list[Content]:
        if self.review is None or self._explained is None:
            return []
        return side_lines(
            review=self.review,
            explained=self._explained,
            recent=self.desk_app.recent,
            blind=self._blind,
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
            self._turned = True
            self._show_pair()

    def _move(self, steps: int) -> None:
        if self.review is not None:
            self.disarm()
            self.review.move(steps)
            self._turned = False
            self.query_one("#queue", Rows).point(self._row_of(self.review.cursor))
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
            "List whom?",
            "A name, library, topic, state (undecided, later, changed, unsure), flag, or who is suggested. Empty: everybody.",
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
        listed = side_words(review.problem.roster).learners_counted(len(review.listed))
        self.desk_app.say(
            f"{listed} listed.  / and Enter without words lists everybody."
            if words
            else "Everybody is listed."
        )
        self.reload()

    def action_copy(self) -> None:
        """Copy the pair on screen."""
        people = self._pair_on_screen()
        if people is not None and self._explained is not None:
            copy_pair(self.desk_app, list(reversed(people)), self._explained.why)

    def show_found(self) -> None:
        """Show what was worked out while the keys rested."""
        review = self.review
        if review is None or self._state is None:
            return
        self._state = pair_state(review, review.sure)
        for name in ("fit", "side", "strip"):
            self.query_one(f"#{name}", Lines).renew()

    def on_click(self, event: events.Click) -> None:
        """A click on a card opens both, one on the fit or the reasons tells why."""
        name = getattr(event.widget, "id", "")
        if name == "pair":
            self.action_open_card()
        elif name in ("fit", "side"):
            self.action_why()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Go to the learner that was clicked in the queue."""
        if self.review is None or event.row >= len(self._entries):
            return
        person = self._entries[event.row].person
        if person:
            self.disarm()
            self.review.cursor = person
            self.review.at_end = False
        self.reload()
