"""Why nobody gets a kind of letter, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.roster import Roster
from ..errors import Nobody, NobodyWaits

_NO_PAIR = "no pair is decided yet, so nobody gets this letter"
_NOT_NOW = "as the pairs stand, none waits for this letter"
_NOT_THEIRS = "as their pair stands, whoever is named waits for no such letter"
_NOBODY = {
    "no-match": "everybody who may take part has or had a pair, has a suggestion, or is not eligible: nobody gets this letter",
    "no-mentee": "everybody who could be given somebody has or had somebody, or a suggestion: nobody gets this letter",
    "not-eligible": "no rule stands against anybody: nobody gets this letter",
    "late": "nobody applied late: nobody gets this letter",
    "undecided": "every application can be judged: nobody gets this letter",
    "liaison": "no liaison looks after a pair yet; assign the liaisons first",
    "recognition": "nobody asked for a letter of recognition yet; note who did",
    "reminder": "no pair is silent: nobody gets a reminder",
    "silence": "no pair of a liaison is silent: nobody gets this letter",
    "still-meeting": "no pair with an open end is under way: nobody is asked",
}
_GOOD_NEWS = ("no-match", "no-mentee", "not-eligible", "late", "undecided", "reminder", "silence")


def to_nobody(
    roster: Roster, kind: str, named: bool, went_out: bool, left_out: Sequence[str]
) -> Nobody:
    """Return what says why nobody gets a letter.

    Args:
        roster: the cohort.
        kind: of the letter.
        named: whether people were named who should get it.
        went_out: whether such a letter went out.
        left_out: who was left out, in words.
    """
    if went_out and not named and not left_out:
        return NobodyWaits(
            f"everybody who gets this letter has it ({kind})", "--again writes it once more"
        )
    words = "; ".join(left_out) or _NOBODY.get(kind) or _about_pairs(roster, named)
    good = kind in _GOOD_NEWS and not named
    return NobodyWaits(words) if good else Nobody(words)


def _about_pairs(roster: Roster, named: bool) -> str:
    """Return why a letter about pairs goes to nobody."""
    if not roster.decided:
        return _NO_PAIR
    return _NOT_THEIRS if named else _NOT_NOW
