"""What the board works out while the keys rest: what other candidates cost, and how sure suggestions are."""

from __future__ import annotations

from textual import work
from textual.timer import Timer
from textual.worker import Worker, get_current_worker

from ...matching.what_if import consequence
from ...review.queue import Review
from .board_decisions import BoardDecisions
from .pair_view import MOST_OTHERS

COST_SECONDS = 0.25
"""How long the keys must rest before the costs of other candidates are worked out."""

MOST_POSSIBLE = 100_000
"""Up to so many possible pairs it is worked out unasked how sure the suggestions are."""


class _Overtaken(Exception):
    """Another key was pressed, or something was decided: what is being worked out is of no use."""


class RestingBoard(BoardDecisions):
    """A board that works things out while nobody presses a key."""

    def __init__(self) -> None:
        super().__init__()
        self._rest_timer: Timer | None = None

    def show_found(self) -> None:
        """Show what was worked out."""
        raise NotImplementedError

    def start_resting(self) -> None:
        """Begin anew to wait until the keys rest."""
        if self._rest_timer is not None:
            self._rest_timer.stop()
        self._rest_timer = self.set_timer(COST_SECONDS, self._work_out)

    def _work_out(self) -> None:
        review = self.review
        if review is None or not review.cursor or self.desk_app.busy or not self.is_current:
            return
        learner = review.problem.learner_at[review.cursor]
        missing = _without_cost(review, learner)
        certain = review.sure or review.problem.possible.size > MOST_POSSIBLE
        if missing or not certain:
            self._find(review, learner, missing, not certain)

    @work(
        thread=True,
        group="costs",
        exclusive=True,
        exit_on_error=False,
        description="what other candidates cost, and how sure suggestions are",
    )
    def _find(self, review: Review, learner: int, helpers: list[int], certainty: bool) -> None:
        worker, problem = get_current_worker(), review.problem
        for helper in helpers:
            if worker.is_cancelled or review.problem is not problem:
                return
            matching_consequence = consequence(problem, helper, learner)
            review.costs[learner, helper] = (
                matching_consequence.change if matching_consequence.possible else float("nan")
            )
        self.app.call_from_thread(self.show_found)
        if certainty:
            self._find_certainty(review, worker)

    def _find_certainty(self, review: Review, worker: Worker[None]) -> None:
        """Work out how sure the suggestions are; another decision or key ends it."""
        from ...actions.certainty import how_sure

        problem = review.problem

        def progress(number: int, of: int) -> None:
            if worker.is_cancelled or review.problem is not problem:
                raise _Overtaken

        try:
            matching_certainty = how_sure(problem, progress)
        except _Overtaken:
            return
        if review.problem is problem:
            review.sure = {
                people: certainty.sure.value for people, certainty in matching_certainty.items()
            }
            self.app.call_from_thread(self.show_found)


def _without_cost(review: Review, learner: int) -> list[int]:
    """Return the candidates next to the one on screen whose cost is not known yet."""
    current, _, _ = review.current()
    return [
        helper
        for helper in review.candidates(review.cursor)[:MOST_OTHERS]
        if helper != current and (learner, helper) not in review.costs
    ]
