"""What a letter about a pair may say of its life: who is silent and who told it, trips, job shadows, whether it ran its time."""

from __future__ import annotations

from typing import Any, Literal

from ..domain.calendar import end_of
from ..domain.pair_life import PairLife
from ..domain.people import RoleEntry
from ..domain.records import Pair
from ..programmes import Programme
from .job_shadows import shadow_days
from .trips import TRIP

Quiet = Literal["told", "partner", "self", ""]
"""Who of a pair is silent, to the reader: a partner, as the reader told us or as we noticed; the reader; or nobody alone."""


def life_values(
    programme: Programme, pair: Pair, life: PairLife | None, entry: RoleEntry, reader: str
) -> dict[str, Any]:
    """Return what a letter to one person of a pair may say of the pair's life.

    Args:
        programme: of the cohort.
        pair: the pair.
        life: where the pair stands, where it is followed.
        entry: the reader in the role that they have in the pair.
        reader: the reader's id.
    """
    noted = life.noted if life else ()
    return {
        "shadowed": bool(shadow_days(noted, pair)),
        "travelled": any(contact.kind == TRIP for contact in noted),
        "quiet": _quiet(life, reader),
        "waived": [rule for rule, _ in entry.verdict.waived],
    }


def ran_its_time(programme: Programme, starts: str, ends: str) -> bool:
    """Say whether a pair with these days has the whole time that the programme gives every pair."""
    usual = end_of(programme, starts[:10])
    return not usual or not ends or ends >= usual


def _quiet(life: PairLife | None, reader: str) -> Quiet:
    silent = {silence.person for silence in life.silences} if life else set()
    if life is None or not silent or silent >= set(life.pair.people):
        return ""
    if reader in silent:
        return "self"
    told = any(contact.kind == "silent" and contact.person == reader for contact in life.noted)
    return "told" if told else "partner"
