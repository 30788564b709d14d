"""The matching board: one learner, one candidate, one key."""

from __future__ import annotations

import time
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from ...matching.explain import PairExplanation
from ...matching.problem import third_places
from ..board_view import card_view, other_candidates
from ..cards import CardView, card_lines
from ..commands import BOARD, bindings_of
from ..fitlines import fit_lines
from ..reading import pair_reading, person_reading, unplaced_reading
from ..review import QueueRow, Review
from ..text import MISSING, QUIET, line, told, wrapped
from ..weighing import ask_weights
from ..widgets.lines import Lines
from ..widgets.rows import Column, Rows
from .base import MainScreen
from .board_side import side_lines
from .overlay import Asking, Reading, ask

QUIET_SECONDS = 0.3
"""A decision key counts again when it was let go for this long: a held key decides once."""

_LETTER_STYLES = {
    "A": "$shared bold",
    "P": "$shared bold",
    "S": "$missing",
    "U": QUIET,
    "!": "$blocking bold",
    "-": QUIET,
}


class BoardScreen(MainScreen):
    """Shows the pair on screen and takes decisions about it, never about a row."""

    NAME: ClassVar[str] = BOARD
    NUMBER: ClassVar[str] = "3"
    TITLE_WORD: ClassVar[str] = "Board"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(BOARD)
    AUTO_FOCUS = None

    def __init__(self) -> None:
        super().__init__()
        self._blind = False
        self._last_decision = 0.0

    @property
    def review(self) -> Review | None:
        """The state of the board, None until a cohort is open."""
        return self.desk_app.review

    def compose_body(self) -> ComposeResult:
        """Lay out queue, cards, fit and side panel."""
        with Horizontal(id="body"):
            queue = Rows(
                [Column("", 2), Column("learner", 14, 1), Column("with", 12, 1), Column("fit", 3, right=True)],
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
        self._explained: PairExplanation | None = self.review.explanation()
        rows = self.review.rows()
        queue = self.query_one("#queue", Rows)
        at = self.review.order.index(self.review.cursor) if self.review.cursor in self.review.order else 0
        queue.show(len(rows), lambda row: self._queue_cells(rows[row], row == at), "Nobody waits for a pair.", at)
        for name in ("left", "right", "fit", "side"):
            self.query_one(f"#{name}", Lines).refresh()
        self.refresh_frame()

    def _queue_cells(self, row: QueueRow, here: bool) -> list[Content]:
        letter = told(row.letter, _LETTER_STYLES.get(row.letter, ""))
        mark = told("~", MISSING) if row.changed else told(" ")
        style = QUIET if row.letter in "U-" and not here else ""
        fit = told("" if row.fit is None or self._blind else f"{row.fit:.0f}", style)
        return [letter + mark, told(row.name, style), told(row.helper or "none", style or QUIET), fit]

    def headline(self) -> Content:
        """Say how far the review is."""
        if self.review is None:
            return Content("")
        progress = self.review.progress()
        check = told(f"! {progress.to_check} to check  ", MISSING) if progress.to_check else Content("")
        parts = [f"{progress.decided} of {progress.learners} placed"]
        room = self.app.size.width - len(f" 3 Board  {self.desk_app.cohort_name}  ") - check.cell_length - 1
        for number, word in ((progress.left, "left"), (progress.later, "later"), (progress.unplaced, "unplaced")):
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
            round((progress.later + progress.unplaced) / progress.learners * room) if progress.learners else 0,
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
        return card_view(self.review, self._explained, learner, 4 if self.app.size.height >= 30 else 2)

    def _fit(self, width: int, height: int) -> list[Content]:
        if self.review is None or self._explained is None:
            return []
        return fit_lines(
            self.review.problem, self._explained, other_candidates(self.review, self._blind), width, height, self._blind
        )

    def _side(self, width: int, height: int) -> list[Content]:
        if self.review is None or self._explained is None:
            return []
        return side_lines(self.review, self._explained, self.desk_app.recent, width, height)

    # what is decided

    def _may_decide(self) -> bool:
        """Say whether a decision key counts: the pair is painted, and the key was not merely held down."""
        now = time.monotonic()
        held = now - self._last_decision < QUIET_SECONDS
        self._last_decision = now
        return not held and not self.desk_app.busy

    def _pair_on_screen(self) -> list[str] | None:
        review = self.review
        if review is None:
            return None
        helper, _, _ = review.current()
        return None if helper is None else [review.problem.helper_ids[helper], review.cursor]

    def _decide(self, kind: str, alone: bool = False, reason: str = "") -> None:
        people = self._pair_on_screen()
        if alone and self.review is not None and self.review.cursor:
            people = [self.review.cursor]
        if people is None:
            self.desk_app.say("There is no pair on screen. 2 shows who applied and why nobody is open here.")
            return
        self.desk_app.decide(kind, people, reason)

    def action_accept(self) -> None:
        """Accept the pair on screen."""
        if self._may_decide():
            self._decide("accept")

    def action_reject(self) -> None:
        """Reject the pair on screen."""
        if self._may_decide():
            self._decide("reject")

    def action_reject_because(self) -> None:
        """Reject the pair on screen, with a reason."""
        people = self._pair_on_screen()
        if people is None:
            return
        ask(
            self.app,
            Asking("Why not this pair?", "The reason is kept in the log."),
            lambda reason: self.desk_app.decide("reject", people, reason),
        )

    def action_keep_apart(self) -> None:
        """Keep the two on screen apart, for a reason that nobody else sees."""
        people = self._pair_on_screen()
        if people is not None:
            question = Asking(
                "Why are these two kept apart?", "Neither of them learns of it. The reason is kept in the log."
            )
            ask(self.app, question, lambda reason: self.desk_app.decide("keep-apart", people, reason))

    def action_later(self) -> None:
        """Put the learner off."""
        if self._may_decide():
            self._decide("later", alone=True)

    def action_unplace(self) -> None:
        """Leave the learner unplaced."""
        if self._may_decide():
            self._decide("unplace", alone=True)

    def action_pin(self) -> None:
        """Pin the pair on screen, or unpin it."""
        people = self._pair_on_screen()
        if not self._may_decide() or people is None or self.review is None:
            return
        roster = self.review.problem.roster
        pair = roster.pair_of.get(roster.key(people[0], people[1]))
        self._decide("unpin" if pair is not None and pair.state == "pinned" else "pin")

    def action_swap(self) -> None:
        """Show what another helper would bring."""
        if self.review is not None and self.review.cursor and not self.desk_app.busy:
            self.desk_app.show_swap(self.review.cursor)

    def action_third(self) -> None:
        """Add the learner as a third to the pair that suits best."""
        review = self.review
        if review is None or not review.problem.peers or not review.cursor:
            self.desk_app.say("Only a programme of peers has trios.")
            return
        if review.partner(review.cursor) is not None:
            self.desk_app.say("A partner is suggested for this person; t is for somebody left over.")
            return
        found = third_places(review.problem, review.problem.learner_at[review.cursor])
        if not found:
            self.desk_app.say("No pair can take this person as a third.")
            return
        (first, second), _ = found[0]
        self.desk_app.decide(
            "accept", [review.problem.helper_ids[first], review.problem.learner_ids[second], review.cursor]
        )

    def action_weights(self) -> None:
        """Try other weights."""
        if self.review is not None and not self.desk_app.busy:
            ask_weights(self.desk_app)

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
        people = self._pair_on_screen() or ([self.review.cursor] if self.review and self.review.cursor else [])
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
            self.review.turn(steps)
            self.reload()

    def _move(self, steps: int) -> None:
        if self.review is not None:
            self.review.move(steps)
            self.reload()

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
            self.desk_app.say("Sorted again, hardest first.")
            self.reload()

    def action_blind(self) -> None:
        """Hide or show the numbers."""
        self._blind = not self._blind
        self.reload()

    def action_find(self) -> None:
        """Find a learner by name."""
        self.app.push_screen(Asking("Find a learner", placeholder="a part of the name or library"), self._found)

    def _found(self, words: str | None) -> None:
        review = self.review
        if not words or review is None:
            return
        people = review.problem.roster.people
        start = review.order.index(review.cursor) + 1 if review.cursor in review.order else 0
        for person in review.order[start:] + review.order[:start]:
            if words.casefold() in f"{people[person].name} {people[person].organisation}".casefold():
                review.cursor = person
                self.reload()
                return
        self.desk_app.say(f"Nobody here matches {words!r}.")

    def action_clear_flags(self) -> None:
        """Clear the open requests of the two on screen."""
        people = self._pair_on_screen() or []
        open_to = [
            person for person in people if any(not flag.cleared for flag in self.desk_app.roster.people[person].flags)
        ]
        if not open_to:
            self.desk_app.say("These two have no open request.")
            return
        self.desk_app.clear_flags(open_to)

    def action_note(self) -> None:
        """Write a note about the learner."""
        if self.review is not None and self.review.cursor:
            self.desk_app.ask_note(self.review.cursor)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Go to the learner that was clicked in the queue."""
        if self.review is not None and event.row < len(self.review.order):
            self.review.cursor = self.review.order[event.row]
            self.reload()
