"""People who were erased are remembered by a salted hash alone, so that no file brings them back unseen."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import Connection
from sqlmodel import Session, select

from ..domain.names import address_key
from .tables import ErasedPersonRow

_ROUNDS = 1000


class ErasedPeople:
    """The hashes of a file; asks whether somebody is among them."""

    def __init__(self, hashes: Iterable[tuple[str, str]]) -> None:
        self.hashes = frozenset(hashes)
        self._salts = sorted({salt for salt, _ in self.hashes})

    def __bool__(self) -> bool:
        return bool(self.hashes)

    def has(self, person: str, *addresses: str) -> bool:
        """Say whether an id or one of the addresses is of somebody who was erased."""
        keys = keys_of([person], addresses)
        return any((salt, hashed(salt, key)) in self.hashes for salt in self._salts for key in keys)


def keys_of(ids: Iterable[str], addresses: Iterable[str]) -> list[str]:
    """Return what is hashed of a person."""
    marks = [f"id {person_id}" for person_id in ids if person_id]
    return marks + [f"address {address_key(address)}" for address in addresses if address.strip()]


@lru_cache(maxsize=65536)
def hashed(salt: str, key: str) -> str:
    """Return what stands for a key of a person, without telling it."""
    digest = hashlib.pbkdf2_hmac("sha256", key.encode("utf-8", "replace"), salt.encode(), _ROUNDS)
    return digest.hex()[:32]


def known(connection: Connection) -> ErasedPeople:
    """Return the people who were erased from a file."""
    with Session(connection) as session:
        rows = session.exec(select(ErasedPersonRow)).all()
        return ErasedPeople((row.salt, row.digest) for row in rows)


def remember(connection: Connection, keys: Iterable[str]) -> None:
    """Remember a person by the hashes of these keys."""
    salts = sorted({salt for salt, _ in known(connection).hashes})
    salt = salts[0] if salts else secrets.token_hex(16)
    take_over(connection, [(salt, hashed(salt, key)) for key in keys])


def take_over(connection: Connection, hashes: Iterable[tuple[str, str]]) -> None:
    """Add the hashes of another file."""
    with Session(connection) as session:
        for salt, digest in hashes:
            session.merge(ErasedPersonRow(salt=salt, digest=digest))
        session.flush()


def allow(connection: Connection, keys: Iterable[str]) -> int:
    """Forget the hashes of a person who may come back; return how many there were."""
    wanted = list(keys)
    hashes = known(connection).hashes
    salts = {salt for salt, _ in hashes}
    gone = {(salt, hashed(salt, key)) for salt in salts for key in wanted} & hashes
    with Session(connection) as session:
        for salt, digest in gone:
            row = session.get(ErasedPersonRow, (salt, digest))
            if row is not None:
                session.delete(row)
        session.flush()
    return len(gone)
