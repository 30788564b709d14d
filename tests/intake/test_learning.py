"""The options of a form are learned whole from its answers; an option keeps its name; a write-in stays whole."""

import json

import pytest

from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.intake.connecting import connect
from mentor_tui.intake.learning import Ticks, joint_of, learn
from mentor_tui.intake.options import Options, split_ticked
from mentor_tui.matching.problem import score_roster
from mentor_tui.programmes.schema import Topic
from tests.forms import csv_text

HEADINGS = [
    "Timestamp",
    "Email Address",
    "Your name",
    "Would you like to be a mentor, a mentee, or both?",
    "Mentors: in which areas can you offer guidance?",
    "Mentees: in which areas would you like guidance?",
    "How many years of library work experience do you have?",
    "Are you an OLA member?",
    "I agree to take part for at least six months",
    "Preferred method of contact",
]
OPTIONS = [
    "Professional development, education and training",
    "Managing",
    "Cataloguing",
    "Outreach, Programming and Events",
    "Budgeting (grants, fundraising)",
    "Leadership",
]
WRITE_IN = "Grant writing, reporting, and follow-up"


def ticks_of(number):
    """Return which options a person ticks: every option often, and none always with another."""
    return [option for at, option in enumerate(OPTIONS) if (number * (at + 3) + at) % 7 < 3]


def form_row(number, joint=", ", more=()):
    mentor = number % 2 == 0
    areas = joint.join([*(ticks_of(number) or OPTIONS[:1]), *more])
    return [
        f"9/{number % 20 + 1}/2026 10:00:00",
        f"p{number}@example.org",
        f"Person{chr(97 + number % 26)} Test{chr(97 + number // 26)}",
        "Mentor" if mentor else "Mentee",
        areas if mentor else "",
        "" if mentor else areas,
        "8" if mentor else "1",
        "Yes",
        "Yes",
        "Email",
    ]


def bring(workspace, tmp_path, rows, cohort="fall", **more):
    path = tmp_path / f"{cohort}.csv"
    path.write_text(csv_text(HEADINGS, rows), encoding="utf-8")
    request = ImportRequest(files=[path], cohort=cohort, programme="ola", **more)
    write_import(workspace, plan_import(workspace, request))
    return load_roster(workspace, cohort)


def topics(roster):
    return {
        one.email: [
            topic for entry in one.roles.values() for topic in (*entry.offers, *entry.wants)
        ]
        for one in roster.applicants
    }


@pytest.mark.parametrize("joint", [", ", ";", "\n"])
def test_every_option_comes_out_whole_as_with_the_list_given(workspace, tmp_path, joint):
    rows = [form_row(number, joint) for number in range(40)]
    learned = bring(workspace, tmp_path, rows)
    given = bring(workspace, tmp_path, rows, cohort="given", options={"": OPTIONS})
    expected = {f"p{number}@example.org": ticks_of(number) or OPTIONS[:1] for number in range(40)}
    assert topics(learned) == expected
    assert topics(given) == expected
    fits = [score_roster(roster).fit.sum() for roster in (learned, given)]
    assert fits[0] == fits[1]


def test_an_option_keeps_the_name_that_the_form_gave_it(workspace, tmp_path):
    roster = bring(workspace, tmp_path, [form_row(number) for number in range(40)])
    names = {topic for found in topics(roster).values() for topic in found}
    assert {"Cataloguing", "Managing"} <= names
    assert not names & {"Technical services", "Management and leadership"}


@pytest.mark.parametrize("joint", [", ", ";", "\n"])
def test_a_write_in_stays_whole(workspace, tmp_path, joint):
    rows = [form_row(number, joint) for number in range(40)]
    rows[5] = form_row(5, joint, more=[WRITE_IN])
    roster = bring(workspace, tmp_path, rows)
    assert topics(roster)["p5@example.org"] == [*ticks_of(5), WRITE_IN]


def test_options_of_one_question_are_no_options_of_another(workspace, tmp_path):
    listed = {"contact_method": ["Letter, by post"], "": OPTIONS}
    roster = bring(workspace, tmp_path, [form_row(number) for number in range(6)], options=listed)
    answers = [entry.answers for one in roster.applicants for entry in one.roles.values()]
    assert {found["contact_method"].value for found in answers} == {("Email",)}
    plan = plan_import(
        workspace,
        ImportRequest(files=[tmp_path / "fall.csv"], cohort="fall", options=listed),
    )
    assert "Cataloguing" not in json.dumps(plan.learned.get("contact_method", {}))
    assert "Letter, by post" in plan.learned["contact_method"]


def test_an_alias_connects_two_forms_and_never_two_options_of_one():
    topic = Topic(name="Technical services", aliases=("cataloguing", "metadata"))
    options = Options.of([topic], {"Cataloguing": "Cataloguing", "Metadata": "Metadata"})
    counts = {"Cataloguing": 3, "Technical services": 2}
    apart = connect(counts, options, [{"cataloguing"}, {"technical services"}])
    assert apart.keys["Cataloguing"] == apart.keys["Technical services"]
    assert apart.shown == {"Cataloguing": "Cataloguing", "Technical services": "Technical services"}
    together = connect({"Cataloguing": 3, "Metadata": 2}, options, [{"cataloguing", "metadata"}])
    assert together.keys["Cataloguing"] != together.keys["Metadata"]


def test_the_same_option_in_one_of_another_file_shows_where_it_ends():
    twin = Ticks(["Maps, Old and New;Zines", "Zines"], ";")
    commas = Ticks(["Maps, Old and New, Zines", "Zines, Speed", "Speed"], ",")
    assert learn([commas, twin], Options({})) == ["Maps, Old and New", "Speed", "Zines"]


def test_no_single_answer_turns_a_column():
    answers = ["Managing, Leadership", "Leadership, Cataloguing", "Managing, Cataloguing"] * 3
    assert joint_of([*answers, "Reading; writing\nreckoning"], Options({})) == ","
    options = Options.of([Topic(name=name) for name in OPTIONS], aliases_cut=False)
    written = "Grant writing; reporting; follow-up"
    pieces = split_ticked(f"Managing, {written}", options, ",")
    assert [piece.text for piece in pieces] == ["Managing", written]


def test_one_more_answer_with_half_an_option_tears_nothing():
    whole = "Outreach, Programming and Events"
    answers = [f"{whole}, Speed", "Speed", whole, f"Speed, {whole}", whole] * 3
    assert whole in learn([Ticks([*answers, "Outreach"], ",")], Options({}))
