"""Letters as each programme would send them: its rhythm, duties, address and English; names; French."""

import re

import pytest

from mentor_tui.actions.deciding import correct, decide
from mentor_tui.actions.exporting import export_lists
from mentor_tui.actions.letter_reasons import listed
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.domain.shown_names import shown_name
from mentor_tui.outputs.drafting import KINDS
from mentor_tui.programmes import parse_programme, programme_text, shipped_ids
from tests.actions.letter_cases import ANA, BETH, texts
from tests.actions.test_importing import bring
from tests.forms import nlls_row, write_nlls
from tests.programmes.test_five import MLA, OLA, mla, ola
from tests.programmes.test_five import bring as bring_rows


@pytest.mark.parametrize("programme", shipped_ids())
def test_every_programme_brings_its_rhythm_duties_signer_and_english(programme):
    words = parse_programme(programme_text(programme)).letters
    known = parse_programme(programme_text(programme))
    assert words.rhythm
    assert words.signer
    assert words.english in ("american", "canadian")
    for role in known.roles:
        for part in (words.welcome, words.first_contact, words.duties, words.recognition):
            assert part.get(role), role
    for rule in known.rules:
        assert rule.letter or rule.note, f"{rule.id} is not said in kind words"
    british = re.compile(r"\b(programmes?|recognis\w+|organis(?!ation)\w+)\b")
    assert not british.search(
        words.model_dump_json(exclude={"fr"}).casefold().replace("organisation", "")
    )


def test_an_introduction_says_rhythm_duties_and_whom_to_ask(fall):
    made = texts(fall, "c", "introduction")
    mentor = next(text for text in made.values() if "We ask all mentors to:" in text)
    assert "at least twice a month, by email or phone" in mentor
    assert "Mentors initiate contact." in mentor
    assert "This is not intended as a job search program." in mentor
    assert "Lil Moe of our committee looks after both of you." in mentor
    assert "NMRT Mentoring Committee" in mentor
    assert re.search(r"from [A-Z][a-z]+ \d+, \d{4}, to July 31, \d{4}", mentor)


def test_the_reason_speaks_to_the_reader_in_whole_sentences(spring):
    made = texts(spring, "spring", "introduction")
    both = "policy creation and review, as well as board relations"
    assert (
        f"You would like to learn more about {both}, and Beth Cho can help you with both."
        in (made[ANA])
    )
    assert (
        f"Ana Ortiz would like to learn more about {both}, and you can help with both."
        in (made[BETH])
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b, and c"),
        (["a and b", "c"], "a and b, as well as c"),
        (["a, b", "c", "d"], "a, b; c; and d"),
    ],
)
def test_topics_are_listed_as_a_sentence_lists_them(words, said):
    assert listed(words) == said


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ian rempel", "Ian Rempel"),
        ("ANA ORTIZ", "Ana Ortiz"),
        ("ZOË O'BRIEN-ROY", "Zoë O'Brien-Roy"),
        ("sean mcnair", "Sean McNair"),
        ("Ana ORTIZ", "Ana Ortiz"),
        ("JP Morgan", "JP Morgan"),
        ("Ludwig van Dyk", "Ludwig van Dyk"),
        ("Ana Ortiz, MLIS", "Ana Ortiz, MLIS"),
        ("John Smith III", "John Smith III"),
        ("名前", "名前"),
        ("", ""),
    ],
)
def test_names_typed_in_capitals_or_small_letters_are_shown_as_names(typed, shown):
    assert shown_name(typed) == shown


def test_the_original_name_is_kept_and_a_corrected_one_is_taken_as_it_is(workspace, tmp_path):
    topics = "Budget management"
    rows = [
        nlls_row(1, "BETH CHO", "Mentor", topics),
        nlls_row(2, "ian rempel", "Mentee", topics),
    ]
    bring(workspace, write_nlls(tmp_path / "form.csv", rows))
    ian = "ian.rempel@example.org"
    decide(workspace, "spring", "accept", [BETH, ian])
    assert "Dear Ian Rempel," in texts(workspace, "spring", "introduction")[ian]
    assert "ian rempel" in {one.name for one in load_roster(workspace, "spring").applicants}
    done = export_lists(workspace, "spring", tmp_path / "lists")
    pairs_csv = next(path for path in done.files if path.name == "pairs.csv").read_text("utf-8-sig")
    assert "Beth Cho" in pairs_csv
    assert "Ian Rempel" in pairs_csv
    correct(workspace, "spring", ian, "name=ian rempel")
    assert "Dear ian rempel," in texts(workspace, "spring", "introduction")[ian]


def test_french_applicants_get_french_letters_where_the_programme_has_them(workspace, tmp_path):
    rows = [ola(1, "Mentor", "9"), ola(2, "Mentee", "1")]
    bring_rows(workspace, tmp_path, "ola", OLA, rows)
    decide(workspace, "c", "accept", ["p1@example.org", "p2@example.org"])
    made = texts(workspace, "c", "introduction", language="fr")
    assert all(text.startswith("Bonjour ") for text in made.values())
    assert all("Comité de mentorat" in text for text in made.values())
    assert all("Dear" not in text for text in made.values())


def test_the_form_says_who_reads_french(workspace, tmp_path):
    headings = [*OLA, "Preferred language of correspondence"]
    rows = [[*ola(1, "Mentor", "9"), "English"], [*ola(2, "Mentee", "1"), "Français"]]
    bring_rows(workspace, tmp_path, "ola", headings, rows)
    decide(workspace, "c", "accept", ["p1@example.org", "p2@example.org"])
    made = texts(workspace, "c", "introduction")
    assert made["p2@example.org"].startswith("Bonjour ")
    assert made["p1@example.org"].startswith("Dear ")


def test_every_kind_has_a_template_without_a_british_word():
    from importlib import resources

    folder = resources.files("mentor_tui.outputs").joinpath("templates")
    for kind in KINDS:
        text = folder.joinpath(f"{kind}.txt").read_text(encoding="utf-8")
        assert "programme of" not in text
        assert "kind regards" not in text


def test_letters_to_three_say_the_three_of_you(workspace, tmp_path):
    rows = [mla(number, "Programming", "Budgets and funding") for number in (1, 2, 3)]
    bring_rows(workspace, tmp_path, "mla-manitoba", MLA, rows)
    people = [one.id for one in load_roster(workspace, "c").applicants]
    decide(workspace, "c", "accept", people)
    made = texts(workspace, "c", "introduction")
    assert len(made) == 3
    for text in made.values():
        assert "Why we thought of the three of you:" in text
        assert "introduce your peers:" in text
        assert "two of you" not in text
