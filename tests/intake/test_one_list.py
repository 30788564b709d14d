"""One list of what is no answer, used for topics, requests, goals, numbers and agreements; ways that agree with all."""

import pytest

from mentor_tui.domain.blank import ANY_WAY
from mentor_tui.domain.eligibility import judge
from mentor_tui.domain.people import Answer, Span
from mentor_tui.intake.agreeing import read_yes_no
from mentor_tui.intake.headings import map_headings
from mentor_tui.intake.reading import read_answer, vocabulary
from mentor_tui.intake.requests import request_flag
from mentor_tui.matching.fit import Scores, says_something
from mentor_tui.matching.participants import Participant
from mentor_tui.programmes import Weights, parse_programme, programme_text

NO_ANSWERS = ["", "n/a", "N/A.", "none", "-", "nil", "aucun", "Aucune", "rien", "s/o", "néant"]
NO_ANSWERS += ["not at this time", "Nothing at this time", "not applicable", "pas pour le moment"]


@pytest.fixture(scope="module")
def ola():
    return parse_programme(programme_text("ola"))


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_what_is_no_answer_is_none_everywhere(ola, text):
    words = vocabulary(ola, {})
    for name in ("can_share", "contact_method"):
        assert read_answer(question=ola.question(name), words=words, original=text).value == ()
    assert request_flag(text) is None
    assert not says_something(text)
    assert read_yes_no(text) is None
    number = Answer(field="membership_number", label="number", original=text, text=text)
    verdict = judge(programme=ola, role="mentee", answers={"membership_number": number}, waivers={})
    assert verdict.reasons[0].rule == "membership"
    assert verdict.status == "ineligible"


def test_what_somebody_cannot_tell_yet_refuses_nobody(ola):
    number = Answer(field="membership_number", label="n", original="not sure", text="not sure")
    verdict = judge(programme=ola, role="mentee", answers={"membership_number": number}, waivers={})
    assert verdict.status == "undecided"
    assert not says_something("not sure")


def test_a_condition_is_undecided_and_quoted(ola):
    text = "Yes, but only once a month"
    answer = read_answer(
        question=ola.question("agreement"), words=vocabulary(ola, {}), original=text
    )
    verdict = judge(programme=ola, role="mentee", answers={"agreement": answer}, waivers={})
    assert ("agreement", text) in [(reason.rule, reason.answer) for reason in verdict.reasons]
    assert verdict.status == "undecided"


@pytest.mark.parametrize(
    ("programme", "text", "value"),
    [
        ("mla-manitoba", "Yes, at least once a month", True),
        ("mla-manitoba", "I can commit to meeting at least once a month", True),
        ("mla-manitoba", "Yes, but only once a month", None),
        ("mla-manitoba", "I can commit to a month", None),
        ("mla-manitoba", "Yes, at most once a month", None),
        ("nmrt", "Yes, twice a month", True),
        ("nmrt", "Yes, once a month", None),
        ("mile", "I can commit to 18 months", True),
        ("mile", "I can commit to 12 of the 18 months", None),
        ("ola", "I agree to take part for at least six months", True),
        ("ola", "Yes, five months", None),
    ],
)
def test_who_repeats_the_question_adds_no_condition(programme, text, value):
    asked = parse_programme(programme_text(programme))
    answer = read_answer(
        question=asked.question("agreement"), words=vocabulary(asked, {}), original=text
    )
    assert answer.value is value


@pytest.mark.parametrize(
    ("months", "status"),
    [
        (Span(36, 60), "eligible"),
        (Span(24, 48), "undecided"),
        (Span(0, 35), "ineligible"),
        (Span(12, None), "undecided"),
    ],
)
def test_a_range_counts_where_both_ends_give_the_same_verdict(ola, months, status):
    experience = Answer(field="experience", label="", original="x", text="x", value=months)
    member = Answer(field="membership", label="", original="yes", text="yes", value=True)
    answers = {"experience": experience, "membership": member}
    verdict = judge(programme=ola, role="mentor", answers=answers, waivers={})
    assert verdict.status == status


def scores(helper, learner):
    agreements = parse_programme(programme_text("ola")).agreements
    return Scores(
        helpers=[Participant(id="h", role="mentor", values={"contact_method": frozenset(helper)})],
        learners=[
            Participant(id="l", role="mentee", values={"contact_method": frozenset(learner)})
        ],
        weights=Weights(),
        agreements=agreements,
    )


@pytest.mark.parametrize(
    ("helper", "learner", "holds", "shared"),
    [
        ([ANY_WAY], ["Phone"], True, ("Phone",)),
        (["Email", "Phone"], [ANY_WAY], True, ("Email", "Phone")),
        ([ANY_WAY], [ANY_WAY], True, (ANY_WAY,)),
        (["Email"], ["Phone"], False, ()),
        (["Email"], ["Phone", "Email"], True, ("Email",)),
    ],
)
def test_any_way_agrees_with_whatever_the_partner_named(helper, learner, holds, shared):
    fits = scores(helper, learner)
    (item,) = fits.parts(0, 0).items
    assert (item.holds, item.shared) == (holds, shared)
    assert int(fits.fit[0, 0]) == (100_000 if holds else 0)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NMRT membership", "nmrt_membership"),
        ("ALA membership number", "membership_number"),
        ("ALA membership", "membership"),
    ],
)
def test_a_membership_is_no_membership_number(heading, field):
    nmrt = parse_programme(programme_text("nmrt"))
    (column,) = map_headings(
        headings=[heading],
        columns=[["Yes", "No", "Yes"]],
        programme=nmrt,
        remembered={},
        overrides={},
        options=vocabulary(nmrt, {}).options,
        roles=lambda text: False,
    )
    assert column.field == field
