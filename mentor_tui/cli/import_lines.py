"""What an import tells of itself, a statement a line: what became of the rows, what is open, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..actions.import_plans import FileCount, ImportPlan
from ..actions.open_questions import OpenQuestion
from ..intake import SetAside

SHOWN = 12
"""How many lines of a kind are told before the rest is counted."""

REST_IN_JSON = "--format json has them all"


def file_line(count: FileCount) -> str:
    """Return what became of a file's rows."""
    reading = count.reading
    sheet = f", sheet {reading.sheet}" if reading.sheet else ""
    return (
        f"{reading.file + sheet}: {reading.rows} rows, "
        f"{count.imported} imported, {count.updated} updated, "
        f"{count.superseded} superseded, {count.unchanged} unchanged, "
        f"{len(reading.set_aside)} set aside"
    )


def file_lines(count: FileCount, rest: str) -> Iterator[str]:
    """Return what became of a file's rows, and which of them need a look."""
    reading = count.reading
    yield file_line(count)
    yield from lines_of("set aside", [_aside_line(aside) for aside in reading.set_aside])
    repairs: list[str] = []
    for repair in reading.repairs:
        repairs.append(f"line {repair.line}: {repair.was!r} is {repair.now!r} ({repair.why})")
    yield from lines_of("repaired", repairs, rest)
    remarks = [f"line {remark.line}: {remark.why}" for remark in reading.remarks]
    yield from lines_of("look at", remarks, rest)


def _aside_line(aside: SetAside) -> str:
    way_in = f": {aside.by_command}" if aside.by_command else ""
    return f"line {aside.line}: {aside.reason}{way_in}"


def plan_lines(plan: ImportPlan, rest: str) -> Iterator[str]:
    """Return what was learned, what is open, and what is different from what was imported before.

    Args:
        plan: what would be written.
        rest: where the rest of a long list is; everything is told when it is empty.
    """
    for name, options in plan.learned.items():
        learned = [option for option, stands_for in options.items() if stands_for]
        yield from lines_of(f"option learned for {name}", learned, rest)
    yield from lines_of("one option or two", _doubt_lines(plan))
    yield from lines_of("open", [_question_line(question) for question in plan.open])
    yield from lines_of("not read", [column.sentence for column in plan.unread])
    yield from _news_lines(plan)


def _question_line(question: OpenQuestion) -> str:
    return f"{question.why}; {question.by_command}" if question.by_command else question.why


def _doubt_lines(plan: ImportPlan) -> list[str]:
    """Return what was read as two options and may be one, with the way to say it."""
    lines = [
        f"{doubt.first!r} and {doubt.second!r} stand together in all {doubt.people} answers that have them, "
        "and are read as two"
        for doubt in plan.doubts
    ]
    if lines:
        lines[-1] += "; --options FILE gives the form's own options, one a line"
    return lines


def _news_lines(plan: ImportPlan) -> Iterator[str]:
    changes: list[str] = []
    for answer in plan.news.answers:
        what = f"{answer.field} was {answer.was!r}, is {answer.now!r}"
        changes.append(f"{answer.name}, line {answer.line}: {what}")
    yield from lines_of("changed", changes)
    gone = [f"{person.name} ({person.file}, line {person.line})" for person in plan.news.gone]
    yield from lines_of("no longer in the file, still here", gone)
    yield from lines_of("note", plan.news.sentences)


def lines_of(word: str, texts: Iterable[str], rest: str = "") -> Iterator[str]:
    """Return texts after a word; a long list is cut where the rest is somewhere else, and says how long it is."""
    listed = list(texts)
    shown = listed[:SHOWN] if rest else listed
    for text in shown:
        yield f"  {word}: {text}"
    if len(shown) < len(listed):
        yield f"  {word}: {len(listed) - len(shown)} more; {rest}"
