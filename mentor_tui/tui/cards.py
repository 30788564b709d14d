"""The cards of the board: a person's lines for a width and a height, nothing clipped unsaid."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from ..domain.people import Applicant, RoleEntry
from ..matching.explain import Direction
from .text import MISSING, QUIET, SHARED, both_ends, fitted, line, marked, told, wrapped

_LABEL = 7
_SMALL = 8
"""A card with fewer lines is drawn compactly."""


@dataclass(frozen=True, kw_only=True)
class CardView:
    """What a card shows of a person: the side of the pair decides which texts and topics."""

    heading: str
    place: str
    person: Applicant
    entry: RoleEntry
    facts: tuple[tuple[str, str], ...]
    topic_heading: str
    topics: tuple[tuple[str, str], ...]
    text_heading: str
    text: str
    marks: tuple[tuple[int, int], ...]


def learner_topics(one: Direction) -> tuple[tuple[str, str], ...]:
    """Return the wanted topics with their marks: `=` shared, `-` not offered."""
    return tuple(("=", topic) for topic in one.shared) + tuple(
        ("-", topic) for topic in one.missing
    )


def helper_topics(one: Direction) -> tuple[tuple[str, str], ...]:
    """Return the offered topics with their marks: `=` shared, `+` offered besides."""
    return tuple(("=", topic) for topic in one.shared) + tuple(
        ("+", topic) for topic in one.besides
    )


def card_lines(view: CardView, width: int, height: int) -> list[Content]:
    """Return the lines of a card."""
    name = line((f"{view.heading}  ", QUIET), (view.person.name or view.person.email, "bold"))
    lines = [both_ends(name, told(view.place, QUIET), width) if view.place else fitted(name, width)]
    if height < _SMALL:
        return [*lines, *_compact(view, width, height - 1)]
    where = " · ".join(filter(None, (view.person.short("position"), view.person.organisation)))
    lines.append(fitted(told(where or "(library not named)", QUIET), width))
    for label, value in view.facts:
        lines.append(fitted(line((label.ljust(_LABEL), QUIET), value), width))
    roomy = height >= 18
    lines.append(Content(""))
    text_least = 3 if view.text else 1
    for_topics = max(height - len(lines) - 1 - text_least - (2 if roomy else 1), 2)
    lines += [
        fitted(told(view.topic_heading, QUIET), width),
        *_topic_lines(view.topics, width, for_topics),
    ]
    if roomy:
        lines.append(Content(""))
    lines.append(fitted(told(view.text_heading, QUIET), width))
    text = (
        marked(view.text, view.marks, "$shared bold underline")
        if view.text
        else told("(left blank)", QUIET)
    )
    return [*lines, *wrapped(text, width, max(height - len(lines), 1))][:height]


def _compact(view: CardView, width: int, height: int) -> list[Content]:
    """Return a small card: the first fact, then topics one after another, then as much of the text as there is room."""
    facts = [
        fitted(line((f"{label} ", QUIET), value), width)
        for label, value in view.facts[: 1 if height > 3 else 0]
    ]
    topics = Content("   ").join(
        [_topic_line(mark, topic, width).rstrip() for mark, topic in view.topics]
    )
    listed = wrapped(topics, width, max(height - len(facts) - 1, 1)) if view.topics else []
    text = (
        marked(view.text, view.marks, "$shared bold underline")
        if view.text
        else told("(left blank)", QUIET)
    )
    return [*facts, *listed, *wrapped(text, width, max(height - len(facts) - len(listed), 1))][
        :height
    ]


def _topic_lines(topics: tuple[tuple[str, str], ...], width: int, most: int) -> list[Content]:
    if not topics:
        return [told("  (none)", QUIET)]
    shown = topics if len(topics) <= most else topics[: most - 1]
    lines = [_topic_line(mark, topic, width) for mark, topic in shown]
    if len(shown) < len(topics):
        lines.append(line((f"  {len(topics) - len(shown)} more ", QUIET), ("[+]", "$act")))
    return lines


def _topic_line(mark: str, topic: str, width: int) -> Content:
    if mark == "=":
        return fitted(line(("= ", SHARED), (topic, "$foreground")), width)
    if mark == "-":
        remark = "  (not offered)" if len(topic) + 17 <= width else ""
        return fitted(line(("- ", MISSING), (topic, MISSING), (remark, QUIET)), width)
    return fitted(line(("+ ", QUIET), (topic, QUIET)), width)


def facts_of(
    person: Applicant, entry: RoleEntry, has: str, most: int
) -> tuple[tuple[str, str], ...]:
    """Return the short facts of a card: place taken, then the answers that agreements compare."""
    facts = [("Has", has)]
    for answer in entry.answers.values():
        if (
            isinstance(answer.value, (tuple, frozenset))
            and answer.field not in ("role",)
            and answer.value
        ):
            if answer.field in _TOPIC_LIKE or len(answer.value) > 3 or answer.label in ("Role",):
                continue
            facts.append((_short(answer.label), ", ".join(str(one) for one in answer.value)))
    return tuple(facts[:most])


_TOPIC_LIKE = {"interests", "interests_other", "can_share", "want_to_learn", "offers", "wants"}


def _short(label: str) -> str:
    words = {
        "Time commitment": "Time",
        "Library staff": "Staff",
        "Library location": "Place",
        "Type of library": "Type",
        "Way of meeting": "Meet",
        "Way of contact": "Meet",
        "Type of position": "Post",
    }
    return words.get(label, label)[: _LABEL - 1]
