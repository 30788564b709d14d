"""Long actions in the app: the message line says how far they are, and Escape stops them with nothing half done."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ..actions.progress import Progress
from ..errors import Cancelled
from .working import Then

if TYPE_CHECKING:
    from .app import MentorApp

BETWEEN = 0.1
"""Seconds between two looks of the line."""

LongJob = Callable[[Progress], tuple[str, Then]]
"""What runs in a worker and tells how far it is: it returns a sentence, and what is to follow."""


class _Line:
    """Tells on the message line how much of how much is done."""

    def __init__(self, app: MentorApp, word: str) -> None:
        self._app, self._word, self._shown = app, word, 0.0

    def __call__(self, done: int, of: int) -> None:
        """Show how much is done.

        Raises:
            Cancelled: Escape was pressed.
        """
        if self._app.stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._shown >= BETWEEN:
            self._shown = now
            words = f"{self._word}: {done} of {of}   Esc stops"
            self._app.call_from_thread(self._app.say, words)


def act_long(app: MentorApp, word: str, job: LongJob) -> None:
    """Run a long job in a worker, in the turn of all jobs."""
    if not app.busy:
        app.stop.clear()
        app.say(f"{word} ...   Esc stops")
    app.act(partial(_run, job, _Line(app, word)))


def _run(job: LongJob, line: _Line) -> tuple[str, Then]:
    try:
        return job(line)
    except Cancelled:
        return "Stopped. Nothing was changed.", None
