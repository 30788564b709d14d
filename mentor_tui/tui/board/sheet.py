"""The two cards of the board in one frame: titles in the borders, rows of both sides level with each other."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from ..shapes import shapes
from ..text import MISSING, QUIET, SHARED, fitted, line, marked, told, wrapped

_EDGE = "$line"
_ROOMY = 9
"""A frame with fewer rows is drawn compactly: one row about a person, topics one after another."""


@dataclass(frozen=True, kw_only=True)
class CardSide:
    """What a card shows of a person: the side of the pair decides which texts and topics."""

    name: str
    word: str
    place: str
    about: tuple[str, ...]
    facts: tuple[str, ...]
    topic_title: str
    topic_count: str
    topics: tuple[tuple[str, str], ...]
    text_title: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Shares:
    """How many rows each section of a frame gets."""

    head: int
    topics: int
    text: int


def sheet_lines(left: CardSide, right: CardSide, width: int, height: int) -> list[Content]:
    """Return both cards beside each other."""
    inner = (width - 3) // 2
    widths = (inner, width - 3 - inner)
    sides = (left, right)
    if height < _ROOMY:
        return _compact_pair(sides, widths, height)
    shares = _shares(sides, widths, height - 4)
    heads = [_head(side, room - 2, shares.head) for side, room in zip(sides, widths, strict=True)]
    topics = [
        topic_lines(side, room - 2, shares.topics) for side, room in zip(sides, widths, strict=True)
    ]
    texts = [_text(side, room - 2, shares.text) for side, room in zip(sides, widths, strict=True)]
    tees, corners = shapes().tees, shapes().corners
    middle = (tees[2], shapes().cross, tees[3])
    return [
        _rule(
            [_name_title(side, room) for side, room in zip(sides, widths, strict=True)],
            [side.place for side in sides],
            widths,
            (corners[0], tees[0], corners[1]),
        ),
        *_rows(heads, widths, shares.head),
        _rule(
            [told(side.topic_title, QUIET) for side in sides],
            [side.topic_count for side in sides],
            widths,
            middle,
        ),
        *_rows(topics, widths, shares.topics),
        _rule([told(side.text_title, QUIET) for side in sides], ["", ""], widths, middle),
        *_rows(texts, widths, shares.text),
        _rule([told("")] * 2, ["", ""], widths, (corners[2], tees[1], corners[3])),
    ]


def stacked_lines(left: CardSide, right: CardSide, width: int, height: int) -> list[Content]:
    """Return the cards under each other, for a narrow terminal."""
    inner = width - 2
    upper = max((height - 3) // 2, 1)
    lower = max(height - 3 - upper, 0)
    tees, corners = shapes().tees, shapes().corners
    rows: list[Content] = []
    for side, room, ends in (
        (left, upper, corners[:2]),
        (right, lower, tees[2:]),
    ):
        rows.append(_rule([_name_title(side, inner)], [side.place], (inner,), tuple(ends)))
        rows += _rows([_compact(side, inner - 2, room)], (inner,), room)
    rows.append(_rule([told("")], [""], (inner,), tuple(corners[2:])))
    return rows[:height]


def single_lines(
    title: Content, lines: list[Content], width: int, style: str = _EDGE
) -> list[Content]:
    """Return lines in a frame of their own with a title."""
    inner, corners = width - 2, shapes().corners
    return [
        _rule([title], [""], (inner,), tuple(corners[:2]), style),
        *_rows([lines], (inner,), len(lines), style),
        _rule([told("")], [""], (inner,), tuple(corners[2:]), style),
    ]


def _compact_pair(
    sides: tuple[CardSide, CardSide], widths: tuple[int, int], height: int
) -> list[Content]:
    tees, corners = shapes().tees, shapes().corners
    room = max(height - 2, 0)
    bodies = [_compact(side, wide - 2, room) for side, wide in zip(sides, widths, strict=True)]
    return [
        _rule(
            [_name_title(side, wide) for side, wide in zip(sides, widths, strict=True)],
            [side.place for side in sides],
            widths,
            (corners[0], tees[0], corners[1]),
        ),
        *_rows(bodies, widths, room),
        _rule([told("")] * 2, ["", ""], widths, (corners[2], tees[1], corners[3])),
    ][:height]


# the parts of a frame


def _rule(
    titles: list[Content],
    ends: list[str],
    widths: tuple[int, ...],
    joints: tuple[str, ...],
    style: str = _EDGE,
) -> Content:
    """Return a horizontal line with a title in each part, and something at the right end of each."""
    parts = [told(joints[0], style)]
    for title, end, width, joint in zip(titles, ends, widths, joints[1:], strict=True):
        first = Content.assemble(" ", title, " ") if title.plain else Content("")
        last = told(f" {end} ", QUIET) if end else Content("")
        if first.cell_length + last.cell_length > width:
            first = fitted(first, max(width - last.cell_length, 0))
        fill = max(width - first.cell_length - last.cell_length, 0)
        parts += [first, told(shapes().rule * fill, style), last, told(joint, style)]
    return Content.assemble(*parts)


def _rows(
    columns: list[list[Content]], widths: tuple[int, ...], rows: int, style: str = _EDGE
) -> list[Content]:
    """Return rows of one or two columns between upright lines."""
    edge = told(shapes().side, style)
    lines = []
    for at in range(rows):
        parts = [edge]
        for column, width in zip(columns, widths, strict=True):
            text = column[at] if at < len(column) else Content("")
            parts += [Content(" "), fitted(text, width - 2), Content(" "), edge]
        lines.append(Content.assemble(*parts))
    return lines


def _name_title(side: CardSide, width: int) -> Content:
    """Return a name with what the person is; the word gives way before the name does."""
    name = told(side.name, "bold $foreground")
    word = line((f" {shapes().rule} ", _EDGE), (side.word, QUIET))
    room = width - 2 - (len(side.place) + 3 if side.place else 0)
    return name + word if name.cell_length + word.cell_length <= room else name


def _shares(sides: tuple[CardSide, ...], widths: tuple[int, ...], room: int) -> Shares:
    """Share the rows out: who it is, then topics, then texts; what is not needed goes to the texts."""
    pairs = list(zip(sides, widths, strict=True))
    needed = max(len(_head(side, width - 2, 9)) for side, width in pairs)
    topics = max(len(_whole_topics(side, width - 2)) or 1 for side, width in pairs)
    text = max(len(_text(side, width - 2, 99)) for side, width in pairs)
    head = min(needed, max(room // 4, room - topics - text, 1))
    left = room - head
    least = min(text, max(left // 3, 2))
    topics = max(min(topics, left - least), 1)
    return Shares(head=head, topics=topics, text=max(left - topics, 0))


def _head(side: CardSide, width: int, most: int) -> list[Content]:
    """Return the rows about a person: post and library, then the short facts, as few rows as hold them."""
    whole = ", ".join(side.about)
    about = [whole] if len(whole) <= width or most < 2 else list(side.about)
    rows = [fitted(told(text, "$foreground"), width) for text in about]
    return [*rows, *_flowed(side.facts, width)][:most]


def _flowed(parts: tuple[str, ...], width: int) -> list[Content]:
    """Return short texts one after another, three spaces between them, none broken."""
    rows: list[str] = []
    for part in parts:
        if rows and len(rows[-1]) + 3 + len(part) <= width:
            rows[-1] += f"   {part}"
        else:
            rows.append(part)
    return [text for row in rows for text in wrapped(told(row, QUIET), width, 3)]


def topic_lines(side: CardSide, width: int, most: int) -> list[Content]:
    """Return the topics, one a row; what finds no room is counted."""
    if not side.topics:
        return [told("(none named)", QUIET)]
    whole = _whole_topics(side, width)
    if len(whole) <= most:
        return whole
    shown = side.topics if len(side.topics) <= most else side.topics[: max(most - 1, 0)]
    rows = [fitted(_topic(mark, topic), width) for mark, topic in shown]
    left = len(side.topics) - len(shown)
    if left:
        rows.append(line((f"  {left} more ", QUIET), ("[+]", "$act")))
    return rows


def _whole_topics(side: CardSide, width: int) -> list[Content]:
    """Return the topics with nothing cut: a long one goes on in the next row."""
    rows: list[Content] = []
    for mark, topic in side.topics:
        first, *more = _topic(mark, topic).wrap(width - 2)
        rows += [first.rstrip(), *(Content("  ") + part.rstrip() for part in more)]
    return rows


def _topic(mark: str, topic: str) -> Content:
    signs = shapes()
    if mark == "=":
        return line((f"{signs.shared} ", SHARED), (topic, "$foreground"))
    if mark == "-":
        return line((f"{signs.missing} ", MISSING), (topic, MISSING))
    return line((f"{signs.besides} ", QUIET), (topic, QUIET))


def _text(side: CardSide, width: int, most: int) -> list[Content]:
    if not side.text:
        return [told("(left blank)", QUIET)][:most]
    return wrapped(marked(side.text, side.marks, "$shared bold underline"), width, most)


def _compact(side: CardSide, width: int, height: int) -> list[Content]:
    """Return a small card: who it is, topics one after another, then as much of the text as there is room."""
    about = ", ".join((*side.about, *side.facts))
    head = [fitted(told(about, QUIET), width)] if height > 3 else []
    topics = Content("  ").join([_topic(mark, topic) for mark, topic in side.topics])
    text_rows = 1 if height - len(head) > 2 else 0
    listed = wrapped(topics, width, max(height - len(head) - text_rows, 1)) if side.topics else []
    room = height - len(head) - len(listed)
    return [*head, *listed, *(_text(side, width, room) if room > 0 else [])][:height]
