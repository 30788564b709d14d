"""From every released schema to today's: numbered SQL files, all that are missing in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources

from sqlalchemy import Connection, Engine

from ..errors import SchemaTooNew as SchemaTooNew

SCHEMA = 5
"""Today's schema. `schemas/N.sql` leads from schema N - 1 to schema N; a released one is never edited."""


def schema_of(connection: Connection) -> int:
    """Return the schema number of a file; 0 is an empty file."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(engine: Engine, before: Callable[[], None] | None = None) -> None:
    """Bring a file to today's schema. `before` is called once when an older file will be changed.

    Raises:
        SchemaTooNew: the file's schema is unknown to this version.
    """
    with engine.connect().execution_options(reading=True) as connection:
        known = schema_of(connection)
    if known > SCHEMA:
        raise SchemaTooNew(str(known))
    if known == SCHEMA:
        return
    if known and before is not None:
        before()
    with engine.begin() as connection:
        for number in range(schema_of(connection) + 1, SCHEMA + 1):
            for statement in statements(number):
                connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")


def statements(number: int) -> list[str]:
    """Return the statements that lead to a schema."""
    text = (
        resources.files(__package__)
        .joinpath("schemas", f"{number}.sql")
        .read_text(encoding="utf-8")
    )
    return [part.strip() for part in text.split(";\n") if part.strip()]
