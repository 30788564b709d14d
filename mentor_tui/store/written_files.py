"""The files that the program wrote elsewhere, so that erasing a person can find them again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection
from sqlmodel import Session, select

from .tables import WrittenFileRow


def note(connection: Connection, cohort: str, paths: Iterable[Path], at: str) -> None:
    """Keep where files were written."""
    with Session(connection) as session:
        for path in paths:
            session.merge(WrittenFileRow(path=str(path.absolute()), cohort=cohort, at=at))
        session.flush()


def noted(connection: Connection) -> list[Path]:
    """Return where files were written, by path."""
    with Session(connection) as session:
        return sorted(Path(row.path) for row in session.exec(select(WrittenFileRow)))


def forget(connection: Connection, paths: Iterable[Path]) -> None:
    """Keep no longer where files were written."""
    with Session(connection) as session:
        for path in paths:
            row = session.get(WrittenFileRow, str(path))
            if row is not None:
                session.delete(row)
        session.flush()
