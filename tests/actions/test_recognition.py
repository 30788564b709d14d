"""Letters of recognition belong to a person and name all of their pairs."""

from mentor_tui.actions import following
from mentor_tui.actions.deciding import decide
from mentor_tui.actions.feedback import import_feedback
from mentor_tui.actions.roster_loading import load_roster
from tests.actions.letter_cases import ANA, BETH, texts


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
