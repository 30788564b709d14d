"""The screens of the number keys: each is imported when it is first shown, so that the first one paints early."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from textual.screen import Screen

_CLASSES = {
    "board": "BoardScreen",
    "cohorts": "CohortsScreen",
    "applicants": "ApplicantsScreen",
    "pairs": "PairsScreen",
    "log": "LogScreen",
    "pool": "PoolScreen",
    "worklist": "WorklistScreen",
}

_PLACES = {"board": "..board.board_screen"}
"""Where a screen has a room of its own."""


def _make(name: str) -> Screen[Any]:
    made: Screen[Any] = getattr(_module(name), _CLASSES[name])()
    return made


def _module(name: str) -> Any:
    return import_module(_PLACES.get(name, f".{name}"), __package__)


SCREENS: dict[str, Callable[[], Screen[Any]]] = {name: partial(_make, name) for name in _CLASSES}
"""Makers by name, as the app wants them."""


def import_all() -> None:
    """Import the screens that were not shown yet, as a worker does once the first one is painted."""
    for name in _CLASSES:
        _module(name)
