"""The shapes that are drawn: lines and blocks, or plain signs where the terminal has no Unicode."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Shapes:
    """Signs for frames, bars and marks; every one is one cell wide, `corners` and `tees` one after another."""

    rule: str
    side: str
    corners: str
    tees: str
    cross: str
    fills: str
    empty: str
    done: str
    undone: str
    shared: str
    missing: str
    besides: str
    left: str
    right: str
    arrow: str
    minus: str
    more: str
    dot: str
    steps: str


UNICODE = Shapes(
    rule="─",
    side="│",
    corners="┌┐└┘",
    tees="┬┴├┤",
    cross="┼",
    fills="█▓▒░",
    empty="·",
    done="▰",
    undone="▱",
    shared="●",
    missing="○",
    besides="·",
    left="▌",
    right="▐",
    arrow="→",
    minus="−",
    more="▸",
    dot="●",
    steps="▏▎▍▌▋▊▉█",
)
PLAIN = Shapes(
    rule="-",
    side="|",
    corners="++++",
    tees="++++",
    cross="+",
    fills="#=+:",
    empty=".",
    done="#",
    undone="-",
    shared="=",
    missing="-",
    besides="+",
    left="[",
    right="]",
    arrow="->",
    minus="-",
    more=">",
    dot="*",
    steps="#",
)


def has_unicode() -> bool:
    """Say whether the terminal shows more than plain signs; MENTOR_TUI_ASCII=1 says that it does not."""
    if os.environ.get("MENTOR_TUI_ASCII") or os.environ.get("TERM") == "dumb":
        return False
    encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
    return encoding.casefold().replace("-", "").startswith("utf")


def shapes() -> Shapes:
    """Return the shapes for this terminal."""
    return UNICODE if has_unicode() else PLAIN


def graded_bar(share: float, width: int) -> str:
    """Return a bar of so many cells for a share from 0 to 1, graded by eighths where the terminal can."""
    steps = shapes().steps
    units = round(min(max(share, 0.0), 1.0) * width * len(steps))
    whole, part = divmod(units, len(steps))
    bar = steps[-1] * whole + (steps[part - 1] if part else "")
    return bar.ljust(width)
