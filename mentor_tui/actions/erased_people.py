"""People who were erased stay away: what an import or a file would bring of them is left out, and said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ..domain.forgetting import GONE, Forgetter
from ..domain.records import LearnedMapping, Liaison, Record, Submission
from ..intake import FormReading, SetAside
from ..store.erased_people import keys_of
from ..store.traces import find_traces
from .workspace import ActionError, Workspace

R = TypeVar("R", bound=Record)

LEFT_OUT = (
    "was erased from this database and is left out; a new application has to be allowed first"
)
ALLOW_BY_COMMAND = "mentor-tui erase --allow ADDRESS"


def leave_out_of(workspace: Workspace, readings: Sequence[FormReading]) -> list[FormReading]:
    """Return what files give without the people who were erased; their rows are set aside."""
    erased = workspace.store.erased_people()
    if not erased:
        return list(readings)
    matching_aside = []
    for reading in readings:
        gone = [
            submission
            for submission in reading.submissions
            if erased.has(submission.person, submission.email)
        ]
        aside = [
            SetAside(
                line=submission.line,
                reason=f"the person {LEFT_OUT}",
                by_command=ALLOW_BY_COMMAND,
            )
            for submission in gone
        ]
        kept = [submission for submission in reading.submissions if submission not in gone]
        matching_aside.append(
            replace(reading, submissions=kept, set_aside=[*reading.set_aside, *aside])
        )
    return matching_aside


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Whom of a file's people this database may have: the others' ids, and texts without them."""

    gone: frozenset[str]
    forgetter: Forgetter

    def records(self, records: Iterable[R]) -> list[R]:
        """Return the records that are about nobody who was erased, without their names."""
        if not self.gone:
            return list(records)
        return [self._clean(record) for record in records if not record.is_about(self.gone)]

    def learned(self, learned: Iterable[LearnedMapping]) -> list[LearnedMapping]:
        """Return what forms taught, without what names a person who was erased."""
        return [
            mapping
            for mapping in learned
            if not self.gone or not self.forgetter.names(f"{mapping.key} {mapping.value}")
        ]

    def words(self) -> str:
        """Return what to add to a sentence: how many people were left out, or nothing."""
        if not self.gone:
            return ""
        people = "1 person" if len(self.gone) == 1 else f"{len(self.gone)} people"
        return f"; {people} erased here left out, with everything about them"

    def text(self, text: str) -> str:
        """Return a line of a log, or that it was about somebody who was erased."""
        return GONE if self.gone and self.forgetter.mentions(text) else text

    def _clean(self, record: R) -> R:
        if isinstance(record, Liaison):
            return record
        theirs = ("name", "email") if isinstance(record, Submission) else ()
        clean = {
            name: self.forgetter.clean_value(getattr(record, name))
            for name in record.personal
            if name not in theirs
        }
        return record.with_(**clean)


def kept_of(workspace: Workspace, records: Iterable[Record]) -> Kept:
    """Return whom of the people of some records this database may have."""
    erased = workspace.store.erased_people()
    known = list(records)
    rows = [submission for submission in known if erased and isinstance(submission, Submission)]
    gone = frozenset(
        submission.person for submission in rows if erased.has(submission.person, submission.email)
    )
    facts = [(record.table, record.values()) for record in known] if gone else []
    traces = find_traces(facts, gone, (), ()).traces
    return Kept(gone=gone, forgetter=Forgetter(traces))


def allow_again(workspace: Workspace, address: str) -> None:
    """Let a person who was erased apply anew.

    Raises:
        ActionError: nobody with this address was erased.
    """
    if not workspace.store.allow_again(keys_of([address], [address])):
        raise ActionError(f"nobody with the id or address {address!r} was erased here")
