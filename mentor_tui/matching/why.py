"""The sentence that says why two people suit each other, as a letter can carry it unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .fit import AgreementPoints, FitParts

_MOST_TOPICS = 4
_MOST_PHRASES = 2
_LONGEST_PHRASE = 60


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """What one person gives another: their names, the topics, the phrases that both wrote."""

    giver: str
    taker: str
    topics: tuple[str, ...]
    phrases: tuple[str, ...]


def why_sentence(
    reasons: Sequence[Reasons],
    agreements: Iterable[AgreementPoints],
    peers: bool,
    quoting: bool = True,
    to_both: bool = True,
) -> str:
    """Return the reason for a match in plain words.

    Args:
        reasons: one direction of help, for peers both.
        agreements: what the pair was asked to have in common.
        peers: whether each gives the other something.
        quoting: whether words of the goals may be quoted.
        to_both: whether the two read it; else it speaks of them to somebody else.
    """
    sentences = _topic_sentences(reasons, peers, to_both)
    phrases = [phrase for each_reasons in reasons for phrase in each_reasons.phrases if quoting]
    sentences += _phrase_sentence(phrases, to_both)
    held = [sentence for good, sentence in map(agreement_sentence, agreements) if good]
    sentences += held[: 1 if sentences else 2]
    if not sentences:
        sentences = ["Both are free to take part."]
    return " ".join(_addressed(sentence) if to_both else sentence for sentence in sentences)


def _topic_sentences(reasons: Sequence[Reasons], peers: bool, to_both: bool) -> list[str]:
    if not peers:
        topics = reasons[0].topics
        return [f"Shared interests: {listed(topics)}."] if topics else []
    giving = [each_reasons for each_reasons in reasons if each_reasons.topics]
    if any(reasons.giver == reasons.taker for reasons in giving):
        return _namesakes(giving, to_both)
    return [
        f"{reasons.giver} can share with {reasons.taker}: {listed(reasons.topics)}."
        for reasons in giving
    ]


def _namesakes(giving: Sequence[Reasons], to_both: bool) -> list[str]:
    """Return what two people of one name share, where names would tell nothing."""
    who = "One of you" if to_both else "One of them"
    sentences = [f"{who} can share with the other: {listed(giving[0].topics)}."]
    return sentences + [
        f"The other can share in turn: {listed(reasons.topics)}." for reasons in giving[1:]
    ]


def _phrase_sentence(phrases: Iterable[str], to_both: bool) -> list[str]:
    """Return what both wrote, in quotation marks; nothing where no phrase is short enough."""
    clean = dict.fromkeys(" ".join(phrase.split()) for phrase in phrases)
    short = [phrase for phrase in clean if len(phrase) < _LONGEST_PHRASE][:_MOST_PHRASES]
    if not short:
        return []
    who = "You both" if to_both else "Both"
    return [f"{who} mention {' and '.join(f'“{phrase}”' for phrase in short)}."]


def _addressed(sentence: str) -> str:
    """Return a sentence about two people as one that they read: "Both are" as "You are both"."""
    sentence = re.sub(r"^Both (are|have)\b", r"You \1 both", sentence)
    sentence = re.sub(r"^Both (?=like|work|hold|want|live|prefer|use|speak)", "You both ", sentence)
    return re.sub(r"^They (have|are|both)\b", r"You \1", sentence)


def agreement_sentence(item: AgreementPoints) -> tuple[bool, str]:
    """Return whether an agreement holds, and its sentence."""
    if not item.known:
        return False, f"{item.agreement.label}: the other side did not say."
    if item.holds:
        shared = _in_a_row([_quoted(value) for value in item.shared])
        return True, item.agreement.holds.replace("{shared}", shared)
    return False, item.agreement.fails


def goals_remark(
    phrases: Sequence[tuple[str, str]], alike: Sequence[tuple[str, str]], note: str
) -> str:
    """Return what met the goals in one line: phrases, words that mean the same, or why nothing did."""
    shown = [phrase if phrase == same else f"{phrase} / {same}" for phrase, same in phrases]
    named = {wanted.casefold() for wanted, _ in phrases}
    shown += [
        wanted if wanted.casefold() == given.casefold() else f"{wanted} ~ {given}"
        for wanted, given in alike
        if wanted.casefold() not in named
    ]
    return ", ".join(shown) or note or "nothing in common"


def meaning_remark(parts: FitParts) -> str:
    """Return what of the goals' points words and meaning bring; nothing where words alone count."""
    if parts.goals_meaning is None:
        return ""
    words = parts.goals - parts.goals_meaning
    return f" (words {words / 1000:.1f}, meaning {parts.goals_meaning / 1000:.1f})"


def listed(topics: Sequence[str]) -> str:
    """Return topics as a list in words: those with a comma in quotation marks, at most four."""
    shown = [_quoted(topic) for topic in topics[:_MOST_TOPICS]]
    rest = len(topics) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")


def _in_a_row(names: Sequence[str]) -> str:
    """Return names as "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _quoted(name: str) -> str:
    return f"“{name}”" if "," in name else name
