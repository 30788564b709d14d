"""The strip: the state of the pair on screen, always in the same row, loud enough not to be missed."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from ...review.pair_state import PairState, StateName
from ...review.requests import Request
from ..shapes import shapes
from ..text import QUIET, both_ends, fitted, line, marked, told, wrapped
from .sheet import single_lines

_COLOURS: Mapping[StateName, str] = {
    StateName.READ_FIRST: "$blocking",
    StateName.BLOCKED: "$blocking",
    StateName.PINNED: "$shared",
    StateName.ACCEPTED: "$shared",
    StateName.NOBODY_LEFT: "$missing",
    StateName.BROWSING: "$missing",
    StateName.SUGGESTED: "$act",
}
_KEYS: Mapping[StateName, str] = {
    StateName.READ_FIRST: "f read, K keep apart",
    StateName.BLOCKED: "w others",
    StateName.PINNED: "p unpins",
    StateName.ACCEPTED: "x rejects, w swaps",
    StateName.NOBODY_LEFT: "a says who would lose, 0 leaves unplaced",
    StateName.BROWSING: "a says who would move",
    StateName.SUGGESTED: "",
}


def strip_line(state: PairState, width: int) -> Content:
    """Return the strip: letter and word of the state, why, and at the right end what helps here."""
    label = _label(state)
    keys = told(_KEYS[state.name], QUIET)
    sentence = told(state.sentence, "$foreground")
    whole = Content.assemble(label, " ", sentence)
    if whole.cell_length + keys.cell_length + 3 > width:
        return fitted(whole, width)
    return both_ends(whole, keys, width)


def end_line(width: int) -> Content:
    """Return the strip when everybody is decided."""
    return fitted(Content.assemble(_block("END", "$shared"), " everybody is decided"), width)


def _label(state: PairState) -> Content:
    return _block(f"{state.letter} {state.label}", _COLOURS[state.name])


def _block(word: str, colour: str) -> Content:
    signs = shapes()
    return line(
        (signs.left, colour), (word, f"bold $background on {colour}"), (signs.right, colour)
    )


def request_lines(requests: tuple[Request, ...], width: int, most: int) -> list[Content]:
    """Return what is asked, in full, in a frame of its own above the cards."""
    if not requests or most < 3:
        return []
    inner = width - 4
    rows: list[Content] = []
    for request in requests:
        text = marked(request.text, request.marks, "$missing bold underline")
        name = line((f"{request.name}: ", "bold"))
        rows += wrapped(name + text, inner, 99)
    kept = rows if len(rows) <= most - 2 else rows[: most - 3]
    if len(kept) < len(rows):
        more = f"{len(rows) - len(kept)} more lines: Enter shows the whole card"
        kept = [*kept, told(more, "$act")]
    title = told("READ FIRST", "bold $blocking")
    return single_lines(title, kept, width, "$blocking")
