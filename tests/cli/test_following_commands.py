"""After the match by command: letters in one file, what went out, trips, ends, pairs by id, the method."""

import json

import pytest

from mentor_tui.cli.main import main
from tests.forms import write_nlls

BETH, ANA = "beth.cho@example.org", "ana.ortiz@example.org"


@pytest.fixture
def run(tmp_path, capsys):
    """Run commands on a cohort with one pair; return what they print."""

    def call(*words, code=0):
        arguments = ["--database", str(tmp_path / "mentor.sqlite"), "--no-input", *words]
        assert main(arguments) == code, capsys.readouterr().err
        return capsys.readouterr()

    form = write_nlls(tmp_path / "form.csv")
    call("import", str(form), "--cohort", "spring", "--programme", "nlls")
    call("decide", "--cohort", "spring", "accept", BETH, ANA, "--unread")
    return call


def test_every_letter_that_is_due_goes_into_one_file_and_nothing_is_marked(run, tmp_path):
    path = tmp_path / "all.md"
    said = run("letters", "--cohort", "spring", "--all", "--to", str(path))
    assert said.out.strip() == str(path)
    assert "nothing was sent" in said.err
    assert "Subject: Northern Lights Mentorship Project: meet Beth Cho" in path.read_text()
    state = json.loads(run("pairs", "--cohort", "spring", "--format", "json").out)
    assert [one["life"] for one in state] == ["to introduce"]


def test_what_went_out_is_said_and_taken_back(run, tmp_path):
    run("letters", "--cohort", "spring", "introduction", "--to", str(tmp_path / "out"))
    assert (
        "Went out: introduction, to 2 people."
        in run("sent", "--cohort", "spring", "introduction").err
    )
    said = run("letters", "--cohort", "spring", "introduction", "--to", str(tmp_path / "out"))
    assert "--again" in said.err
    run("undo")
    run("letters", "--cohort", "spring", "introduction", "--to", str(tmp_path / "more"))
    assert len(list((tmp_path / "more").glob("*.eml"))) == 2


def test_a_pair_is_named_by_one_by_both_in_any_order_and_by_its_id(run, tmp_path):
    known = json.loads(run("pairs", "--cohort", "spring", "--format", "json").out)[0]["id"]
    for who in ([ANA], [BETH, ANA], [ANA, BETH], [known]):
        assert "met on" in run("contact", "--cohort", "spring", *who, "met").err
        run(
            "letters", "--cohort", "spring", "introduction", "--to", str(tmp_path), "--person", *who
        )
    assert (
        "until 2027-12-31"
        in run("extend", "--cohort", "spring", BETH, ANA, "--ends", "2027-12-31").err
    )
    assert "open end" in run("extend", "--cohort", "spring", known, "--ends", "open").err
    assert "Ended" in run("end", "--cohort", "spring", known, "--reason", "moved").err


def test_trips_are_listed_and_the_second_is_pointed_at(run):
    trip = ("contact", "--cohort", "spring", ANA, "trip", "--on")
    run(*trip, "2027-03-01", "--km", "92", "--amount", "55.2")
    assert "not the first trip" in run(*trip, "2027-09-01").err
    said = run("trips", "--cohort", "spring", "--format", "csv")
    assert "2027,Ana Ortiz,ana.ortiz@example.org,Beth Cho,2027-03-01,92,55.20,1" in said.out
    assert "trip 2 in 2027" in said.err


def test_who_is_silent_is_shown_by_pairs(run):
    run("contact", "--cohort", "spring", ANA, BETH, "silent", "--who", BETH)
    shown = json.loads(run("pairs", "--cohort", "spring", "--format", "json").out)[0]
    assert (shown["life"], shown["silence"]) == ("silent", "Beth Cho never answered")


def test_the_page_of_the_method_says_rules_weights_and_too_few(run, tmp_path):
    path = tmp_path / "method.html"
    run("report", "--cohort", "spring", "--method", "--to", str(path))
    text = path.read_text()
    for words in (
        "What counts",
        "Wishes met",
        "by library staff",
        "too few to say",
        "@media print",
    ):
        assert words in text
    assert "Ana" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("letters", "--cohort", "spring", "--to", "x"), "say which letter"),
        (("extend", "--cohort", "spring", ANA, "--ends", "soon"), "'soon' is no date"),
        (("sent", "--cohort", "spring", "recognition", "nobody@example.org"), "nobody"),
        (("contact", "--cohort", "spring", ANA, "danced"), "is no contact"),
        (("contact", "--cohort", "spring", "met"), "name a person"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run, words, said):
    error = run(*words, code=1).err
    assert said in error
    assert "Traceback" not in error
