"""Programme files become programmes: the shipped ones and the coordinator's own."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..errors import ProgrammeError as ProgrammeError
from .check import mistakes_of, syntax_mistake
from .schema import Programme

COMMON = "common.toml"


def parse_programme(text: str, source: str = "programme") -> Programme:
    """Return the programme that TOML text describes.

    Raises:
        ProgrammeError: the text is not TOML, or does not describe a programme.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProgrammeError(source, [syntax_mistake(str(error))]) from None
    try:
        return Programme.model_validate(_with_common(data))
    except ValidationError as error:
        raise ProgrammeError(source, mistakes_of(error, data, text)) from None


def shipped_ids() -> list[str]:
    """Return the ids of the programmes in the package, sorted."""
    names = (entry.name for entry in resources.files(__package__).iterdir())
    return sorted(
        name.removesuffix(".toml") for name in names if name.endswith(".toml") and name != COMMON
    )


def programme_text(programme_id: str, folder: Path | None = None) -> str:
    """Return the TOML text of a programme; the coordinator's own folder comes first.

    Raises:
        KeyError: no programme has this id.
    """
    own = folder / f"{programme_id}.toml" if folder else None
    if own is not None and programme_id in own_ids(folder):
        return own.read_text(encoding="utf-8")
    if programme_id in shipped_ids():
        return (
            resources.files(__package__)
            .joinpath(f"{programme_id}.toml")
            .read_text(encoding="utf-8")
        )
    raise KeyError(programme_id)


def own_ids(folder: Path | None) -> list[str]:
    """Return the ids of the programmes in the coordinator's own folder, sorted."""
    if folder is None or not folder.is_dir():
        return []
    return sorted(path.stem for path in folder.glob("*.toml") if path.is_file())


def known_ids(folder: Path | None = None) -> list[str]:
    """Return every programme id, shipped and own, sorted."""
    return sorted({*shipped_ids(), *own_ids(folder)})


@cache
def _common_questions() -> dict[str, dict[str, Any]]:
    text = resources.files(__package__).joinpath(COMMON).read_text(encoding="utf-8")
    return {question["field"]: question for question in tomllib.loads(text)["questions"]}


def _with_common(data: dict[str, Any]) -> dict[str, Any]:
    """Add the questions that every form asks to those of the programme."""
    own = data.get("questions")
    if not isinstance(own, list) or not all(isinstance(question, dict) for question in own):
        return data
    merged = [_merged(question) for question in own]
    fields = {str(question.get("field")) for question in own}
    merged += [question for field, question in _common_questions().items() if field not in fields]
    return {**data, "questions": merged}


def _merged(question: dict[str, Any]) -> dict[str, Any]:
    common = _common_questions().get(str(question.get("field")), {})
    joined = {**common, **question}
    for key in ("headings", "keywords", "avoid"):
        own = question.get(key, [])
        if key in common and isinstance(own, list):
            joined[key] = [*own, *common[key]]
    return joined
