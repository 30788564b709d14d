"""What comes in a file is data: a file that brings SQL of its own, or a number no version wrote, is refused before anything is replaced."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mentor_tui.actions.deciding import set_note
from mentor_tui.actions.maintenance import describe, examine, find_damage, restore
from mentor_tui.actions.salvaging import save_what_is_whole
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.cli.main import main
from mentor_tui.domain.records import Submission
from mentor_tui.store import StoreError
from mentor_tui.store.backup import newest_good
from tests.conftest import NOW
from tests.trust.evening import begun

FIXTURES = Path(__file__).parents[1] / "store" / "fixtures"
EVIL = "evil@attacker.example"
CHANGES_PEOPLE = f"BEGIN UPDATE submission SET email = '{EVIL}'; END"
FOREIGN = {
    "a trigger": (f"CREATE TRIGGER tr AFTER INSERT ON log {CHANGES_PEOPLE}",),
    "a trigger of our name": (
        "DROP TRIGGER log_added",
        f"CREATE TRIGGER log_added AFTER INSERT ON log {CHANGES_PEOPLE}",
    ),
    "a view": ("CREATE VIEW all_people AS SELECT * FROM submission",),
    "a view in the place of ours": (
        "DROP VIEW decided_pair",
        "CREATE VIEW decided_pair AS SELECT 1 AS helper",
    ),
    "a table": ("CREATE TABLE recipe (name)",),
    "an index": ("CREATE INDEX ix_note ON note (text)",),
    "a column": ("ALTER TABLE note ADD COLUMN colour VARCHAR",),
    "a table that is missing": ("DROP TABLE sentence_vector",),
}
NUMBERS = {"below": -3, "none": 0, "far below": -(2**31)}


@pytest.fixture
def evening(tmp_path):
    workspace = begun(tmp_path)
    workspace.close()
    yield workspace
    workspace.close()


def changed(path, *statements):
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def copied(workspace, path, *statements):
    path.write_bytes(workspace.database.read_bytes())
    changed(path, *statements)
    return path


def refused(workspace, copy, words):
    before = workspace.database.read_bytes()
    with pytest.raises(ActionError, match=words):
        describe(copy)
    with pytest.raises(ActionError, match="Nothing was replaced"):
        restore(workspace, copy)
    assert workspace.database.read_bytes() == before
    assert not list(workspace.database.parent.glob("*-replaced-*"))


@pytest.mark.parametrize("what", FOREIGN)
def test_a_copy_with_sql_of_others_is_refused_before_anything_is_replaced(evening, tmp_path, what):
    copy = copied(evening, tmp_path / "copy.sqlite", *FOREIGN[what])
    refused(evening, copy, "no version of this program put there")


@pytest.mark.parametrize("what", FOREIGN)
def test_sql_of_others_is_noticed_named_and_never_run(evening, tmp_path, capsys, what):
    before = evening.store.all(Submission)
    evening.close()
    changed(evening.database, *FOREIGN[what])
    with pytest.raises(StoreError, match="something else changed it"):
        set_note(evening, "spring", before[0].person, "Sings")
    assert find_damage(evening) is not None
    (problem,) = examine(evening).problems
    assert FOREIGN[what][-1].split()[2].strip('"') in problem
    assert EVIL not in problem
    assert main(["--database", str(evening.database), "doctor"]) == 1
    assert "Traceback" not in capsys.readouterr().err
    save_what_is_whole(evening, tmp_path / "saved.sqlite")
    saved = Workspace(database=tmp_path / "saved.sqlite", copies=False, clock=lambda: NOW)
    set_note(saved, "spring", before[0].person, "Sings")
    assert saved.store.all(Submission) == before
    assert examine(saved).problems == ()
    saved.close()


@pytest.mark.parametrize("number", [1, 2])
def test_an_old_file_with_a_trigger_is_refused_and_stays_as_it_is(tmp_path, number):
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FIXTURES / f"schema-{number}.sql").read_text(encoding="utf-8"))
    changed(path, *FOREIGN["a trigger"])
    before = path.read_bytes()
    workspace = Workspace(database=path, copies=False, clock=lambda: NOW)
    with pytest.raises(StoreError, match="trigger 'tr'"):
        workspace.store.log()
    assert path.read_bytes() == before


@pytest.mark.parametrize("what", NUMBERS)
def test_a_copy_with_a_number_no_version_wrote_is_refused_before_anything_is_replaced(
    evening, tmp_path, capsys, what
):
    copy = copied(evening, tmp_path / "copy.sqlite", f"PRAGMA user_version={NUMBERS[what]}")
    refused(evening, copy, f"schema number {NUMBERS[what]}, which no version ever wrote")
    words = ["--database", str(evening.database), "restore", str(copy), "--yes"]
    assert main(words) == 1
    assert "Nothing was replaced" in capsys.readouterr().err
    assert find_damage(evening) is None


def test_a_file_of_today_without_the_mark_is_another_program_s(evening, tmp_path):
    copy = copied(evening, tmp_path / "copy.sqlite", "PRAGMA application_id=0")
    refused(evening, copy, "another program")
    changed(evening.database, "PRAGMA application_id=0")
    with pytest.raises(StoreError, match="another program"):
        evening.store.log()


def test_a_copy_with_a_trigger_is_no_good_copy(evening):
    good = evening.store.keep_copy("start")
    evening.close()
    changed(evening.database, "UPDATE change_count SET number = number + 1")
    later = evening.store.keep_copy("import")
    changed(later, *FOREIGN["a trigger"])
    assert newest_good(evening.database)[0] == good


def test_what_sqlite_counts_for_itself_is_no_harm(evening):
    changed(evening.database, "ANALYZE")
    assert examine(evening).problems == ()
