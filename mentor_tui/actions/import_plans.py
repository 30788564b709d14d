"""What an import is asked to do, and what it would write: a request and its plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..domain.calendar import CohortDates
from ..domain.people import Applicant
from ..domain.records import Change, Cohort, Submission
from ..intake import FormReading
from ..intake.headings import Column
from ..intake.learning import Doubt
from ..programmes import Programme
from .import_news import ImportNews
from .open_questions import OpenQuestion, open_questions
from .roster_loading import Learned
from .unread_columns import UnreadColumn


@dataclass(frozen=True, kw_only=True)
class ImportRequest:
    """What is to be imported, and what the coordinator said outright.

    `options` are the options of a field, as the coordinator listed them; under the empty name those of all topics.
    `options_said` gives what an option of a field stands for: another name, or nothing when it is no option.
    `date_order` says which of 9/10 is the day: "mdy" or "dmy".
    `lenient` makes a plan of a file that lacks columns, so that they can be named; it cannot be written then.
    """

    files: Sequence[Path]
    cohort: str
    programme: str = ""
    role: str = ""
    sheet: str = ""
    maps: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)
    dates: CohortDates = CohortDates()
    options_said: Mapping[tuple[str, str], str] = field(default_factory=dict)
    lenient: bool = False
    date_order: str = ""


@dataclass(frozen=True, kw_only=True)
class FileCount:
    """What became of the rows of one file."""

    reading: FormReading
    imported: int
    updated: int
    superseded: int
    unchanged: int


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    """Everything an import would write, and what there is to say about it.

    `learned` are the options that it would keep; `options` those and what earlier forms taught.
    """

    cohort: Cohort
    created: bool
    programme: Programme
    counts: tuple[FileCount, ...]
    new: tuple[Submission, ...]
    changes: tuple[Change, ...]
    applicants: tuple[Applicant, ...]
    learned: Learned
    options: Learned
    doubts: tuple[Doubt, ...]
    unread: tuple[UnreadColumn, ...]
    news: ImportNews
    request: ImportRequest
    seen: int

    @property
    def columns(self) -> list[Column]:
        """The columns of all files."""
        return [column for count in self.counts for column in count.reading.columns]

    @property
    def missing(self) -> list[str]:
        """The fields that the form must have and no column gives."""
        return list(dict.fromkeys(name for count in self.counts for name in count.reading.missing))

    @property
    def open(self) -> list[OpenQuestion]:
        """What the files do not ask and the programme needs."""
        matching_open_questions = [
            open_question
            for count in self.counts
            for open_question in open_questions(
                self.programme, count.reading, self.request.role, self.cohort.deadline
            )
        ]
        return list(dict.fromkeys(matching_open_questions))

    @property
    def nothing_new(self) -> bool:
        """Say whether writing the plan would change nothing."""
        return not self.changes
