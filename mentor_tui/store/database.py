"""The store: records in, records out; one step is one transaction with its log entry."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, func, text
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from ..domain.records import Change, Cohort, LearnedMapping, LogEntry, Record, Step
from ..errors import Conflict as Conflict
from ..errors import StoreError as StoreError
from . import backup, contents, erased_people, erasing, rescue, sentence_vectors, written_files
from .changing import apply
from .engine import check_same_file, make_engine
from .erased_people import ErasedPeople
from .migrations import migrate
from .sentences import damaged, in_sentences, readable
from .steps import DONE, DROPPED, UNDONE, entry_of, row_of
from .tables import ROWS, LogRow, table_of

R = TypeVar("R", bound=Record)


class Store:
    """All access to one database file."""

    def __init__(self, path: Path, clock: Callable[[], datetime], copies: bool = True) -> None:
        """Open a file and bring it to today's schema; with `copies`, automatic copies of it are kept."""
        self.path, self._clock, self._copies = path, clock, copies
        self._turn_lock = threading.RLock()
        self._moment = threading.local()
        self._held: Connection | None = None
        self._holder = 0
        with in_sentences(path):
            _check_not_emptied(path)
            self._engine, self._identity = make_engine(path)
            migrate(self._engine, self._copy_before_migration)
        self._content = rescue.hold(path)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
        rescue.release(self._content)
        self._content = None

    def rescue(self, target: Path) -> None:
        """Write what the opened file holds to a new place, also when it is not at its path any more.

        Raises:
            StoreError: this system does not keep the content of a file that is gone, or nothing can be written.
        """
        try:
            rescue.pour(self._content, target)
        except OSError as error:
            raise StoreError(f"{target} cannot be written: {error.strerror or error}") from None

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

        What is committed inside is on the disk when the outermost `exclusive` has ended, all of it or nothing.
        """
        with self._turn_lock:
            if self._held is not None:
                yield self._held
                return
            with in_sentences(self.path), self._engine.begin() as connection:
                self._held, self._holder = connection, threading.get_ident()
                try:
                    check_same_file(self.path, self._identity)
                    yield connection
                    check_same_file(self.path, self._identity)
                finally:
                    self._held, self._holder = None, 0

    def all(self, kind: type[R], /, **where: Any) -> list[R]:
        """Return the records of a kind whose fields have the given values, by key; in a snapshot each is read once."""
        read_before = self._read_in_this_moment()
        asked = (kind, *sorted(where.items()))
        if read_before is None:
            return self._select(kind, where)
        if asked not in read_before and (kind,) in read_before:
            return [record for record in read_before[kind,] if has_values(record, where)]
        if asked not in read_before:
            read_before[asked] = self._select(kind, where)
        return list(read_before[asked])

    def _select(self, kind: type[R], where: Mapping[str, Any]) -> list[R]:
        table = table_of(kind.table)
        query = sa_select(table)
        for name, value in where.items():
            query = query.where(table.c[name] == value)
        query = query.order_by(*(table.c[name] for name in kind.keys))
        with readable(self.path, kind.table), self._looking() as connection:
            return [kind(**row) for row in connection.execute(query).mappings()]

    def find(self, kind: type[R], /, **key: Any) -> R | None:
        """Return the record with a key, or None."""
        return next(iter(self.all(kind, **key)), None)

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
            apply(session, step.changes)
            row = row_of(step, at)
            session.add(row)
            session.flush()
            return entry_of(row)

    def undo(self, count: int = 1, cohort: str = "") -> list[LogEntry]:
        """Take back the newest steps that stand, newest first, of one cohort or of all; fewer when there are fewer."""
        return self._turn(count, DONE, UNDONE, True, cohort)

    def redo(self, count: int = 1, cohort: str = "") -> list[LogEntry]:
        """Do again the steps that were taken back last, the last one first, of one cohort or of all."""
        return self._turn(count, UNDONE, DONE, False, cohort)

    def look_for(
        self, ids: Sequence[str], names: Iterable[str] = (), addresses: Iterable[str] = ()
    ) -> erasing.Erasure:
        """Return what erasing a person would take away; nothing is written."""
        with self.exclusive() as connection:
            return erasing.look(connection, ids, names, addresses)

    def erase(
        self,
        ids: Sequence[str],
        names: Iterable[str] = (),
        addresses: Iterable[str] = (),
        going_on: erasing.GoingOn = lambda: None,
    ) -> erasing.Erasure:
        """Remove a person, by every id, and every mention for good; `clear_free_pages` comes after it.

        What `going_on` raises on the way stops it, with nothing written.
        """
        at = self._clock().isoformat(" ", "seconds")
        with self.exclusive() as connection:
            return erasing.erase_person(connection, ids, names, addresses, at, going_on)

    def clear_free_pages(self) -> str:
        """Write the file anew without what went; return what stands against it in words, or nothing."""
        try:
            with in_sentences(self.path):
                erasing.clear_free_pages(self._engine)
        except StoreError as error:
            return str(error)
        return ""

    def erased_people(self) -> ErasedPeople:
        """Return whom this file remembers as erased, as hashes alone."""
        with in_sentences(self.path), self._reading() as session:
            return erased_people.known(session.connection())

    def remember_erased(self, keys: Iterable[str]) -> None:
        """Remember a person as erased."""
        with self.exclusive() as connection:
            erased_people.remember(connection, keys)

    def take_over_erased(self, people: ErasedPeople) -> None:
        """Remember whom another file remembers as erased."""
        with self.exclusive() as connection:
            erased_people.take_over(connection, people.hashes)

    def allow_again(self, keys: Iterable[str]) -> int:
        """Let a person who was erased come back; return how many hashes went."""
        with self.exclusive() as connection:
            return erased_people.allow(connection, keys)

    def replace_cohort(
        self,
        cohort: Cohort,
        values: Sequence[tuple[str, dict[str, Any]]],
        changes: Sequence[dict[str, Any]],
        naming: Sequence[LearnedMapping] = (),
    ) -> None:
        """Put anonymous records in the place of a cohort's, and one step in the place of its log."""
        at, sentence = self._clock().isoformat(" ", "seconds"), f"Made {cohort.name} anonymous"
        step = erasing.final_step(
            cohort=cohort.name, kind="anonymise", sentence=sentence, at=at, changes=list(changes)
        )
        with self.exclusive() as connection:
            erasing.replace_cohort(connection, cohort.name, cohort.settings, values, step, naming)

    def note_written(self, cohort: str, paths: Iterable[Path]) -> None:
        """Keep what was written where, without the names of the files, so that erasing knows them again."""
        with self.exclusive() as connection:
            written_files.note(connection, cohort, paths, self._clock().isoformat(" ", "seconds"))

    def note_contents(self, cohort: str, files: Iterable[tuple[Path, bytes]]) -> None:
        """Keep what was just written where, as `note_written` does, without reading it again."""
        at = self._clock().isoformat(" ", "seconds")
        with self.exclusive() as connection:
            written_files.note_contents(connection, cohort, files, at)

    def sentence_vectors(self, cohort: str, model: str) -> dict[str, bytes]:
        """Return the vectors that are kept of a cohort's sentences, by the hash of the sentence."""
        with in_sentences(self.path), self._reading() as session:
            return sentence_vectors.kept(session.connection(), cohort, model)

    def keep_sentence_vectors(self, cohort: str, model: str, new: Mapping[str, bytes]) -> None:
        """Keep further vectors of a cohort's sentences."""
        with self.exclusive() as connection:
            sentence_vectors.keep(connection, cohort, model, new)

    def written(self) -> written_files.Written:
        """Return what is known of the written files."""
        with in_sentences(self.path), self._reading() as session:
            return written_files.noted(session.connection())

    def take_over_written(self, files: Iterable[written_files.WrittenFile]) -> None:
        """Keep what another file knows of written files."""
        with self.exclusive() as connection:
            written_files.take_over(connection, files)

    def forget_written(self, contents: Iterable[tuple[int, str]]) -> None:
        """Keep no longer that files of these sizes and hashes were written."""
        with self.exclusive() as connection:
            written_files.forget(connection, contents)

    def _turn(
        self, count: int, source: str, target: str, newest_first: bool, cohort: str
    ) -> list[LogEntry]:
        number = col(LogRow.number)
        query = select(LogRow).where(LogRow.state == source, col(LogRow.kind).not_in(erasing.FINAL))
        if cohort:
            query = query.where(LogRow.cohort == cohort)
        order = (number.desc(),) if newest_first else (col(LogRow.turned).desc(), number)
        query = query.order_by(*order).limit(min(count, 10**9))
        with self.exclusive() as connection, Session(connection) as session, session.begin():
            turned = []
            last = session.exec(select(func.max(LogRow.turned))).one() or 0
            for place, row in enumerate(session.exec(query).all(), last + 1):
                changes = [Change(**change) for change in row.changes]
                apply(
                    session,
                    [change.reversed() for change in reversed(changes)]
                    if newest_first
                    else changes,
                )
                row.state, row.turned = target, place
                turned.append(entry_of(row))
            return turned

    def log(self, cohort: str | None = None, newest: int | None = None) -> list[LogEntry]:
        """Return the log, newest first, of one cohort or all."""
        table = table_of(LogRow.__tablename__)
        query = sa_select(table).order_by(table.c.number.desc())
        if cohort is not None:
            query = query.where(table.c.cohort == cohort)
        if newest is not None:
            query = query.limit(newest)
        with readable(self.path, table.name), self._looking() as connection:
            return [entry_of(row) for row in connection.execute(query)]

    def data_version(self) -> int:
        """Return a number that rises with every change of the log, by anybody, and never falls."""
        with in_sentences(self.path), self._reading() as session:
            cursor_result = session.connection().execute(text("SELECT number FROM change_count"))
            return int(cursor_result.scalar_one())

    def raise_version(self, above: int) -> None:
        """Let the number be higher than a given one too: after the content was replaced by an older one."""
        with self.exclusive() as connection:
            connection.execute(
                text("UPDATE change_count SET number = max(number, :above) + 1"), {"above": above}
            )

    def integrity(self, quick: bool = False) -> list[str]:
        """Return what SQLite's own check finds wrong, nothing when all is well; a quick one leaves out indexes and references."""
        with in_sentences(self.path), self._reading() as session:
            check = "quick_check" if quick else "integrity_check"
            problems = [
                str(row[0]) for row in session.connection().execute(text(f"PRAGMA {check}"))
            ]
            broken = (
                []
                if quick
                else session.connection().execute(text("PRAGMA foreign_key_check")).all()
            )
        return [line for line in problems if line != "ok"] + [
            f"a row of {row[0]} points nowhere" for row in broken
        ]

    def content_problems(self) -> list[str]:
        """Return where the content is damaged though the pages are whole, without a word of it."""
        problems = []
        with in_sentences(self.path), self._reading() as session:
            for table, column in contents.json_columns():
                cursor_result = session.connection().execute(
                    text(contents.broken_json(table, column))
                )
                problems += [
                    f"{row[0]} records of {table} cannot be read" for row in cursor_result if row[0]
                ]
        return problems or [
            f"{line} differ from what the log leads to" for line in self.replay_differences()
        ]

    def replay_differences(self) -> list[str]:
        """Play the log from the beginning; return how many records of which kind are not as they are kept."""
        steps = [entry.step for entry in reversed(self.log()) if not entry.undone]
        with readable(self.path, "log"):
            replayed = contents.replayed(steps)
        kept = {table: self.all(kind) for table, (_, kind) in ROWS.items()}
        return contents.differences(replayed, kept)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let everything that this thread reads inside be of one moment, over one connection."""
        if self._lent() is not None:
            yield
            return
        with in_sentences(self.path):
            connection = self._engine.connect().execution_options(reading=True)
        try:
            self._moment.connection, self._moment.read = connection, {}
            yield
        finally:
            self._moment.connection, self._moment.read = None, None
            connection.close()

    def _lent(self) -> Connection | None:
        """Return the connection that this thread holds already: the one that writes, or that of a snapshot."""
        held = self._held if self._holder == threading.get_ident() else None
        return held or getattr(self._moment, "connection", None)

    def _read_in_this_moment(self) -> dict[tuple[Any, ...], list[Any]] | None:
        """Return what this thread's snapshot has read already; None outside of one, or while this thread writes."""
        if self._held is not None and self._holder == threading.get_ident():
            return None
        return getattr(self._moment, "read", None)

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        """Lend the connection of this thread, or one for this moment alone."""
        connection = self._lent()
        if connection is not None:
            yield connection
            return
        with self._engine.connect().execution_options(reading=True) as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._looking() as connection, Session(connection) as session:
            yield session


def has_values(record: Record, where: Mapping[str, Any]) -> bool:
    """Say whether fields of a record have the given values."""
    return all(getattr(record, name) == value for name, value in where.items())


def _check_not_emptied(path: Path) -> None:
    """Refuse an empty file beside good copies: something took its content away.

    Raises:
        StoreError: the sentence says so, and the way back.
    """
    if path.is_file() and not path.stat().st_size and backup.newest_good(path) is not None:
        raise damaged(path, f"{path} is empty, so it is damaged.")
