"""Goals as forms ask for them: what counts where one side was not asked, own words, and letters without quotations."""

import csv

import pytest

from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.presenting import scores_data, suggestion_data
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.matching.explain import explain_pair
from mentor_tui.programmes import ProgrammeError, parse_programme, programme_text
from tests.forms import nlls_row, write_nlls

AGREES = "Can you commit to an 18-month mentoring relationship?"
SHARES = "In which areas could you share your experience?"
WANTS = "What would you like to work on?"
GOALS = "Leadership goals"


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def row(name, **answers):
    email = f"{name.split()[0].lower()}@example.org"
    return {"Name": name, "Email": email, AGREES: "Yes"} | answers


def bring(workspace, tmp_path, mentors, mentees):
    for role, rows in (("mentor", mentors), ("mentee", mentees)):
        path = write(tmp_path / f"{role}.csv", rows)
        request = ImportRequest(files=[path], cohort="class", programme="mile", role=role)
        write_import(workspace, plan_import(workspace, request))
    return problem_of(workspace, "class")


MENTEES = [
    row("Ana Ortiz", **{WANTS: "Delegation, Technology", GOALS: "Guiding a beehive."}),
    row("Beth Cho", **{WANTS: "Delegation, Public speaking", GOALS: ""}),
]


def test_where_mentors_gave_nothing_to_compare_goals_leave_the_fit(workspace, tmp_path):
    mentors = [row("Cara Roy", **{SHARES: "Delegation, Technology"})]
    problem = bring(workspace, tmp_path, mentors, MENTEES)
    for pair in scores_data(problem):
        goals = pair["parts"]["goals"]
        assert (goals["asked"], goals["points"], goals["of"]) == (False, 0, 0)
        assert goals["note"] == "the form did not ask mentors"
        assert pair["parts"]["interests"]["of"] == 100


def test_goals_are_compared_with_position_and_topics(workspace, tmp_path):
    mentors = [
        row("Cara Roy", **{SHARES: "Delegation", "Position": "Metadata librarian"}),
        row("Dina Park", **{SHARES: "Delegation, Collection development", "Position": ""}),
    ]
    mentees = [row("Ana Ortiz", **{WANTS: "Delegation", GOALS: "Cataloguing, and weeding."})]
    pairs = list(scores_data(bring(workspace, tmp_path, mentors, mentees)))
    assert all(pair["parts"]["goals"]["asked"] for pair in pairs)
    alike = sorted(two for pair in pairs for two in pair["parts"]["goals"]["alike"])
    assert ["Cataloguing", "Metadata"] in alike
    assert all(pair["parts"]["goals"]["points"] > 0 for pair in pairs)


def test_whoever_left_goals_blank_has_no_more_than_who_wrote(workspace, tmp_path):
    mentors = [row("Cara Roy", **{SHARES: "Delegation", "Describe your experience": "Beekeeping."})]
    problem = bring(workspace, tmp_path, mentors, MENTEES)
    fits = {pair["people"][1]["email"]: pair for pair in scores_data(problem)}
    blank, wrote = fits["beth@example.org"], fits["ana@example.org"]
    assert blank["parts"]["goals"]["note"] == "left blank"
    assert blank["parts"]["goals"]["of"] > 0
    assert wrote["fit"] >= blank["fit"]


def test_the_coordinators_own_words_count(workspace, tmp_path):
    mentors = [row("Cara Roy", **{SHARES: "Technology", "Describe your experience": "Apiaries."})]
    before = bring(workspace, tmp_path, mentors, MENTEES)
    assert not before.scores.parts(0, 0).goals
    workspace.programmes_folder.mkdir(exist_ok=True)
    own = workspace.programmes_folder / "thesaurus.txt"
    own.write_text("beehive; apiaries; apiary | rucher\n", encoding="utf-8")
    after = problem_of(workspace, "class")
    assert sum(after.scores.parts(0, at).goals for at in range(2)) > 0


def test_what_a_person_wrote_as_their_own_goals_is_no_offer(workspace, tmp_path):
    path = tmp_path / "form.csv"
    rows = [
        nlls_row(1, "Cara Roy", "Mentor, Mentee", "Circulation", goals="Weeding."),
        nlls_row(2, "Ana Ortiz", "Mentee", "Scheduling", goals="Weeding."),
        nlls_row(3, "Dina Park", "Mentor", "Circulation", goals="I have weeded four branches."),
    ]
    write_nlls(path, rows)
    request = ImportRequest(files=[path], cohort="spring", programme="nlls")
    write_import(workspace, plan_import(workspace, request))
    problem = problem_of(workspace, "spring")
    offers = {problem.roster.name(one.id): one.offer_text for one in problem.scores.helpers}
    assert offers["Cara Roy"] == ""
    assert offers["Dina Park"]


def test_every_sentence_of_a_proposal_speaks_to_both(workspace, tmp_path):
    mentors = [
        row("Cara Roy", **{SHARES: "Delegation", "Describe your experience": "Grant writing."})
    ]
    mentees = [row("Ana Ortiz", **{WANTS: "Delegation", GOALS: "Grant writing, please."})]
    problem = bring(workspace, tmp_path, mentors, mentees)
    why = suggestion_data(problem)["pairs"][0]["why"]
    assert why == "Shared interests: Delegation. You both mention “grant writing”."
    quiet = problem.roster.programme.model_copy(update={"quote_goals": False})
    object.__setattr__(problem.roster, "programme", quiet)
    assert explain_pair(problem, 0, 0).why == "Shared interests: Delegation."


def test_a_programme_file_says_what_helpers_write_about_themselves():
    text = programme_text("mile")
    quiet = parse_programme(text.replace('language = "en"', 'language = "en"\nquote_goals = false'))
    assert not quiet.quote_goals
    named = text.replace(
        'offer_text = ["offer_text"]', 'offer_text = ["offer_text"]\nabout = ["nothing"]'
    )
    with pytest.raises(ProgrammeError, match="'nothing', which no question asks"):
        parse_programme(named)
