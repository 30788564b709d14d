"""Undo and redo: what was undone last is done again first."""

from mentor_tui.actions.cohorts import create_cohort
from mentor_tui.actions.maintenance import examine
from mentor_tui.domain.calendar import CohortDates


def test_redo_takes_the_step_that_was_undone_last_whatever_its_number(workspace):
    for name in ("first", "second"):
        create_cohort(workspace, name, "nlls", CohortDates())
    workspace.store.undo(1, "first")
    workspace.store.undo(1, "second")
    (again,) = workspace.store.redo(1)
    assert again.step.cohort == "second"
    (again,) = workspace.store.redo(1)
    assert again.step.cohort == "first"
    assert examine(workspace).problems == ()


def test_several_steps_come_back_in_the_order_they_were_done(workspace):
    for name in ("first", "second", "third"):
        create_cohort(workspace, name, "nlls", CohortDates())
    workspace.store.undo(3)
    assert [entry.step.cohort for entry in workspace.store.redo(2)] == ["first", "second"]
    assert [entry.step.cohort for entry in workspace.store.redo(2)] == ["third"]
