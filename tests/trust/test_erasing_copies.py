"""Erasing and the databases that this program wrote anywhere: cleaned where that is provable, else named."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from mentor_tui.actions import deciding
from mentor_tui.actions.erasing import erase, plan_erasure
from mentor_tui.actions.exporting import export_lists
from mentor_tui.actions.maintenance import back_up, restore
from mentor_tui.actions.salvaging import save_what_is_whole
from mentor_tui.actions.workspace import Workspace
from mentor_tui.cli.main import main
from tests.conftest import NOW
from tests.forms import nlls_rows, write_nlls
from tests.trust.test_erasing import BETH, ZOE, bring, decide_about_zoe, zoe_row

ANA = "ana.ortiz@example.org"


@pytest.fixture
def lived(workspace, tmp_path):
    """A cohort in which a person did everything that a person can do."""
    bring(workspace, write_nlls(tmp_path / "form.csv", [*nlls_rows(), zoe_row()]))
    decide_about_zoe(workspace)
    return workspace


def at(path):
    return Workspace(database=path, copies=False, clock=lambda: NOW)


def names(path, word):
    return word.encode() in path.read_bytes()


def test_what_was_saved_of_a_whole_file_is_cleaned(lived, tmp_path):
    saved = tmp_path / "elsewhere" / "saved.sqlite"
    save_what_is_whole(lived, saved)
    assert names(saved, ZOE)
    done = erase(lived, ZOE)
    assert done.failed == ()
    assert not names(saved, ZOE)
    assert names(saved, BETH)


def test_what_was_saved_and_changed_since_is_named_and_not_touched(lived, tmp_path):
    saved = tmp_path / "elsewhere" / "saved.sqlite"
    save_what_is_whole(lived, saved)
    workspace = at(saved)
    deciding.set_note(workspace, "c", BETH, "Sings")
    workspace.close()
    before = saved.read_bytes()
    assert saved in plan_erasure(lived, ZOE).files.others
    assert saved in erase(lived, ZOE).found
    assert saved.read_bytes() == before


def test_a_copy_by_hand_beside_the_database_is_named_before_the_question(lived, capsys):
    copy = lived.database.with_name("by-hand.sqlite")
    lived.close()
    shutil.copy(lived.database, copy)
    before = copy.read_bytes()
    words = ["--database", str(lived.database), "erase", ZOE]
    assert main([*words, "--no-input"]) == 1
    assert f"found, and not touched: {copy}" in capsys.readouterr().err
    assert main([*words, "--yes"]) == 0
    assert copy.read_bytes() == before
    capsys.readouterr()
    assert main(["--database", str(lived.database), "erase", BETH, "--no-input"]) == 1
    assert str(copy) in capsys.readouterr().err


def test_a_database_beside_it_without_the_person_is_not_named(lived, tmp_path):
    other = at(lived.database.with_name("another.sqlite"))
    bring(other, write_nlls(tmp_path / "others.csv", nlls_rows()))
    other.close()
    assert other.database not in plan_erasure(lived, ZOE).files.others


def test_erasing_in_a_saved_file_names_the_damaged_and_removes_the_lists_of_before(lived, tmp_path):
    lists = tmp_path / "lists"
    export_lists(lived, "c", lists, ("csv",), despite="a trial")
    lived.close()
    with closing(sqlite3.connect(lived.database)) as connection:
        connection.execute("UPDATE submission SET name = name || 'x' WHERE line = 3")
        connection.commit()
    damaged = lived.database.read_bytes()
    saved = at(tmp_path / "elsewhere" / "saved.sqlite")
    save_what_is_whole(lived, saved.database)
    done = erase(saved, ZOE)
    assert lived.database in done.found
    assert lists / "pairs.csv" in done.removed
    assert lived.database.read_bytes() == damaged
    saved.close()


def test_a_copy_elsewhere_is_cleaned_of_the_next_person_too(lived, tmp_path):
    copy = back_up(lived, tmp_path / "elsewhere" / "copy.sqlite")
    for address in (ZOE, ANA):
        assert names(copy, address)
        assert erase(lived, address).failed == ()
        assert not names(copy, address)
    assert names(copy, BETH)


def test_bringing_an_older_copy_back_forgets_no_list_that_was_written_since(lived, tmp_path):
    copy = back_up(lived)
    lists = tmp_path / "lists"
    export_lists(lived, "c", lists, ("csv",), despite="a trial")
    restore(lived, copy)
    assert lists / "pairs.csv" in erase(lived, ZOE).removed
