"""The store: records in, records out; one step is one transaction with its log entry."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlmodel import Session, SQLModel, col, select

from ..domain.records import Change, Cohort, LogEntry, Record, Step
from . import backup, erasing, written_files
from .engine import make_engine
from .migrations import SchemaTooNew, migrate
from .tables import ROWS, LogRow, whole

R = TypeVar("R", bound=Record)

DONE, UNDONE, DROPPED = "done", "undone", "dropped"


class StoreError(Exception):
    """The database could not do it. The sentence says what and what to do."""


class Conflict(StoreError):
    """Somebody else changed the same thing in the meantime; nothing was written."""


class Store:
    """All access to one database file."""

    def __init__(self, path: Path, clock: Callable[[], datetime], copies: bool = True) -> None:
        """Open a file and bring it to today's schema; with `copies`, automatic copies of it are kept."""
        self.path, self._clock, self._copies = path, clock, copies
        self._turn_lock = threading.RLock()
        self._held: Connection | None = None
        self._holder = 0
        with _told(path):
            self._engine = make_engine(path)
            migrate(self._engine, self._copy_before_migration)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _copy_before_migration(self) -> None:
        self.keep_copy("migration")

    def keep_copy(self, why: str) -> Path | None:
        """Make an automatic copy unless the newest holds the same; return where it is.

        Raises:
            StoreError: no copy can be made.
        """
        if not self._copies:
            return None
        try:
            return backup.keep_copy(self.path, why, self._clock())
        except (OSError, backup.BackupError) as error:
            folder = backup.folder_of(self.path)
            problem = getattr(error, "strerror", None) or error
            raise StoreError(
                f"No copy could be kept in {folder}: {problem}. Nothing changed; mend that first."
            ) from None

    @contextmanager
    def exclusive(self) -> Iterator[Connection]:
        """Hold the write lock, so that a decision is made on what the file holds at that moment.

        What is committed inside is on the disk when the outermost `alone` has ended, all of it or nothing.
        """
        with self._turn_lock:
            if self._held is not None:
                yield self._held
                return
            with _told(self.path), self._engine.begin() as connection:
                self._held, self._holder = connection, threading.get_ident()
                try:
                    yield connection
                finally:
                    self._held, self._holder = None, 0

    def all(self, kind: type[R], /, **where: Any) -> list[R]:
        """Return the records of a kind whose fields have the given values, by key."""
        row_type, _ = ROWS[kind.table]
        query = select(row_type)
        for name, value in where.items():
            query = query.where(col(getattr(row_type, name)) == value)
        for name in kind.keys:
            query = query.order_by(col(getattr(row_type, name)))
        with _told(self.path), self._reading() as session:
            return [kind(**row.model_dump()) for row in session.exec(query)]

    def find(self, kind: type[R], /, **key: Any) -> R | None:
        """Return the record with a key, or None."""
        found = self.all(kind, **key)
        return found[0] if found else None

    def commit(self, step: Step) -> LogEntry:
        """Write a step, with its log entry, on the disk, or nothing of it.

        Raises:
            Conflict: a record is not as the step expects it.
            StoreError: the database cannot be written.
        """
        at = self._clock().isoformat(" ", "seconds")
        with self.exclusive() as connection, Session(connection) as session, session.begin():
            for row in session.exec(
                select(LogRow).where(LogRow.state == UNDONE, LogRow.cohort == step.cohort)
            ):
                row.state = DROPPED
            _apply(session, step.changes)
            row = _log_row(step, at)
            session.add(row)
            session.flush()
            return _entry(row)

    def undo(self, count: int = 1, cohort: str = "") -> list[LogEntry]:
        """Take back the newest steps that stand, newest first, of one cohort or of all; fewer when there are fewer."""
        return self._turn(count, DONE, UNDONE, True, cohort)

    def redo(self, count: int = 1, cohort: str = "") -> list[LogEntry]:
        """Do again the steps that were taken back last, oldest first, of one cohort or of all."""
        return self._turn(count, UNDONE, DONE, False, cohort)

    def erase(self, ids: Sequence[str], words: Iterable[str]) -> int:
        """Remove a person, by every id, and every mention for good; return how many records went."""
        with _told(self.path):
            return erasing.erase_person(
                self._engine, ids, words, self._clock().isoformat(" ", "seconds")
            )

    def replace_cohort(
        self,
        cohort: Cohort,
        values: Sequence[tuple[str, dict[str, Any]]],
        changes: Sequence[dict[str, Any]],
    ) -> None:
        """Put anonymous records in the place of a cohort's, and one step in the place of its log."""
        at, sentence = self._clock().isoformat(" ", "seconds"), f"Made {cohort.name} anonymous"
        step = erasing.final_step(
            cohort=cohort.name, kind="anonymise", sentence=sentence, at=at, changes=list(changes)
        )
        with _told(self.path):
            erasing.replace_cohort(self._engine, cohort.name, cohort.settings, values, step)

    def note_written(self, cohort: str, paths: Iterable[Path]) -> None:
        """Keep where files were written, so that erasing finds them."""
        with self.exclusive() as connection:
            written_files.note(connection, cohort, paths, self._clock().isoformat(" ", "seconds"))

    def written_files(self) -> list[Path]:
        """Return where files were written."""
        with self.exclusive() as connection:
            return written_files.noted(connection)

    def forget_written(self, paths: Iterable[Path]) -> None:
        """Keep no longer where files were written."""
        with self.exclusive() as connection:
            written_files.forget(connection, paths)

    def _turn(
        self, count: int, source: str, target: str, newest_first: bool, cohort: str
    ) -> list[LogEntry]:
        number = col(LogRow.number)
        query = select(LogRow).where(LogRow.state == source, col(LogRow.kind).not_in(erasing.FINAL))
        if cohort:
            query = query.where(LogRow.cohort == cohort)
        query = query.order_by(number.desc() if newest_first else number).limit(min(count, 10**9))
        with self.exclusive() as connection, Session(connection) as session, session.begin():
            turned = []
            for row in session.exec(query).all():
                changes = [Change(**change) for change in row.changes]
                _apply(
                    session,
                    [change.reversed() for change in reversed(changes)]
                    if newest_first
                    else changes,
                )
                row.state = target
                turned.append(_entry(row))
            return turned

    def log(self, cohort: str | None = None, newest: int | None = None) -> list[LogEntry]:
        """Return the log, newest first, of one cohort or all."""
        query = select(LogRow).order_by(col(LogRow.number).desc())
        if cohort is not None:
            query = query.where(LogRow.cohort == cohort)
        if newest is not None:
            query = query.limit(newest)
        with _told(self.path), self._reading() as session:
            return [_entry(row) for row in session.exec(query)]

    def data_version(self) -> int:
        """Return a number that rises with every step written to the file, by anybody."""
        with _told(self.path), self._reading() as session:
            found = (
                session.connection()
                .execute(
                    text(
                        "SELECT count(*), coalesce(max(number), 0), coalesce(sum(state = 'undone'), 0) FROM log"
                    )
                )
                .one()
            )
            return hash(tuple(found))

    def integrity(self, quick: bool = False) -> list[str]:
        """Return what SQLite's own check finds wrong, nothing when all is well; a quick one leaves out indexes and references."""
        with _told(self.path), self._reading() as session:
            check = "quick_check" if quick else "integrity_check"
            found = [str(row[0]) for row in session.connection().execute(text(f"PRAGMA {check}"))]
            broken = (
                []
                if quick
                else session.connection().execute(text("PRAGMA foreign_key_check")).all()
            )
        return [line for line in found if line != "ok"] + [
            f"a row of {row[0]} points nowhere" for row in broken
        ]

    def replay_differences(self) -> list[str]:
        """Play the log from the beginning and return where the result differs from what is kept."""
        replayed: dict[tuple[str, tuple[Any, ...]], Any] = {}
        for entry in reversed([one for one in self.log() if not one.undone]):
            for change in entry.step.changes:
                place = (change.table, tuple(change.key.values()))
                if change.after is None:
                    replayed.pop(place, None)
                else:
                    replayed[place] = whole(change.table, change.after)
        differences = []
        for table, (_, kind) in ROWS.items():
            kept = {(table, tuple(one.identity().values())): one.values() for one in self.all(kind)}
            mine = {place: values for place, values in replayed.items() if place[0] == table}
            differences += [
                f"{table} {place[1]}"
                for place in sorted(kept.keys() | mine.keys())
                if kept.get(place) != mine.get(place)
            ]
        return differences

    @contextmanager
    def _reading(self) -> Any:
        if self._held is not None and self._holder == threading.get_ident():
            with Session(self._held) as session:
                yield session
            return
        with (
            self._engine.connect().execution_options(reading=True) as connection,
            Session(connection) as session,
        ):
            yield session


@contextmanager
def _told(path: Path) -> Any:
    """Turn a database's errors into sentences."""
    try:
        yield
    except SchemaTooNew as error:
        raise StoreError(
            f"{path} was written by a newer version (schema {error}); install that version"
        ) from None
    except IntegrityError:
        raise Conflict(
            "Not saved: this was changed elsewhere in the meantime. Nothing was written; look again."
        ) from None
    except OperationalError as error:
        raise StoreError(_sentence(path, str(error.orig))) from None
    except DatabaseError as error:
        raise StoreError(_sentence(path, str(error.orig))) from None
    except OSError as error:
        raise StoreError(
            f"{path} cannot be opened: {error.strerror or error}. Check the folder and its permissions."
        ) from None


def _sentence(path: Path, problem: str) -> str:
    known = {
        "database or disk is full": "Not saved: the disk is full. Nothing changed; free some room and try again.",
        "database is locked": f"{path} is being written by another program. Nothing changed; try again in a moment.",
        "attempt to write a readonly database": f"Not saved: {path} may only be read. Nothing changed; check its permissions.",
        "file is not a database": f"{path} is not a database of this program, or it is damaged. {{way_back}}",
        "database disk image is malformed": f"{path} is damaged. {{way_back}}",
        "disk I/O error": f"Not saved: the disk that holds {path} does not answer as it should. Nothing changed; check the drive.",
        "locking protocol": f"{path} is on a drive that cannot lock files; move it to a folder of this machine.",
        "unable to open database file": f"{path} cannot be opened; check the folder and its permissions.",
    }
    found = next((sentence for words, sentence in known.items() if words in problem), "")
    if "{way_back}" in found:
        return found.replace("{way_back}", _way_back(path))
    return found or f"Not saved: {problem}. Nothing changed."


def _way_back(path: Path) -> str:
    """Say which copy can be put in the place of a damaged file."""
    found = backup.newest_good(path)
    if found is None:
        return "No automatic copy of it is whole; restore one of your own with: mentor-tui restore FILE"
    return f"The newest good copy ({found[1]}) comes back with: mentor-tui restore {found[0]}"


def _apply(session: Session, changes: Sequence[Change]) -> None:
    """Make the changes, each only if the record is as the change expects it."""
    made: list[Change] = []
    for change in changes:
        if change.before is None and change.after is not None:
            made.append(change)
            continue
        _insert(session, made)
        made = []
        _alter(session, change)
    _insert(session, made)


def _insert(session: Session, changes: Sequence[Change]) -> None:
    session.flush()
    by_table: dict[str, list[Mapping[str, Any]]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(cast(Mapping[str, Any], change.after))
    for table, values in by_table.items():
        session.connection().execute(
            insert(ROWS[table][0]), [whole(table, value) for value in values]
        )


def _alter(session: Session, change: Change) -> None:
    row_type, kind = ROWS[change.table]
    row = session.get(row_type, tuple(change.key[name] for name in kind.keys))
    if row is None or row.model_dump() != whole(change.table, change.before or {}):
        raise Conflict(
            "Not saved: this was changed elsewhere in the meantime. Nothing was written; look again."
        )
    if change.after is None:
        session.delete(row)
    else:
        _fill(row, whole(change.table, change.after))
    session.flush()


def _fill(row: SQLModel, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _log_row(step: Step, at: str) -> LogRow:
    changes = [
        {
            "table": change.table,
            "key": dict(change.key),
            "before": change.before,
            "after": change.after,
        }
        for change in step.changes
    ]
    return LogRow(
        at=at,
        cohort=step.cohort,
        kind=step.kind,
        sentence=step.sentence,
        reason=step.reason,
        people=list(step.people),
        cascade=list(step.cascade),
        changes=changes,
        state=DONE,
    )


def _entry(row: LogRow) -> LogEntry:
    changes: Iterable[Change] = (Change(**change) for change in row.changes)
    step = Step(
        cohort=row.cohort,
        kind=row.kind,
        sentence=row.sentence,
        changes=tuple(changes),
        people=tuple(row.people),
        reason=row.reason,
        cascade=tuple(row.cascade),
    )
    return LogEntry(
        number=row.number or 0,
        at=row.at,
        step=step,
        undone=row.state != DONE,
        dropped=row.state == DROPPED,
    )
