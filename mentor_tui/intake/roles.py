"""Which role an answer asks for: who the person is to be, read from the whole sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ..domain.names import plain
from ..programmes import Programme
from . import role_words
from .role_verbs import side_of


class _Use(StrEnum):
    """How a role is named: the person is it, is not it, wants somebody in it, or none of these."""

    IS = "is"
    NOT = "not"
    WANTS = "wants"
    ASIDE = "aside"
    STRANGE = "strange"


@dataclass(frozen=True, kw_only=True)
class _Role:
    """A role as it can be named."""

    key: str
    side: str
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Mention:
    role: str
    use: _Use


_CLAUSE = re.compile(
    r"[,;:.!()\[\]\n–—+\"]+|\s-+\s|(?=\brather than\b|\binstead of\b)|\bbut\b|\bmais\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[/&]|\b(?:and|or|et|ou|nor|ni)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(unsure|not sure|maybe|perhaps|might|possibly|probably|peut etre|if|unless|depend\w*|until"
    r"|next year|later|someday|one day|eventually|whatever|consider\w*|thinking|not only|si"
    r"|whichever|wherever|in case|n a|this year|this time|for now)\b"
)
_PAST = re.compile(
    r"\b(was|were|been|before|used to|previously|formerly|former|last year|ago|already|told|suggested"
    r"|recommended|asked|ete|etais)\b"
)
_BOTH = re.compile(r"\b(both|les deux)\b")
_EITHER = re.compile(r"\b(either|l un ou l autre|l une ou l autre|n importe (?:le)?quel\w*)\b")
"""Whoever leaves the choice to others has not asked for two roles at once."""
_WITHOUT_ACCENT = re.compile(r"(?<!personne )\bmentores?\b")
"""Written so it is a woman who mentors, or somebody mentored whose accent is lost."""


def read_roles(text: str, programme: Programme) -> tuple[str, ...]:
    """Return the roles that an answer asks for, in the programme's order; none where it cannot be told."""
    roles = []
    for key, role in programme.roles.items():
        words = (key, role.label, role.plural, *role.words)
        of_programme = (f"{mark} {word}" for mark in programme.form.marks for word in words)
        roles.append(_Role(key=key, side=role.side, names=(*words, *of_programme)))
    return _roles_in(text, tuple(roles))


@lru_cache(maxsize=16384)
def _roles_in(text: str, roles: tuple[_Role, ...]) -> tuple[str, ...]:
    folded = plain(text)
    if not folded or "?" in text or _OPEN.search(folded) or _lacks_an_accent(text):
        return ()
    reader = _reader(roles)
    clauses = [clause for clause in _CLAUSE.split(text) if clause.strip()]
    mentions = [mention for clause in clauses for mention in _in_clause(reader, clause)]
    everybody = tuple(role.key for role in roles)
    if {role.side for role in roles} == {"peer"}:
        return everybody if mentions or _wide(folded) else ()
    named = _weighed(mentions)
    if _BOTH.search(folded):
        return _of_both(folded, named, everybody)
    if _is_unchosen(text, folded, named):
        return ()
    return tuple(key for key in everybody if key in named)


def _lacks_an_accent(text: str) -> bool:
    return bool(_WITHOUT_ACCENT.search(unicodedata.normalize("NFC", text).casefold()))


def _wide(folded: str) -> bool:
    return bool(_BOTH.search(folded) or _EITHER.search(folded))


def _is_unchosen(text: str, folded: str, named: set[str]) -> bool:
    """Say whether an answer leaves the role to others: "either", or roles side by side as on a form."""
    return bool(_EITHER.search(folded)) or (len(named) > 1 and "/" in text)


def _in_clause(reader: _Reader, clause: str) -> list[_Mention]:
    """Return the mentions of a clause; what was before says nothing of what is to be."""
    if _PAST.search(plain(clause)):
        return []
    mentions: list[_Mention] = []
    denied = False
    for part in _JOINED.split(clause):
        words = plain(part).split()
        own = bool(set(words) & role_words.NEGATIONS)
        for mention in reader.mentions(words):
            carried = denied and not own
            use = _Use.STRANGE if carried else mention.use
            mentions.append(_Mention(role=mention.role, use=use))
        denied = denied or own
    return mentions


def _weighed(mentions: Sequence[_Mention]) -> set[str]:
    """Return the roles that the mentions agree on; one that is not understood leaves all open."""
    if any(mention.use == _Use.STRANGE for mention in mentions):
        return set()
    named = {mention.role for mention in mentions if mention.use == _Use.IS}
    refused = {mention.role for mention in mentions if mention.use == _Use.NOT}
    return set() if named & refused else named


def _of_both(folded: str, named: set[str], everybody: tuple[str, ...]) -> tuple[str, ...]:
    """Return all roles where "both" says so plainly, or where all of them are named."""
    if set(everybody) == named:
        return everybody
    if named:
        return tuple(named) if "not both" in folded and len(named) == 1 else ()
    return everybody if set(folded.split()) <= role_words.PLAIN_BOTH else ()


class _Reader:
    """Finds the roles of a programme in a clause, and how each is meant."""

    def __init__(self, roles: tuple[_Role, ...]) -> None:
        self._sides = {role.key: role.side for role in roles}
        self._names = _names(roles)
        self._longest = max(len(name) for name in self._names)

    def mentions(self, words: Sequence[str]) -> list[_Mention]:
        """Return every mention of a role in a clause."""
        side = side_of(" ".join(words))
        if side:
            roles = [key for key, own in self._sides.items() if own == side]
            return [_Mention(role=roles[0], use=_Use.IS)] if len(roles) == 1 else []
        mentions: list[_Mention] = []
        at = 0
        while at < len(words):
            size, role = self._role_at(words, at)
            if role:
                use = self._use(words, at, at + size, role)
                mentions += self._turned(role, use)
            elif mention := self._of_a_verb(words, at):
                mentions += [mention]
            at += max(size, 1)
        return mentions

    def _role_at(self, words: Sequence[str], at: int) -> tuple[int, str]:
        for size in range(min(self._longest, len(words) - at), 0, -1):
            role = self._names.get(tuple(words[at : at + size]))
            if role:
                return size, role
        return 0, ""

    def _turned(self, role: str, use: _Use) -> list[_Mention]:
        """Whoever wants somebody in a role is to be on the other side."""
        if use == _Use.ASIDE:
            return []
        if use != _Use.WANTS:
            return [_Mention(role=role, use=use)]
        across = self._across(role)
        return [_Mention(role=across or role, use=_Use.IS if across else _Use.STRANGE)]

    def _across(self, role: str) -> str:
        roles = [key for key, side in self._sides.items() if side != self._sides[role]]
        return roles[0] if len(roles) == 1 else ""

    def _use(self, words: Sequence[str], start: int, end: int, role: str) -> _Use:
        """Return how a mention is meant, by the word that governs it."""
        learner = self._sides[role] == "learner"
        before, after = list(words[:start]), list(words[end:])
        if after[:2] == ["to", "be"] or (after[:1] == ["as"] and start == 0):
            return _Use.ASIDE
        while before and before[-1] in role_words.SKIPPED:
            before.pop()
        use = _bare(before, after, learner=learner)
        if use is None and not learner and set(words[start - 1 : start]) & role_words.VERB_BEFORE:
            use = _as_a_verb(after)
        if use is None:
            use = _governed(before, after, learner=learner)
        return _negated(before, words[:start], use)

    def _of_a_verb(self, words: Sequence[str], at: int) -> _Mention | None:
        """Read "mentored", "mentoring" and "mentorship", which name no person."""
        helper = [key for key, side in self._sides.items() if side == "helper"]
        learner = [key for key, side in self._sides.items() if side == "learner"]
        if len(helper) != 1 or len(learner) != 1:
            return None
        before, after = set(words[:at]), set(words[at + 1 : at + 2])
        if words[at] in role_words.LEARNING and before & {"have", "ve", "had"}:
            return None
        if words[at] in role_words.LEARNING and before & role_words.NEGATIONS:
            return _Mention(role=learner[0], use=_Use.NOT)
        if words[at] in role_words.LEARNING:
            passive = before & {"be", "being", "get", "getting"}
            return _Mention(role=learner[0], use=_Use.IS if passive else _Use.STRANGE)
        if words[at] not in role_words.PRACTICE or before & role_words.NEGATIONS:
            return None
        if before & role_words.WANTING and not before & role_words.GIVING:
            return _Mention(role=learner[0], use=_Use.IS)
        if before & role_words.GIVING or (not before and after & role_words.SOMEBODY):
            return _Mention(role=helper[0], use=_Use.IS)
        return None


def _bare(before: Sequence[str], after: Sequence[str], *, learner: bool) -> _Use | None:
    """Return how a role is meant that no verb governs, or None where one does."""
    named = set(before) - {"my"} if set(before) & role_words.CHOICE else set(before)
    if not named <= role_words.BEFORE_BARE | role_words.NEGATIONS:
        return None
    if "me" in before:
        return _Use.STRANGE
    if set(before) & {"would", "d"} and not learner and after[:1] == ["please"]:
        return _Use.IS
    if after[:1] and after[0] in role_words.WANTED - {"please"}:
        return _Use.WANTS
    if set(after) & role_words.SELF:
        return _Use.STRANGE if learner or set(after) & {"my", "our"} else _Use.WANTS
    return _Use.STRANGE if set(after) & role_words.TURNING else _Use.IS


def _governed(before: Sequence[str], after: Sequence[str], *, learner: bool) -> _Use:
    """Return how a role is meant by the nearest word before it."""
    word = before[-1]
    if word in role_words.BEING:
        return _Use.IS
    if word in ("have", "having", "had", "has"):
        return _of_having(before)
    if word in ("to", "me"):
        return _Use.STRANGE if learner and word == "me" else _Use.WANTS
    if word == "by":
        return _Use.WANTS if set(before) & role_words.GUIDED else _Use.STRANGE
    if word in ("with", "from", "avec"):
        return _Use.WANTS if set(before) & role_words.MEETING else _Use.STRANGE
    if word == "for":
        return _after_for(before, learner=learner)
    if word in role_words.WANTING:
        return _Use.WANTS
    if word in role_words.TAKING and learner:
        return _Use.WANTS
    return _about_somebody(before, after, learner=learner)


def _about_somebody(before: Sequence[str], after: Sequence[str], *, learner: bool) -> _Use:
    """Read "someone mentor me"; anything else is not understood."""
    somebody = before[-1] in ("someone", "somebody", "who")
    return _Use.WANTS if somebody and not learner and set(after) & role_words.SELF else _Use.STRANGE


def _as_a_verb(after: Sequence[str]) -> _Use:
    """Read "to mentor": somebody, or me."""
    return _Use.WANTS if set(after[:1]) & role_words.SELF else _Use.IS


def _of_having(before: Sequence[str]) -> _Use:
    """To have somebody is a wish; who has or had somebody says nothing of what is to be."""
    if before[-1] == "having" or before[-2:-1] == ["to"]:
        return _Use.WANTS
    return _Use.ASIDE if before[-1] == "had" or "never" in before else _Use.STRANGE


def _after_for(before: Sequence[str], *, learner: bool) -> _Use:
    if set(before) & role_words.SEARCHING:
        return _Use.WANTS
    if set(before) & {"apply", "applying", "sign", "signing", "application"}:
        return _Use.STRANGE
    return _Use.WANTS if learner else _Use.STRANGE


def _negated(before: Sequence[str], all_before: Sequence[str], use: _Use) -> _Use:
    """A role that is denied is not meant; a denied wish is not understood."""
    denied = set(all_before) & role_words.NEGATIONS
    if not denied:
        return use
    return _Use.NOT if use == _Use.IS else _Use.ASIDE if use == _Use.ASIDE else _Use.STRANGE


@lru_cache(maxsize=64)
def _reader(roles: tuple[_Role, ...]) -> _Reader:
    return _Reader(roles)


def _names(roles: tuple[_Role, ...]) -> Mapping[tuple[str, ...], str]:
    """Return every word of a programme for its roles, folded, by its words."""
    names: dict[tuple[str, ...], str] = {}
    for role in roles:
        for word in role.names:
            names.setdefault(tuple(plain(word).split()), role.key)
    learners = [role.key for role in roles if role.side == "learner"]
    if len(learners) == 1:
        for word in sorted(role_words.LEARNERS_ANYWHERE):
            names.setdefault((word,), learners[0])
    names.pop((), None)
    return names
