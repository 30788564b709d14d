"""Headings become fields: by what is remembered, by the words of the question, by what stands below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from ..programmes import Programme, Question
from .heading_scores import CLOSE_CALL, SURE, evidence, filled_cells
from .heading_scores import ENOUGH as ENOUGH
from .heading_scores import Column as Column
from .heading_scores import heading_key as heading_key
from .heading_scores import heading_score as heading_score
from .heading_turns import is_turned
from .naming import are_names, asks_who
from .opposite_columns import listed_columns, tells_of_work
from .opposites import Judged, Listed, both_sides_field, judge, opposite_fields
from .options import Options
from .ticked import share_of_wholes

_SAMPLE = 60
_MANY = 500
"""How many answers of a column are looked at for what it holds."""
_EMPTY = 70.0
_WHO_COLUMN = 88.0
_SURELY_ANOTHER = 90.0
_ALL_KNOWN = 0.8
_SOME_KNOWN = 0.25
_ALL_OF_THEM = 25.0
"""What answers speak for a question when all of them hold its options."""
_LONG_OPTION = 25
"""From how many letters an option is a sentence, and no word that stands on other lists, too."""
_WHO_WORDS = {
    "name",
    "names",
    "nom",
    "noms",
    "prenom",
    "who",
    "you",
    "person",
    "participant",
    "qui",
}

BOTH = "both"
"""What the coordinator says of a heading that asks mentors and mentees for one list."""
SAID_BOTH = "both, as it was said"
"""How a column is known of which that was said."""
UNCLEAR = "unclear: "
"""How a column begins that may be one of two opposite lists."""


def map_headings(
    headings: Sequence[str],
    columns: Sequence[Sequence[str]],
    programme: Programme,
    remembered: Mapping[str, str],
    overrides: Mapping[str, str],
    options: Mapping[str, Options],
    roles: Callable[[str], bool],
    role: str = "",
) -> list[Column]:
    """Return what each column is, every field at most once.

    Args:
        headings: the headings in order.
        columns: the answers below each heading.
        programme: whose questions are looked for.
        remembered: fields by heading key, from earlier forms.
        overrides: fields by heading key, said outright.
        options: known options by field.
        roles: says whether an answer names a role.
        role: the role that the whole file is for, or empty.
    """
    keys = [heading_key(heading) for heading in headings]
    scored = _candidates(
        keys=keys, columns=columns, programme=programme, options=options, roles=roles, role=role
    )
    fields, taken = _said(keys, columns, programme, remembered, overrides)
    scored = _judged(keys, columns, programme, options, role, scored, fields, taken)
    _grouped(keys, columns, programme, options, role, fields, taken)
    empty = [not any(answer.strip() for answer in answers) for answers in columns]
    _take_the_likest(scored, empty, fields, taken)
    _name_by_cells(keys, columns, programme, fields, taken)
    return [
        _column(index, heading, columns[index], fields) for index, heading in enumerate(headings)
    ]


def _take_the_likest(scored: Scored, empty: Sequence[bool], found: Found, taken: set[str]) -> None:
    """Give columns their fields, the surest first; a field with a close rival is ambiguous."""
    in_order = sorted(
        scored, key=lambda row: (empty[row[2]], not _is_named(row), -row[0], row[1], row[2])
    )
    for score, _, index, field, how in in_order:
        if index in found or field in taken:
            continue
        rivals = [
            rival
            for points, _, column, rival, _ in scored
            if column == index
            and rival != field
            and rival not in taken
            and score - points < CLOSE_CALL
        ]
        unsure = rivals and how in ("words", "answers")
        found[index] = (
            field,
            f"ambiguous: {' or '.join([field, *rivals])}" if unsure else how,
            score,
        )
        taken.add(field)


def _name_by_cells(
    keys: Sequence[str],
    columns: Sequence[Sequence[str]],
    programme: Programme,
    found: Found,
    taken: set[str],
) -> None:
    """Take the only column in which names of people stand for the name, where its heading may ask for one."""
    name = programme.question("name")
    if name is None or taken & {"name", "first_name", "last_name"}:
        return
    likely = [
        index
        for index, key in enumerate(keys)
        if not is_turned(key, name)
        and found.get(index, ("", "", 0.0))[1] in ("", "unknown")
        and are_names(filled_cells(columns[index], _MANY))
    ]
    if len(likely) == 1 and _WHO_WORDS & set(keys[likely[0]].split()):
        found[likely[0]] = ("name", "answers", _EMPTY)
        taken.add("name")


def _is_named(one: tuple[float, int, int, str, str]) -> bool:
    """Say whether a heading is one that the programme names word for word."""
    return one[4] == "same" and one[0] >= SURE


Found = dict[int, tuple[str, str, float]]
"""By column: the field, how that is known, and how surely."""
Scored = list[tuple[float, int, int, str, str]]
"""Score, number of the question, column, field, how."""


def _surest_first(keys: Sequence[str], columns: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """Return the columns, of two with the same heading first the one that tells people apart.

    Form tools put a column of their own, with one value for all, beside the question of the same name.
    """

    def distinct(numbered: tuple[int, str]) -> int:
        return -len({answer.strip() for answer in columns[numbered[0]] if answer.strip()})

    numbered = list(enumerate(keys))
    repeated = {key for key, times in Counter(keys).items() if times > 1}
    return sorted(numbered, key=lambda column: distinct(column) if column[1] in repeated else 0)


def _said(
    keys: Sequence[str],
    columns: Sequence[Sequence[str]],
    programme: Programme,
    remembered: Mapping[str, str],
    overrides: Mapping[str, str],
) -> tuple[Found, set[str]]:
    """Return what is known of columns without looking: said outright, then remembered; and the fields taken."""
    fields: Found = {}
    taken: set[str] = set()
    two = opposite_fields(programme)
    for how, known in (("map", overrides), ("remembered", remembered)):
        before = set(taken)
        for index, key in _surest_first(keys, columns):
            field = known.get(key)
            question = programme.question(field) if field else None
            if field == BOTH and index not in fields and two is not None:
                fields[index] = (two[1], SAID_BOTH, SURE)
                taken |= set(two)
            elif question is not None and index not in fields:
                several = question.kind in ("topics", "choices") and field not in before
                if several or field not in taken:
                    fields[index] = (question.field, how, SURE)
                    taken.add(question.field)
            elif field == "" and index not in fields:
                fields[index] = ("", how, SURE)
    return fields, taken


def _judged(
    keys: Sequence[str],
    columns: Sequence[Sequence[str]],
    programme: Programme,
    options: Mapping[str, Options],
    role: str,
    scored: Scored,
    found: Found,
    taken: set[str],
) -> Scored:
    """Settle the lists of what is shared and wanted, both together; return what is left for other fields."""
    two = opposite_fields(programme)
    if two is None:
        return scored
    asked = [programme.question(field) for field in two]
    for question in asked:
        if question is None or (role and question.roles and role not in question.roles):
            return scored
    if set(two) <= taken:
        return scored
    listed = listed_columns(keys, columns, programme, options, two, found)
    judged = judge(listed)
    if both_sides_field(programme) and not _are_both_topics(listed, judged):
        return scored
    for field, indices in zip(two, (judged.offers, judged.wants), strict=True):
        for index in () if field in taken else indices:
            how, score = _how(keys[index], programme, field)
            found[index] = (field, how, score)
    _settle_unclear(two, judged, found, taken)
    if judged.offers or judged.wants or judged.unclear:
        taken |= set(two)
    return [score for score in scored if score[3] not in two or score[3] not in taken]


def _are_both_topics(listed: Sequence[Listed], judged: Judged) -> bool:
    """Say whether each side has a list of its own that holds the programme's topics."""
    holding = {column.index for column in listed if column.holds > _SOME_KNOWN}
    return bool(holding & {*judged.offers}) and bool(holding & {*judged.wants})


def _settle_unclear(two: tuple[str, str], judged: Judged, found: Found, taken: set[str]) -> None:
    """Say of columns that could be either list that they are unclear, unless the coordinator named the other."""
    settled = [
        field in taken or bool(indices)
        for field, indices in zip(two, (judged.offers, judged.wants), strict=True)
    ]
    if all(settled):
        return
    if len(judged.unclear) == 1 and set(two) & taken:
        left = two[1] if settled[0] else two[0]
        found[judged.unclear[0]] = (left, "words", _EMPTY)
        return
    for index in judged.unclear:
        found[index] = ("", f"{UNCLEAR}{two[0]} or {two[1]}", 0.0)


def _grouped(
    keys: Sequence[str],
    columns: Sequence[Sequence[str]],
    programme: Programme,
    options: Mapping[str, Options],
    role: str,
    found: Found,
    taken: set[str],
) -> None:
    """Give the list of topics every column whose answers are the programme's topics: a question per group."""
    field = _main_list(programme, role)
    if not field:
        return
    topics = programme.question(field)
    grouped = []
    for index, key in enumerate(keys):
        if index in found or not key or topics is None:
            continue
        others = (q for q in programme.questions if q.kind != "topics")
        if is_turned(key, topics) or any(
            heading_score(key, question)[0] >= ENOUGH for question in others
        ):
            continue
        filled = filled_cells(columns[index], _SAMPLE)
        if filled and share_of_wholes(filled, options.get(field, Options({}))) >= _ALL_KNOWN:
            grouped.append(index)
    asked = [heading_score(keys[index], topics)[0] >= ENOUGH for index in grouped if topics]
    if (len(grouped) < 2 and field not in taken) or any(tells_of_work(keys[i]) for i in grouped):
        return
    for index, known in zip(grouped, asked, strict=True):
        found[index] = (field, "words" if known else "answers", _EMPTY)
        taken.add(field)


def _main_list(programme: Programme, role: str) -> str:
    """Return the one list of topics that a group of topics can belong to, or an empty text."""
    both = both_sides_field(programme)
    if both:
        return both
    sides = [programme.roles[role]] if role in programme.roles else list(programme.roles.values())
    lists = {question.field for question in programme.questions if question.kind == "topics"}
    named = {field for role in sides for field in (*role.offers, *role.wants)} & lists
    return named.pop() if len(named) == 1 else ""


def _how(key: str, programme: Programme, field: str) -> tuple[str, float]:
    question = programme.question(field)
    score, how = heading_score(key, question) if question else (0.0, "words")
    return ("words", _EMPTY) if score < ENOUGH else (how, score)


def _candidates(
    keys: Sequence[str],
    columns: Sequence[Sequence[str]],
    programme: Programme,
    options: Mapping[str, Options],
    roles: Callable[[str], bool],
    role: str,
) -> Scored:
    """Return (score, question number, column, field, how) of every pairing that is likely enough."""
    scored: Scored = []
    lists = _lists_known_by_answers(programme)
    for number, question in enumerate(programme.questions):
        if role and question.roles and role not in question.roles:
            continue
        for index, key in enumerate(keys):
            score, how = heading_score(key, question) if key else (0.0, "unknown")
            speaks = evidence(question, columns[index], options.get(question.field), roles)
            guessed = question.kind in ("email", "roles") or question.field in lists
            guessed = guessed or _holds_sentences_of(question, columns[index], speaks)
            turned = score == 0.0 and is_turned(key, question)
            if score == 0.0 and guessed and speaks >= 15.0 and not turned:
                score, how = 50.0, "answers"
            if (
                question.field == "name"
                and how != "same"
                and not turned
                and _is_who(key, columns[index], programme)
            ):
                score, how, speaks = max(score, _WHO_COLUMN), "answers", 0.0
            if how not in ("same", "unknown"):
                score += speaks
            elif how == "same" and speaks <= -30.0:
                score = 75.0
            if not any(answer.strip() for answer in columns[index]) or _says_the_same(
                question, columns[index]
            ):
                score = min(score, _EMPTY)
            if score >= ENOUGH:
                scored.append((score, number, index, question.field, how))
    return scored


def _holds_sentences_of(question: Question, answers: Sequence[str], speaks: float) -> bool:
    """Say whether all answers are options of a question that are sentences: such a question is known by them alone."""
    if question.kind not in ("choice", "choices") or speaks < _ALL_KNOWN * _ALL_OF_THEM:
        return False
    filled = filled_cells(answers, _SAMPLE)
    return sum(map(len, filled)) >= _LONG_OPTION * len(filled)


def _lists_known_by_answers(programme: Programme) -> tuple[str, ...]:
    """Return the lists that topics below a heading may stand for: the one both sides answer, or both opposite ones."""
    lists = tuple(question.field for question in programme.questions if question.kind == "topics")
    both = both_sides_field(programme)
    if both:
        return (both,)
    return lists if opposite_fields(programme) else lists[:1]


def _is_who(key: str, answers: Sequence[str], programme: Programme) -> bool:
    """Say whether a column is headed by a word for people, and names stand below."""
    return bool(key) and asks_who(key, programme) and are_names(filled_cells(answers, _MANY))


def _says_the_same(question: Question, answers: Sequence[str]) -> bool:
    """Say whether a column that should tell people apart does not: the form's owner stands in every row."""
    if question.kind not in ("email", "name"):
        return False
    filled = [answer.strip().casefold() for answer in filled_cells(answers, _MANY)]
    return len(filled) > 2 and len(set(filled)) * 2 < len(filled)


def _column(
    index: int, heading: str, answers: Sequence[str], found: Mapping[int, tuple[str, str, float]]
) -> Column:
    samples = tuple(dict.fromkeys(answer.strip()[:80] for answer in filled_cells(answers, _MANY)))[
        :3
    ]
    field, how, score = found.get(index, ("", "unknown", 0.0))
    return Column(index, heading, field or None, how, score, samples)
