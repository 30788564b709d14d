"""A table whose rows come from the file: a worker reads them, the event loop never does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import work
from textual.worker import get_current_worker

from ..opening import sentence_of
from ..working import without_collecting
from .tables import TableScreen

Reader = Callable[[], Any]
"""Runs in a worker and returns what `take` wants; None when nothing has changed since the last time."""


class ReadTable(TableScreen):
    """Shows what it knows at once, reads in a worker, and shows what came when it is there."""

    def __init__(self) -> None:
        super().__init__()
        self._read_of: object = None
        """Of what the rows are: rows of another cohort are never shown."""

    def rows_of(self) -> object:
        """Return what tells rows that may be shown from those of something else."""
        return self.desk_app.cohort_name

    def reader(self) -> Reader | None:
        """Return what reads the rows, made from what the screen knows now; None where nothing is open."""
        raise NotImplementedError

    def take(self, rows: Any) -> None:
        """Keep what was read."""
        raise NotImplementedError

    def forget(self) -> None:
        """Know nothing: what was read is of something else."""
        raise NotImplementedError

    def empty_words(self) -> str:
        """Say that the rows are on their way, before it is known that there are none."""
        coming = self._read_of is None and self.reader() is not None
        return "Reading ..." if coming else self.empty_sentence()

    def reload(self) -> None:
        """Show what is known, then read again."""
        reader = self.reader()
        if reader is None or self._read_of != self.rows_of():
            self._read_of = None
            self.forget()
        super().reload()
        if reader is not None:
            self._read(reader, self.rows_of())

    @work(
        thread=True,
        group="rows",
        exclusive=True,
        exit_on_error=False,
        description="read the rows of a screen",
    )
    def _read(self, reader: Reader, of: object) -> None:
        worker = get_current_worker()
        try:
            with without_collecting():
                rows = reader()
        except Exception as error:  # whatever it is, it becomes a sentence
            self.app.call_from_thread(self.desk_app.say, sentence_of(error), "$missing")
            return
        if rows is not None and not worker.is_cancelled:
            self.app.call_from_thread(self._show_read, rows, of)

    def _show_read(self, rows: Any, of: object) -> None:
        """Show what came, unless something else is open by now."""
        if of != self.rows_of():
            return
        self._read_of = of
        self.take(rows)
        super().reload()
        self.take_wanted()
        self.shown_anew()

    def shown_anew(self) -> None:
        """Do what follows once the rows that were read are on the screen."""
