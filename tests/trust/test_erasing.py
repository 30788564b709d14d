"""Erasing: nothing that is not ours is touched, nothing of the person stays, and no file brings them back."""

import dataclasses
import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from mentor_tui.actions import deciding, following, letters
from mentor_tui.actions.anonymising import anonymise
from mentor_tui.actions.erased_people import allow_again
from mentor_tui.actions.erasing import carry_out, erase, plan_erasure
from mentor_tui.actions.exporting import export_lists
from mentor_tui.actions.handing_over import export_cohort, import_cohort
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.maintenance import back_up, examine, restore
from mentor_tui.actions.merging import plan_merge, write_merge
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.cli.import_lines import file_lines
from mentor_tui.cli.main import main
from mentor_tui.domain import records
from mentor_tui.domain.forgetting import is_telling
from mentor_tui.outputs.lists import FORMATS
from mentor_tui.store.tables import ROWS
from tests.conftest import NOW
from tests.forms import nlls_row, nlls_rows, write_nlls

ZOE = "zoe.quist@example.org"
BETH = "beth.cho@example.org"
GOALS = "Catalogue the seed library of Quistholm, and learn to love spreadsheets"
WISH = "Please not with anybody from Quistholm, they know why"


def zoe_row(**more):
    said = {"goals": GOALS, "requests": WISH, "library": "Quistholm Reading Room", **more}
    areas = "Board Relations, Seed library of Quistholm"
    return nlls_row(60, "Zoë Quist", "Mentee", areas, email=ZOE, **said)


def bring(workspace, path, cohort="c"):
    request = ImportRequest(files=[path], cohort=cohort, programme="nlls")
    return write_import(workspace, plan_import(workspace, request))


@pytest.fixture
def lived(workspace, tmp_path):
    """A cohort in which a person did everything that a person can do."""
    home = tmp_path / "home"
    home.mkdir()
    bring(workspace, write_nlls(home / "form.csv", [*nlls_rows(), zoe_row()]))
    decide_about_zoe(workspace)
    return workspace


def id_of(workspace, address):
    return deciding.find_person(load_roster(workspace, "c"), address).id


def decide_about_zoe(workspace):
    deciding.correct(
        workspace, "c", ZOE, "name=Zoë Quist-Alder", reason="she married Alder-Nilsson"
    )
    deciding.correct(workspace, "c", ZOE, "email=zq@elsewhere.example.org")
    deciding.correct(workspace, "c", ZOE, "goals=Grow the herbarium of Alderby")
    deciding.set_note(workspace, "c", id_of(workspace, ZOE), "Sings in the Alderby choir")
    deciding.set_note(
        workspace, "c", id_of(workspace, BETH), "Knows Zoë Quist-Alder from the choir"
    )
    deciding.decide(workspace, "c", "accept", [BETH, ZOE], "they know each other from Alderby")
    following.note_contact(
        workspace=workspace, cohort="c", who=ZOE, kind="note", text="Was ill in Alderby"
    )
    workspace.store.undo(1, "c")
    workspace.store.redo(1, "c")


def values_ever(workspace, person):
    """Return every text that a person ever had in a personal field, in the tables or the log."""
    facts = [
        (kind.table, one.values()) for _, kind in ROWS.values() for one in workspace.store.all(kind)
    ]
    for entry in workspace.store.log():
        for one in entry.step.changes:
            facts += [(one.table, values) for values in (one.before, one.after) if values]
    own, others = set(), set()
    for table, values in facts:
        kind = ROWS[table][1]
        about = any(values.get(name) == person for name in kind.people_fields)
        texts = [text for name in kind.personal for text in flat(values[name])]
        (own if about else others).update(text for text in texts if is_telling(text))
    programmes = "\n".join(cohort.programme_text for cohort in workspace.store.all(records.Cohort))
    return {text for text in own if text not in others and text not in programmes}


def flat(value):
    if isinstance(value, dict):
        return [text for part in value.values() for text in flat(part)]
    return [value] if isinstance(value, str) else []


def traces_of(words, folder, spared=()):
    """Return the files below a folder in which one of the words stands, in plain letters or as JSON has them."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name in spared:
            continue
        data = path.read_bytes()
        for word in words:
            spellings = {word, json.dumps(word)[1:-1], json.dumps(word, ensure_ascii=False)[1:-1]}
            if any(one.encode() in data for one in spellings):
                found.append((path.name, word))
    return found


# 1: what is not ours


def foreign_database(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (name)")
        connection.execute("INSERT INTO recipe VALUES ('Soup of Zoë Quist')")
        connection.commit()


def test_files_of_others_are_listed_and_never_touched(lived, tmp_path):
    folder = tmp_path / "shared"
    (folder / "deep").mkdir(parents=True)
    foreign_database(folder / "recipes.sqlite")
    (folder / "broken.sqlite").write_bytes(b"SQLite format 3\x00" + b"\xa5" * 5000)
    (folder / "text.sqlite").write_text("no database, and Zoë Quist in it")
    (folder / "deep" / "diary.txt").write_text("Met Zoë Quist today")
    (folder / "members.csv").write_text("name\nZoë Quist-Alder\n")
    (folder / "odd.eml").write_bytes(b"Content-Type: text/plain; charset=no-such\n\nZo\xff")
    (folder / "odd.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (folder / "nobody.txt").write_text("nobody here")
    export_lists(lived, "c", tmp_path / "lists", ("csv",), despite="a trial")
    shutil.copy(tmp_path / "lists" / "pairs.csv", folder / "moved.csv")
    edited = folder / "edited.csv"
    edited.write_bytes((tmp_path / "lists" / "pairs.csv").read_bytes() + b"a line of mine\n")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    plan = plan_erasure(lived, ZOE, [folder])
    assert {path: path.read_bytes() for path in before} == before, "a plan changes nothing"
    assert folder / "moved.csv" in plan.files.ours
    named = {path.name for path in (*plan.files.others, *plan.files.unread)}
    assert named >= {"diary.txt", "members.csv", "edited.csv", "recipes.sqlite", "broken.sqlite"}
    done = carry_out(lived, plan)
    assert folder / "moved.csv" in done.removed
    del before[folder / "moved.csv"]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert not [path for path in folder.iterdir() if path.name.endswith(("-wal", "-shm"))]


def test_the_list_stands_before_the_question(lived, tmp_path, capsys, monkeypatch):
    lists = tmp_path / "lists"
    export_lists(lived, "c", lists, ("csv",), despite="a trial")
    (lists / "mine.txt").write_text("about Zoë Quist")
    lived.close()
    words = ["--database", str(lived.database), "erase", ZOE]
    monkeypatch.setattr("builtins.input", lambda: "n")
    assert main(words) == 1
    said = capsys.readouterr().err
    asked = said.index("Erase zoe.quist@example.org for good?")
    assert said.index("would be removed: ") < asked
    assert said.index(str(lists / "mine.txt")) < asked
    assert (lists / "pairs.csv").exists()
    assert main([*words, "--no-input"]) == 1
    assert main([*words, "--yes"]) == 0
    assert not (lists / "pairs.csv").exists()
    assert (lists / "mine.txt").exists()
    assert "not touched" in capsys.readouterr().err


def test_a_copy_that_cannot_be_cleaned_stays_whole_and_is_named(lived, monkeypatch):
    from mentor_tui.store import backup

    copy = back_up(lived)
    before = copy.read_bytes()

    def full(source, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "copy_database", full)
    done = erase(lived, ZOE)
    assert [path for path, _ in done.failed if path == copy] == [copy]
    assert copy.read_bytes() == before
    assert ZOE not in {one.email for one in load_roster(lived, "c").applicants}
    monkeypatch.undo()
    assert erase(lived, ZOE).failed == ()
    assert ZOE.encode() not in copy.read_bytes()
    with pytest.raises(ActionError, match="nobody"):
        erase(lived, ZOE)


def test_what_cannot_be_written_anew_is_said_and_what_is_done_is_done(lived, monkeypatch):
    from mentor_tui.store import erasing

    def full(engine):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(erasing, "clear_free_pages", full)
    done = erase(lived, ZOE)
    assert "disk is full" in done.left
    assert not [one for one in load_roster(lived, "c").applicants if "Quist" in one.name]


# 2: what stays of a person


def test_no_byte_holds_a_word_of_an_erased_person(lived, tmp_path):
    back_up(lived)
    back_up(lived, tmp_path / "home" / "own.sqlite")
    out = tmp_path / "home" / "out"
    export_lists(lived, "c", out / "lists", FORMATS, despite="a trial")
    letters.write_letter_files(lived, "c", "introduction", out / "letters")
    export_cohort(lived, "c", out / "c.json")
    (person,) = [one.id for one in load_roster(lived, "c").applicants if "Quist" in one.name]
    words = values_ever(lived, person) | {person, "Alderby", "Quistholm", "zq@elsewhere"}
    assert {GOALS, WISH, "Zoë Quist", "Zoë Quist-Alder", ZOE} <= words
    assert traces_of(words, tmp_path), "the words are there before"
    done = erase(lived, "zq@elsewhere.example.org")
    assert done.failed == ()
    assert examine(lived).problems == ()
    lived.close()
    kept = {"form.csv"}
    assert {path.name for path in done.found} == kept
    assert traces_of(words, tmp_path, spared=kept) == []
    assert not [path for path in tmp_path.rglob("*") if "zoe" in path.name]
    beth = next(one for one in load_roster(lived, "c").applicants if one.email == BETH)
    assert beth.note == "Knows (erased) from the choir"
    lived.store.undo(3, "c")
    assert examine(lived).problems == ()


def test_every_field_of_a_record_is_marked_or_known_to_be_nobody_s():
    plain = {
        "cohort", "id", "roles", "submitted", "line", "arrival", "role", "field", "at", "rule",
        "flag", "cleared", "state", "starts", "ends", "changed", "liaison", "number", "kind", "on",
        "programme", "programme_text", "created_at", "deadline", "basis",
    }  # fmt: off
    for _, kind in ROWS.values():
        fields = {field.name for field in dataclasses.fields(kind)}
        marked = {*kind.people_fields, *kind.personal}
        assert marked <= fields
        unknown = fields - marked - plain - ({"name"} if kind is records.Cohort else set())
        assert unknown == set(), f"{kind.table}: mark these as personal, or list them as plain"


def test_an_anonymous_cohort_has_no_name_even_as_the_name_of_a_file(lived, tmp_path):
    letters.write_letter_files(lived, "c", "introduction", tmp_path / "letters")
    people = [one.name for one in load_roster(lived, "c").applicants]
    addresses = [one.email for one in load_roster(lived, "c").applicants if one.email]
    words = {*people, *addresses, GOALS, WISH, "Alderby", "zoe-quist", "Seed library of Quistholm"}
    words = {word for word in words if len(word.split()) > 1 or "@" in word or "-" in word}
    _, left = anonymise(lived, "c")
    lived.close()
    assert left == ""
    data = lived.database.read_bytes()
    kept = {
        word for word in words if word.encode() in data or json.dumps(word)[1:-1].encode() in data
    }
    assert kept <= {"Seed library of Quistholm"}, "topics are counted, so they stay"
    assert examine(lived).problems == ()


# 3: coming back


def test_a_colleague_s_merge_leaves_an_erased_person_out_and_says_so(lived, tmp_path):
    export_cohort(lived, "c", tmp_path / "start.json")
    other = Workspace(
        database=tmp_path / "other" / "o.sqlite", programmes_folder=None, clock=lambda: NOW
    )
    import_cohort(other, tmp_path / "start.json")
    pat = id_of(other, "pat.abbott@example.org")
    deciding.set_note(other, "c", pat, "Went to school with Zoë Quist")
    following.end_pair(other, "c", ZOE, "moved")
    deciding.decide(other, "c", "accept", ["pat.abbott@example.org", ZOE])
    export_cohort(other, "c", tmp_path / "theirs.json")
    other.close()
    erase(lived, ZOE)
    plan = plan_merge(lived, tmp_path / "theirs.json")
    assert "1 person erased here left out" in plan.left_out
    assert plan.differences == ()
    entry = write_merge(lived, plan)
    assert "left out" in entry.step.sentence
    roster = load_roster(lived, "c")
    assert not [one for one in roster.applicants if "Quist" in one.name]
    assert [one.note for one in roster.applicants if one.name == "Pat Abbott"] == [
        "Went to school with (erased)"
    ]
    assert examine(lived).problems == ()


def test_an_import_sets_an_erased_person_aside_until_they_may_come_back(lived, tmp_path):
    erase(lived, ZOE)
    late = nlls_row(90, "Late Comer", "Mentee", "Scheduling")
    form = write_nlls(tmp_path / "again.csv", [zoe_row(), late])
    plan = plan_import(lived, ImportRequest(files=[form], cohort="c"))
    assert [one.name for one in plan.new] == ["Late Comer"]
    (aside,) = plan.counts[0].reading.set_aside
    assert "mentor-tui erase --allow ADDRESS" in "\n".join(file_lines(plan.counts[0], ""))
    assert "erased" in aside.reason
    assert "Zo" not in aside.reason
    allow_again(lived, ZOE)
    assert len(plan_import(lived, ImportRequest(files=[form], cohort="c")).new) == 2
    with pytest.raises(ActionError, match="nobody"):
        allow_again(lived, ZOE)


def test_taking_over_and_restoring_an_older_file_leave_an_erased_person_out(lived, tmp_path):
    export_cohort(lived, "c", tmp_path / "old.json")
    lived.close()
    (tmp_path / "far").mkdir()
    shutil.copy(lived.database, tmp_path / "far" / "own-old.sqlite")
    shutil.move(tmp_path / "old.json", tmp_path / "far" / "old.json")
    erase(lived, ZOE)
    version = lived.store.data_version()
    restore(lived, tmp_path / "far" / "own-old.sqlite")
    assert lived.store.data_version() > version
    assert not [one for one in load_roster(lived, "c").applicants if "Quist" in one.name]
    lived.close()
    assert b"Quistholm" not in lived.database.read_bytes()
    data = json.loads((tmp_path / "far" / "old.json").read_text("utf-8"))
    renamed = json.loads(json.dumps(data).replace('"cohort": "c"', '"cohort": "d"'))
    renamed["cohort"]["name"] = "d"
    (tmp_path / "d.json").write_text(json.dumps(renamed))
    entry = import_cohort(lived, tmp_path / "d.json")
    assert "left out" in entry.step.sentence
    assert not [one for one in load_roster(lived, "d").applicants if "Quist" in one.name]
    assert not [line for line in entry.step.cascade if "Quist" in line]
    assert examine(lived).problems == ()


def test_somebody_who_shares_the_address_is_not_kept_away(workspace, tmp_path):
    shared = "family@example.org"
    rows = [
        nlls_row(1, "Ada Frost", "Mentor", "Scheduling", email=shared),
        nlls_row(2, "Bo Frost", "Mentee", "Scheduling", email=shared),
    ]
    form = write_nlls(tmp_path / "form.csv", rows)
    bring(workspace, form)
    erase(workspace, "Bo Frost")
    plan = plan_import(workspace, ImportRequest(files=[form], cohort="d", programme="nlls"))
    assert [one.name for one in plan.new] == ["Ada Frost"]
