"""Vectors of texts: kept beside the texts, and gone with them (the schema's triggers see to that)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection
from sqlmodel import Session, select

from .tables import TextVectorRow


def kept(connection: Connection, cohort: str) -> dict[tuple[str, str], bytes]:
    """Return the vectors of a cohort, by person and hash of the text."""
    with Session(connection) as session:
        rows = session.exec(select(TextVectorRow).where(TextVectorRow.cohort == cohort))
        return {(row.person, row.digest): row.vector for row in rows}


def keep(connection: Connection, cohort: str, made: Mapping[tuple[str, str], bytes]) -> None:
    """Add vectors to those of a cohort."""
    with Session(connection) as session:
        for (person, digest), vector in sorted(made.items()):
            row = TextVectorRow(cohort=cohort, person=person, digest=digest, vector=vector)
            session.merge(row)
        session.flush()
