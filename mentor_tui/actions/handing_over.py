"""Handing over: a cohort as one file, with every decision, reason and answer, and back on another machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from ..domain.calendar import CohortDates
from ..domain.records import (
    Change,
    Cohort,
    Contact,
    Correction,
    EditedLetter,
    Feedback,
    FlagMark,
    LearnedMapping,
    Liaison,
    LogEntry,
    Note,
    Pair,
    PersonStatus,
    Record,
    SamePerson,
    Step,
    Submission,
    Waiver,
    change,
)
from ..domain.visible import safe_json
from ..intake import FileRejected
from ..outputs.files import write_whole
from ..programmes import ProgrammeError, parse_programme
from .cohorts import check_name_and_dates
from .erased_people import kept_of
from .hand_over_checks import wrong_record, wrong_setting
from .invariants import DECIDING, UNSETTLING, broken_rules
from .presenting import log_data
from .roster_loading import load_roster
from .workspace import ActionError, Workspace, exclusive

R = TypeVar("R", bound=Record)

FORMAT = "mentor-tui cohort 1"
LARGEST = 100_000_000
"""How many bytes a cohort file may have."""

KINDS: tuple[type[Record], ...] = (
    Submission,
    Correction,
    Waiver,
    FlagMark,
    Note,
    PersonStatus,
    Pair,
    Liaison,
    Contact,
    SamePerson,
    Feedback,
    EditedLetter,
)


def export_cohort(workspace: Workspace, name: str, path: Path) -> None:
    """Write a cohort with everything about it into one file, 0600.

    Raises:
        ActionError: there is no such cohort, or the file cannot be written.
    """
    workspace.check_target(path)
    cohort = workspace.cohort(name)
    records = {
        kind.table: [record.values() for record in workspace.store.all(kind, cohort=name)]
        for kind in KINDS
    }
    records["memory"] = [
        mapping.values()
        for mapping in workspace.store.all(LearnedMapping, programme=cohort.programme)
    ]
    start = [
        each_change
        for entry in workspace.store.log(name)
        if entry.step.kind == "hand-over" and not entry.undone
        for each_change in entry.step.changes
    ]
    data = {
        "format": FORMAT,
        "base": _by_table(start),
        "cohort": cohort.values(),
        "records": records,
        "log": [log_data(entry) for entry in reversed(workspace.store.log(name))],
    }
    try:
        write_whole(
            path,
            (safe_json(json.dumps(data, ensure_ascii=False, indent=1)) + "\n").encode(),
        )
        workspace.store.note_written(name, [path])
    except OSError as error:
        raise ActionError(f"{path} cannot be written: {error.strerror or error}") from None


@exclusive
def import_cohort(workspace: Workspace, path: Path) -> LogEntry:
    """Take a cohort from a file that another machine wrote; its earlier log is kept with the step.

    Raises:
        Refused: the file is none of these.
        ActionError: there is a cohort of this name already.
    """
    data = read_hand_over(path)
    cohort = cohort_of(data, path)
    records = records_of(data, path, "records")
    kept = kept_of(workspace, records)
    changes: list[Change] = [
        *(change(None, each_cohort) for each_cohort in kept.records([cohort])),
        *(change(None, record) for record in kept.records(records)),
    ]
    learned = kept.learned(memories_of(data, path))
    earlier = tuple(kept.text(line) for line in _log_lines(data, path))
    if workspace.store.find(Cohort, name=cohort.name) is not None:
        raise ActionError(
            f"there is a cohort {cohort.name!r} already; rename or remove one of the two"
        )
    changes += _new_learned(workspace, cohort.programme, learned)
    entry = workspace.store.commit(
        Step(
            cohort=cohort.name,
            kind="hand-over",
            sentence=f"Took over the cohort {cohort.name} from {path.name}{kept.words()}",
            changes=tuple(changes),
            cascade=earlier,
        )
    )
    broken = broken_rules(load_roster(workspace, cohort.name))
    if broken and not _was_unsettled(data):
        raise FileRejected(
            f"{path.name} cannot be taken over: {broken[0]}. Nothing was changed; "
            "settle that where the file comes from, and export it again"
        )
    return entry


def _new_learned(
    workspace: Workspace, programme: str, learned: Iterable[LearnedMapping]
) -> list[Change]:
    """Return what forms taught on the other machine and not here yet."""
    known = {
        (mapping.programme, mapping.kind, mapping.key)
        for mapping in workspace.store.all(LearnedMapping, programme=programme)
    }
    return [
        change(None, mapping)
        for mapping in learned
        if (mapping.programme, mapping.kind, mapping.key) not in known
    ]


def _was_unsettled(data: Mapping[str, Any]) -> bool:
    """Say whether the log that came has, after a first decision, a step that may unsettle a pair lawfully."""
    kinds = [entry.get("kind") for entry in data["log"] if isinstance(entry, dict)]
    first = next((at for at, kind in enumerate(kinds) if kind in DECIDING), len(kinds))
    return any(kind in UNSETTLING for kind in kinds[first:])


def _log_lines(data: Mapping[str, Any], path: Path) -> Iterable[str]:
    """Yield the entries of the log that came, a line each."""
    entries = data.get("log")
    if not isinstance(entries, list):
        raise _not_whole(path, "log")
    for entry in entries:
        if not isinstance(entry, dict):
            raise _not_whole(path, "log")
        reason = f" ({entry['reason']})" if entry.get("reason") else ""
        yield f"{entry.get('at', '')} {entry.get('sentence', '')}{reason}"


def _by_table(changes: Iterable[Change]) -> dict[str, list[Any]]:
    records: dict[str, list[Any]] = {}
    for each_change in changes:
        if each_change.after is not None:
            records.setdefault(each_change.table, []).append(dict(each_change.after))
    return records


def cohort_of(data: Mapping[str, Any], path: Path) -> Cohort:
    """Return the cohort of a cohort file.

    Raises:
        Refused: it is not whole, or its programme, name or dates cannot be used.
    """
    cohort = _checked(Cohort, data.get("cohort"), path)
    try:
        parse_programme(cohort.programme_text, cohort.programme)
        check_name_and_dates(
            cohort.name,
            CohortDates(starts=cohort.starts, ends=cohort.ends, deadline=cohort.deadline),
        )
    except (ProgrammeError, ActionError) as error:
        raise FileRejected(f"{path.name} is not a cohort file that can be used: {error}") from None
    wrong = wrong_setting(cohort.settings)
    if wrong:
        raise _not_whole(path, f"settings: {wrong}")
    return cohort


def records_of(data: Mapping[str, Any], path: Path, part: str) -> list[Record]:
    """Return the records of a cohort file: those that stand (`records`), or those it started from (`base`).

    Raises:
        Refused: it is not whole, or a record is of another cohort.
    """
    name, tables = cohort_of(data, path).name, data.get(part)
    if not isinstance(tables, dict):
        raise _not_whole(path, part)
    records = [
        _checked(kind, values, path) for kind in KINDS for values in _rows(tables, kind.table, path)
    ]
    if any(getattr(record, "cohort", name) != name for record in records):
        raise FileRejected(f"{path.name} holds records of another cohort; export it again")
    wrong = wrong_record(records) if part == "records" else ""
    if wrong:
        raise FileRejected(f"{path.name} cannot be taken over: {wrong}. Nothing was changed")
    return records


def memories_of(data: Mapping[str, Any], path: Path) -> list[LearnedMapping]:
    """Return what the programme's forms had taught on the other machine.

    Raises:
        Refused: it is not whole.
    """
    tables = data.get("records")
    if not isinstance(tables, dict):
        raise _not_whole(path, "records")
    return [
        _checked(LearnedMapping, values, path)
        for values in _rows(tables, LearnedMapping.table, path)
    ]


def _rows(tables: Mapping[str, Any], table: str, path: Path) -> list[Any]:
    rows = tables.get(table, [])
    if not isinstance(rows, list):
        raise _not_whole(path, table)
    return rows


def _checked(kind: type[R], values: Any, path: Path) -> R:
    """Return a record of values that are what its fields must be: texts, numbers, lists of texts."""
    from pydantic import TypeAdapter, ValidationError

    try:
        records: R = TypeAdapter(kind).validate_json(
            json.dumps(values, ensure_ascii=False).encode(), strict=True
        )
    except (ValidationError, TypeError, ValueError) as error:
        raise _not_whole(path, f"{kind.table}: {type(error).__name__}") from None
    if any(isinstance(value, int) and abs(value) >= 2**31 for value in vars(records).values()):
        raise _not_whole(path, f"{kind.table}: a number out of range")
    return records


def _not_whole(path: Path, where: str) -> FileRejected:
    return FileRejected(f"{path.name} is not a whole cohort file ({where}); export it again")


def read_hand_over(path: Path) -> dict[str, Any]:
    """Return the data of a cohort file.

    Raises:
        Refused: it is none of this version, or cannot be read.
    """
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise FileRejected(
                f"{path.name} has more than {LARGEST // 1_000_000} MB; no cohort file is as large"
            )
        if path.exists() and not path.is_file():
            raise FileRejected(f"{path.name} is not an ordinary file")
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FileRejected(f"{path.name} cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise FileRejected(
            f"{path.name} is not a cohort file that was handed over",
            "write one with cohorts export NAME --to FILE",
        ) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise FileRejected(
            f"{path.name} is not a cohort file of this version",
            "write one with cohorts export NAME --to FILE",
        )
    return data
