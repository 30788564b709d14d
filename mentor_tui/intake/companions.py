"""Columns told by the columns beside them: the text behind "Other", and a family name beside a first name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..programmes import Programme
from .heading_scores import Column, heading_key

WRITE_IN = "write-in"
"""How a column is known that holds what people wrote beside the options of a list."""

_ANOTHER = re.compile(
    r"\b(?:another|others?|autres?|(?:something else|quelque chose d autre)(?= text| texte| please| specify| precise))\b"
)
_WRITTEN = re.compile(
    r"\b(?:text|specify|please|describe|write|written|fill|name it|which|what|areas?|topics?|subjects?"
    r"|interests?|skills?|texte|preciser|precisez|lequel|domaines?|sujets?)\b"
)
_TEXT = re.compile(r"\b(?:text|texte|specify|describe|preciser|precisez)\b")
_ANOTHER_TOPIC = re.compile(
    r"\b(?:another|others?|autres?) (?:areas?|topics?|subjects?|interests?|skills?|domaines?|sujets?|themes?)\b"
)
_REMARK = re.compile(
    r"\b(?:comments?|remarks?|requests?|information|notes?|questions?|thoughts|anything|commentaires?|remarques?"
    r"|demandes?|considerations?|needs|mentors?|mentees?|library|libraries|people|names?|languages?)\b"
)
_OTHER_ALONE = (
    r"others?|autres?|something else|quelque chose d['’]autre|(?:others?|autres?)\s*(?:\([^)]*\)|[:–—-]\s*(?:please )?(?:specify|describe|pr[ée]cise[rz])\w*)"
    r"|others?,? please specify|autres?,? (?:veuillez )?pr[ée]cise[rz]"
)
_TICK_ENDS = r"\s*:?\s*(?=$|[,;\n])"
_ONLY_OTHER = re.compile(rf"\s*(?:{_OTHER_ALONE})\s*:?\s*", re.IGNORECASE)
_TICKED_OTHER = re.compile(rf"(?:^|(?<=[,;\n]))\s*(?:{_OTHER_ALONE}){_TICK_ENDS}", re.IGNORECASE)
_SAMPLE = 200
_MOSTLY = 0.8
_WORDS_OF_A_NAME = 5


def is_only_other(text: str) -> bool:
    """Say whether a ticked option only says that there is another, "Other (please specify)"."""
    return bool(_ONLY_OTHER.fullmatch(text))


def without_other(answer: str) -> str:
    """Return a joined answer without the tick at "Other"."""
    rest = _TICKED_OTHER.sub("", answer)
    return re.sub(r"\s*([,;\n])\s*(?=[,;\n]|$)|^\s*[,;]\s*", "", rest).strip()


def with_companions(
    columns: Sequence[Column], answers: Sequence[Sequence[str]], programme: Programme
) -> list[Column]:
    """Return the columns with those settled that only their neighbours tell.

    Args:
        columns: the columns in the order of the file.
        answers: the cells below each.
        programme: whose lists may have a write-in.
    """
    lists = {
        question.field for question in programme.questions if question.kind in ("topics", "choices")
    }
    settled: list[Column] = []
    for column in columns:
        cells = answers[column.index]
        open_to_it = column.how == "unknown" or (column.how == "words" and _names_topics(column))
        field = _list_beside(column, settled, lists, cells) if open_to_it else ""
        settled.append(replace(column, field=field, how=WRITE_IN) if field else column)
    return _family_names(settled, answers)


def spelt_out(headings: Sequence[str]) -> frozenset[int]:
    """Return the columns that spell out the "Other" of a question which has a column of its own beside them."""
    keys = [heading_key(heading) for heading in headings]
    return frozenset(index for index, key in enumerate(keys) if _has_its_question(index, key, keys))


def _has_its_question(index: int, key: str, keys: Sequence[str]) -> bool:
    another = _ANOTHER.search(key)
    question = key[: another.start()].strip() if another else ""
    if not question or not another or not _TEXT.search(key, another.start()):
        return False
    return any(other.startswith(question) for at, other in enumerate(keys) if at != index)


def _names_topics(column: Column) -> bool:
    """Say whether a heading asks for another topic rather than for anything else to say."""
    return bool(_ANOTHER_TOPIC.search(heading_key(column.heading)))


def _list_beside(
    column: Column, before: Sequence[Column], lists: set[str], cells: Sequence[str]
) -> str:
    """Return the list whose "Other" a column spells out, or an empty text."""
    key = heading_key(column.heading)
    another = _ANOTHER.search(key)
    if another is None or _REMARK.search(key, another.start()):
        return ""
    if not _WRITTEN.search(key, another.start()) and not _are_names(cells):
        return ""
    question = key[: another.start()].strip()
    for earlier in reversed(before):
        if earlier.field not in lists:
            continue
        if question and heading_key(earlier.heading).startswith(question):
            return earlier.field
        if not question and earlier.index == column.index - 1:
            return earlier.field
    return ""


def _are_names(cells: Sequence[str]) -> bool:
    """Say whether cells hold a few names of things: most blank, the rest a few words each."""
    filled = [cell for cell in cells if cell.strip()]
    short = sum(len(cell.split()) <= _WORDS_OF_A_NAME for cell in filled)
    return 0 < len(filled) * 2 <= len(cells) and short >= len(filled) * _MOSTLY


def _family_names(columns: list[Column], answers: Sequence[Sequence[str]]) -> list[Column]:
    """Read "Nom" beside "Prénom" as the family name, where the cells do not hold the first name too."""
    by_field = {column.field: column for column in columns if column.field}
    first, whole = by_field.get("first_name"), by_field.get("name")
    if first is None or whole is None or "last_name" in by_field or whole.how == "map":
        return columns
    rows = list(zip(answers[first.index], answers[whole.index], strict=True))[:_SAMPLE]
    both = [(own.casefold().strip(), name.casefold()) for own, name in rows if own and name]
    apart = sum(own not in name for own, name in both)
    if not both or apart < len(both) * _MOSTLY:
        return columns
    return [replace(column, field="last_name") if column is whole else column for column in columns]
