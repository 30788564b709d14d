"""The store: SQLite through SQLModel; rows never leave it."""

from .desk import Conflict, Desk, StoreError

__all__ = ["Conflict", "Desk", "StoreError"]
