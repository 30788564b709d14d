"""Who may take part in a role, and what would satisfy each rule that fails."""

from __future__ import annotations

from collections.abc import Mapping

from ..programmes import Programme, Rule
from .blank import leaves_out
from .names import plain
from .people import Answer, Reason, Span, Status, Verdict

_PASS, _FAIL, _UNCLEAR = "pass", "fail", "unclear"
_NO_NUMBER = frozenset({"not a member", "no number", "0", "non member"})
DEADLINE = "deadline"
ROLE = "role"


def judge(
    programme: Programme,
    role: str,
    answers: Mapping[str, Answer],
    waivers: Mapping[str, str],
    late: str = "",
    untimed: str = "",
    role_known: bool = True,
) -> Verdict:
    """Return the verdict on a person in a role.

    Args:
        programme: whose rules count.
        role: the role's id.
        answers: the person's answers by field; a field that the form did not ask is absent.
        waivers: reasons by rule id.
        late: why the application is late, or empty.
        untimed: the time stamp from which it cannot be told whether it is late, or empty.
        role_known: false when the person did not say which role.
    """
    failed = [_lateness(late)] if late else []
    unclear = [_unreadable_time(untimed)] if untimed else []
    if not role_known:
        unclear.append(_unknown_role(answers))
    notes: list[str] = []
    for rule in programme.rules:
        if rule.roles and role not in rule.roles:
            continue
        asked = rule.field in answers or rule.number_field in answers
        outcome = _outcome(rule, answers) if asked or rule.needed else _PASS
        reason = Reason(rule=rule.id, answer=_quoted(_answer_for(rule, answers)), needs=rule.needs)
        if outcome != _PASS and rule.note:
            notes.append(rule.needs)
        elif outcome == _FAIL:
            failed.append(reason)
        elif outcome == _UNCLEAR:
            unclear.append(reason)
    return _weigh(failed, unclear, waivers, tuple(notes))


def _lateness(late: str) -> Reason:
    return Reason(
        rule=DEADLINE,
        answer=late,
        needs="an application by the end of the deadline day, or a waiver",
    )


def _unreadable_time(untimed: str) -> Reason:
    return Reason(
        rule=DEADLINE,
        answer=untimed,
        needs="a time stamp that can be read; correct the field submitted, or waive the rule",
    )


def _unknown_role(answers: Mapping[str, Answer]) -> Reason:
    return Reason(
        rule=ROLE,
        answer=_quoted(answers.get("role")),
        needs="a clear answer which role; correct the field role",
    )


def _weigh(
    failed: list[Reason], unclear: list[Reason], waivers: Mapping[str, str], notes: tuple[str, ...]
) -> Verdict:
    waived = tuple(
        (reason.rule, waivers[reason.rule])
        for reason in (*failed, *unclear)
        if reason.rule in waivers
    )
    failed = [reason for reason in failed if reason.rule not in waivers]
    unclear = [reason for reason in unclear if reason.rule not in waivers]
    status: Status = "ineligible" if failed else "undecided" if unclear else "eligible"
    return Verdict(status=status, reasons=(*failed, *unclear), waived=waived, notes=notes)


def _answer_for(rule: Rule, answers: Mapping[str, Answer]) -> Answer | None:
    return answers.get(rule.field) or answers.get(rule.number_field)


def _quoted(answer: Answer | None) -> str:
    if answer is None:
        return "(not asked)"
    return answer.text.strip() or "(blank)"


def _outcome(rule: Rule, answers: Mapping[str, Answer]) -> str:
    if rule.kind == "member":
        return _member(rule, answers)
    answer = answers.get(rule.field)
    if rule.kind == "agrees":
        return _UNCLEAR if answer is None else _yes(answer)
    if rule.kind == "months":
        return _within(rule, answer)
    return _PASS if answer is not None and answer.text.strip() else _UNCLEAR


def _member(rule: Rule, answers: Mapping[str, Answer]) -> str:
    """A yes or no decides; where only the number is asked, a blank is no member."""
    answer = answers.get(rule.field)
    if answer is not None:
        return _yes(answer)
    number = answers.get(rule.number_field)
    if number is None:
        return _UNCLEAR
    text = number.text
    if leaves_out(text) or plain(text) in _NO_NUMBER:
        return _FAIL
    return _PASS if any(character.isdigit() for character in text) else _UNCLEAR


def _yes(answer: Answer) -> str:
    if answer.value is None:
        return _UNCLEAR
    return _PASS if answer.value else _FAIL


def _within(rule: Rule, answer: Answer | None) -> str:
    """The whole span must lie inside the bounds, ends included; half in is unclear."""
    span = answer.value if answer else None
    if not isinstance(span, Span):
        return _UNCLEAR
    low, high = rule.minimum or 0, rule.maximum
    if (span.high is not None and span.high < low) or (high is not None and span.low > high):
        return _FAIL
    if span.low >= low and (high is None or (span.high is not None and span.high <= high)):
        return _PASS
    return _UNCLEAR
