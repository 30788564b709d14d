"""What a column says of itself: what joins its ticked options, and which options its form has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb

from .options import COMMA, LINE, SEMICOLON, Options, option_key, parts_of

_CONJUNCTION = re.compile(r"^(?:and|or|et|ou|&)\s", re.IGNORECASE)
_LONGEST_OPTION, _LONGEST_ANSWER = 300, 6_000
_NEVER_APART = 0.9
"""Of all answers that have one of two pieces, how many must have both for them to be one option."""
_OFTEN_ENOUGH = 0.25
"""How often a piece that is no known option must go on in the same way for the rest to belong to it."""
_SEVERAL = 3
"""How many people write the same rest behind a known option by no accident."""
_CHANCE = 100
"""How many ways of ticking there must be for pieces that are never apart to be no accident."""
_NOTHING = {"none", "n/a", "na", "no", "nil", "nothing", "not applicable", "-", "other", "non"}


@dataclass(frozen=True)
class Ticks:
    """The answers of one column, with what joins them."""

    answers: Sequence[str]
    joint: str


def joint_of(answers: Iterable[str], options: Options) -> str:
    """Return what joins the ticked options of a column: a line break, a `;`, or else a comma.

    Every answer has one voice: one with the joint speaks for it, another with commas against it, unless that is
    an option whole. So no single answer turns a column.
    """
    filled = [answer.strip() for answer in answers if answer.strip()]
    for joint in (LINE, SEMICOLON):
        if _joins(joint, filled, options):
            return joint
    return COMMA


def _joins(joint: str, filled: Sequence[str], options: Options) -> bool:
    joined = [answer for answer in filled if joint in answer]
    if not joined:
        return False
    parts = {option_key(part) for answer in joined for part in answer.split(joint)}
    others = [answer for answer in filled if joint not in answer and COMMA in answer]
    against = sum(
        option_key(answer) not in parts and options.option(answer) is None for answer in others
    )
    apart = sum(_all_known(answer, joint, options) for answer in joined)
    return len(joined) + len(others) - against + apart > against


def _all_known(answer: str, joint: str, options: Options) -> bool:
    return all(options.option(part) is not None for part in answer.split(joint) if part.strip())


def learn_options(answers: Sequence[str], options: Options, semicolons: bool = False) -> list[str]:
    """Return the options that one column shows and nobody named, sorted."""
    return learn([Ticks(answers, SEMICOLON if semicolons else COMMA)], options)


def learn(columns: Sequence[Ticks], options: Options) -> list[str]:
    """Return the options that the answers show and nobody named, sorted."""
    return Pieces.of(columns, options).learned()


def doubts(columns: Sequence[Ticks], options: Options) -> list[Doubt]:
    """Return the pieces that stand for one option as well as for two, sorted."""
    return Pieces.of(columns, options).doubts()


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Two pieces that nobody ticked apart: two options, or one with a comma; and how many people have them."""

    first: str
    second: str
    people: int


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """The answers of columns that share their options, in pieces.

    `exact` are the parts of answers that something else than a comma joins; `chains` the pieces of the others,
    `single` and `together` in how many of these a piece and two neighbours stand, and `joined` the neighbours that
    are one option.
    """

    options: Options
    exact: Sequence[Sequence[Sequence[str]]]
    chains: Sequence[Sequence[str]]
    single: Counter[str]
    together: Counter[tuple[str, str]]
    joined: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, columns: Sequence[Ticks], options: Options) -> Pieces:
        """Take the answers of columns to pieces; `options` are known already."""
        exact = [_exact(column, options) for column in columns if column.joint != COMMA]
        chains = _chains(columns, exact, options)
        single = Counter(part for chain in chains for part in set(chain))
        together = Counter(pair for chain in chains for pair in set(pairwise(chain)))
        return cls(
            options=options,
            exact=exact,
            chains=chains,
            single=single,
            together=together,
            joined=_joined_pieces(chains, single, together, options),
        )

    def learned(self) -> list[str]:
        """Return the options that the answers show and nobody named, sorted.

        Pieces that never occur apart are one option with a comma; so are pieces that another column, joined otherwise,
        has in one. An option is ticked by two people at least; what stands once is a write-in.
        """
        counts: Counter[str] = Counter()
        for cells in self.exact:
            for parts in cells:
                counts.update(set(parts))
        for chain in self.chains:
            counts.update(set(_rejoin(chain, self.joined)))
        return _options_of(counts, self.options)

    def doubts(self) -> list[Doubt]:
        """Return the pieces that stand for one option as well as for two: too few answers tell, sorted.

        They are read as two. Pieces that are both known options are two for certain; what one person has is a write-in.
        """
        doubtful = [
            Doubt(first=first, second=second, people=people)
            for (first, second), people in self.together.items()
            if (first, second) not in self.joined
            and people > 1
            and people == self.single[first] == self.single[second]
            and None in (self.options.option(first), self.options.option(second))
        ]
        return sorted(doubtful, key=lambda doubt: (-doubt.people, doubt.first, doubt.second))


def _chains(
    columns: Sequence[Ticks], exact: Sequence[Sequence[Sequence[str]]], options: Options
) -> list[list[str]]:
    """Return the pieces between commas of every answer of the columns that commas join."""
    whole = {option_key(part): part for cells in exact for parts in cells for part in parts}
    return [
        _atoms(answer, options, whole)
        for column in columns
        if column.joint == COMMA
        for answer in column.answers
        if answer.strip() and len(answer) < _LONGEST_ANSWER
    ]


def _options_of(counts: Counter[str], options: Options) -> list[str]:
    """Return one spelling of every option that is ticked twice and not known outright."""
    by_key: dict[str, Counter[str]] = {}
    for name, number in counts.items():
        by_key.setdefault(option_key(name), Counter())[name] += number
    learned = []
    for key, spellings in by_key.items():
        name = min(spellings, key=lambda text: (-spellings[text], text))
        if spellings.total() > 1 and _can_be_option(key, name) and options.option(name) is None:
            learned.append(name)
    return sorted(learned)


def _can_be_option(key: str, name: str) -> bool:
    if not 1 < len(name) <= _LONGEST_OPTION or key in _NOTHING:
        return False
    return not _CONJUNCTION.match(name)


def _exact(column: Ticks, options: Options) -> list[list[str]]:
    return [
        parts_of(answer, column.joint, options)
        for answer in column.answers
        if answer.strip() and len(answer) < _LONGEST_ANSWER
    ]


def _atoms(answer: str, options: Options, whole: dict[str, str]) -> list[str]:
    """Return the pieces between commas; known options that hold commas are one piece."""
    parts = [part.strip() for part in answer.split(COMMA)]
    parts = [part for part in parts if part]
    atoms: list[str] = []
    at = 0
    while at < len(parts):
        reach = _known_reach(parts, at, options, whole)
        atoms.append(f"{COMMA} ".join(parts[at:reach]))
        at = reach
    return atoms


def _known_reach(parts: Sequence[str], at: int, options: Options, whole: dict[str, str]) -> int:
    """Return where the longest known option with commas ends that begins here, else the next piece."""
    for reach in range(min(len(parts), at + 8), at + 1, -1):
        name = f"{COMMA} ".join(parts[at:reach])
        if options.option(name) is not None or option_key(name) in whole:
            return reach
    return _bracket_reach(parts, at)


def _bracket_reach(parts: Sequence[str], at: int) -> int:
    """Return where a bracket that this piece opens is closed, else the next piece."""
    opened = 0
    for reach in range(at, min(len(parts), at + 8)):
        opened += parts[reach].count("(") - parts[reach].count(")")
        if opened <= 0:
            return reach + 1
    return at + 1


def _joined_pieces(
    chains: Sequence[Sequence[str]],
    single: Counter[str],
    together: Counter[tuple[str, str]],
    options: Options,
) -> frozenset[tuple[str, str]]:
    """Return the neighbours that are one option."""
    firsts = [chain[0] for chain in chains if chain]
    capitals = sum(not first[:1].islower() for first in firsts) >= 0.8 * len(firsts)
    joined = set()
    for (first, second), number in together.items():
        tail = _is_tail(second, number, single, capitals)
        bound = _never_apart(first, second, number, single)
        if (
            _is_clear(first, second)
            or (tail and _is_head(first, number, single, options))
            or (bound and _is_no_accident(first, second, number, len(chains), options))
        ):
            joined.add((first, second))
    return frozenset(joined)


def _is_clear(first: str, second: str) -> bool:
    """Say whether the second piece cannot stand alone, because it begins with "and"."""
    return bool(_CONJUNCTION.match(second)) and first[:1].isupper()


def _is_tail(second: str, number: int, single: Counter[str], capitals: bool) -> bool:
    """Say whether a piece reads as the rest of another: a small letter where answers begin with capitals."""
    if not capitals or not second[:1].islower():
        return False
    return number > 1 and number >= _NEVER_APART * single[second]


def _is_head(first: str, number: int, single: Counter[str], options: Options) -> bool:
    """Say whether a piece can be the beginning: it is no option of its own, or hardly ever stands alone.

    A known option can be, too, where several people have the same rest behind it and nobody has that elsewhere.
    """
    if options.option(first) is not None:
        return number >= min(_SEVERAL, _NEVER_APART * single[first])
    return number >= _OFTEN_ENOUGH * single[first]


def _never_apart(first: str, second: str, number: int, single: Counter[str]) -> bool:
    return number > 1 and number >= _NEVER_APART * max(single[first], single[second])


def _is_no_accident(first: str, second: str, number: int, answers: int, options: Options) -> bool:
    """Say whether two people who tick at will would hardly have ticked the two always together."""
    known = sum(options.option(part) is not None for part in (first, second))
    if known == 2:
        return False
    least = _CHANCE * _CHANCE if known else _CHANCE
    return comb(answers, number) >= least


def _rejoin(chain: Sequence[str], joined: Container[tuple[str, str]]) -> list[str]:
    names: list[str] = []
    previous: str | None = None
    for part in chain:
        if previous is not None and (previous, part) in joined:
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
        previous = part
    return names
