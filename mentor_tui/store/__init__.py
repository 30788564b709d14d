"""The store: SQLite through SQLModel; rows never leave it."""

from .database import Store
from .sentences import Conflict, FileLost, StoreError

__all__ = ["Conflict", "FileLost", "Store", "StoreError"]
