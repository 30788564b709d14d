"""What is whole of a damaged file is saved in a new one; what is missing is counted, and the damaged file stays."""

import sqlite3
from contextlib import closing

import pytest

from mentor_tui.actions.maintenance import examine
from mentor_tui.actions.salvaging import save_what_is_whole
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.cli.main import main
from mentor_tui.domain.records import Correction, Submission
from mentor_tui.store import StoreError
from mentor_tui.store.backup import copies_of
from mentor_tui.store.tables import ROWS
from tests.store.test_damage import HARMS, SECRET, harm
from tests.trust.damage import measure
from tests.trust.evening import begun


@pytest.fixture
def evening(tmp_path):
    workspace = begun(tmp_path)
    workspace.close()
    for copy in copies_of(workspace.database):
        copy.unlink()
    yield workspace
    workspace.close()


def records_of(workspace):
    return [record for _, kind in ROWS.values() for record in workspace.store.all(kind)]


def saved_from(workspace, target):
    saving = save_what_is_whole(workspace, target)
    new = Workspace(database=target, copies=False, clock=workspace.clock)
    records = records_of(new)
    problems = examine(new).problems
    new.close()
    return saving, records, problems


@pytest.mark.parametrize("what", HARMS)
def test_one_damaged_record_never_takes_the_others_with_it(evening, tmp_path, what):
    before = records_of(evening)
    evening.close()
    harmed = harm(evening, HARMS[what])
    damaged = evening.database.read_bytes()
    saving, records, problems = saved_from(evening, tmp_path / "saved.sqlite")
    assert evening.database.read_bytes() == damaged
    assert all(record in before for record in records), "nothing damaged came over"
    missing = [record for record in before if record not in records]
    named = sum(saving.set_aside.values()) + sum(saving.hanging.values())
    assert len(missing) == named <= 2 * harmed
    assert problems == ()
    assert SECRET not in saving.sentences()
    assert "Learner" not in saving.sentences()


def test_what_the_tables_lost_is_taken_from_the_log(evening, tmp_path):
    before = records_of(evening)
    evening.close()
    harm(evening, "DELETE FROM submission WHERE line = 5")
    saving, records, _ = saved_from(evening, tmp_path / "saved.sqlite")
    assert records == before
    assert saving.from_log == {"submission": 1}
    assert "Taken from the log: 1 application." in saving.sentences()
    assert "Nothing is missing" in saving.sentences()


def test_of_two_that_differ_the_one_counts_that_the_newest_good_copy_has(evening, tmp_path):
    before = records_of(evening)
    evening.store.keep_copy("start")
    evening.close()
    harm(evening, "UPDATE submission SET name = name || 'x' WHERE line = 4")
    saving, records, _ = saved_from(evening, tmp_path / "saved.sqlite")
    assert records == before
    assert saving.from_log == {"submission": 1}


def test_what_hangs_on_somebody_who_is_lost_is_left_out_and_counted(evening, tmp_path):
    person = evening.store.all(Submission)[0].person
    evening.close()
    harm(evening, f"UPDATE submission SET name = name || 'x' WHERE person = '{person}'")
    saving, records, problems = saved_from(evening, tmp_path / "saved.sqlite")
    assert saving.set_aside["submission"] >= 1
    assert not [record for record in records if record.is_about({person})]
    assert not [
        record for record in records if isinstance(record, Correction) and record.person == person
    ]
    assert problems == ()


def test_a_file_that_is_there_is_never_written_over_and_nothing_stays_of_what_failed(
    evening, tmp_path
):
    target = tmp_path / "saved.sqlite"
    target.write_bytes(b"mine")
    with pytest.raises(ActionError, match="there already"):
        save_what_is_whole(evening, target)
    assert target.read_bytes() == b"mine"
    evening.close()
    evening.database.write_bytes(b"\xa5" * 9000)
    with pytest.raises(StoreError):
        save_what_is_whole(evening, tmp_path / "other.sqlite")
    assert not (tmp_path / "other.sqlite").exists()


def test_the_command_says_what_is_there_and_what_is_missing(evening, tmp_path, capsys):
    harm(evening, HARMS["a name"])
    target = tmp_path / "saved.sqlite"
    assert main(["--database", str(evening.database), "salvage", str(target)]) == 0
    printed = capsys.readouterr().err
    assert "Damaged and set aside: 1 application." in printed
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_changed_byte_is_noticed_wherever_it_matters_and_nothing_wrong_is_saved(tmp_path):
    outcome = measure(tmp_path, 25, seed=3)
    assert outcome["noticed at start"] >= 5
    assert outcome["saved whole"] >= 4
    assert not outcome["MISSED"] + outcome["MISSING UNSAID"] + outcome["SAVED WRONG"]
