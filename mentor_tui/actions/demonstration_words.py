"""The words of the demonstration: people, libraries and texts that do not exist, a file for each programme."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "demonstration_data"
"""Where the files stand, each named as its programme."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """What somebody wrote, and the topics of the form that they tick with it."""

    text: str
    about: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Library:
    """A place of work: its name, where it is, and what the form asks about it."""

    name: str
    town: str
    kind: str
    size: str


@dataclass(frozen=True, kw_only=True)
class Position:
    """A job title, and the type of position that the form offers for it, if it asks."""

    title: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """Everything that the people of one programme are called and say."""

    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    libraries: tuple[Library, ...]
    positions: tuple[Position, ...]
    senior_positions: tuple[Position, ...]
    goals: tuple[Text, ...]
    offers: tuple[Text, ...]
    requests: tuple[str, ...]
    other_topics: tuple[str, ...]


def load_words(programme: str) -> Words:
    """Read the words of a programme."""
    data = tomllib.loads((DATA / f"{programme}.toml").read_text(encoding="utf-8"))
    return Words(
        first_names=tuple(data["first_names"]),
        last_names=tuple(data["last_names"]),
        libraries=tuple(_library(entry) for entry in data["libraries"]),
        positions=_positions(data["positions"]),
        senior_positions=_positions(data["senior_positions"]),
        goals=_texts(data["goals"]),
        offers=_texts(data["offers"]),
        requests=tuple(data["requests"]),
        other_topics=tuple(data["other_topics"]),
    )


def _library(entry: Mapping[str, Any]) -> Library:
    return Library(
        name=entry["name"], town=entry["town"], kind=entry["kind"], size=entry.get("size", "")
    )


def _positions(lines: Sequence[str]) -> tuple[Position, ...]:
    """Read job titles; behind a bar stands the type of position that goes with one."""
    split = [line.partition("|") for line in lines]
    return tuple(Position(title=title.strip(), kind=kind.strip()) for title, _, kind in split)


def _texts(entries: Sequence[Mapping[str, Any]]) -> tuple[Text, ...]:
    return tuple(Text(text=entry["text"], about=tuple(entry["about"])) for entry in entries)
