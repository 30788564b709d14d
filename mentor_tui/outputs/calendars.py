"""Calendars: the days of pairs as an `.ics` file that calendar programs open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..domain.names import content_id
from ..domain.visible import visible


@dataclass(frozen=True, kw_only=True)
class Day:
    """One entry: the day, what it says, and for which pair or liaison."""

    on: date
    title: str
    text: str
    about: str


def calendar_bytes(title: str, days: Sequence[Day], moment: datetime) -> bytes:
    """Return a calendar as an `.ics` file holds it."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Mentor TUI//mentor-tui//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", visible(title))
    for day in days:
        event = Event()
        event.add(
            "uid",
            f"{content_id(title, day.about, day.title, day.on.isoformat())}@mentor-tui.invalid",
        )
        event.add("dtstamp", moment.astimezone())
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("summary", visible(day.title))
        event.add("description", visible(day.text, lines=True))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
