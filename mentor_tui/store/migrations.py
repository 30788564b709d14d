"""From every schema to today's, one numbered step each, all in one transaction."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine
from sqlmodel import SQLModel

from . import tables  # noqa: F401  (registers the tables)


class Newer(Exception):
    """The file was written by a newer version of the program."""


def _first(connection: Connection) -> None:
    SQLModel.metadata.create_all(connection)


STEPS: tuple[Callable[[Connection], None], ...] = (_first,)
"""The step at position n leads from schema n to schema n + 1."""

SCHEMA = len(STEPS)


def schema_of(connection: Connection) -> int:
    """Return the schema number of a file; 0 is an empty file."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(engine: Engine, before: Callable[[], None] | None = None) -> None:
    """Bring a file to today's schema. `before` is called once when an older file will be changed.

    Raises:
        Newer: the file's schema is unknown to this version.
    """
    with engine.connect().execution_options(reading=True) as connection:
        known = schema_of(connection)
    if known > SCHEMA:
        raise Newer(known)
    if known == SCHEMA:
        return
    if known and before is not None:
        before()
    with engine.begin() as connection:
        for step in STEPS[schema_of(connection) :]:
            step(connection)
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
