"""What must hold whatever happens: kills, two programs at once, full disks, signals, permissions, old and damaged files."""

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.maintenance import (
    back_up,
    describe,
    examine,
    find_damage,
    keep_copy_at_start,
    restore,
)
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.store import StoreError, database
from mentor_tui.store.backup import copies_of, keep_copy, thinned
from mentor_tui.store.migrations import SCHEMA, statements
from tests.conftest import NOW
from tests.trust.evening import OLD, begun, bring, prepare, workspace_in
from tests.trust.full_disk import on_small_disk, with_file_limit
from tests.trust.kill import kill_often

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals, limits and permissions")
NOBODY = 65534


def program(*words, **more):
    return subprocess.Popen(
        [sys.executable, "-m", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more
    )


@pytest.fixture
def evening(tmp_path):
    workspace = begun(tmp_path)
    yield workspace
    workspace.close()


# ended at any moment


@POSIX
def test_evenings_killed_at_random_moments_lose_nothing_acknowledged():
    _, wrong = kill_often(5, 3)
    assert wrong == []


@POSIX
@pytest.mark.parametrize("limit", [60_000, 150_000, 200_000])
def test_files_that_cannot_grow_leave_nothing_half_done(tmp_path, limit):
    assert with_file_limit(tmp_path / "evening", limit) == []


@POSIX
def test_a_full_disk_leaves_nothing_half_done(tmp_path):
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(tmp_path)], capture_output=True
    )
    if done.returncode:
        pytest.skip(
            "a small file system cannot be made here; python -m tests.trust.full_disk FOLDER takes one"
        )
    try:
        said, wrong = on_small_disk(tmp_path, 500_000)
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)
    assert wrong == []
    assert any("disk is full" in sentence for sentence in said)


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_command_told_to_stop_says_so_and_changes_nothing(tmp_path, number, evening):
    before = evening.store.log()
    with evening.store.exclusive():  # the command waits for the file; then it is told to stop
        words = [
            "mentor_tui",
            "--database",
            str(evening.database),
            "decide",
            "--cohort",
            "spring",
            "later",
        ]
        child = program(*words, "learner.aa@example.org")
        time.sleep(
            1.5
        )  # until it waits; sooner, it is told while it loads, which must hold as well
        child.send_signal(number)
    _, said = child.communicate(timeout=30)
    assert child.returncode == (130 if number == signal.SIGINT else 128 + number)
    assert b"nothing half done" in said
    assert evening.store.log() == before


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_the_program_is_loaded_ends_it_in_a_sentence(tmp_path, number):
    """The signal comes at the first import of the program's own, whatever that takes."""
    code = (
        "import os, sys, signal\n"
        "class Door:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == 'mentor_tui.cli.main': os.kill(os.getpid(), {int(number)})\n"
        "sys.meta_path.insert(0, Door())\n"
        "from mentor_tui.__main__ import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert done.returncode == 128 + number
    assert b"Traceback" not in done.stderr
    assert b"nothing half done" in done.stderr


# two at once


def test_two_programs_decide_on_one_file_and_lose_nothing(evening):
    """`python -m tests.trust.two FILE abcd 500` beside `... efgh 500` makes a thousand of them."""
    before = len(evening.store.log())
    children = [
        program("tests.trust.two", str(evening.database), letters, "80")
        for letters in ("abcd", "efgh")
    ]
    for child in children:
        _, said = child.communicate(timeout=300)
        assert child.returncode == 0, said
        assert said == b""
    log = evening.store.log()
    assert len(log) - before == 160
    assert len({entry.number for entry in log}) == len(log)
    assert examine(evening).problems == ()


@POSIX
def test_the_last_place_is_given_once(evening):
    people = [f"learner.{letter}a@example.org" for letter in "abcdefgh"]
    evening.close()
    said = at_once([partial(accept_in, evening.database, who) for who in people])
    assert said.count("accepted") == 2
    assert sum("places taken" in words for words in said) == 6, said
    assert examine(evening).problems == ()


def accept_in(path, who):
    """Give a mentor's place to somebody, in a program of its own."""
    workspace = Workspace(database=path, programmes_folder=None, clock=lambda: NOW)
    try:
        decide(workspace, "spring", "accept", ["helper.ao@example.org", who])
    except ActionError as error:
        return str(error)
    return "accepted"


def at_once(jobs):
    """Do jobs in processes that all begin at the same moment; return what each says."""
    door, opener = os.pipe()
    readers = []
    for job in jobs:
        reading, writing = os.pipe()
        if os.fork() == 0:
            os.close(opener)
            os.read(door, 1)
            try:
                os.write(writing, job().encode())
            finally:
                os._exit(0)
        os.close(writing)
        readers.append(reading)
    os.close(door)
    os.close(opener)
    said = []
    for reading in readers:
        with os.fdopen(reading) as stream:
            said.append(stream.read())
        os.wait()
    return said


# copies


def test_copies_are_kept_at_start_and_before_an_import_and_are_thinned(tmp_path):
    prepare(tmp_path)
    workspace = workspace_in(tmp_path)
    workspace.store.log()
    assert [path.stem.split("-")[-1] for path in copies_of(workspace.database)] == ["migration"]
    assert keep_copy_at_start(workspace) == ""
    assert len(copies_of(workspace.database)) == 2, "the schema is another one now"
    keep_copy_at_start(workspace)
    assert len(copies_of(workspace.database)) == 2, "nothing changed, so nothing to copy"
    decide(workspace, "spring", "later", ["mina.hart@example.org"])
    bring(workspace, tmp_path / "later.csv", "spring")
    found = copies_of(workspace.database)
    assert [path.stem.split("-")[-1] for path in found] == ["migration", "start", "import"]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in found)
    assert stat.S_IMODE(found[0].parent.stat().st_mode) == 0o700
    assert "last written" in describe(found[-1])
    workspace.close()


def test_ten_copies_stay_then_one_a_day_then_one_a_week():
    day = datetime(2027, 1, 1, 20)
    moments = [day + timedelta(days=n // 3, hours=n % 3) for n in range(300)]
    copies = [
        Path(f"mentor-{n:05d}-{at:%Y-%m-%d-%H%M%S}-start.sqlite") for n, at in enumerate(moments, 1)
    ]
    gone = thinned(copies)
    stay = [path for path in copies if path not in gone]
    assert stay[-10:] == copies[-10:]
    days = [path.name[13:23] for path in stay[:-10]]
    assert len(days) == len(set(days))
    assert len(stay) == 10 + 14 + len({moment.isocalendar()[:2] for moment in moments[:248]})


def test_copies_follow_their_number_when_the_clock_was_set_back(tmp_path):
    prepare(tmp_path)
    workspace = workspace_in(tmp_path)
    for year in (2030, 2020, 2026):
        decide(
            workspace, "spring", "later" if year != 2020 else "unplace", ["mina.hart@example.org"]
        )
        keep_copy(workspace.database, "start", datetime(year, 1, 1))
    assert [path.name.split("-")[2] for path in copies_of(workspace.database)] == [
        "2027",
        "2030",
        "2020",
        "2026",
    ]
    assert [entry.number for entry in workspace.store.log()] == sorted(
        (e.number for e in workspace.store.log()), reverse=True
    )
    workspace.close()


def test_restoring_reaches_a_program_that_has_the_file_open_and_can_be_undone(evening):
    copy = back_up(evening)
    other = Workspace(database=evening.database, programmes_folder=None, clock=lambda: NOW)
    decide(other, "spring", "later", ["learner.aa@example.org"])
    kept = restore(evening, copy)
    assert not any(
        one.state == "later" and one.person for one in load_roster(other, "spring").statuses[1:]
    )
    decide(other, "spring", "unplace", ["learner.ba@example.org"])
    assert len(evening.store.log()) == len(other.store.log())
    restore(evening, kept)
    assert evening.store.log()[0].step.kind == "later"
    assert examine(evening).problems == ()
    other.close()


@pytest.mark.parametrize("harm", ["head", "middle", "empty"])
def test_a_damaged_file_is_seen_and_the_newest_good_copy_named(evening, harm):
    decide(evening, "spring", "later", ["learner.aa@example.org"])
    keep_copy_at_start(evening)
    keep_copy(evening.database, "start", NOW)
    newest = copies_of(evening.database)[-1]
    evening.close()
    path = evening.database
    size = path.stat().st_size
    with path.open("r+b") as file:
        if harm == "empty":
            file.truncate(size // 2)
        else:
            file.seek(0 if harm == "head" else size // 3)
            file.write(b"\xa5" * (100 if harm == "head" else size // 3))
    damage = find_damage(evening)
    assert damage is not None
    assert damage.copy == newest
    assert "cohort" in damage.holds
    restore(evening, newest)
    assert examine(evening).problems == ()
    assert load_roster(evening, "spring").statuses


# older and newer files


def test_every_released_schema_comes_to_today_s_whole(tmp_path):
    prepare(tmp_path)
    workspace = workspace_in(tmp_path)
    assert examine(workspace).problems == ()
    assert [entry.step.kind for entry in workspace.store.log()][:2] == ["contact", "clear"]
    assert load_roster(workspace, "spring").decided
    workspace.close()
    with (
        closing(sqlite3.connect(workspace.database)) as migrated,
        closing(sqlite3.connect(tmp_path / "new.sqlite")) as new,
    ):
        for number in range(1, SCHEMA + 1):
            for statement in statements(number):
                new.execute(statement)
        assert _layout(migrated) == _layout(new)
        assert migrated.execute("PRAGMA user_version").fetchone() == (SCHEMA,)


def test_the_schema_files_make_the_tables_that_the_program_uses(tmp_path):
    from sqlalchemy import create_engine
    from sqlmodel import SQLModel

    workspace = Workspace(database=tmp_path / "made.sqlite", programmes_folder=None)
    workspace.store.log()
    workspace.close()
    engine = create_engine(f"sqlite:///{tmp_path / 'models.sqlite'}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    with (
        closing(sqlite3.connect(tmp_path / "made.sqlite")) as made,
        closing(sqlite3.connect(tmp_path / "models.sqlite")) as models,
    ):
        assert _layout(made) == _layout(models)


def _layout(connection):
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'index')"
        )
    ]
    tables = {
        name: sorted(connection.execute(f'PRAGMA table_info("{name}")'), key=lambda row: row[1])
        for name in names
    }
    return {
        name: [(row[1], row[2], row[3], row[5]) for row in rows]
        for name, rows in sorted(tables.items())
    }


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    from mentor_tui.store import migrations

    prepare(tmp_path)
    real = migrations.statements
    monkeypatch.setattr(
        migrations, "statements", lambda number: [*real(number), "CREATE TABLE cohort (name)"]
    )
    with pytest.raises(StoreError):
        workspace_in(tmp_path).store.log()
    with closing(sqlite3.connect(tmp_path / "mentor.sqlite")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE name='feedback'"
        ).fetchone() == (0,)


def test_a_file_of_a_newer_version_is_refused_with_what_to_do(tmp_path):
    with closing(sqlite3.connect(tmp_path / "mentor.sqlite")) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
        connection.execute("PRAGMA user_version=99")
    with pytest.raises(StoreError, match="newer version"):
        workspace_in(tmp_path).store.log()


# folders and permissions


def as_nobody(job):
    """Return what a job says when it is done by a user who owns nothing here."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.write(writing, job().encode())
        except StoreError as error:
            os.write(writing, f"told: {error}".encode())
        except BaseException as error:
            os.write(writing, f"fell: {error!r}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return said


@POSIX
@pytest.mark.parametrize(
    ("folder_mode", "file_mode"), [(0o555, 0o444), (0o755, 0o000), (0o000, 0o644), (0o755, 0o444)]
)
def test_a_file_or_folder_without_permission_is_said_in_a_sentence(folder_mode, file_mode):
    folder = Path(tempfile.mkdtemp())
    try:
        prepare(folder)
        workspace = workspace_in(folder)
        workspace.store.log()
        workspace.close()
        workspace.database.chmod(file_mode)
        folder.chmod(folder_mode)
        said = as_nobody(
            lambda: (
                decide(
                    workspace_in(folder), "spring", "later", ["mina.hart@example.org"]
                ).step.sentence
            )
        )
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder)
    assert said.startswith("told: ")
    assert "ermission" in said


def test_a_folder_that_is_missing_is_made_for_the_owner_alone(tmp_path):
    previous = os.umask(0)
    try:
        workspace = Workspace(
            database=tmp_path / "a" / "b" / "mentor.sqlite", programmes_folder=None
        )
        workspace.store.log()
        workspace.close()
    finally:
        os.umask(previous)
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "a" / "b" / "mentor.sqlite").stat().st_mode) == 0o600


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path):
    with pytest.raises(StoreError, match="ordinary file"):
        Workspace(database=tmp_path, programmes_folder=None).store.log()


def test_a_copy_that_cannot_be_kept_stops_the_import(evening, tmp_path):
    for path in (tmp_path / "backups").iterdir():
        path.unlink()
    (tmp_path / "backups").rmdir()
    (tmp_path / "backups").write_text("in the way")
    before = evening.store.log()
    with pytest.raises((StoreError, ActionError), match="No copy could be kept"):
        bring(evening, tmp_path / "fall.csv", "fall")
    assert evening.store.log() == before


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        ("database or disk is full", "disk is full"),
        ("database is locked", "another program"),
        ("attempt to write a readonly database", "may only be read"),
        ("locking protocol", "drive that cannot lock"),
        ("disk I/O error", "does not answer"),
        ("unable to open database file", "check the folder"),
        ("something nobody foresaw", "Nothing changed"),
    ],
)
def test_whatever_the_disk_says_becomes_a_sentence_and_nothing_is_half_done(
    evening, monkeypatch, problem, words
):
    """A network drive without locks among them: the error is put in the place of the write."""
    from sqlalchemy.exc import OperationalError

    before = evening.store.log()

    def fail(*_):
        raise OperationalError("INSERT", {}, sqlite3.OperationalError(problem))

    with monkeypatch.context() as patched:
        patched.setattr(database, "apply", fail)
        with pytest.raises(StoreError, match=words):
            decide(evening, "spring", "later", ["learner.aa@example.org"])
    assert evening.store.log() == before
    assert decide(evening, "spring", "later", ["learner.aa@example.org"])
