"""The five screens of the number keys, made once."""

from __future__ import annotations

from .applicants import ApplicantsScreen
from .base import MainScreen
from .board import BoardScreen
from .cohorts import CohortsScreen
from .log import LogScreen
from .pairs import PairsScreen


def make_screens() -> list[MainScreen]:
    """Return new screens in the order of their keys."""
    return [CohortsScreen(), ApplicantsScreen(), BoardScreen(), PairsScreen(), LogScreen()]
