"""Erasing that was cut off after the database was written is finished by erasing the same person again."""

import pytest

from mentor_tui.actions import erasing
from mentor_tui.actions.erasing import carry_out, erase, plan_erasure
from mentor_tui.actions.exporting import export_lists
from mentor_tui.actions.maintenance import back_up, examine
from mentor_tui.actions.workspace import ActionError
from mentor_tui.outputs.lists import FORMATS
from mentor_tui.store.backup import BackupError, folder_of
from mentor_tui.store.unfinished_erasing import is_unfinished
from tests.trust.test_erasing import BETH, ZOE, id_of, lived, traces_of, values_ever

__all__ = ["lived"]
NAME = "Zoë Quist-Alder"


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def copied(lived, tmp_path):
    """A person in the database, in three copies and in exported lists, with all words that ever were theirs."""
    lived.store.keep_copy("start")
    back_up(lived, tmp_path / "home" / "own-copy.sqlite")
    export_lists(lived, "c", tmp_path / "home" / "lists", FORMATS, despite="for the test")
    return lived, values_ever(lived, id_of(lived, "zq@elsewhere.example.org"))


def killed_at(monkeypatch, number, name):
    """Let the process end at the nth call of a step of erasing."""
    calls = []
    usual = getattr(erasing, name)

    def step(*arguments, **named):
        calls.append(name)
        if len(calls) == number:
            raise Killed
        return usual(*arguments, **named)

    monkeypatch.setattr(erasing, name, step)


@pytest.mark.parametrize(
    ("name", "number"),
    [("_remove", 1), ("digest_of", 1), ("_clean_copy", 1), ("_clean_copy", 2)],
)
@pytest.mark.parametrize("who", [ZOE, NAME])
def test_a_second_try_finishes_what_was_cut_off(copied, tmp_path, monkeypatch, name, number, who):
    workspace, words = copied
    with monkeypatch.context() as moment:
        killed_at(moment, number, name)
        with pytest.raises(Killed):
            erase(workspace, ZOE)
    assert is_unfinished(workspace.database)
    assert any("not finished" in problem for problem in examine(workspace).problems)
    done = erase(workspace, who)
    assert done.failed == ()
    assert not is_unfinished(workspace.database)
    assert examine(workspace).problems == ()
    assert traces_of(words, tmp_path, spared=["form.csv"]) == []


def test_what_is_left_of_a_person_is_told_without_a_word_of_theirs(copied, monkeypatch):
    workspace, words = copied
    killed_at(monkeypatch, 1, "_clean_copy")
    with pytest.raises(Killed):
        erase(workspace, ZOE)
    mark = (folder_of(workspace.database) / "erasing-unfinished").read_bytes()
    said = " ".join(examine(workspace).problems)
    for word in words:
        assert word.encode() not in mark
        assert word not in said


def test_a_copy_that_failed_is_cleaned_by_the_next_try(copied, monkeypatch):
    workspace, _ = copied
    with monkeypatch.context() as moment:

        def locked(path, job):
            raise BackupError("it is open elsewhere")

        moment.setattr(erasing, "rewrite_copy", locked)
        failed = erase(workspace, ZOE).failed
    assert len(failed) == 2
    again = carry_out(workspace, plan_erasure(workspace, ZOE))
    assert again.failed == ()
    assert again.records == 0
    with pytest.raises(ActionError, match="there is nobody"):
        plan_erasure(workspace, ZOE)


def test_an_erasing_that_never_began_leaves_no_mark(copied, monkeypatch):
    workspace, _ = copied

    def full(*arguments):
        raise ActionError("the disk is full")

    monkeypatch.setattr(workspace.store, "erase", full)
    with pytest.raises(ActionError):
        erase(workspace, ZOE)
    assert not is_unfinished(workspace.database)


def test_a_kill_after_the_last_copy_is_finished_by_the_address_alone(copied, monkeypatch):
    workspace, _ = copied
    with monkeypatch.context() as moment:
        moment.setattr(erasing.unfinished_erasing, "end", lambda database, keys: None)
        erase(workspace, ZOE)
    assert is_unfinished(workspace.database)
    with pytest.raises(ActionError, match="there is nobody"):
        erase(workspace, "nobody@example.org")
    assert is_unfinished(workspace.database), "a mistyped address ends nothing"
    assert erase(workspace, ZOE).failed == ()
    assert not is_unfinished(workspace.database)


def test_erasing_somebody_else_does_not_end_what_was_cut_off(copied, monkeypatch):
    workspace, _ = copied
    with monkeypatch.context() as moment:
        killed_at(moment, 1, "_clean_copy")
        with pytest.raises(Killed):
            erase(workspace, ZOE)
    assert erase(workspace, BETH).failed == ()
    assert any("not finished" in problem for problem in examine(workspace).problems)
    assert erase(workspace, ZOE).failed == ()
    assert examine(workspace).problems == ()
