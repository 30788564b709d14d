"""The store: SQLite through SQLModel; rows never leave it."""

from .database import Conflict, Store, StoreError

__all__ = ["Conflict", "Store", "StoreError"]
