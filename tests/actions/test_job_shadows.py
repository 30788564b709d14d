"""Job shadows: suggested to newer mentees alone, asked for until noted, listed by command."""

import json

import pytest

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.following import note_contact
from mentor_tui.actions.job_shadows import shadowings_of
from mentor_tui.actions.workspace import ActionError
from mentor_tui.cli.main import main
from mentor_tui.programmes import ProgrammeError, parse_programme, programme_text
from tests.actions.letter_cases import ANA, BETH, texts
from tests.actions.test_importing import bring
from tests.forms import NLLS_HEADINGS, csv_text, nlls_row

ASKED = "How long have you been in your current role?"


@pytest.fixture
def with_experience(workspace, tmp_path):
    """Return a function that brings one mentee with what they answer, paired with Beth."""

    def make(answer):
        topic = "Budget management"
        rows = [
            [*nlls_row(1, "Beth Cho", "Mentor", topic), "12 years"],
            [*nlls_row(2, "Ana Ortiz", "Mentee", topic), answer],
        ]
        form = tmp_path / "form.csv"
        form.write_text(csv_text([*NLLS_HEADINGS, ASKED], rows))
        bring(workspace, form)
        decide(workspace, "spring", "accept", [BETH, ANA])
        return workspace

    return make


@pytest.mark.parametrize(
    ("answer", "to_mentee", "to_mentor", "listed"),
    [
        (
            "8 months",
            "As you are newer to the role, we recommend an in-person half- or full-day",
            "As Ana Ortiz is newer to the role, we recommend",
            "suggested",
        ),
        (
            "1 year 11 months",
            "As you are newer to the role",
            "As Ana Ortiz is newer",
            "suggested",
        ),
        (
            "2 years",
            "Please discuss which structure is the most beneficial for you",
            "the most beneficial for your mentee",
            "as they choose",
        ),
        (
            "a while",
            "If you are newer to your role, we recommend",
            "If your mentee is newer to the role, we recommend",
            "ask how long in the role",
        ),
        (
            "",
            "If you are newer to your role",
            "If your mentee is newer",
            "ask how long in the role",
        ),
    ],
)
def test_who_is_newer_beyond_doubt_is_recommended_a_job_shadow(
    with_experience, answer, to_mentee, to_mentor, listed
):
    workspace = with_experience(answer)
    made = texts(workspace, "spring", "introduction")
    assert to_mentee in made[ANA]
    assert to_mentor in made[BETH]
    assert [one.words for one in shadowings_of(workspace, "spring")] == [listed]


def test_a_form_without_the_question_leaves_it_open(spring):
    made = texts(spring, "spring", "introduction")
    assert "If you are newer to your role, we recommend" in made[ANA]


def test_check_ins_ask_until_it_was_noted_and_undo_asks_again(with_experience):
    workspace = with_experience("8 months")
    assert "job shadow that we recommend for you?" in texts(workspace, "spring", "check-in")[ANA]
    note_contact(workspace, "spring", ANA, "job-shadow", on="2027-01-30")
    made = texts(workspace, "spring", "check-in")
    assert "job shadow" not in made[ANA]
    assert "\n  - \n" not in made[ANA]
    assert "Was the job shadow worthwhile?" in texts(workspace, "spring", "feedback")[BETH]
    assert shadowings_of(workspace, "spring")[0].words == "noted on 2027-01-30"
    workspace.store.undo()
    assert "job shadow" in texts(workspace, "spring", "check-in")[ANA]


def test_the_command_lists_them(with_experience, tmp_path, capsys):
    with_experience("8 months").close()
    base = ["--database", str(tmp_path / "mentor.sqlite"), "--no-input"]
    assert main([*base, "trips", "--cohort", "spring", "--job-shadows"]) == 0
    assert "Ana Ortiz" in capsys.readouterr().out
    assert main([*base, "contact", "--cohort", "spring", ANA, "job-shadow"]) == 0
    capsys.readouterr()
    listing = ["trips", "--cohort", "spring", "--job-shadows", "--format", "json"]
    assert main([*base, *listing]) == 0
    shown = json.loads(capsys.readouterr().out)[0]
    assert (shown["name"], shown["newer"]) == ("Ana Ortiz", "yes")
    assert shown["words"].startswith("noted on ")


def test_a_programme_without_job_shadows_says_so(fall):
    with pytest.raises(ActionError, match="has no job shadows"):
        shadowings_of(fall, "c")


def test_a_programme_file_must_ask_what_its_rule_for_job_shadows_reads():
    text = programme_text("nlls").replace(
        '[job_shadow]\nfield = "experience"', '[job_shadow]\nfield = "tenure"'
    )
    with pytest.raises(ProgrammeError, match="tenure"):
        parse_programme(text)
