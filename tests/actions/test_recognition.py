"""Letters of recognition belong to a person and name all of their pairs."""

from mentor_tui.actions import following
from mentor_tui.actions.deciding import decide
from mentor_tui.actions.feedback import import_feedback
from mentor_tui.actions.letter_words import Paired, part_words
from mentor_tui.actions.roster_loading import load_roster
from tests.actions.letter_cases import ANA, BETH, texts
from tests.programmes.test_five import OLA, ola
from tests.programmes.test_five import bring as bring_rows


def test_recognition_belongs_to_the_person_and_names_all_pairs(spring):
    decide(spring, "spring", "accept", [BETH, "ivo.lund@example.org"])
    following.note_contact(spring, "spring", BETH, "asks-letter")
    made = texts(spring, "spring", "recognition", asked=True)
    assert list(made) == [BETH]
    assert "as a mentor, with Ana Ortiz and Ivo Lund since" in made[BETH]


def test_recognition_of_a_pair_goes_to_whoever_of_the_two_asked(spring):
    pair = load_roster(spring, "spring").decided[0]
    both = (f"{pair.helper}+{pair.learner}",)
    following.note_contact(spring, "spring", ANA, "asks-letter")
    assert set(texts(spring, "spring", "recognition", who=both)) == {ANA}
    following.note_contact(spring, "spring", BETH, "asks-letter")
    assert set(texts(spring, "spring", "recognition", who=both)) == {ANA, BETH}


def test_asking_in_the_feedback_form_counts_for_somebody_in_two_pairs(spring, tmp_path):
    decide(spring, "spring", "accept", [BETH, "ivo.lund@example.org"])
    form = tmp_path / "end.csv"
    form.write_text(f"Email,Would you like a letter of recognition?\n{BETH},Yes\n")
    import_feedback(spring, "spring", form)
    assert list(texts(spring, "spring", "recognition", asked=True)) == [BETH]


def test_both_roles_of_a_person_are_named_and_said_and_what_goes_on_is_not_over(
    workspace, tmp_path
):
    rows = [ola(1, "Mentor", "9"), ola(2, "Both", "5"), ola(3, "Mentee", "1")]
    bring_rows(workspace, tmp_path, "ola", OLA, rows)
    decide(workspace, "c", "accept", ["p1@example.org", "p2@example.org"])
    decide(workspace, "c", "accept", ["p2@example.org", "p3@example.org"])
    following.note_contact(workspace, "c", "p2@example.org", "asks-letter")
    text = texts(workspace, "c", "recognition", asked=True)["p2@example.org"]
    assert "who has taken part in OLA Mentor Match as a" in text
    assert "as a mentor, with First Last3 since February 1, 2027" in text
    assert "as a mentee, with First Last1 since February 1, 2027" in text
    assert "Mentors in this program" in text
    assert "Mentees in this program" in text
    assert "for this service to the profession." in text
    french = texts(workspace, "c", "recognition", asked=True, language="fr")["p2@example.org"]
    assert "à titre de mentor ou de mentore, avec First Last3" in french
    assert "à titre de personne mentorée, avec First Last1" in french
    for pair in (["p1@example.org", "p2@example.org"], ["p2@example.org", "p3@example.org"]):
        following.end_pair(workspace, "c", pair, "done")
    text = texts(workspace, "c", "recognition", asked=True)["p2@example.org"]
    assert "who took part in" in text
    assert "from February 1, 2027, to February 1, 2027" in text


def test_pairs_of_the_same_days_are_named_together():
    pairs = [
        Paired(partners=("Ana Ortiz",), starts="2026-10-01", ends="2027-07-31"),
        Paired(partners=("Ivo Lund",), starts="2026-10-01", ends="2027-07-31"),
        Paired(partners=("Max Noor",), starts="2027-01-12", ends="2027-07-31"),
    ]
    assert part_words({"as a mentor": pairs}, "en", "american") == (
        "as a mentor, with Ana Ortiz and Ivo Lund from October 1, 2026, to July 31, 2027, "
        "and with Max Noor from January 12, 2027, to July 31, 2027"
    )
    assert part_words({"as a mentor": pairs[1:]}, "en", "british") == (
        "as a mentor, with Ivo Lund from 1 October 2026 to 31 July 2027, "
        "and with Max Noor from 12 January 2027 to 31 July 2027"
    )
    assert part_words({"": pairs[:1]}, "fr", "canadian") == (
        "avec Ana Ortiz du 1er octobre 2026 au 31 juillet 2027"
    )
