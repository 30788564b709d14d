"""The board as question and answer: one line a field, no redraw, no escape codes; the review is the app's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from ..actions.workspace import Workspace
from ..domain.side_words import side_words
from ..domain.visible import visible
from ..review.pair_state import PairState, pair_state
from ..review.queue import Review
from ..review.second_look import deciding_kind, second_look
from ..review.sitting import TROUBLE, Sitting
from .review_lines import nobody_lines, pair_lines

HELP = (
    "a accept, x reject, s later, p pin, 0 leave unplaced, n next candidate, b candidate before, "
    "j next person, f read the request, K keep apart, u undo, U redo, q quit, ? help"
)
_PAIR_KEYS = {"a": "accept", "x": "reject", "p": "pin"}
_ALONE_KEYS = {"s": "later", "0": "unplace"}


def review(workspace: Workspace, cohort: str, source: TextIO, target: TextIO) -> None:
    """Ask about each undecided learner until all are decided or the coordinator stops."""

    def tell(text: str) -> None:
        target.write(visible(text) + "\n")
        target.flush()

    Conversation(Sitting(workspace, cohort), source, tell).run()


class Conversation:
    """A review by question and answer, on the queue and the sitting that the app uses too."""

    def __init__(self, sitting: Sitting, source: TextIO, tell: Callable[[str], None]) -> None:
        self._sitting, self._source, self._tell = sitting, source, tell
        self._review = Review(problem=sitting.problem)
        self._armed: tuple[str, int | None, str] | None = None
        self._passed: set[str] = set()

    def run(self) -> None:
        """Ask until nobody is open, the coordinator quits, or the input ends."""
        words = side_words(self._sitting.roster)
        number = words.learners_counted(len(self._open()))
        self._tell(f"{self._sitting.cohort}: {number} to decide. {HELP}")
        person = self._next()
        while person is not None:
            self._review.cursor = person
            self._describe()
            if not self._ask():
                self._tell("Stopped. Everything decided is saved.")
                return
            person = self._next()
        self._tell("Everybody is decided, put off, or has nobody left.")

    def _open(self) -> list[str]:
        """Return who waits: undecided, not passed over, and with somebody to be paired with."""
        review = self._review
        return [
            person
            for person in review.order
            if review.letter(person) == "." and person not in self._passed
        ]

    def _next(self) -> str | None:
        """Return whose turn it is: the one under the cursor until that is decided."""
        waiting = self._open()
        if self._review.cursor in waiting:
            return self._review.cursor
        person = self._review.next_open(self._passed)
        return person if person in waiting else next(iter(waiting), None)

    def _state(self) -> PairState:
        return pair_state(self._review)

    def _describe(self) -> None:
        self._tell("")
        explained = self._review.explanation()
        lines = nobody_lines(self._review) if explained is None else None
        for text in lines or pair_lines(self._review, self._state(), explained):
            self._tell(text)

    def _ask(self) -> bool:
        """Ask for keys until the pair on show changes; say False at the end of the input or of the review."""
        while True:
            self._tell("Your key?")
            answer = self._source.readline()
            key = answer.strip()[:1]
            if not answer or key == "q":
                return False
            if self._press(key):
                return True

    def _press(self, key: str) -> bool:
        """Do what a key means; say whether the pair is to be shown anew."""
        if key in ("n", "b"):
            self._review.turn(1 if key == "n" else -1)
            return True
        if key == "j":
            self._passed.add(self._review.cursor)
            return True
        if key not in (*_PAIR_KEYS, *_ALONE_KEYS, "f", "K", "u", "U"):
            self._tell(HELP)
            return False
        try:
            return self._decide(key)
        except TROUBLE as error:
            self._tell(str(error))
            self._take()
            return True

    def _decide(self, key: str) -> bool:
        people = self._people()
        if key in ("u", "U"):
            entries = self._sitting.turn(key == "u")
            self._tell(f"{'Undone' if key == 'u' else 'Done again'}: {entries[0].step.sentence}.")
            self._bring_back(entries[0].step.people)
        elif key == "f":
            self._tell(f"{self._sitting.read_requests(people).step.sentence}.")
        elif key == "K":
            return self._keep_apart(people)
        elif key in _ALONE_KEYS:
            self._said(_ALONE_KEYS[key], [self._review.cursor], "")
        else:
            return self._pair(_PAIR_KEYS[key], people)
        self._take()
        return True

    def _people(self) -> list[str]:
        helper, _, _ = self._review.current()
        ids = self._review.problem.helper_ids
        return [self._review.cursor] if helper is None else [ids[helper], self._review.cursor]

    def _pair(self, kind: str, people: list[str]) -> bool:
        """Make or reject the pair; what stands outside the plan or is not read is said before."""
        kind = deciding_kind(self._review, kind)
        armed = (kind, self._review.current()[0], self._review.cursor)
        look = second_look(self._review, self._state(), kind)
        if look is not None and (self._armed != armed or not look.possible):
            again = "  The same key again does it all the same." if look.possible else ""
            self._armed = armed if look.possible else None
            self._tell(f"{look.sentence}{again}")
            return False
        self._said(kind, people, "")
        self._take()
        return True

    def _keep_apart(self, people: list[str]) -> bool:
        self._tell("Why are these two kept apart? Neither of them learns of it.")
        reason = self._source.readline().strip()
        if not reason:
            self._tell("Nothing was done: a reason is needed.")
            return False
        self._said("keep-apart", people, reason)
        self._take()
        return True

    def _said(self, kind: str, people: list[str], reason: str) -> None:
        entry = self._sitting.decide(kind, people, reason)
        self._tell(f"{entry.step.sentence}.  u takes it back.")

    def _take(self) -> None:
        """Take the problem as it stands now; nothing is armed any more."""
        self._armed = None
        self._review.shown.pop(self._review.cursor, None)
        self._review.update(self._sitting.problem)

    def _bring_back(self, people: tuple[str, ...]) -> None:
        """Show again whom a turned step was about."""
        back = next((person for person in reversed(people) if person in self._review.order), None)
        if back is not None:
            self._review.cursor = back
            self._passed.discard(back)
