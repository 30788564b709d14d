"""After the match: letters, contacts, endings, calendar, report, hand-over."""

import contextlib
import email
import mailbox
import re
import shutil
from email import policy

import pytest
from icalendar import Calendar

from mentor_tui.actions import following, letters, reporting
from mentor_tui.actions.deciding import correct, decide
from mentor_tui.actions.erasing import erase
from mentor_tui.actions.exporting import export_lists
from mentor_tui.actions.handing_over import export_cohort, import_cohort
from mentor_tui.actions.maintenance import back_up, examine
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.sending import mark_sent
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.intake import FileRejected
from mentor_tui.outputs.drafting import LetterError, Recipient, draft
from mentor_tui.outputs.lists import FORMATS
from mentor_tui.outputs.mentions import mentions
from tests.actions.test_importing import bring
from tests.conftest import NOW

BETH, ANA = "beth.cho@example.org", "ana.ortiz@example.org"


def read(path):
    return email.message_from_bytes(path.read_bytes(), policy=policy.default)


def test_introductions_reach_both_with_the_reason_and_without_the_request(spring, tmp_path):
    files, many, _ = letters.write_letter_files(
        spring, "spring", "introduction", tmp_path / "letters"
    )
    assert many == 2
    mails = [read(path) for path in files if path.suffix == ".eml"]
    assert {str(mail["To"]) for mail in mails} == {f"Beth Cho <{BETH}>", f"Ana Ortiz <{ANA}>"}
    for mail in mails:
        text = mail.get_body(("plain",)).get_content()
        assert "policy creation and review, as well as board relations" in " ".join(text.split())
        assert "Beth Cho can help you with both." in text or "you can help with both." in text
        assert "Remote" not in text
        assert mail.get_body(("html",)).get_content().startswith("<html>")
        assert mail["X-Unsent"] == "1"
    with contextlib.closing(mailbox.mbox(tmp_path / "letters" / "letters.mbox")) as box:
        assert len(box) == 2
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in files)


@pytest.mark.parametrize(
    "kind", ["introduction", "check-in", "feedback", "end", "recognition", "reminder"]
)
def test_every_kind_of_letter_about_a_pair_is_written(spring, tmp_path, kind):
    following.note_contact(spring, "spring", ANA, "completed" if kind == "end" else "silent")
    _, many, _ = letters.write_letter_files(spring, "spring", kind, tmp_path / kind)
    assert many >= 1


@pytest.mark.parametrize(
    ("kind", "words"),
    [("liaison", "no liaison"), ("topic", "no discussion topics"), ("poem", "the letters are")],
)
def test_letters_that_nobody_gets_say_why(spring, tmp_path, kind, words):
    with pytest.raises(ActionError, match=words):
        letters.write_letter_files(spring, "spring", kind, tmp_path / kind)


@pytest.mark.parametrize(
    "name",
    [
        "Zoë Roy, PhD",
        'Al "Ace" Ng',
        "Bcc: x@example.org",
        "Ana\r\nBcc: y@example.org",
        "{{ 7 * 7 }}",
        "名前",
    ],
)
def test_names_are_names_in_headers_and_templates(spring, tmp_path, name):
    correct(spring, "spring", ANA, f"name={name}")
    files, _, _ = letters.write_letter_files(
        workspace=spring,
        cohort="spring",
        kind="introduction",
        folder=tmp_path / "letters",
        person=ANA,
    )
    mail = read(next(path for path in files if path.suffix == ".eml"))
    assert [one.addr_spec for one in mail["To"].addresses] == [ANA]
    assert mail["Bcc"] is None
    assert "49" not in mail["To"].addresses[0].display_name


@pytest.mark.parametrize(
    "address", ["ana@example.org\nBcc: y@example.org", "ana", "", "a@b@example.org", "ana@example"]
)
def test_addresses_that_are_none_are_refused(spring, tmp_path, address):
    correct(spring, "spring", ANA, f"email={address}")
    with pytest.raises(ActionError, match="no address"):
        letters.write_letter_files(
            workspace=spring,
            cohort="spring",
            kind="introduction",
            folder=tmp_path / "letters",
            person="Ana Ortiz",
        )


def test_a_template_of_ones_own_is_taken_and_its_mistakes_are_named(tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    to = [Recipient("Ana", "ana@example.org")]
    (folder / "end.txt").write_text("Subject: Bye {{ who }}\n\nSo long.")
    assert draft("end", to, {"who": "Ana"}, [folder]).subject == "Bye Ana"
    for text, words in (
        ("Subject: x\n\n{% if %}", "line 3"),
        ("Subject: x\n\n{{ nobody.knows }}", "nobody"),
        ("No subject", "line 1"),
        ("Subject: x\n\n{{ ''.__class__.__mro__ }}", "end.txt"),
        ("Subject: x\n\n{{ 1e309 / 0 }}", "end.txt: NameError"),
        ("Subject: x\n\n{{ dict }}", "dict"),
        ("Subject: x\n\n{{ '{true}'.format(1) }}", "end.txt: KeyError"),
        ("Subject: x\n\n{{ lipsum(99999) }}", "too large"),
        ("Subject: x\n\n{{ lipsum(2) }}", "lipsum"),
        ("Subject: x\n\n{{ who.upper }}", "prints a function"),
    ):
        (folder / "end.txt").write_text(text)
        with pytest.raises(LetterError, match=words):
            draft("end", to, {"who": "Ana"}, [folder])


def test_contacts_move_a_pair_along_and_an_ending_frees_both(spring, tmp_path):
    roster = load_roster(spring, "spring")
    assert [life.state for life in following.pair_lives(spring, roster)] == ["to introduce"]
    letters.write_letter_files(spring, "spring", "introduction", tmp_path / "letters")
    roster = load_roster(spring, "spring")
    assert [life.state for life in following.pair_lives(spring, roster)] == ["to introduce"]
    mark_sent(spring, "spring", "introduction")
    assert [(life.state, life.due) for life in following.pair_lives(spring, roster)] == [
        ("introduced", "2027-02-15")
    ]
    following.note_contact(workspace=spring, cohort="spring", who=ANA, kind="met", on="2027-02-10")
    following.note_contact(
        workspace=spring, cohort="spring", who=ANA, kind="silent", on="2027-03-10"
    )
    assert [(life.state, life.last) for life in following.pair_lives(spring, roster)] == [
        ("silent", "2027-02-10")
    ]
    form = tmp_path / "check-in.csv"
    form.write_text(
        "Timestamp,Email,Have you met?\n4/1/2027 10:00:00,ana.ortiz@example.org,Yes\n4/1/2027 10:00:00,nobody@example.org,No\n"
    )
    entry, left = following.import_contacts(spring, "spring", form)
    assert entry is not None
    assert len(left) == 1
    assert following.import_contacts(spring, "spring", form)[0] is None
    assert [life.state for life in following.pair_lives(spring, roster)] == ["active"]
    following.end_pair(spring, "spring", ANA, "moved away")
    after = load_roster(spring, "spring")
    assert not after.decided
    assert [
        block.rule for block in after.blocks(after.pairs[0].helper, after.pairs[0].learner)
    ] == ["ended"]
    spring.store.undo()
    assert load_roster(spring, "spring").decided
    assert examine(spring).problems == ()


def test_the_calendar_passes_a_strict_parser(spring, tmp_path):
    path = tmp_path / "pairs.ics"
    many = reporting.make_calendar(spring, "spring", path)
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert len(events) == many >= 3
    assert len({event["UID"] for event in events}) == many


def test_the_report_names_nobody_unless_asked(spring, tmp_path):
    for ending in ("html", "md"):
        path = tmp_path / f"report.{ending}"
        reporting.make_report(spring, "spring", path)
        text = path.read_text()
        assert "Ana" not in text
        assert "Topics to recruit for" in text
        reporting.make_report(spring, "spring", path, names=True)
        assert "Ana Ortiz" in path.read_text()
    assert not re.search(r"(src|href)=", (tmp_path / "report.html").read_text())
    with pytest.raises(ActionError, match=r"\.html or \.md"):
        reporting.make_report(spring, "spring", tmp_path / "report.pdf")


def test_a_cohort_goes_to_another_machine_whole(spring, tmp_path):
    following.note_contact(spring, "spring", ANA, "met")
    export_cohort(spring, "spring", tmp_path / "spring.json")
    there = Workspace(database=tmp_path / "there.sqlite", programmes_folder=None, clock=lambda: NOW)
    entry = import_cohort(there, tmp_path / "spring.json")
    assert any("Accepted Ana Ortiz + Beth Cho" in line for line in entry.step.cascade)
    first, second = load_roster(spring, "spring"), load_roster(there, "spring")
    assert first.pairs == second.pairs
    assert first.applicants == second.applicants
    assert examine(there).problems == ()
    with pytest.raises(ActionError, match="already"):
        import_cohort(there, tmp_path / "spring.json")
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(FileRejected, match="not a cohort file"):
        import_cohort(there, tmp_path / "bad.json")
    there.close()


def test_a_person_erased_is_found_nowhere(spring, tmp_path):
    """In the database, its journal and copies, and in every kind of file written, wherever that was."""
    out = tmp_path / "out"
    back_up(spring)
    back_up(spring, tmp_path / "elsewhere.sqlite")
    correct(spring, "spring", ANA, "name=Ana Ortiz-Vale")
    export_lists(spring, "spring", out / "lists", FORMATS, despite="a trial")
    for kind in ("introduction", "recognition"):
        letters.write_letter_files(spring, "spring", kind, out / kind)
    reporting.make_calendar(spring, "spring", out / "pairs.ics")
    reporting.make_report(spring, "spring", out / "report.html", names=True)
    export_cohort(spring, "spring", out / "spring.json")
    shutil.copytree(out / "lists", tmp_path / "moved")
    (out / "mine.txt").write_text("My own notes about Ana Ortiz-Vale")
    done = erase(spring, "Ana Ortiz-Vale", [tmp_path / "moved"])
    assert done.copies == 2
    assert (done.failed, done.left) == ((), "")
    assert done.unread == ()
    assert (out / "mine.txt").exists(), "what the program did not write is not its to remove"
    (out / "mine.txt").unlink()
    assert not (out / "recognition" / "recognition-beth-cho.docx").exists(), (
        "a letter of recognition names the partner"
    )
    spring.close()
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.name != "form.csv":
            assert not mentions(path, ["ana ortiz", "ana.ortiz"]), path
            data = path.read_bytes().lower()
            assert b"ana ortiz" not in data, path
            assert b"ana.ortiz" not in data, path
    again = Workspace(database=spring.database, programmes_folder=None, clock=lambda: NOW)
    assert examine(again).problems == ()
    assert not load_roster(again, "spring").decided
    assert again.store.log()[0].step.sentence == "Erased a person"
    again.close()


def test_an_anonymous_cohort_keeps_its_counts(spring, tmp_path):
    from mentor_tui.actions.anonymising import anonymise
    from mentor_tui.actions.overview import cohort_row

    before = cohort_row(load_roster(spring, "spring"))
    anonymise(spring, "spring")
    after = cohort_row(load_roster(spring, "spring"))
    assert (after.people, after.eligible, after.placed) == (
        before.people,
        before.eligible,
        before.placed,
    )
    spring.close()
    data = spring.database.read_bytes().lower()
    assert b"ortiz" not in data
    assert b"scare me" not in data
    again = Workspace(database=spring.database, programmes_folder=None, clock=lambda: NOW)
    assert examine(again).problems == ()
    assert again.store.undo() == []
    again.close()


def test_undo_stays_within_a_cohort_where_one_is_named(spring, tmp_path):
    bring(spring, tmp_path / "form.csv", cohort="other")
    decide(spring, "other", "accept", ["pat.abbott@example.org", "zoë.roy@example.org"])
    spring.store.undo(1, "spring")
    assert not load_roster(spring, "spring").decided
    assert load_roster(spring, "other").decided
    decide(spring, "other", "later", ["ivo.lund@example.org"])
    assert spring.store.redo(1, "spring")
    assert load_roster(spring, "spring").decided
    assert examine(spring).problems == ()


def test_one_person_without_an_address_does_not_stop_the_others(spring, tmp_path):
    correct(spring, "spring", ANA, "email=")
    _, many, left_out = letters.write_letter_files(
        spring, "spring", "introduction", tmp_path / "letters"
    )
    assert many == 1
    assert "Ana Ortiz has no address" in left_out[0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data["records"]["submission"][0]["answers"].update(goals={"a": 1}),
        lambda data: data["records"]["submission"][0].update(roles=5),
        lambda data: data["records"]["submission"][0].update(arrival="zz"),
        lambda data: data["records"]["submission"][0].update(arrival=10**30),
        lambda data: data["records"]["submission"][0].update(name="\ud800"),
        lambda data: data["records"]["submission"][0].update(cohort="other"),
        lambda data: data["records"]["pair"][0].update(helper=1),
        lambda data: data["records"].update(pair={"a": 1}),
        lambda data: data["records"].update(memory=[{"x": 1}]),
        lambda data: data["cohort"].update(settings=5),
        lambda data: data["cohort"].update(settings={"letters": [1]}),
        lambda data: data["cohort"].update(starts="garbage"),
        lambda data: data["cohort"].update(name="a/../b\x1b[31m"),
        lambda data: data["cohort"].update(programme_text="no"),
        lambda data: data.update(cohort=None),
        lambda data: data.update(log=[1]),
        lambda data: data.update(records=None),
    ],
)
def test_a_cohort_file_that_is_not_what_it_should_be_is_refused_whole(spring, tmp_path, spoil):
    import json

    from mentor_tui.actions.merging import plan_merge

    path = tmp_path / "spring.json"
    export_cohort(spring, "spring", path)
    data = json.loads(path.read_text())
    spoil(data)
    path.write_text(json.dumps(data))
    there = Workspace(database=tmp_path / "there.sqlite", programmes_folder=None, clock=lambda: NOW)
    with pytest.raises((FileRejected, ActionError)):
        import_cohort(there, path)
    assert there.store.log() == []
    there.close()
    if data.get("log") != [1]:
        with pytest.raises((FileRejected, ActionError)):
            plan_merge(spring, path)
