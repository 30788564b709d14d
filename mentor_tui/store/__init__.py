"""The store: SQLite through SQLModel; rows never leave it."""

from ..errors import Conflict, FileLost, StoreError
from .database import Store

__all__ = ["Conflict", "FileLost", "Store", "StoreError"]
