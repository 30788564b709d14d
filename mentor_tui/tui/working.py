"""Work in the background: one job at a time, and nothing that was typed is lost meanwhile."""

from __future__ import annotations

import contextlib
import gc
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import App
from textual.content import Content
from textual.message import Message

from ..errors import FileLost
from .text import told

if TYPE_CHECKING:
    from ..review.queue import Review
    from ..review.sitting import Sitting
    from .app import MentorApp

Then = Callable[[], None] | None
Job = Callable[[], tuple[str, Then]]
"""What runs in a worker: it returns a sentence, and what is to follow on the screen."""
AskAgain = Callable[[str], None]
"""Opens the dialog again that was answered, with what was typed and with what was wrong about it."""


@contextlib.contextmanager
def without_collecting() -> Iterator[None]:
    """Read much at once: looking through it for garbage would hold the screen for 0.2 s, and what is read stays."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


class WorkingApp(App[None]):
    """An app that works in the background and shows what came of it."""

    class Done(Message):
        """An action in a worker has ended: what it says, and what is to follow."""

        def __init__(
            self,
            sentence: str,
            then: Then = None,
            *,
            failed: bool = False,
            ask_again: AskAgain | None = None,
        ) -> None:
            super().__init__()
            self.sentence, self.then, self.failed = sentence, then, failed
            self.ask_again = ask_again

    def __init__(self) -> None:
        super().__init__()
        self.busy = True
        self.unheard = ""
        self.message = Content("")
        self.sitting: Sitting | None = None
        self.review: Review | None = None
        self.ask_again: AskAgain | None = None
        self.lost_told = False
        self._waiting: deque[Callable[[], object]] = deque()

    def on_unmount(self) -> None:
        """Let everything that was read go."""
        gc.unfreeze()

    def say(self, sentence: str, style: str = "") -> None:
        """Show a sentence on the message line."""
        raise NotImplementedError

    def take(self, sitting: Sitting) -> None:
        """Take what a sitting read again."""
        raise NotImplementedError

    def refresh_screens(self) -> None:
        """Let the screens show what is known now."""
        raise NotImplementedError

    def file_lost(self, sentence: str) -> None:
        """Offer a new place for what is open, whose file went away; until then every decision is refused."""
        from .lost_file import offer_new_place

        self.lost_told = True
        if len(self.screen_stack) <= 2:
            offer_new_place(cast("MentorApp", self), sentence)

    def act(self, job: Job) -> None:
        """Run a job in a worker; a key that comes before its result is painted is not taken, and that is said."""
        if self.busy:
            self.not_taken("The last key was not taken: the work before it had not ended.")
            return
        self.busy = True
        self._run(job, self.ask_again)

    def not_taken(self, sentence: str) -> None:
        """Say that a key did nothing; while work is under way, together with what the work brings."""
        if self.busy:
            self.unheard = sentence
        else:
            self.say(sentence, "$missing")

    def when_free(self, do: Callable[[], object]) -> None:
        """Do what a dialog was answered with: now, or as soon as the work under way has ended."""
        if self.busy:
            self._waiting.append(do)
        else:
            do()

    @work(
        thread=True, group="actions", exit_on_error=False, description="an action on the database"
    )
    def _run(self, job: Job, ask_again: AskAgain | None) -> None:
        from .opening import sentence_of

        try:
            with without_collecting():
                sentence, then = job()
            self.post_message(self.Done(sentence, then))
        except FileLost as error:
            self.post_message(
                self.Done(str(error), partial(self.file_lost, str(error)), failed=True)
            )
        except Exception as error:  # whatever it is, it becomes a sentence
            self._read_again()
            self.post_message(self.Done(sentence_of(error), failed=True, ask_again=ask_again))

    def _read_again(self) -> None:
        """After something failed, read what another program wrote, so that the screen shows what is so."""
        with contextlib.suppress(Exception):
            if self.sitting is not None and self.sitting.changed_outside():
                self.sitting.reload()

    @on(Done)
    def show_done(self, event: Done) -> None:
        """Show what an action brought."""
        self.say(event.sentence, "$missing" if event.failed else "")
        if event.then is not None:
            event.then()
        if event.failed:
            self._take_what_is_so()
        if self.unheard:
            self.message = self.message + told(f"   {self.unheard}", "$missing")
            self.unheard = ""
        self.refresh_screens()
        if event.ask_again is not None:
            event.ask_again(event.sentence)
        self.call_after_refresh(self._free)

    def _take_what_is_so(self) -> None:
        """After a conflict the review goes on with what the sitting has read."""
        sitting, review = self.sitting, self.review
        if sitting is not None and review is not None and review.problem is not sitting.problem:
            self.take(sitting)

    def _free(self) -> None:
        """Take keys again; first what was answered while the work went on."""
        self.busy = False
        if self._waiting:
            self._waiting.popleft()()
            if not self.busy:
                self.call_after_refresh(self._free)
