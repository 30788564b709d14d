"""Forms whose columns must be told apart: read right, or refused with the way out, never guessed."""

import json

import pytest

from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.presenting import applicant_data, import_data
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.cli.main import main
from mentor_tui.intake import FileRejected
from tests.forms import NLLS_HEADINGS, csv_text, nlls_rows

PEERS = ["Timestamp", "Your name", "Email", "MLA member?", "Can you meet once a month?"]
SHARED, WANTED = "Programming, Working solo", "Budgets and funding, Grant applications"


def peer_rows(many=6):
    return [
        [
            f"11/{n + 1}/2025 9:00:00",
            f"Ann{'abcdefgh'[n]} Reimer",
            f"a{n}@example.org",
            "Yes",
            "Yes",
        ]
        for n in range(many)
    ]


def write(path, headings, rows):
    path.write_text(csv_text(headings, rows), encoding="utf-8")
    return path


def bring(workspace, path, programme, **more):
    plan = plan_import(
        workspace, ImportRequest(files=[path], cohort="c", programme=programme, **more)
    )
    write_import(workspace, plan)
    return plan


def people(workspace):
    roster = load_roster(workspace, "c")
    return {one.name: applicant_data(roster, one) for one in roster.applicants}


@pytest.mark.parametrize(
    ("share", "learn"),
    [
        ("I could teach a peer about", "I would like to get better at"),
        ("Teach", "Learn"),
        ("What I know well", "What I need help with"),
        ("Where I can help others", "Where I would like help"),
        ("Mes forces", "Ce que je veux apprendre"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_what_is_shared_and_what_is_wanted_are_never_exchanged(
    workspace, tmp_path, share, learn, turned
):
    two = [(share, SHARED), (learn, WANTED)]
    two = two[::-1] if turned else two
    rows = [[*row, *(answer for _, answer in two)] for row in peer_rows()]
    bring(
        workspace,
        write(tmp_path / "f.csv", [*PEERS, *(heading for heading, _ in two)], rows),
        "mla-manitoba",
    )
    assert {json.dumps(one["offers"]) for one in people(workspace).values()} == {
        json.dumps(SHARED.split(", "))
    }
    assert {json.dumps(one["wants"]) for one in people(workspace).values()} == {
        json.dumps(WANTED.split(", "))
    }


@pytest.mark.parametrize("two", [("Topics A", "Topics B"), ("List", "Another list")])
def test_lists_that_cannot_be_told_apart_are_refused_with_the_way_out(tmp_path, capsys, two):
    rows = [[*row, SHARED, WANTED] for row in peer_rows()]
    path = write(tmp_path / "f.csv", [*PEERS, *two], rows)
    database = ["--database", str(tmp_path / "m.sqlite")]
    words = [*database, "import", str(path), "--cohort", "c", "--programme", "mla-manitoba"]
    assert main(words) == 4
    assert "--map" in capsys.readouterr().err
    assert main([*database, "cohorts"]) == 0
    assert "mla-manitoba" not in capsys.readouterr().out
    said = ["--map", f"{two[0]}=can_share", "--map", f"{two[1]}=want_to_learn"]
    assert main([*words, *said]) == 0
    capsys.readouterr()
    main([*database, "applicants", "--cohort", "c", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert found[0]["offers"] == SHARED.split(", ")
    assert found[0]["wants"] == WANTED.split(", ")


@pytest.mark.parametrize("heading", ["Participant", "Applicant", "Attendee", "Who"])
def test_a_word_for_people_is_the_name_when_names_stand_below(workspace, tmp_path, heading):
    rows = [[f"Ann{letter} Reimer", "Technology"] for letter in "abcdef"]
    rows += [["Total: 6 participants", ""], ["Average", "3"], ["", "as of 1 May, still open"]]
    path = write(tmp_path / "class.csv", [heading, "Wants to work on"], rows)
    plan = bring(workspace, path, "mile", role="mentee")
    assert sorted(people(workspace)) == [f"Ann{letter} Reimer" for letter in "abcdef"]
    assert len(plan.counts[0].reading.set_aside) == 3


def test_a_file_without_names_is_refused(workspace, tmp_path):
    rows = [[f"a{number}@example.org", "Technology"] for number in range(5)]
    path = write(tmp_path / "class.csv", ["Email", "Wants to work on"], rows)
    with pytest.raises(FileRejected, match="no column for Name"):
        bring(workspace, path, "mile", role="mentee")


def test_a_question_per_group_fills_one_list(workspace, tmp_path):
    groups = ["Governance", "Human Resources", "Further matters"]
    headings = [*NLLS_HEADINGS[:6], *groups, *NLLS_HEADINGS[7:]]
    parts = ["Board Relations, Budget management", "Scheduling", "Circulation"]
    rows = [[*row[:6], *parts, *row[7:]] for row in nlls_rows()]
    bring(workspace, write(tmp_path / "f.csv", headings, rows), "nlls")
    assert people(workspace)["Beth Cho"]["offers"] == [
        "Board Relations",
        "Budget management",
        "Scheduling",
        "Circulation",
    ]


def test_map_adds_columns_to_a_list(workspace, tmp_path):
    groups = ["One", "Two"]
    headings = [*NLLS_HEADINGS[:6], *groups, *NLLS_HEADINGS[7:]]
    rows = [[*row[:6], "Bees", "Trees", *row[7:]] for row in nlls_rows()]
    path = write(tmp_path / "f.csv", headings, rows)
    bring(workspace, path, "nlls", maps={"One": "interests", "Two": "interests"})
    assert people(workspace)["Beth Cho"]["offers"] == ["Bees", "Trees"]


def test_an_empty_column_never_wins_a_field_from_a_filled_one(workspace, tmp_path):
    rows = [["", "", *row] for row in nlls_rows()]
    headings = ["Email", "Name", *NLLS_HEADINGS]
    headings[3] = "What e-mail can we use?"
    bring(workspace, write(tmp_path / "f.csv", headings, rows), "nlls")
    assert people(workspace)["Beth Cho"]["email"] == "beth.cho@example.org"


def test_a_rule_without_its_column_is_said_and_leaves_all_undecided(workspace, tmp_path):
    rows = [[*row[:4], SHARED, WANTED] for row in peer_rows()]
    headings = [*PEERS[:4], "What could you share with a peer?", "What would you like to learn?"]
    plan = bring(workspace, write(tmp_path / "f.csv", headings, rows), "mla-manitoba")
    assert [one["rule"] for one in import_data(plan)["open"] if "rule" in one] == ["agreement"]
    found = people(workspace).values()
    assert {one["roles"]["peer"]["status"] for one in found} == {"undecided"}
    assert {one["roles"]["peer"]["reasons"][0]["rule"] for one in found} == {"agreement"}


def test_a_programme_may_do_without_a_column(workspace, tmp_path):
    rows = [[f"Ann{letter} Reimer", "Technology", f"Library {letter}"] for letter in "abcdef"]
    path = write(tmp_path / "class.csv", ["Name", "Wants to work on", "Library"], rows)
    plan = bring(workspace, path, "mile", role="mentee")
    assert not import_data(plan)["open"]
    found = people(workspace).values()
    assert {one["roles"]["mentee"]["status"] for one in found} == {"eligible"}


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Anything that would help us match you?", "Not with Beth Cho please"),
        ("How did you hear of us?", "Beth Cho told me of it"),
        ("Favourite book", "I'd prefer a woman mentor"),
        ("What are your objectives?", "Grow. Please do not pair me with my manager."),
    ],
)
def test_whatever_reads_like_a_request_is_a_flag(workspace, tmp_path, heading, text):
    rows = [[*row, ""] for row in nlls_rows()]
    headings = [*NLLS_HEADINGS, heading if heading not in NLLS_HEADINGS else "Shoe size"]
    rows[2][9] = ""
    rows[2][headings.index(heading)] = text
    bring(workspace, write(tmp_path / "f.csv", headings, rows), "nlls")
    flags = [flag for flag in people(workspace)["Ana Ortiz"]["flags"] if flag["kind"] == "request"]
    assert [flag["text"] for flag in flags] == [text]


@pytest.mark.parametrize("heading", ["End Date", "Recorded Date", "EndDate"])
def test_the_time_of_other_form_tools_is_the_time_of_submission(workspace, tmp_path, heading):
    rows = [["", row[0], *row[1:]] for row in nlls_rows()]
    headings = ["Start Date", heading, *NLLS_HEADINGS[1:]]
    bring(workspace, write(tmp_path / "f.csv", headings, rows), "nlls")
    assert "Scheduling" in people(workspace)["Ivo Lund"]["wants"]


def test_two_heading_rows_keep_the_library(workspace, tmp_path):
    second = ["", "", *["Open-Ended Response"] * (len(NLLS_HEADINGS) - 2)]
    rows = [second, *nlls_rows()]
    bring(workspace, write(tmp_path / "f.csv", NLLS_HEADINGS, rows), "nlls")
    assert people(workspace)["Mina Hart"]["organisation"] == "Library 1"
    assert "Open-Ended Response" not in people(workspace)


def test_a_better_mapping_changes_the_same_people(workspace, tmp_path):
    headings = [*NLLS_HEADINGS]
    headings[2] = "Label of the branch"
    headings[4], plain = "Your name", headings[4]
    path = write(tmp_path / "f.csv", headings, nlls_rows())
    bring(workspace, path, "nlls")
    before = {one.id for one in load_roster(workspace, "c").applicants}
    maps = {headings[2]: "name", headings[4]: "organisation"}
    plan = bring(workspace, path, "nlls", maps=maps)
    assert plan.counts[0].updated == 8
    assert plan.counts[0].imported == 0
    assert {one.id for one in load_roster(workspace, "c").applicants} == before
    assert people(workspace)["Mina Hart"]["organisation"] == "Library 1"
    assert plain not in people(workspace)


def test_a_better_reading_of_the_same_answers_is_a_change(workspace, tmp_path):
    headings = [*NLLS_HEADINGS]
    headings[7] = "Thoughts"
    path = write(tmp_path / "f.csv", headings, nlls_rows())
    bring(workspace, path, "nlls")
    assert people(workspace)["Zoë Roy"]["goals"] == ""
    plan = bring(workspace, path, "nlls", maps={"Thoughts": "goals"})
    assert plan.counts[0].updated == 8
    assert people(workspace)["Zoë Roy"]["goals"] == "Understand budgets."
    again = plan_import(workspace, ImportRequest(files=[path], cohort="c"))
    assert again.nothing_new
    assert again.counts[0].unchanged == 8
