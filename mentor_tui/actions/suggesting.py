"""Suggesting: the roster of a cohort becomes a solved problem."""

from __future__ import annotations

from collections.abc import Mapping

from ..domain.roster import Roster
from ..matching.pairing import Objective
from ..matching.problem import (
    Problem,
    Settings,
    changed_settings,
    score_roster,
    settings_of,
    weights_of,
)
from ..programmes import Weights
from .roster_loading import load_roster
from .workspace import ActionError, Workspace


def problem_of(
    workspace: Workspace,
    cohort: str,
    weights: Mapping[str, float] | None = None,
    objective: Objective | None = None,
    minimum_fit: float | None = None,
) -> Problem:
    """Return the matching problem of a cohort as it stands, with weights or wishes changed for the moment."""
    return problem_for(load_roster(workspace, cohort), weights, objective, minimum_fit)


def problem_for(
    roster: Roster,
    weights: Mapping[str, float] | None = None,
    objective: Objective | None = None,
    minimum_fit: float | None = None,
) -> Problem:
    """Return the matching problem of a roster."""
    chosen = weights_of(roster).model_copy(update=dict(weights or {}))
    settings: Settings = changed_settings(settings_of(roster), objective, minimum_fit)
    return Problem(roster, score_roster(roster, chosen), settings)


def read_weights(text: str) -> dict[str, float]:
    """Return weights from "interests=1,goals=0,agreements=0".

    Raises:
        ActionError: a name is unknown or a number is none, or negative.
    """
    shares: dict[str, float] = {}
    for piece in text.split(","):
        name, equals, number = piece.partition("=")
        if name.strip() not in Weights.model_fields or not equals:
            known = ", ".join(f"{model_field}=NUMBER" for model_field in Weights.model_fields)
            raise ActionError(f"{piece.strip()!r} is no weight; write {known}", "--weights TEXT")
        try:
            value = float(number)
        except ValueError:
            value = -1.0
        if not 0 <= value < float("inf"):
            raise ActionError(f"{piece.strip()!r}: write a number from 0 on", "--weights TEXT")
        shares[name.strip()] = value
    return shares
