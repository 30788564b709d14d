"""Damage inside a row, of the size of the file, of its pages: noticed at start and by the doctor, without a word of it."""

import random
import sqlite3
from contextlib import closing

import pytest

from mentor_tui.actions.maintenance import examine, find_damage, restore
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.store import StoreError
from tests.trust.evening import begun

SECRET = "Run board meetings"


@pytest.fixture
def evening(tmp_path):
    workspace = begun(tmp_path)
    workspace.store.keep_copy("start")
    workspace.close()
    yield workspace
    workspace.close()


def harm(workspace, sql):
    """Damage what a statement names; return how many rows."""
    with closing(sqlite3.connect(workspace.database)) as connection:
        harmed = connection.execute(sql).rowcount
        connection.commit()
    return harmed


HARMS = {
    "a structure": "UPDATE submission SET answers = replace(answers, '\"}', '') WHERE line = 3",
    "a structure of the log": "UPDATE log SET changes = replace(changes, '[{', '[') WHERE kind = 'import'",
    "a letter": "UPDATE submission SET answers = replace(answers, 'meetings', 'meetinks')",
    "a name": "UPDATE submission SET name = name || 'x' WHERE line = 4",
    "a byte that is no text": "UPDATE submission SET name = CAST(x'41ff42' AS TEXT) WHERE line = 4",
    "a row": "DELETE FROM submission WHERE line = 5",
    "a state": "UPDATE pair SET state = 'acceptef'",
}


@pytest.mark.parametrize("what", HARMS)
def test_damage_inside_a_row_is_noticed_and_said_without_its_content(evening, what):
    harm(evening, HARMS[what])
    damage = find_damage(evening)
    assert damage is not None
    assert damage.copy is not None
    problems = " ".join(examine(evening).problems)
    assert problems
    assert SECRET not in problems
    assert "Learner" not in problems
    restore(evening, damage.copy)
    assert find_damage(evening) is None
    assert examine(evening).problems == ()
    assert load_roster(evening, "spring").applicants


def test_an_empty_file_beside_good_copies_is_damage_and_no_beginning(evening):
    evening.database.write_bytes(b"")
    damage = find_damage(evening)
    assert damage is not None
    assert damage.copy is not None
    with pytest.raises(StoreError, match="empty"):
        evening.store.log()
    assert "empty" in " ".join(examine(evening).problems)
    restore(evening, damage.copy)
    assert load_roster(evening, "spring").applicants


def test_a_changed_byte_anywhere_never_ends_in_an_error_that_is_no_sentence(evening):
    """Where a byte is of no record, as in a free page, nothing need be noticed."""
    chance = random.Random(7)
    whole = evening.database.read_bytes()
    noticed = 0
    for _ in range(60):
        data = bytearray(whole)
        data[chance.randrange(100, len(data))] ^= chance.randrange(1, 256)
        evening.close()
        evening.database.write_bytes(bytes(data))
        try:
            damage = find_damage(evening)
            noticed += damage is not None or bool(examine(evening).problems)
        except StoreError:
            noticed += 1
    assert noticed >= 20
