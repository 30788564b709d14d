"""The tables, one for each kind of record, and the log. Only this room knows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.types import JSON
from sqlmodel import Field, SQLModel

from ..domain import records


def _json() -> Any:
    return Field(sa_column=Column(JSON, nullable=False))


class CohortRow(SQLModel, table=True):
    """One intake of a programme."""

    __tablename__ = "cohort"
    name: str = Field(primary_key=True)
    programme: str
    programme_text: str
    created_at: str
    starts: str
    ends: str
    deadline: str
    settings: dict[str, Any] = _json()


class SubmissionRow(SQLModel, table=True):
    """One row of a form."""

    __tablename__ = "submission"
    cohort: str = Field(primary_key=True, foreign_key="cohort.name")
    id: str = Field(primary_key=True)
    person: str = Field(index=True)
    name: str
    email: str
    roles: list[str] = _json()
    submitted: str
    answers: dict[str, str] = _json()
    repairs: dict[str, str] = _json()
    extra: dict[str, str] = _json()
    file: str
    line: int
    arrival: int


class CorrectionRow(SQLModel, table=True):
    """A coordinator's value for a field."""

    __tablename__ = "correction"
    cohort: str = Field(primary_key=True, foreign_key="cohort.name")
    person: str = Field(primary_key=True)
    role: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    value: str
    reason: str
    at: str


class WaiverRow(SQLModel, table=True):
    """A rule waived for a person."""

    __tablename__ = "waiver"
    cohort: str = Field(primary_key=True, foreign_key="cohort.name")
    person: str = Field(primary_key=True)
    rule: str = Field(primary_key=True)
    reason: str
    at: str


class FlagMarkRow(SQLModel, table=True):
    """What was done with a flag."""

    __tablename__ = "flag_mark"
    cohort: str = Field(primary_key=True, foreign_key="cohort.name")
    person: str = Field(primary_key=True)
    flag: str = Field(primary_key=True)
    cleared: bool
    text: str
    at: str


class NoteRow(SQLModel, table=True):
    """A note about a person."""

    __tablename__ = "note"
    cohort: str = Field(primary_key=True, foreign_key="cohort.name")
    person: str = Field(primary_key=True)
    text: str
    at: str


class StandingRow(SQLModel, table=True):
    """Withdrawn, later or unplaced."""

    __tablename__ = "standing"
    cohort: str = Field(primary_key=True, foreign_key="cohort.name")
    person: str = Field(primary_key=True)
    role: str = Field(primary_key=True)
    state: str
    reason: str
    at: str


class PairRow(SQLModel, table=True):
    """A decision about two people."""

    __tablename__ = "pair"
    cohort: str = Field(primary_key=True, foreign_key="cohort.name")
    helper: str = Field(primary_key=True)
    learner: str = Field(primary_key=True)
    state: str
    at: str
    reason: str
    third: str
    liaison: str
    starts: str
    ends: str
    changed: bool


class LiaisonRow(SQLModel, table=True):
    """A committee member."""

    __tablename__ = "liaison"
    cohort: str = Field(primary_key=True, foreign_key="cohort.name")
    id: str = Field(primary_key=True)
    name: str
    email: str
    organisation: str


class ContactRow(SQLModel, table=True):
    """Something noted about a pair."""

    __tablename__ = "contact"
    cohort: str = Field(primary_key=True, foreign_key="cohort.name")
    number: int = Field(primary_key=True)
    helper: str
    learner: str
    kind: str
    on: str
    text: str
    at: str
    person: str


class MemoryRow(SQLModel, table=True):
    """What a programme's forms taught."""

    __tablename__ = "memory"
    programme: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    value: str


class SamePersonRow(SQLModel, table=True):
    """Two people who are one."""

    __tablename__ = "same_person"
    cohort: str = Field(primary_key=True, foreign_key="cohort.name")
    person: str = Field(primary_key=True)
    into: str
    at: str


class FeedbackRow(SQLModel, table=True):
    """What a person answered at the end."""

    __tablename__ = "feedback"
    cohort: str = Field(primary_key=True, foreign_key="cohort.name")
    id: str = Field(primary_key=True)
    person: str = Field(index=True)
    role: str
    helper: str
    learner: str
    on: str
    answers: dict[str, str] = _json()
    at: str


class EditedLetterRow(SQLModel, table=True):
    """A letter in the coordinator's own words."""

    __tablename__ = "edited_letter"
    cohort: str = Field(primary_key=True, foreign_key="cohort.name")
    kind: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    helper: str = Field(primary_key=True)
    learner: str = Field(primary_key=True)
    subject: str
    text: str
    basis: str
    at: str


class WrittenFileRow(SQLModel, table=True):
    """A file that was written elsewhere, by its folder and content: its name may be a person's.

    No record of a decision: it is neither undone nor handed over. Without a digest it stands for
    files of a time when only their places were kept.
    """

    __tablename__ = "written_file"
    folder: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    size: int
    cohort: str
    at: str


class ErasedPersonRow(SQLModel, table=True):
    """A person who was erased, as nothing but a salted hash."""

    __tablename__ = "erased_person"
    salt: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)


class SentenceVectorRow(SQLModel, table=True):
    """The vector of one sentence by one model. No record of a decision; it can be made again."""

    __tablename__ = "sentence_vector"
    cohort: str = Field(primary_key=True)
    model: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    vector: bytes


class ChangeCountRow(SQLModel, table=True):
    """A number that rises with every change of the log, by triggers."""

    __tablename__ = "change_count"
    id: int = Field(primary_key=True)
    number: int


class LogRow(SQLModel, table=True):
    """One step of the log. `state` is done, undone, or dropped (undone and overtaken by another step).

    `turned` rises from one undone step to the next, so that the last one undone is known.
    """

    __tablename__ = "log"
    number: int | None = Field(default=None, primary_key=True)
    at: str
    cohort: str = Field(index=True)
    kind: str
    sentence: str
    reason: str
    people: list[str] = _json()
    cascade: list[str] = _json()
    changes: list[dict[str, Any]] = _json()
    state: str = Field(index=True)
    turned: int = 0


ROWS: dict[str, tuple[type[SQLModel], type[records.Record]]] = {
    "cohort": (CohortRow, records.Cohort),
    "submission": (SubmissionRow, records.Submission),
    "correction": (CorrectionRow, records.Correction),
    "waiver": (WaiverRow, records.Waiver),
    "flag_mark": (FlagMarkRow, records.FlagMark),
    "note": (NoteRow, records.Note),
    "standing": (StandingRow, records.PersonStatus),
    "pair": (PairRow, records.Pair),
    "liaison": (LiaisonRow, records.Liaison),
    "contact": (ContactRow, records.Contact),
    "memory": (MemoryRow, records.LearnedMapping),
    "same_person": (SamePersonRow, records.SamePerson),
    "feedback": (FeedbackRow, records.Feedback),
    "edited_letter": (EditedLetterRow, records.EditedLetter),
}


def table_of(name: str) -> Table:
    """Return a table by its name: reading it so is twice as quick as by its rows' class."""
    return SQLModel.metadata.tables[name]


def whole(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a record as today's schema has them: an older log does not know the newer fields."""
    return ROWS[table][1](**values).values()
