"""Handing over: a cohort as one file, with every decision, reason and answer, and back on another machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..domain.records import (
    Change,
    Cohort,
    Contact,
    Correction,
    Feedback,
    FlagMark,
    Liaison,
    LogEntry,
    Memory,
    Note,
    Pair,
    Record,
    SamePerson,
    Standing,
    Step,
    Submission,
    Waiver,
    change,
)  # fmt: skip
from ..intake import Refused
from ..outputs.files import write_whole
from ..programmes import ProgrammeError, parse_programme
from .office import ActionError, Office, alone
from .presenting import log_data

FORMAT = "mentor-tui cohort 1"
KINDS: tuple[type[Record], ...] = (
    Submission,
    Correction,
    Waiver,
    FlagMark,
    Note,
    Standing,
    Pair,
    Liaison,
    Contact,
    SamePerson,
    Feedback,
)


def export_cohort(office: Office, name: str, path: Path) -> None:
    """Write a cohort with everything about it into one file, 0600.

    Raises:
        ActionError: there is no such cohort, or the file cannot be written.
    """
    office.check_target(path)
    cohort = office.cohort(name)
    records = {kind.table: [one.values() for one in office.desk.all(kind, cohort=name)] for kind in KINDS}
    records["memory"] = [one.values() for one in office.desk.all(Memory, programme=cohort.programme)]
    start = [
        one
        for entry in office.desk.log(name)
        if entry.step.kind == "hand-over" and not entry.undone
        for one in entry.step.changes
    ]
    data = {
        "format": FORMAT,
        "base": _by_table(start),
        "cohort": cohort.values(),
        "records": records,
        "log": [log_data(entry) for entry in reversed(office.desk.log(name))],
    }
    try:
        write_whole(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass"))
        office.desk.note_written(name, [path])
    except OSError as error:
        raise ActionError(f"{path} cannot be written: {error.strerror or error}") from None


@alone
def import_cohort(office: Office, path: Path) -> LogEntry:
    """Take a cohort from a file that another machine wrote; its earlier log is kept with the step.

    Raises:
        Refused: the file is none of these.
        ActionError: there is a cohort of this name already.
    """
    data = read_hand_over(path)
    cohort = cohort_of(data, path)
    changes: list[Change] = [change(None, cohort), *(change(None, one) for one in records_of(data, path, "records"))]
    try:
        learned = [Memory(**values) for values in data["records"].get("memory", [])]
        earlier = tuple(
            f"{one['at']} {one['sentence']}" + (f" ({one['reason']})" if one["reason"] else "") for one in data["log"]
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise _not_whole(path, error) from None
    if office.desk.find(Cohort, name=cohort.name) is not None:
        raise ActionError(f"there is a cohort {cohort.name!r} already; rename or remove one of the two")
    known = {(one.programme, one.kind, one.key) for one in office.desk.all(Memory, programme=cohort.programme)}
    changes += [change(None, one) for one in learned if (one.programme, one.kind, one.key) not in known]
    return office.desk.commit(
        Step(
            cohort.name,
            "hand-over",
            f"Took over the cohort {cohort.name} from {path.name}",
            tuple(changes),
            cascade=earlier,
        )
    )


def _by_table(changes: Iterable[Change]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for one in changes:
        if one.after is not None:
            found.setdefault(one.table, []).append(dict(one.after))
    return found


def cohort_of(data: Mapping[str, Any], path: Path) -> Cohort:
    """Return the cohort of a cohort file.

    Raises:
        Refused: it is not whole, or its programme cannot be read.
    """
    try:
        cohort = Cohort(**data["cohort"])
        parse_programme(cohort.programme_text, cohort.programme)
    except (KeyError, TypeError, AttributeError, ProgrammeError) as error:
        raise _not_whole(path, error) from None
    return cohort


def records_of(data: Mapping[str, Any], path: Path, part: str) -> list[Record]:
    """Return the records of a cohort file: those that stand (`records`), or those it started from (`base`).

    Raises:
        Refused: it is not whole.
    """
    try:
        return [kind(**values) for kind in KINDS for values in data[part].get(kind.table, [])]
    except (KeyError, TypeError, AttributeError) as error:
        raise _not_whole(path, error) from None


def _not_whole(path: Path, error: Exception) -> Refused:
    return Refused(f"{path.name} is not a whole cohort file ({type(error).__name__}); export it again")


def read_hand_over(path: Path) -> dict[str, Any]:
    """Return the data of a cohort file.

    Raises:
        Refused: it is none of this version, or cannot be read.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(f"{path.name} cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise Refused(f"{path.name} is not a cohort file; write one with: cohorts export NAME --to FILE") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise Refused(
            f"{path.name} is not a cohort file of this version; write one with: cohorts export NAME --to FILE"
        )
    return data
