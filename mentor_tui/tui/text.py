"""The one place where user data becomes something to show: never markup, never a terminal code."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.content import Content

from ..domain.visible import visible

SHARED, MISSING, ACTION, QUIET = "$shared bold", "$missing", "$act", "$quiet"


def told(text: object, style: str = "") -> Content:
    """Return a text on one line, safe to show."""
    return Content.styled(visible(str(text)), style)


def line(*parts: str | Content | tuple[str, str]) -> Content:
    """Return one line of parts; a text part is made safe, alone or with its style."""
    safe = [
        part
        if isinstance(part, Content)
        else told(*part)
        if isinstance(part, tuple)
        else told(part)
        for part in parts
    ]
    return Content.assemble(*safe)


def fitted(content: Content, width: int) -> Content:
    """Return a line cut or filled to a width in cells; a cut shows three dots."""
    if width <= 0:
        return Content("")
    if content.cell_length > width:
        content = (
            content.truncate(max(width - 2, 0)) + Content.styled("..", QUIET)
            if width > 4
            else content.truncate(width)
        )
    return content.pad_right(max(width - content.cell_length, 0))


def both_ends(left: Content, right: Content, width: int) -> Content:
    """Return a line with something at each end; the left is cut first."""
    room = width - right.cell_length - 1
    if room < 4:
        return fitted(left, width)
    return fitted(left, room) + Content(" ") + right


def beside(first: Content, second: Content, half: int) -> Content:
    """Return two short lines beside each other, each half the room wide, with a rule between them."""
    return line(fitted(first, half), (" | ", QUIET), fitted(second, half))


def marked(text: str, marks: Iterable[tuple[int, int]], style: str) -> Content:
    """Return a longer text, line breaks kept as spaces, with stretches marked; positions are of the text as it came."""
    pieces: list[Content] = []
    at = 0
    for start, end in sorted(marks):
        if start < at:
            continue
        pieces.append(told(text[at:start]))
        pieces.append(told(text[start:end], style))
        at = end
    pieces.append(told(text[at:]))
    return Content.assemble(*pieces)


def wrapped(content: Content, width: int, most: int, more: str = "[+]") -> list[Content]:
    """Return a text as lines; what does not fit is cut, and the cut says so."""
    if width < 1 or most < 1:
        return []
    lines = content.wrap(width)
    if len(lines) <= most:
        return [content.rstrip() for content in lines]
    kept = [content.rstrip() for content in lines[:most]]
    sign = Content.styled(f" {more}", ACTION)
    kept[-1] = kept[-1].truncate(max(width - sign.cell_length - 3, 1)) + Content("...") + sign
    return kept


def chosen_path(text: str) -> Path:
    """Return the path that was typed; one that is not whole lies in the home folder."""
    return Path.home() / Path(text.strip()).expanduser()


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its word."""
    return f"{number} {one if number == 1 else many or one + 's'}"
