"""Decisions: each is one step, whole on the disk, and can be taken back."""

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from mentor_tui.actions.deciding import clear_flags, correct, decide, withdraw
from mentor_tui.actions.maintenance import back_up, examine, restore
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.review.sitting import Sitting
from tests.actions.test_importing import bring
from tests.conftest import NOW
from tests.forms import write_nlls

BETH, ANA, ZOE, PAT, IVO, RUTH, MINA = (
    f"{name}@example.org"
    for name in (
        "beth.cho",
        "ana.ortiz",
        "zoë.roy",
        "pat.abbott",
        "ivo.lund",
        "ruth.ng",
        "mina.hart",
    )
)


@pytest.fixture
def spring(workspace, tmp_path):
    bring(workspace, write_nlls(tmp_path / "form.csv"))
    return workspace


def state(workspace):
    roster = load_roster(workspace, "spring")
    pairs = sorted(
        (roster.name(pair.helper), roster.name(pair.learner), pair.state) for pair in roster.pairs
    )
    return pairs, sorted((roster.name(one.person), one.state) for one in roster.statuses)


def test_every_decision_can_be_taken_back_and_done_again(spring):
    stages = [state(spring)]
    for kind, people in (
        ("accept", [BETH, ANA]),
        ("pin", [PAT, ZOE]),
        ("reject", [RUTH, IVO]),
        ("later", [IVO]),
        ("unplace", [MINA]),
        ("unpin", [PAT, ZOE]),
        ("swap", [RUTH, ANA]),
    ):
        decide(spring, "spring", kind, people)
        stages.append(state(spring))
    withdraw(spring, "spring", ANA)
    stages.append(state(spring))
    correct(spring, "spring", PAT, "places=2")
    stages.append(state(spring))
    for before in reversed(stages[:-1]):
        spring.store.undo()
        assert state(spring) == before
    for after in stages[1:]:
        spring.store.redo()
        assert state(spring) == after
    assert examine(spring).problems == ()


def test_refusals_name_the_reason_and_write_nothing(spring):
    decide(spring, "spring", "accept", [BETH, ANA])
    written = len(spring.store.log())
    for kind, people, words in (
        ("accept", [BETH, ANA], "already"),
        ("accept", [PAT, ANA], "has a pair already"),
        ("accept", [BETH, MINA], "reason"),
        ("accept", [RUTH, RUTH], "themselves"),
        ("later", [ANA], "decided"),
        ("accept", [BETH], "two people"),
        ("accept", ["nobody", ANA], "nobody"),
    ):
        with pytest.raises(ActionError, match=words):
            decide(spring, "spring", kind, people)
    assert len(spring.store.log()) == written


def test_a_full_helper_takes_nobody_more(spring):
    decide(spring, "spring", "accept", [PAT, ZOE])
    with pytest.raises(ActionError, match="1 of 1 places"):
        decide(spring, "spring", "accept", [PAT, ANA])


def test_a_block_is_overridden_with_a_reason_that_stays(spring):
    decide(spring, "spring", "accept", [BETH, MINA], reason="they asked for it")
    assert [pair.reason for pair in load_roster(spring, "spring").decided] == ["they asked for it"]
    assert examine(spring).problems == ()


def test_undo_brings_back_corrections_and_flags_too(spring):
    clear_flags(spring, "spring", ANA)
    assert all(
        flag.cleared for one in load_roster(spring, "spring").applicants for flag in one.flags
    )
    correct(
        workspace=spring,
        cohort="spring",
        who=ANA,
        setting="goals=Something else",
        reason="by telephone",
    )
    answer = next(
        one for one in load_roster(spring, "spring").applicants if one.email == ANA
    ).answer("goals")
    assert (answer.text, answer.corrected, answer.original[:6]) == (
        "Something else",
        True,
        "I have",
    )
    spring.store.undo(2)
    person = next(one for one in load_roster(spring, "spring").applicants if one.email == ANA)
    assert not person.flags[0].cleared
    assert not person.answer("goals").corrected


def test_a_sitting_stays_in_step_with_the_disk(spring):
    sitting = Sitting(spring, "spring")
    helper, learner = sitting.problem.proposal.pairs[0]
    sitting.decide(
        "accept", [sitting.problem.helper_ids[helper], sitting.problem.learner_ids[learner]]
    )
    fresh = Sitting(spring, "spring")
    assert sitting.problem.proposal == fresh.problem.proposal
    assert sitting.roster.pairs == fresh.roster.pairs


def test_a_decision_about_people_whom_somebody_else_just_decided_is_refused(spring):
    sitting = Sitting(spring, "spring")
    people = {one.email: one.id for one in sitting.roster.applicants}
    decide(spring, "spring", "accept", [BETH, ANA])
    assert sitting.changed_outside()
    with pytest.raises(ActionError, match="just now"):
        sitting.decide("reject", [people[BETH], people[ANA]])
    assert sitting.roster.decided, "and the sitting knows it now"
    decide(spring, "spring", "later", ["mina.hart@example.org"])
    with pytest.raises(ActionError, match="log"):
        sitting.turn(back=True)
    decide(spring, "spring", "unplace", ["mina.hart@example.org"])
    sitting.decide("reject", [people[BETH], people[ANA]])


def test_a_copy_is_made_and_brought_back(spring, tmp_path):
    copy = back_up(spring)
    assert copy.stat().st_mode & 0o777 == 0o600
    before = state(spring)
    decide(spring, "spring", "accept", [BETH, ANA])
    kept = restore(spring, copy)
    assert state(spring) == before
    assert kept is not None
    restore(spring, kept)
    assert state(spring)[0] == [("Beth Cho", "Ana Ortiz", "accepted")]


KILLED = """
    import sys
    from pathlib import Path
    from mentor_tui.actions.deciding import set_note
    from mentor_tui.actions.workspace import Workspace
    workspace = Workspace(database=Path(sys.argv[1]))
    print("ready", flush=True)
    for number in range(100_000):
        set_note(workspace, "spring", sys.argv[2], str(number))
        print(number, flush=True)
"""


@pytest.mark.parametrize("wait", [0.05, 0.11, 0.17, 0.23, 0.31])
def test_a_killed_process_loses_nothing_that_was_acknowledged(spring, tmp_path, wait):
    path, person = spring.database, load_roster(spring, "spring").applicants[0].id
    spring.close()
    script = tmp_path / "killed.py"
    script.write_text(textwrap.dedent(KILLED))
    process = subprocess.Popen(
        [sys.executable, str(script), str(path), person], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    time.sleep(wait)
    os.kill(process.pid, signal.SIGKILL)
    said = [int(line) for line in process.communicate()[0].split()]
    workspace = Workspace(database=path, programmes_folder=None, clock=lambda: NOW)
    last = said[-1] if said else -1
    kept = int(load_roster(workspace, "spring").people[person].note or -1)
    assert kept in (last, last + 1)
    assert examine(workspace).problems == ()
    steps = len(workspace.store.log())
    assert steps == kept + 2
    if kept > 0:
        workspace.store.undo()
        assert load_roster(workspace, "spring").people[person].note == str(kept - 1)
    workspace.close()
