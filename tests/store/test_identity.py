"""Whose file it is, and whether it is still the one that was opened."""

import os
import shutil
import socket
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.maintenance import examine
from mentor_tui.actions.workspace import Workspace
from mentor_tui.store import FileLost, StoreError
from mentor_tui.store.identity import APPLICATION_ID
from mentor_tui.store.migrations import SCHEMA
from tests.conftest import NOW
from tests.trust.evening import prepare, workspace_in

FIXTURES = Path(__file__).parent / "fixtures"


def opened(path):
    workspace = Workspace(database=path, programmes_folder=None, clock=lambda: NOW)
    try:
        workspace.store.log()
    finally:
        workspace.close()
    return workspace


def made(path, *statements):
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def value(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchone()[0]


def test_a_new_file_has_the_mark(tmp_path):
    opened(tmp_path / "new.sqlite")
    assert value(tmp_path / "new.sqlite", "PRAGMA application_id") == APPLICATION_ID
    assert value(tmp_path / "new.sqlite", "PRAGMA user_version") == SCHEMA


@pytest.mark.parametrize("number", [1, 2])
def test_every_released_file_gets_the_mark_and_keeps_what_it_holds(tmp_path, number):
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FIXTURES / f"schema-{number}.sql").read_text(encoding="utf-8"))
    before = value(path, "SELECT count(*) FROM log")
    workspace = opened(path)
    assert value(path, "PRAGMA application_id") == APPLICATION_ID
    assert value(path, "SELECT count(*) FROM log") == before > 0
    assert examine(workspace).problems == ()
    workspace.close()


def test_paths_of_written_files_become_folders_alone(tmp_path):
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FIXTURES / "schema-2.sql").read_text(encoding="utf-8"))
        for file in ("C:\\mine\\introduction-zoe.eml", "/introduction-zoe.eml"):
            connection.execute("INSERT INTO written_file VALUES (?, '', '')", (file,))
        connection.commit()
    opened(path)
    with closing(sqlite3.connect(path)) as connection:
        folders = {row[0] for row in connection.execute("SELECT folder FROM written_file")}
    assert folders == {"/home/coordinator/lists/", "C:\\mine\\", "/"}
    assert b"introduction-zoe" not in path.read_bytes()


def test_a_third_person_can_read_the_file_without_the_program(tmp_path):
    prepare(tmp_path)
    workspace = workspace_in(tmp_path)
    decide(workspace, "spring", "later", ["mina.hart@example.org"])
    workspace.close()
    with closing(sqlite3.connect(workspace.database)) as connection:
        people = connection.execute("SELECT name, address FROM person ORDER BY name").fetchall()
        pairs = connection.execute(
            "SELECT helper, learner, learner_address, state, starts FROM decided_pair"
        ).fetchall()
    assert len(people) == len(set(people))
    assert ("Ana Ortiz", "ana.ortiz@example.org") in people
    assert pairs
    assert all(all(row) for row in pairs)


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE recipe (name)",),
        ("CREATE TABLE cohort (name)", "CREATE TABLE log (line)"),
        ("CREATE TABLE recipe (name)", "PRAGMA user_version=2"),
        ("PRAGMA application_id=1196444487", "CREATE TABLE recipe (name)"),
        ("PRAGMA journal_mode=WAL", "CREATE TABLE recipe (name)"),
    ],
)
def test_a_database_of_another_program_is_refused_and_stays_byte_for_byte(tmp_path, statements):
    path = made(tmp_path / "recipes.sqlite", *statements)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        opened(path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["recipes.sqlite"]


@pytest.mark.parametrize(("version", "words"), [(99, "newer version"), (-3, "schema number -3")])
def test_a_schema_number_out_of_range_is_said(tmp_path, version, words):
    opened(tmp_path / "mentor.sqlite")
    made(tmp_path / "mentor.sqlite", f"PRAGMA user_version={version}")
    before = (tmp_path / "mentor.sqlite").read_bytes()
    with pytest.raises(StoreError, match=words):
        opened(tmp_path / "mentor.sqlite")
    assert (tmp_path / "mentor.sqlite").read_bytes() == before


def test_what_is_no_file_gets_its_sentence(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path, words in (
        (":memory:", "not the name of a file"),
        ("file:x?mode=memory", "not the name of a file"),
        (str(tmp_path), "is a folder"),
    ):
        with pytest.raises(StoreError, match=words):
            opened(Path(path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="sockets of files")
def test_a_socket_or_a_pipe_gets_its_sentence(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with closing(socket.socket(socket.AF_UNIX)) as door:
        door.bind("door")
        with pytest.raises(StoreError, match="a socket"):
            opened(tmp_path / "door")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StoreError, match="a pipe"):
        opened(tmp_path / "pipe")


@pytest.mark.parametrize("name", ["who?.sqlite", "a?mode=memory", "50%25.sqlite", "a#b.sqlite"])
def test_signs_of_an_address_are_signs_of_a_name(tmp_path, name):
    opened(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


# 7: the file goes away under the running program


@pytest.mark.parametrize("what", ["deleted", "renamed", "replaced"])
def test_a_file_that_went_away_takes_no_decision_and_what_it_held_can_be_kept(tmp_path, what):
    prepare(tmp_path)
    workspace = workspace_in(tmp_path)
    path, before = workspace.database, len(workspace.store.log())
    if what == "deleted":
        path.unlink()
    elif what == "renamed":
        path.rename(tmp_path / "elsewhere.sqlite")
    else:
        shutil.copy(path, tmp_path / "other.sqlite")
        made(tmp_path / "other.sqlite", "DELETE FROM note")
        (tmp_path / "other.sqlite").replace(path)
    content = path.read_bytes() if path.exists() else b""
    with pytest.raises(FileLost, match="deleted or renamed" if what != "replaced" else "replaced"):
        decide(workspace, "spring", "later", ["mina.hart@example.org"])
    assert (path.read_bytes() if path.exists() else b"") == content, "nothing is made or changed"
    workspace.store.rescue(tmp_path / "kept.sqlite")
    workspace.close()
    kept = Workspace(database=tmp_path / "kept.sqlite", programmes_folder=None, clock=lambda: NOW)
    assert len(kept.store.log()) == before
    assert stat.S_IMODE((tmp_path / "kept.sqlite").stat().st_mode) == 0o600
    kept.close()


def test_a_file_replaced_while_a_step_is_written_keeps_nothing_of_the_step(tmp_path):
    prepare(tmp_path)
    workspace = workspace_in(tmp_path)
    workspace.store.log()
    copy = tmp_path / "copy.sqlite"
    shutil.copy(workspace.database, copy)

    def replace_within():
        with workspace.store.exclusive():
            decide(workspace, "spring", "later", ["mina.hart@example.org"])
            copy.replace(workspace.database)

    with pytest.raises(FileLost):
        replace_within()
    workspace.close()
    assert "Mina" not in workspace.store.log()[0].step.sentence
    workspace.close()


# 5: the number of the file


def test_the_number_of_the_file_only_rises_and_two_changes_never_share_it(tmp_path):
    prepare(tmp_path)
    workspace = workspace_in(tmp_path)
    seen = [workspace.store.data_version()]

    def done(act):
        act()
        seen.append(workspace.store.data_version())

    done(lambda: decide(workspace, "spring", "later", ["mina.hart@example.org"]))
    done(lambda: workspace.store.undo(1, "spring"))
    done(lambda: workspace.store.redo(1, "spring"))
    done(lambda: workspace.store.undo(1, "spring"))
    done(lambda: decide(workspace, "spring", "unplace", ["mina.hart@example.org"]))
    done(lambda: workspace.store.undo(2, "spring"))
    assert seen == sorted(set(seen))
    other = Workspace(database=workspace.database, programmes_folder=None, clock=lambda: NOW)
    assert other.store.data_version() == seen[-1]
    decide(other, "spring", "later", ["mina.hart@example.org"])
    assert workspace.store.data_version() > seen[-1]
    other.close()
    workspace.close()
