"""The options that an import found, question by question, and what the coordinator says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..intake import vocabulary
from ..intake.learning import joint_of
from ..intake.options import COMMA, Options, Ticked, option_key, split_ticked
from ..programmes import Programme
from .form_options import fields_sharing_options, list_fields
from .import_plans import ImportPlan, ImportRequest
from .workspace import ActionError


@dataclass(frozen=True, kw_only=True)
class OptionCount:
    """An option or a write-in of a question: as it was ticked, as it is shown, and in how many answers."""

    field: str
    label: str
    option: str
    shown: str
    answers: int
    known: bool


def options_found(plan: ImportPlan) -> list[OptionCount]:
    """Return what the answers of every list hold, by question; known options first, the frequent first."""
    options = vocabulary(plan.programme, plan.options).options
    lines: list[OptionCount] = []
    for field in list_fields(plan.programme):
        lines += _lines(plan, field, options[field])
    return lines


def pieces_after(plan: ImportPlan, line: OptionCount) -> list[tuple[str, int]]:
    """Return what follows an option in the same answer, with how often, where commas join the answers."""
    options = vocabulary(plan.programme, plan.options).options[line.field]
    key = option_key(line.option)
    following: Counter[str] = Counter()
    for joint, pieces in _answers(plan, line.field, options):
        if joint != COMMA:
            continue
        for first, second in pairwise(pieces):
            if option_key(_written(first)) == key:
                following[_written(second)] += 1
    return sorted(following.items(), key=lambda item: (-item[1], item[0]))


def with_joined(plan: ImportPlan, line: OptionCount, second: str) -> ImportRequest:
    """Return the request with two pieces as one option."""
    whole = f"{line.option}, {second}"
    request = _with_listed(plan.request, line.field, [whole])
    return _without_word_on(plan.programme, request, line.field, [whole])


def with_split(plan: ImportPlan, line: OptionCount, parts: Sequence[str]) -> ImportRequest:
    """Return the request with one option as several.

    Raises:
        ActionError: the parts are not what the answer holds, or they are fewer than two.
    """
    names = [part.strip() for part in parts if part.strip()]
    together = option_key(", ".join(names))
    if len(names) < 2 or together != option_key(line.option):
        raise ActionError(
            f"{line.option!r} cannot be cut that way; put | where one option ends and the next begins"
        )
    request = _without_word_on(plan.programme, plan.request, line.field, names)
    request = _with_listed(request, line.field, names)
    return _with_word(plan.programme, request, line, "")


def with_name(plan: ImportPlan, line: OptionCount, name: str) -> ImportRequest:
    """Return the request with another name for an option; an empty name makes it no option."""
    return _with_word(plan.programme, plan.request, line, name.strip())


def with_list(plan: ImportPlan, field: str, names: Iterable[str]) -> ImportRequest:
    """Return the request with the whole list of a question.

    Raises:
        ActionError: the list is empty.
    """
    listed = [name.strip() for name in names if name.strip()]
    if not listed:
        raise ActionError("the list is empty; write one option a line")
    request = _without_word_on(plan.programme, plan.request, field, listed)
    return _with_listed(request, field, listed)


def _lines(plan: ImportPlan, field: str, options: Options) -> list[OptionCount]:
    question = plan.programme.question(field)
    counts: Counter[str] = Counter()
    pieces_by_key: dict[str, Ticked] = {}
    for _, pieces in _answers(plan, field, options):
        for piece in pieces:
            key = option_key(_written(piece))
            counts[key] += 1
            before = pieces_by_key.setdefault(key, piece)
            if _written(piece) < _written(before):
                pieces_by_key[key] = piece
    label = question.label if question and question.label else field
    lines = [
        OptionCount(
            field=field,
            label=label,
            option=_written(piece),
            shown=piece.text,
            answers=counts[key],
            known=options.option(_written(piece)) is not None,
        )
        for key, piece in pieces_by_key.items()
    ]
    return sorted(
        lines,
        key=lambda option_count: (
            not option_count.known,
            -option_count.answers,
            option_count.option,
        ),
    )


def _answers(plan: ImportPlan, field: str, options: Options) -> list[tuple[str, list[Ticked]]]:
    """Return the pieces of every answer, with what joins the answers of its file."""
    answers: list[tuple[str, list[Ticked]]] = []
    for count in plan.counts:
        rows = count.reading.submissions
        texts = [row.answers[field] for row in rows if row.answers.get(field)]
        joint = joint_of(texts, options)
        answers += [(joint, split_ticked(text, options, joint)) for text in texts]
    return answers


def _written(piece: Ticked) -> str:
    return piece.written or piece.text


def _with_listed(request: ImportRequest, field: str, names: Sequence[str]) -> ImportRequest:
    before = request.options.get(field, ())
    options = {**request.options, field: [*dict.fromkeys([*before, *names])]}
    return replace(request, options=options)


def _with_word(
    programme: Programme, request: ImportRequest, line: OptionCount, stands_for: str
) -> ImportRequest:
    """Return the request with what an option stands for, in every list that shares it."""
    renamed = dict(_without_word_on(programme, request, line.field, [line.option]).options_said)
    for field in fields_sharing_options(programme, line.field):
        renamed[field, line.option] = stands_for
    return replace(request, options_said=renamed)


def _without_word_on(
    programme: Programme, request: ImportRequest, field: str, names: Iterable[str]
) -> ImportRequest:
    """Return the request without what was said of some options before."""
    fields = fields_sharing_options(programme, field)
    keys = {option_key(name) for name in names}
    renamed = {}
    for (place, option), stands_for in request.options_said.items():
        if place not in fields or option_key(option) not in keys:
            renamed[place, option] = stands_for
    return replace(request, options_said=renamed)
