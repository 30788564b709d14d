"""The vectors of sentences, so that a model works each out once; by the hash of the sentence.

No record of a decision: they are neither undone nor handed over, and can be made again at any time.
So erasing anybody, and making a cohort anonymous, empties the table rather than looking for theirs.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete
from sqlmodel import Session, col, select

from .tables import SentenceVectorRow


def kept(connection: Connection, cohort: str, model: str) -> dict[str, bytes]:
    """Return the vectors of a cohort's sentences by one model, by the hash of the sentence."""
    with Session(connection) as session:
        rows = session.exec(
            select(SentenceVectorRow).where(
                col(SentenceVectorRow.cohort) == cohort, col(SentenceVectorRow.model) == model
            )
        )
        return {row.digest: row.vector for row in rows}


def keep(connection: Connection, cohort: str, model: str, new: Mapping[str, bytes]) -> None:
    """Keep further vectors; those of other models go, since they are compared with nothing."""
    with Session(connection) as session:
        session.exec(
            delete(SentenceVectorRow).where(
                col(SentenceVectorRow.cohort) == cohort, col(SentenceVectorRow.model) != model
            )
        )
        for digest, vector in sorted(new.items()):
            row = SentenceVectorRow(cohort=cohort, model=model, digest=digest, vector=vector)
            session.merge(row)
        session.flush()


def forget_all(session: Session) -> None:
    """Keep no vector any more, of anybody."""
    session.exec(delete(SentenceVectorRow))
