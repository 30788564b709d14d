"""One letter is looked at before it is written, and keeps the coordinator's words until it went out."""

import csv
from datetime import datetime

import pytest

from mentor_tui.actions.anonymising import anonymise
from mentor_tui.actions.correcting import correct
from mentor_tui.actions.erasing import erase
from mentor_tui.actions.handing_over import export_cohort, import_cohort
from mentor_tui.actions.letter_editing import drop_words, keep_words, preview_one, remarks_on
from mentor_tui.actions.letters import Wish, write_wished
from mentor_tui.actions.liaison_folders import write_folders
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.sending import mark_all_drafted, mark_sent
from mentor_tui.actions.workspace import ActionError
from mentor_tui.domain.records import EditedLetter
from tests.actions.conftest import opened
from tests.actions.letter_cases import ANA, BETH, texts

TO_ANA = Wish(kind="introduction", who=(ANA, BETH))
OWN = "Dear Ana,\n\nWe met on Tuesday.\n"


def edited(workspace, wish=TO_ANA, text=OWN, cohort="spring"):
    preview = preview_one(workspace, cohort, wish)
    keep_words(workspace, cohort, preview, preview.draft.subject, text)
    return preview


def kept(workspace, cohort="spring"):
    return workspace.store.all(EditedLetter, cohort=cohort)


def test_one_letter_is_what_would_be_written(spring):
    preview = preview_one(spring, "spring", TO_ANA)
    assert preview.draft.recipients[0].email == ANA
    assert preview.draft.text == texts(spring, "spring", "introduction")[ANA]
    assert preview.words == ""
    with pytest.raises(ActionError, match="2 letters are meant"):
        preview_one(spring, "spring", Wish(kind="introduction"))


def test_own_words_stay_for_that_letter_alone_and_over_a_restart(spring, tmp_path):
    before = texts(spring, "spring", "introduction")
    edited(spring)
    spring.close()
    again = opened(tmp_path)
    now = texts(again, "spring", "introduction")
    assert now == {ANA: OWN, BETH: before[BETH]}
    write_wished(again, "spring", Wish(kind="introduction"), tmp_path / "drafts")
    written = [path.read_text() for path in (tmp_path / "drafts").glob("*ana*.txt")]
    assert written[0].endswith(OWN)
    assert "We met on Tuesday." in next((tmp_path / "drafts").glob("*ana*.eml")).read_text()
    again.close()


def test_own_words_can_be_taken_back_and_are_gone_once_the_letter_went_out(spring, tmp_path):
    before = texts(spring, "spring", "introduction")
    edited(spring)
    spring.store.undo()
    assert texts(spring, "spring", "introduction") == before
    edited(spring)
    assert drop_words(spring, "spring", preview_one(spring, "spring", TO_ANA)) is not None
    assert drop_words(spring, "spring", preview_one(spring, "spring", TO_ANA)) is None
    assert texts(spring, "spring", "introduction") == before
    edited(spring)
    mark_sent(spring, "spring", "introduction", [BETH])
    assert len(kept(spring)) == 1, "that was another letter"
    mark_sent(spring, "spring", "introduction", [ANA])
    assert kept(spring) == []
    spring.store.undo()
    assert kept(spring)[0].text == OWN
    write_wished(spring, "spring", Wish(kind="introduction"), tmp_path / "drafts")
    mark_all_drafted(spring, "spring")
    assert kept(spring) == []


def test_words_that_say_what_the_draft_says_are_none(spring):
    preview = preview_one(spring, "spring", TO_ANA)
    text = preview.draft.text.replace("\n", "  \r\n")
    assert keep_words(spring, "spring", preview, preview.draft.subject, text) is None
    assert kept(spring) == []


@pytest.mark.parametrize(
    ("subject", "text", "words"),
    [("", "text", "no subject"), ("s", " \n\n", "no text"), ("s", "x" * 100_001, "longer")],
)
def test_an_empty_or_endless_letter_is_refused(spring, subject, text, words):
    preview = preview_one(spring, "spring", TO_ANA)
    with pytest.raises(ActionError, match=words):
        keep_words(spring, "spring", preview, subject, text)
    assert kept(spring) == []


def test_terminal_codes_in_own_words_are_made_visible(spring):
    preview = preview_one(spring, "spring", TO_ANA)
    keep_words(spring, "spring", preview, "Hello\nBcc: x@example.org", "a\x1b[31m\nb")
    assert kept(spring)[0].subject == "Hello Bcc: x@example.org"
    assert "\x1b" not in kept(spring)[0].text
    assert kept(spring)[0].text.count("\n") == 2


def test_that_answers_changed_since_is_said(spring):
    edited(spring)
    assert preview_one(spring, "spring", TO_ANA).words == "edited on 2027-02-01"
    assert remarks_on(spring, "spring", ["introduction"]) == []
    correct(spring, "spring", BETH, "email=beth.new@example.org")
    assert preview_one(spring, "spring", Wish(kind="introduction", who=(ANA,))).outdated
    remarks = remarks_on(spring, "spring", ["introduction"])
    assert len(remarks) == 1
    assert "Ana Ortiz" in remarks[0]
    assert remarks_on(spring, "spring", ["check-in"]) == []


def test_another_day_is_no_change(spring):
    wish = Wish(kind="recognition", who=(ANA,))
    edited(spring, wish)
    spring.clock = lambda: datetime(2027, 3, 1, 9)
    assert not preview_one(spring, "spring", wish).outdated


def test_erasing_either_of_the_pair_wipes_the_letter(spring, tmp_path):
    edited(spring)
    beth = next(one.id for one in load_roster(spring, "spring").applicants if one.email == BETH)
    erase(spring, beth)
    assert kept(spring) == []
    spring.close()
    assert b"We met on Tuesday" not in (tmp_path / "mentor.sqlite").read_bytes()


def test_erasing_wipes_a_liaison_s_letter_that_speaks_of_the_person(fall):
    liaison = load_roster(fall, "c").liaisons[0].id
    pair = load_roster(fall, "c").decided[0]
    wish = Wish(kind="liaison", who=(liaison,))
    text = preview_one(fall, "c", wish).draft.text
    edited(fall, wish, text + "\nThank you.", cohort="c")
    undecided = Wish(kind="undecided")
    edited(fall, undecided, "Dear you,\n\nhow long?", cohort="c")
    erase(fall, pair.learner)
    assert [one.kind for one in kept(fall, "c")] == ["undecided"], "others keep theirs"


def test_making_anonymous_leaves_no_own_words(spring, tmp_path):
    edited(spring)
    anonymise(spring, "spring")
    assert kept(spring) == []
    spring.close()
    assert b"We met on Tuesday" not in (tmp_path / "mentor.sqlite").read_bytes()


def test_own_words_go_along_when_a_cohort_is_handed_over(spring, workspace, tmp_path):
    edited(spring)
    export_cohort(spring, "spring", tmp_path / "handed.json")
    there = tmp_path / "there"
    there.mkdir()
    other = opened(there)
    import_cohort(other, tmp_path / "handed.json")
    assert kept(other)[0].text == OWN
    other.close()


def test_the_folder_of_a_liaison_has_the_liaison_s_words_and_that_is_said(fall, tmp_path):
    pair = load_roster(fall, "c").decided[0]
    wish = Wish(kind="introduction", who=(pair.learner,))
    edited(fall, wish, "From the coordinator.", cohort="c")
    write_folders(fall, "c", Wish(kind="liaison"), tmp_path / "folders")
    words = [path.read_text() for path in (tmp_path / "folders").rglob("*.txt")]
    assert not any("From the coordinator." in text for text in words)
    assert "liaisons say instead" in remarks_on(fall, "c", ["liaison"])[0]


def test_the_mail_merge_has_the_words_too(spring, tmp_path):
    from mentor_tui.actions.letters import make_wished, write_one_file

    edited(spring)
    drafts, _ = make_wished(spring, "spring", Wish(kind="introduction"))
    write_one_file(spring, "spring", drafts, tmp_path / "merge.csv")
    with (tmp_path / "merge.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["email"]: row["text"] for row in rows}[ANA] == OWN
