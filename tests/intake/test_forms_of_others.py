"""Whole forms as others make them: grids, tables pasted together, one list for both sides, a list for each."""

import csv

import pytest

from mentor_tui.actions.importing import ImportRequest, plan_import
from mentor_tui.cli.import_lines import plan_lines
from mentor_tui.errors import FileRejected
from mentor_tui.intake.duplicates import Known, likely_duplicates
from mentor_tui.intake.learning import Ticks, doubts, learn
from mentor_tui.intake.options import COMMA, Options

OLA = ["Name", "Email", "Library", "Role", "Years of experience", "Are you an OLA member?"]
TOPICS = ["Career planning", "Networking", "Leadership", "Cataloguing"]


@pytest.fixture
def read(workspace, tmp_path):
    def plan(headings, rows, programme="ola", **more):
        path = tmp_path / "form.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([headings, *rows])
        request = ImportRequest(files=[path], cohort="fall", programme=programme, **more)
        return plan_import(workspace, request)

    return plan


def people(count, *cells):
    """Return rows of a form for mentors and mentees in turn, each with cells made of its number."""
    rows = []
    for number in range(count):
        who = [f"Ann{'abcdefghijkl'[number]} Roy", f"p{number}@example.org", f"Library {number}"]
        role = "Mentee" if number % 2 else "Mentor"
        rows.append([*who, role, "8", "Yes", *(cell(number) for cell in cells)])
    return rows


def ticked(number):
    return f"{TOPICS[number % 4]}, {TOPICS[(number + 1) % 4]}"


def lists_of(plan, number):
    (person,) = (person for person in plan.applicants if person.email == f"p{number}@example.org")
    return {name: (set(entry.offers), set(entry.wants)) for name, entry in person.roles.items()}


def test_a_grid_with_a_scale_is_no_list_of_topics_and_is_named_as_not_read(read):
    grid = [f"Rate your interest [{topic}]" for topic in TOPICS]
    steps = [lambda number, at=at: str(1 + (number + at) % 5) for at in range(4)]
    plan = read([*OLA, *grid], people(10, *steps))
    assert [column.field for column in plan.columns if column.heading in grid] == [None] * 4
    assert [column.heading for column in plan.unread] == ["Rate your interest"]
    assert lists_of(plan, 1) == {"mentee": (set(), set())}


def test_a_grid_of_ticks_is_still_a_list(read):
    grid = [f"Topics that interest you [{topic}]" for topic in TOPICS]
    ticks = [
        lambda number, at=at: "Yes" if at in (number % 4, (number + 1) % 4) else ""
        for at in range(4)
    ]
    plan = read([*OLA, *grid], people(10, *ticks))
    assert lists_of(plan, 1) == {"mentee": (set(), {"Networking", "Leadership"})}
    assert lists_of(plan, 2) == {"mentor": ({"Leadership", "Cataloguing"}, set())}


@pytest.mark.parametrize(
    "heading", ["What would you like to discuss?", "I am interested in", "Topics"]
)
def test_one_list_that_both_sides_tick_is_each_side_s_own(read, heading):
    plan = read([*OLA, heading], people(10, ticked))
    assert lists_of(plan, 0) == {"mentor": ({"Career planning", "Networking"}, set())}
    assert lists_of(plan, 1) == {"mentee": (set(), {"Networking", "Leadership"})}


def test_what_mentors_want_to_learn_is_nothing_that_they_offer(read):
    plan = read([*OLA, "What would you like to learn?"], people(10, ticked))
    assert lists_of(plan, 0) == {"mentor": (set(), set())}
    (question,) = (question for question in plan.open if question.name == "can_share")
    assert "--map" in question.by_command
    assert any(question.by_command in line for line in plan_lines(plan, ""))


def test_the_coordinator_says_that_both_sides_answer_a_heading(read):
    plan = read([*OLA, "Pick some"], people(10, ticked), maps={"Pick some": "both"})
    assert lists_of(plan, 0) == {"mentor": ({"Career planning", "Networking"}, set())}
    assert lists_of(plan, 1) == {"mentee": (set(), {"Networking", "Leadership"})}


def test_agreements_and_goals_are_no_topics(read):
    asked = "Mentors and mentees take part for six months. Can you do that?"
    hopes = "What do you hope to get out of the program?"
    answers = [
        lambda number: ("Yes", "Yes", "Half of it")[number % 3],
        lambda number: ("To give back", "To learn")[number % 2],
    ]
    plan = read([*OLA, asked, hopes, "Topics"], people(9, *answers, ticked))
    fields = {column.heading: column.field for column in plan.columns}
    assert fields[asked] == "agreement"
    assert fields[hopes] == "goals"
    assert lists_of(plan, 0) == {"mentor": ({"Career planning", "Networking"}, set())}


def test_a_sheet_that_asks_each_side_for_itself_keeps_the_two_lists_apart(read):
    headings = ["Name", "Email", "Library", "Role", "Library staff"]
    sides = ["Mentors: areas you feel confident sharing", "Mentees: areas of most interest to you"]
    areas = ["Governance", "Scheduling", "Circulation", "Budget management"]
    rows = []
    for number in range(8):
        who = [f"Ann{'abcdefgh'[number]} Roy", f"p{number}@example.org", f"Library {number}"]
        rows.append([*who, "Mentor, Mentee", "2-4", areas[number % 4], areas[(number + 1) % 4]])
    plan = read([*headings, *sides], rows, programme="nlls")
    offered, wanted = lists_of(plan, 0)["mentor"][0], lists_of(plan, 0)["mentee"][1]
    assert (offered, wanted) == ({"Governance"}, {"Scheduling"})


def test_headings_again_hints_and_counts_are_nobody(read):
    rows = people(6, ticked)
    hints = ["first and last", "", "", "mentor/mentee", "in years", "yes/no", "choose some"]
    again = [*OLA, "Topics"]
    total = ["6 in all", "", "", "", "", "", "5 members"]
    plan = read([*OLA, "Topics"], [hints, *rows[:3], again, *rows[3:], total])
    assert len(plan.applicants) == 6
    assert [aside.line for aside in plan.counts[0].reading.set_aside] == [2, 6, 10]


def test_somebody_who_tried_the_form_out_is_pointed_at(read):
    rows = people(4, ticked)
    rows[1][0] = "TEST"
    plan = read([*OLA, "Topics"], rows)
    assert [remark.line for remark in plan.counts[0].reading.remarks] == [3]


def test_a_row_with_an_address_is_no_headings(read):
    headings = ["Who", "Contact", "Where", "Gives", "Gets", "Member"]
    rows = [
        [
            f"Ann{'abcdef'[number]} Roy",
            f"p{number}@example.org",
            "Library",
            "working solo",
            "storytime",
            "yes",
        ]
        for number in range(6)
    ]
    with pytest.raises(FileRejected, match="'Gives' and 'Gets'"):
        read(headings, rows, programme="mla-manitoba")


@pytest.mark.parametrize("role", ["Mentor", "Mentee"])
@pytest.mark.parametrize(
    "heading", ["Goals", "What can you offer a mentee?", "Topics", "Position", "Pronouns"]
)
def test_a_request_that_names_an_applicant_is_a_flag_in_any_column_and_any_role(
    read, heading, role
):
    rows = people(6, lambda number: "Networking" if heading == "Topics" else "")
    rows[0][3] = role
    rows[0][-1] = "Networking, please not with Annb Roy"
    plan = read([*OLA, heading], rows)
    (person,) = (person for person in plan.applicants if person.email == "p0@example.org")
    assert [flag.text for flag in person.flags if "Annb Roy" in flag.text]


def test_courtesy_is_no_request(read):
    words = [
        "Looking forward to it!",
        "Thank you so much",
        "Great programme",
        "Excited!",
        "All good",
        "Remote only, please",
    ]
    plan = read([*OLA, "Comments"], people(6, words.__getitem__))
    assert [flag.text for person in plan.applicants for flag in person.flags] == [
        "Remote only, please"
    ]


def test_what_may_be_one_option_or_two_is_named_with_the_way_to_say_it(read):
    options = ["Reference, Research Help", "Leadership", "Networking"]
    answers = [
        ", ".join(options[at] for at in range(3) if (number + at) % 3) for number in range(4)
    ]
    plan = read([*OLA, "Topics"], people(4, answers.__getitem__))
    assert [(doubt.first, doubt.second) for doubt in plan.doubts] == [
        ("Reference", "Research Help")
    ]
    assert any("--options FILE" in line for line in plan_lines(plan, ""))
    given = read([*OLA, "Topics"], people(4, answers.__getitem__), options={"": options})
    assert given.doubts == ()


def test_pieces_that_many_tick_together_are_learned_and_leave_no_doubt():
    answers = [
        "Reference, Research Help, Zines",
        "Zines",
        "Reference, Research Help",
        "Weaving, Zines",
    ] * 4
    ticks = [Ticks(answers, COMMA)]
    assert "Reference, Research Help" in learn(ticks, Options({}))
    assert doubts(ticks, Options({})) == []


def test_an_option_that_begins_like_another_stays_whole():
    longer = "Collection development, weeding, and inventory"
    answers = [
        longer,
        "Collection development",
        f"{longer}, Zines",
        "Zines, Collection development",
        longer,
    ] * 2
    known = Options.of((), {"Collection development": "Collection development"})
    assert longer in learn([Ticks(answers, COMMA)], known)


def test_a_column_for_each_option_may_be_named_by_its_question_or_any_option(read):
    asked = "Please tick what matters"
    headings = [f"{asked} - {topic}" for topic in TOPICS]
    ticks = [
        lambda number, at=at: TOPICS[at] if at in (number % 4, (number + 1) % 4) else ""
        for at in range(4)
    ]
    for said in (asked, headings[1]):
        plan = read([*OLA, *headings], people(10, *ticks), maps={said: "both"})
        assert lists_of(plan, 0) == {"mentor": ({"Career planning", "Networking"}, set())}
        assert lists_of(plan, 1) == {"mentee": (set(), {"Networking", "Leadership"})}


def test_a_second_table_with_its_columns_in_another_order_is_refused_with_its_line(read):
    rows = people(6, ticked)
    headings = [*OLA, "Topics"]
    turned = [[row[1], row[0], *row[2:]] for row in (headings, *rows[3:])]
    with pytest.raises(FileRejected, match="line 5: a second table"):
        read(headings, [*rows[:3], *turned])


def test_what_is_said_to_a_colleague_in_french_is_taught(read):
    headings = ["Nom", "Courriel", "Bibliothèque"]
    asked = ["Que pourriez-vous apprendre à un collègue ?", "Qu'aimeriez-vous apprendre ?"]
    rows = [
        [*row[:3], TOPICS[number % 2], TOPICS[2 + number % 2]]
        for number, row in enumerate(people(6))
    ]
    plan = read([*headings, *asked], rows, programme="mla-manitoba")
    assert lists_of(plan, 0)["peer"] == ({"Career planning"}, {"Leadership"})


def test_years_are_no_topics_whatever_the_heading_leans_to(read):
    asked = "How much professional experience do you have?"
    headings = [heading for heading in OLA if "Years" not in heading]
    rows = [
        [*row[:4], *row[5:], f"{4 + number % 3} years", ticked(number)]
        for number, row in enumerate(people(9))
    ]
    plan = read([*headings, asked, "Topics"], rows)
    assert next(column.field for column in plan.columns if column.heading == asked) == "experience"


def test_a_question_whose_answers_are_the_programme_s_own_sentences_is_known_by_them(read):
    sentences = [
        "I am open to a project-based relationship, connecting by email, phone, and in-person, "
        "2-3 times in total with limited follow-up.",
        "I am open to an on-going mentorship relationship.",
    ]
    rows = [[*row[:4], "Governance", sentences[at % 2]] for at, row in enumerate(people(8))]
    headings = [
        "Name",
        "Email",
        "Library",
        "Role",
        "Areas of interest",
        "How much time can you give?",
    ]
    plan = read(headings, rows, programme="nlls")
    assert plan.columns[-1].field == "time_commitment"


@pytest.mark.parametrize(
    "steps",
    [
        ["Confident sharing this", "Want to learn this", "Not for me"],
        ["I can teach this", "I would like to learn this", "Neither"],
        ["Can help others", "Need help", "Both", "N/A"],
    ],
)
def test_a_grid_whose_steps_say_the_side_is_two_lists(read, steps):
    areas = ["Governance", "Scheduling", "Circulation", "Budget management"]
    grid = [f"For each area, where are you? [{area}]" for area in areas]
    headings = ["Name", "Email", "Library", "Role", *grid]
    rows = [
        [*row[:3], "Mentor, Mentee", *(steps[(at + number) % len(steps)] for at in range(4))]
        for number, row in enumerate(people(8))
    ]
    plan = read(headings, rows, programme="nlls")
    both = {"Circulation"} if "Both" in steps else set()
    again = {"Budget management"} if len(steps) == 3 else set()
    assert lists_of(plan, 0)["mentor"][0] == {"Governance"} | both | again
    assert lists_of(plan, 0)["mentee"][1] == {"Scheduling"} | both
    assert [question.name for question in plan.open if question.kind == "field"] == []


def test_a_grid_whose_steps_do_not_say_the_side_is_never_read_as_topics(read):
    grid = [f"Rate your interest [{topic}]" for topic in TOPICS]
    steps = [lambda number, at=at: str(1 + (number + at) % 5) for at in range(4)]
    with pytest.raises(FileRejected, match="rate an option"):
        read([*OLA, *grid], people(10, *steps), maps={grid[0]: "want_to_learn"})


@pytest.mark.parametrize(
    ("name", "library", "likely"),
    [
        ("Cathy O'Neil", "Kingston Frontenac PL", True),
        ("Catherine O'Neill", "Kingston Frontenac Public Library", True),
        ("Cathy O'Neil", "Ottawa Public Library", False),
        ("Carol O'Neil", "Kingston Frontenac PL", False),
        ("Cathy Ortiz", "Kingston Frontenac PL", False),
    ],
)
def test_a_short_form_of_a_name_at_one_library_is_a_likely_duplicate(name, library, likely):
    first = Known(
        "a", "Catherine O'Neill", "cathy@one.example.org", "Kingston Frontenac Public Library"
    )
    second = Known("b", name, "coneil@two.example.org", library)
    assert bool(likely_duplicates([first, second])) == likely


def test_a_choice_with_more_in_brackets_is_the_option_before_them(read):
    sectors = ["Special (health)", "Special", "Public"]
    plan = read([*OLA, "Library sector"], people(6, lambda number: sectors[number % 3]))
    chosen = [person.answer("sector").value for person in plan.applicants]
    assert set(chosen) == {("Special",), ("Public",)}
