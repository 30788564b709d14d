"""Every error that a coordinator can meet; each carries a sentence that says what, where and what to do.

MentorError
├── ProgrammeError          a programme file cannot be used
├── DecisionError           a decision cannot be made
│   └── NeedsReason         ... unless a reason is typed
├── FileRejected            a file cannot be taken
│   └── MissingColumns      ... because it lacks columns
├── WorkbookUnreadable      a workbook cannot be opened
├── LetterError             a letter cannot be written
│   └── NoAddress           ... because somebody has no address
├── StoreError              the database could not do it
│   ├── Conflict            ... because somebody else changed the same thing
│   └── FileLost            ... because the file is not at its path any more
├── BackupError             a database could not be read for a copy
├── SchemaTooNew            a file was written by a newer version
├── Cancelled               somebody stopped a long action
└── ActionError             an action cannot be done
    ├── Nobody              ... since nobody gets this letter
    │   └── NobodyWaits     ... which is good news or no news
    ├── MeaningMissing      ... without the model that compares goals by meaning
    ├── ExportBlocked       ... before something is settled
    └── CohortGone          ... since the cohort is no longer there

This module imports nothing of ours, so that words for an error cost no time to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol


class MentorError(Exception):
    """Something that a coordinator can meet; the text is one sentence that holds in every front end.

    `by_command` says which argument of the command does it; the app has keys instead.
    """

    def __init__(self, sentence: str = "", by_command: str = "") -> None:
        super().__init__(sentence)
        self.by_command = by_command

    @property
    def sentence_by_command(self) -> str:
        """The sentence with the argument that sets it right, as the command line says it."""
        return f"{self}: {self.by_command}" if self.by_command else str(self)


class LineMistake(Protocol):
    """A mistake of a file, with its line."""

    @property
    def line(self) -> int:
        """The line, counted from 1."""

    @property
    def text(self) -> str:
        """What is wrong and what to write instead."""


class ProgrammeError(MentorError):
    """A programme file cannot be used; `mistakes` says where and what to write."""

    def __init__(self, source: str, mistakes: Iterable[LineMistake]) -> None:
        self.source = source
        self.mistakes = tuple(mistakes)
        sentences = (f"{source}, line {mistake.line}: {mistake.text}" for mistake in self.mistakes)
        super().__init__("; ".join(sentences))


class DecisionError(MentorError):
    """A decision cannot be made; the sentence says why and what would allow it."""


class NeedsReason(DecisionError):
    """A blocking rule can be overridden with a typed reason."""


class FileRejected(MentorError):
    """A file cannot be taken. The sentence says what, where and what to do."""


class MissingColumns(FileRejected):
    """The file lacks columns; `fields` names them."""

    def __init__(self, sentence: str, fields: Sequence[str], by_command: str = "") -> None:
        super().__init__(sentence, by_command)
        self.fields = tuple(fields)


class WorkbookUnreadable(MentorError):
    """A workbook cannot be read; the text says why and what to do."""


class LetterError(MentorError):
    """A letter cannot be written; the sentence says which template or address, and why."""


class NoAddress(LetterError):
    """A letter has somebody to go to, but no address."""


class StoreError(MentorError):
    """The database could not do it. The sentence says what and what to do."""


class Conflict(StoreError):
    """Somebody else changed the same thing in the meantime; nothing was written."""


class FileLost(StoreError):
    """The file that was opened is not at its path any more; nothing was written."""


class BackupError(MentorError):
    """A database could not be read for a copy."""


class SchemaTooNew(MentorError):
    """The file was written by a newer version of the program."""


class Cancelled(MentorError):
    """Somebody stopped a long action; nothing of it is half done."""

    def __init__(self, sentence: str = "stopped; nothing was changed") -> None:
        super().__init__(sentence)


class ActionError(MentorError):
    """An action cannot be done; the sentence says what, where and what to do."""


class Nobody(ActionError):
    """Nobody gets this letter."""


class NobodyWaits(Nobody):
    """Nobody gets this letter, which is good news or no news."""


class MeaningMissing(ActionError):
    """Goals are to be compared by meaning, and what that needs is not there; says what to install."""


class ExportBlocked(ActionError):
    """Something blocking must be settled first; `findings` says what."""

    def __init__(self, findings: Sequence[Any]) -> None:
        self.findings = tuple(findings)
        super().__init__(
            f"{len(self.findings)} things are to be settled first",
            "see `check`, or give --despite TEXT",
        )


class CohortGone(ActionError):
    """The steps that were turned took the cohort itself away; `entries` are those steps."""

    def __init__(self, entries: Sequence[Any]) -> None:
        self.entries = tuple(entries)
        super().__init__("the cohort is no longer there")
