"""What can still be read of a damaged file, record by record. Nothing is written, and no content is told."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ..domain.records import Cohort, LogEntry, Record
from .backup import newest_good, summary_of
from .contents import Place
from .erased_people import ErasedPeople
from .identity import what_stands_against
from .raw_records import (
    Witness,
    is_as_its_log_says,
    log_kept,
    opened_to_look,
    records_by_the_log,
    records_kept,
    rows_of,
)
from .sentences import in_sentences
from .tables import ROWS, WrittenFileRow
from .written_files import WrittenFile


@dataclass(frozen=True, kw_only=True)
class CohortWitnesses:
    """What the table, the log and the newest good copy each have of a cohort; None where they have nothing of it."""

    kept: Cohort | None
    by_log: Cohort | None
    copied: Cohort | None


@dataclass(frozen=True, kw_only=True)
class Salvage:
    """What a file still holds.

    Attributes:
        records: those that can be read, and that the log does not contradict; without the cohorts.
        cohorts: what each witness has of the cohorts, by name. Everything hangs on them, so that none is set aside here.
        from_log: how many of them only the log held, by table.
        set_aside: how many could not be read, or are not as the log has them, by table.
        log: its entries that can be read, oldest first.
        erased: who was erased there.
        written: the files that were written elsewhere.
        is_sound: whether nothing was damaged after all, so that the file itself may be written to.
    """

    records: tuple[Record, ...]
    cohorts: Mapping[str, CohortWitnesses]
    from_log: Mapping[str, int]
    set_aside: Mapping[str, int]
    log: tuple[LogEntry, ...]
    erased: ErasedPeople
    written: tuple[WrittenFile, ...]
    is_sound: bool


def read_what_is_whole(path: Path) -> Salvage:
    """Read a file record by record.

    Where the whole log can be read, it is the second witness: a record that the table lost is taken from it. Where
    the two differ, the newest good copy is the third; where it agrees with neither, nobody can tell which of the
    two was damaged, and the record is set aside.

    Raises:
        StoreError: not even its tables can be told.
    """
    with in_sentences(path), closing(opened_to_look(path)) as connection:
        log, log_is_whole = log_kept(connection)
        kept = {table: records_kept(connection, table) for table in ROWS}
        erased = ErasedPeople(_erased(connection))
        written = tuple(_written(connection))
    copy = newest_good(path)
    copied = _copied(copy[0]) if copy else {}
    set_aside = Counter({table: unreadable for table, (_, unreadable) in kept.items()})
    records = {table: by_key for table, (by_key, _) in kept.items()}
    from_log: Counter[str] = Counter()
    witness = records_by_the_log(log) if log_is_whole else None
    cohorts = _witnesses(records.pop(Cohort.table), witness, copied)
    if witness is not None:
        from_log = _filled(records, witness)
        set_aside -= from_log
        from_log += _settled(records, witness, copied, set_aside)
    return Salvage(
        records=tuple(record for by_key in records.values() for record in by_key.values()),
        cohorts=cohorts,
        from_log=+from_log,
        set_aside=+set_aside,
        log=log,
        erased=erased,
        written=written,
        is_sound=summary_of(path) is not None
        and not what_stands_against(path)
        and is_as_its_log_says(path),
    )


def _witnesses(
    kept: Mapping[Place, Record], witness: Witness | None, copied: Witness
) -> dict[str, CohortWitnesses]:
    """Return by name what is known of each cohort; of one in the copy alone only where the log cannot be read."""
    by_log = witness[Cohort.table] if witness is not None else {}
    in_copy = copied.get(Cohort.table, {})
    places = {*kept, *(by_log if witness is not None else in_copy)}
    return {
        str(place[0]): CohortWitnesses(
            kept=_cohort(kept.get(place)),
            by_log=_cohort(by_log.get(place)),
            copied=_cohort(in_copy.get(place)),
        )
        for place in sorted(places)
    }


def _cohort(record: Record | None) -> Cohort | None:
    return record if isinstance(record, Cohort) else None


def _filled(kept: dict[str, dict[Place, Record]], witness: Witness) -> Counter[str]:
    """Take from the log what the tables lost; return how many records of which table."""
    from_log: Counter[str] = Counter()
    for table in kept:
        for key, record in witness[table].items():
            if record is not None and key not in kept[table]:
                kept[table][key] = record
                from_log[table] += 1
    return from_log


def _copied(path: Path) -> Witness:
    """Return by table and key what a good copy holds; nothing where it cannot be read after all."""
    try:
        with closing(opened_to_look(path)) as connection:
            return {table: records_kept(connection, table)[0] for table in ROWS}
    except sqlite3.Error:
        return {}


def _settled(
    kept: dict[str, dict[Place, Record]],
    witness: Witness,
    copied: Witness,
    set_aside: Counter[str],
) -> Counter[str]:
    """Settle the records that the log has otherwise, or has not at all: by the copy, or by setting them aside.

    Returns how many the log had right, by table.
    """
    from_log: Counter[str] = Counter()
    for table, by_key in kept.items():
        known = witness[table]
        for key, record in list(by_key.items()):
            said = known.get(key)
            cannot_tell = key in known and said is None
            third = copied.get(table, {}).get(key)
            if cannot_tell or said == record or third == record:
                continue
            if said is not None and said == third:
                by_key[key] = said
                from_log[table] += 1
            else:
                del by_key[key]
                set_aside[table] += 1
    return from_log


def _written(connection: sqlite3.Connection) -> Iterator[WrittenFile]:
    """Yield what is known of written files; what is damaged in it knows no file."""
    for values in rows_of(connection, WrittenFileRow.__tablename__):
        texts = [(values or {}).get(name) for name in ("folder", "digest", "cohort", "at")]
        size = (values or {}).get("size")
        if isinstance(size, int) and all(isinstance(text, str) for text in texts):
            folder, digest, cohort, at = map(str, texts)
            yield WrittenFile(folder=folder, digest=digest, size=size, cohort=cohort, at=at)


def _erased(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield the hashes of people who were erased; a damaged one is nobody's."""
    for values in rows_of(connection, "erased_person"):
        if values is not None:
            yield str(values["salt"]), str(values["digest"])
