"""What the board's keys decide: always about the pair on screen, or about marked learners, never about a row."""

from __future__ import annotations

from ...domain.side_words import side_words
from ...matching.problem import third_places
from ...review.queue import Review
from ...review.requests import open_requests, other_flags
from ...review.second_look import deciding_kind
from ..deciding import accept_many, ask_flag, look_twice, needs_second_look
from ..screens.base import MainScreen
from ..screens.choosing import Choosing
from ..screens.overlay import Asking, ask
from ..weighing import ask_weights
from ..widgets.rows import Column

QUIET_SECONDS = 0.3
"""A decision key counts again when it was let go for this long: a held key decides once."""

_WORDS_OF_KEYS = {"unplace": "nobody", "keep-apart": "keep apart"}
"""What the line of keys calls a decision that the log calls otherwise."""


class BoardDecisions(MainScreen):
    """The decisions of the board."""

    def __init__(self) -> None:
        super().__init__()
        self._last_decision = -QUIET_SECONDS
        self._last_kind = ""
        self._painted: tuple[object, ...] = ()
        self._armed: tuple[object, ...] = ()

    @property
    def review(self) -> Review | None:
        """The state of the board, None until a cohort is open."""
        return self.desk_app.review

    def _on_screen(self) -> tuple[object, ...]:
        """Return what tells the pair on screen from any other, and from itself before another decision."""
        review = self.review
        if review is None:
            return ()
        helper, _, _ = review.current()
        return review.problem, review.cursor, helper, review.at_end

    def _may_decide(self, kind: str) -> bool:
        """Say whether a decision key counts: its pair is painted, and the key was not merely held down."""
        now, word = self.desk_app.input_at, _WORDS_OF_KEYS.get(kind, kind)
        held = kind == self._last_kind and now - self._last_decision < QUIET_SECONDS
        self._last_decision, self._last_kind = now, kind
        if held:
            return False
        if self.has_class("-tiny"):
            self.desk_app.not_taken(
                f"{word} was not taken: the terminal is too small to show the pair."
            )
            return False
        if self.desk_app.busy or self._painted != self._on_screen():
            self.desk_app.not_taken(f"{word} was not taken: the pair was not painted yet.")
            return False
        if self.review is not None and self.review.at_end:
            self.desk_app.not_taken(f"{word} was not taken: no pair is on screen.  j shows them.")
            return False
        return True

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
            self.desk_app.say(
                "There is no pair on screen. 2 shows who applied and why nobody is open here."
            )
            return
        self.disarm()
        self.desk_app.decide(kind, people, reason)

    def disarm(self) -> None:
        """The next key is a first one again; what the last first one said goes."""
        if self._armed:
            self._armed = ()
            self.desk_app.say("")

    def _make(self, key: str) -> None:
        """Make the pair on screen, at the second key where the first one has something to say."""
        review, people = self.review, self._pair_on_screen()
        if review is None or people is None:
            self._decide(key)
            return
        kind = deciding_kind(review, key)
        wanted = (kind, *self._on_screen())
        if needs_second_look(review, kind) and self._armed != wanted:
            self.disarm()
            look_twice(self.desk_app, review, kind, people, lambda: self._arm(wanted))
            return
        self._armed = ()
        self._decide(kind)

    def _arm(self, wanted: tuple[object, ...]) -> None:
        self._armed = wanted

    def action_accept(self) -> None:
        """Accept the pair on screen."""
        if self._may_decide("accept"):
            self._make("accept")

    def action_reject(self) -> None:
        """Reject the pair on screen."""
        if self._may_decide("reject"):
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
                "Why are these two kept apart?",
                "Neither of them learns of it. The reason is kept in the log.",
            )
            ask(
                self.app,
                question,
                lambda reason: self.desk_app.decide("keep-apart", people, reason),
            )

    def action_later(self) -> None:
        """Put the learner off."""
        if self._may_decide("later"):
            self._decide("later", alone=True)

    def action_unplace(self) -> None:
        """Leave the learner unplaced."""
        if self._may_decide("unplace"):
            self._decide("unplace", alone=True)

    def action_pin(self) -> None:
        """Pin the pair on screen, or unpin it."""
        people = self._pair_on_screen()
        if not self._may_decide("pin") or people is None or self.review is None:
            return
        roster = self.review.problem.roster
        pair = roster.pair_of.get(roster.key(people[0], people[1]))
        if pair is not None and pair.state == "pinned":
            self._decide("unpin")
        else:
            self._make("pin")

    def action_swap(self) -> None:
        """Show what another helper would bring."""
        if self.review is not None and self.review.cursor and not self.desk_app.busy:
            self.desk_app.show_swap(self.review.cursor)

    def action_third(self) -> None:
        """Choose the pair that takes the person as a third."""
        review = self.review
        if review is None or not review.problem.peers or not review.cursor:
            self.desk_app.say("Only a programme of peers has trios.")
            return
        if review.partner(review.cursor) is not None:
            self.desk_app.say(
                "A partner is suggested for this person; t is for somebody left over."
            )
            return
        places = third_places(review.problem, review.problem.learner_at[review.cursor])
        if not places:
            self.desk_app.say("No pair can take this person as a third.")
            return
        name = review.problem.roster.name
        rows = [
            [
                name(review.problem.helper_ids[first]),
                name(review.problem.learner_ids[second]),
                f"{worth / (2 * review.problem.unit):.0f}",
            ]
            for (first, second), worth in places
        ]
        chooser = Choosing(
            f"Which pair takes {name(review.cursor)} as a third?",
            [Column("who", 22, 1), Column("with", 22, 1), Column("fit", 4, right=True)],
            rows,
            sentence="The best comes first: how well the third suits both of the pair.",
        )
        learner = review.cursor

        def chosen(at: int) -> None:
            first, second = places[at][0]
            pair = [review.problem.helper_ids[first], review.problem.learner_ids[second]]
            self.desk_app.decide("accept", [*pair, learner])

        ask(self.app, chooser, chosen)

    def action_weights(self) -> None:
        """Try other weights."""
        if self.review is not None and not self.desk_app.busy:
            ask_weights(self.desk_app)

    def action_mark(self) -> None:
        """Mark the learner, or take the mark away, and go to the next."""
        if self.review is not None and self.review.cursor:
            self.review.toggle(self.review.cursor)
            self.review.move(1)
            self.reload()

    def action_mark_all(self) -> None:
        """Mark every open learner whom the list shows, or none."""
        if self.review is not None:
            self.review.mark_listed()
            self.reload()

    def action_accept_marked(self) -> None:
        """Accept the suggested pairs of the marked learners above a fit, once that is confirmed."""
        review, app = self.review, self.desk_app
        if review is None or not review.marked:
            app.say("Nobody is marked. Space marks one, V all who are listed.")
            return
        fits = review.marked_fits()
        hidden = f"  {review.hidden_marks} marked but not listed." if review.hidden_marks else ""
        if not fits:
            app.say(f"Nobody who is marked and listed has a suggestion.{hidden}")
            return
        words = _bulk_words(review, fits)
        ask(
            self.app,
            Asking("Accept the marked pairs", words, f"{fits[len(fits) // 2]:.0f}"),
            self._accept_above,
        )

    def _accept_above(self, text: str) -> None:
        review = self.review
        try:
            least = float(text)
        except ValueError:
            self.desk_app.say(f"{text!r} is no number; write a fit from 0 to 100.")
            return
        if review is not None:
            accept_many(self.desk_app, review.pairs_above(least))

    def action_clear_flags(self) -> None:
        """Take note that what the two ask was read; where nothing is open, put a flag on the learner."""
        people = self._pair_on_screen() or []
        if self.review is not None and self.review.cursor and not people:
            people = [self.review.cursor]
        roster = self.review.problem.roster if self.review is not None else None
        if roster is not None and (open_requests(roster, people) or other_flags(roster, people)):
            self.desk_app.clear_flags(people)
        elif self.review is not None and self.review.cursor:
            ask_flag(self.desk_app, self.review.cursor)

    def action_note(self) -> None:
        """Write a note about the learner."""
        if self.review is not None and self.review.cursor:
            self.desk_app.ask_note(self.review.cursor)


def _bulk_words(review: Review, fits: list[float]) -> str:
    """Say what accepting the marked would do: how many, from which fit on, and who is left out."""
    sides = side_words(review.problem.roster)
    hidden = (
        f"{review.hidden_marks} more are marked, but the filter hides them: they are left out.  "
        if review.hidden_marks
        else ""
    )
    shown = sides.learners_counted(len(review.marked) - review.hidden_marks)
    return (
        f"{shown} marked; their suggestions fit from {fits[0]:.0f} to {fits[-1]:.0f}.  {hidden}"
        "Accept those with a fit of at least ...  Who asks for something that is not read yet is left out."
    )
