"""Mistakes of a programme file, each with its line and what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from . import letter_words, schema

_MODELS: dict[str, type[BaseModel]] = {
    "roles": schema.Role,
    "questions": schema.Question,
    "topics": schema.Topic,
    "rules": schema.Rule,
    "agreements": schema.Agreement,
    "out_of_scope": schema.OutOfScope,
    "form": schema.Form,
    "dates": schema.Dates,
    "weights": schema.Weights,
    "letters": letter_words.Letters,
}
_NO_LEAP_YEAR = 2027
"""A day that comes every year is one of such a year."""

_TABLE = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")


@dataclass(frozen=True)
class Mistake:
    """One mistake: the line (1 is the first), and a sentence."""

    line: int
    text: str


def syntax_mistake(message: str) -> Mistake:
    """Return the mistake that the TOML reader's own message tells."""
    match = re.search(r"line (\d+)", message)
    return Mistake(int(match.group(1)) if match else 1, f"this is not TOML: {message}")


def mistakes_of(error: ValidationError, data: dict[str, Any], text: str) -> list[Mistake]:
    """Return every mistake that validation found, in the order of lines."""
    mistakes = [
        Mistake(_line_of(entry["loc"], text), _sentence(dict(entry), data))
        for entry in error.errors()
    ]
    return sorted(mistakes, key=lambda mistake: (mistake.line, mistake.text))


def impossible_dates(dates: schema.Dates, text: str) -> list[Mistake]:
    """Return the days of the calendar that no year has, or that not every year has."""
    mistakes = []
    for name in ("deadline", "starts", "ends"):
        written = getattr(dates, name)
        if written and not _is_possible(written):
            words = f"dates {name}: {written} is no day of the calendar; write one such as 01-31"
            mistakes.append(Mistake(_line_of(("dates", name), text), words))
    return mistakes


def _is_possible(written: str) -> bool:
    whole = written if written.count("-") == 2 else f"{_NO_LEAP_YEAR}-{written}"
    try:
        date.fromisoformat(whole)
    except ValueError:
        return False
    return True


def _sentence(entry: dict[str, Any], data: dict[str, Any]) -> str:
    where = _where(entry["loc"], data)
    kind, context = entry["type"], entry.get("ctx") or {}
    if kind == "missing":
        return f"{where} is missing; add it"
    if kind == "extra_forbidden":
        return f"{where} is not known here; {_likely_key(entry['loc'])}"
    if kind == "literal_error":
        return f"{where} is {entry.get('input')!r}; write {context.get('expected')}"
    message = str(entry["msg"]).removeprefix("Value error, ")
    return f"{where}: {message[:1].lower()}{message[1:]}" if where else message


def _where(location: tuple[Any, ...], data: dict[str, Any]) -> str:
    """Return the place in words: table, its own name where it has one, key."""
    words: list[str] = []
    here: Any = data
    for step in location:
        here = _step_into(here, step)
        if isinstance(step, int):
            name = (
                here.get("field") or here.get("id") or here.get("name")
                if isinstance(here, dict)
                else None
            )
            words.append(f"number {step + 1}" + (f" ({name})" if name else ""))
        else:
            words.append(str(step))
    return " ".join(words)


def _step_into(here: Any, step: Any) -> Any:
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        return None


def _likely_key(location: tuple[Any, ...]) -> str:
    model = (
        _MODELS.get(str(location[0]), schema.Programme) if len(location) > 1 else schema.Programme
    )
    close = difflib.get_close_matches(str(location[-1]), model.model_fields, n=1)
    if close:
        return f"did you mean {close[0]}?"
    return "the keys here are " + ", ".join(model.model_fields)


def _line_of(location: tuple[Any, ...], text: str) -> int:
    """Return the line that a location stands in: its key, else its table, else 1."""
    if not location:
        return 1
    key = next((str(step) for step in reversed(location) if isinstance(step, str)), "")
    start = end = None
    for first, last, name, index in _tables(text):
        if _names_table(location, name, index):
            start, end = first, last
    lines = text.splitlines()
    for number in range(start or 1, (end or len(lines)) + 1):
        if re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", lines[number - 1]):
            return number
    return start or 1


def _names_table(location: tuple[Any, ...], name: str, index: int) -> bool:
    if name == ".".join(str(step) for step in location[: name.count(".") + 1]) and not isinstance(
        location[1] if len(location) > 1 else "", int
    ):
        return True
    return len(location) > 1 and name == location[0] and index == location[1]


def _tables(text: str) -> Iterator[tuple[int, int, str, int]]:
    """Yield first line, last line, name and running number of every table."""
    lines = text.splitlines()
    heads = [
        (number, match.group(1))
        for number, line in enumerate(lines, 1)
        if (match := _TABLE.match(line))
    ]
    seen: dict[str, int] = {}
    for position, (number, name) in enumerate(heads):
        last = heads[position + 1][0] - 1 if position + 1 < len(heads) else len(lines)
        index = seen.get(name, 0)
        seen[name] = index + 1
        yield number, last, name, index
