"""A reader who goes, and a place without room: what a command was to do is done whole, whoever reads along."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mentor_tui.actions.workspace import Workspace
from mentor_tui.domain.records import Cohort, Submission
from tests.forms import nlls_rows, write_nlls

IMPORT = ["--cohort", "spring", "--programme", "nlls"]
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")


@pytest.fixture
def form(tmp_path):
    return write_nlls(tmp_path / "form.csv", nlls_rows())


def run(tmp_path, *words, output=subprocess.PIPE, messages=subprocess.PIPE, typed=""):
    line = [sys.executable, "-u", "-m", "mentor_tui", "--database", str(tmp_path / "m.sqlite")]
    return subprocess.run(
        [*line, *map(str, words)],
        stdout=output,
        stderr=messages,
        input=typed.encode(),
        timeout=60,
    )


def run_unread(tmp_path, *words, **more):
    """Run a command whose output nobody reads from the beginning."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return run(tmp_path, *words, output=writing, **more)
    finally:
        os.close(writing)


def run_full(tmp_path, *words, **more):
    with Path("/dev/full").open("wb") as output:
        return run(tmp_path, *words, output=output, **more)


def kept(tmp_path, kind):
    workspace = Workspace(database=tmp_path / "m.sqlite", copies=False)
    records = workspace.store.all(kind)
    workspace.close()
    return records


def test_an_import_is_written_whoever_reads_its_report(tmp_path, form):
    done = run_unread(tmp_path, "import", form, *IMPORT)
    assert done.returncode == 0
    assert done.stderr == b"Imported 8 rows from form.csv.\n"
    assert len(kept(tmp_path, Submission)) == 8


def test_every_command_ends_alike_when_its_reader_has_gone(tmp_path, form):
    run(tmp_path, "import", form, *IMPORT)
    cohort = ("--cohort", "spring")
    for words in (
        ("applicants", *cohort),
        ("scores", *cohort, "--format", "json"),
        ("applicants", *cohort, "--format", "csv"),
        ("export", *cohort, "--to", tmp_path / "lists", "--despite", "a trial"),
        ("backup", tmp_path / "b.sqlite"),
        ("doctor",),
        ("--help",),
    ):
        done = run_unread(tmp_path, *words)
        assert done.returncode == 0, words
        assert b"Traceback" not in done.stderr
        assert b"Broken" not in done.stderr
        assert b"ignored" not in done.stderr
    assert (tmp_path / "lists" / "unplaced.csv").exists()
    assert (tmp_path / "b.sqlite").exists()
    refused = run_unread(tmp_path, "applicants", "--cohort", "fall")
    assert refused.returncode == 1
    assert b"there is no cohort" in refused.stderr


@full
def test_output_without_room_is_a_failure_that_says_what_is_done(tmp_path, form):
    done = run_full(tmp_path, "import", form, *IMPORT)
    assert done.returncode == 1
    assert b"the output was not written whole: No space left on device" in done.stderr
    assert b"What was to be done is done" in done.stderr
    assert [cohort.name for cohort in kept(tmp_path, Cohort)] == ["spring"]
    assert run_full(tmp_path, "applicants", "--cohort", "spring").returncode == 1


@full
def test_messages_without_room_change_nothing_and_no_question_is_asked_unseen(tmp_path, form):
    with Path("/dev/full").open("wb") as messages:
        done = run(tmp_path, "import", form, *IMPORT, messages=messages)
        assert done.returncode == 0
        words = ("erase", "ana.ortiz@example.org")
        assert run(tmp_path, *words, messages=messages, typed="y\n").returncode == 1
    assert len(kept(tmp_path, Submission)) == 8


def test_a_conversation_ends_when_nobody_hears_it(tmp_path, form):
    run(tmp_path, "import", form, *IMPORT)
    for words in (("--plain",), ("review", "--cohort", "spring", "--plain")):
        done = run_unread(tmp_path, *words, typed="1\n" * 50)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
