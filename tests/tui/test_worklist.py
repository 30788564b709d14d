"""Worklist: all that needs the coordinator, walked with Enter and one key each."""

from textual.widgets import Input

from mentor_tui.actions.following import note_contact
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.actions.worklist import Need, work_list
from mentor_tui.actions.workspace import Workspace
from mentor_tui.tui.screens.choosing import Choosing
from mentor_tui.tui.screens.duplicates import Duplicates
from mentor_tui.tui.widgets.rows import Rows
from tests.conftest import NOW
from tests.tui.conftest import press, ready

SIZE = (80, 24)


def test_every_need_is_on_the_list_once_and_goes_when_it_is_settled(demonstration, tmp_path):
    (tmp_path / "copy.sqlite").write_bytes(demonstration.read_bytes())
    workspace = Workspace(
        database=tmp_path / "copy.sqlite", programmes_folder=None, clock=lambda: NOW
    )
    cohort = "nmrt-2026"
    tasks = work_list(workspace, problem_of(workspace, cohort))
    assert {task.need for task in tasks} == set(Need) - {Need.FLAG} | (
        {Need.FLAG} & {task.need for task in tasks}
    )
    assert len({task.id for task in tasks}) == len(tasks)
    assert [task.need for task in tasks] == sorted(
        (task.need for task in tasks), key=list(Need).index
    )
    silent = next(task for task in tasks if task.need is Need.SILENT)
    note_contact(workspace, cohort, silent.subject, "met")
    again = work_list(workspace, problem_of(workspace, cohort))
    assert silent.id not in {task.id for task in again}
    assert {task.id for task in again} >= {
        task.id for task in tasks if task.need not in (Need.SILENT, Need.LETTER)
    }
    workspace.close()


def go_to(app, need):
    screen = app.screen
    at = next(at for at, row in enumerate(screen.ids) if screen._tasks[row].need is need)
    screen.query_one("#table", Rows).go(at)
    return screen._tasks[screen.ids[at]]


async def test_a_request_is_read_with_enter_and_f_and_the_next_thing_comes(app_on):
    app = app_on("nmrt-2026")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "7")
        first = app.screen._tasks[app.screen.current_id()]
        assert first.need is Need.REQUEST
        many = len(app.screen.ids)
        await press(pilot, "enter", "f")
        person = load_roster(app.workspace, "nmrt-2026").people[first.people[0]]
        assert all(flag.cleared for flag in person.flags if flag.key == first.key)
        assert len(app.screen.ids) < many
        assert app.screen.current_id() == app.screen.ids[0]
        await press(pilot, "u")
        assert len(app.screen.ids) == many


async def test_duplicates_verdicts_silence_and_low_fits_are_a_key_away(app_on):
    app = app_on("nmrt-2026")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "7")
        task = go_to(app, Need.LOW_FIT)
        await press(pilot, "enter")
        assert app.screen.NAME == "board"
        assert app.review.cursor in task.people
        await press(pilot, "7")
        people = len(app.roster.applicants)
        go_to(app, Need.DUPLICATE)
        await press(pilot, "enter")
        assert isinstance(app.screen, Duplicates)
        await press(pilot, "m")
        assert len(app.roster.applicants) == people - 1
        task = go_to(app, Need.VERDICT)
        await press(pilot, "enter")
        app.screen.query_one(Input).value = "8 years"
        await press(pilot, "enter")
        entries = app.roster.people[task.people[0]].roles.values()
        assert all(entry.verdict.status != "undecided" for entry in entries)
        task = go_to(app, Need.SILENT)
        await press(pilot, "enter")
        assert isinstance(app.screen, Choosing)
        await press(pilot, "1", "enter", "enter", "enter")
        contact = app.workspace.store.log("nmrt-2026")[0].step
        assert "+".join(contact.people) == task.subject


async def test_an_empty_worklist_says_what_comes_next(app_on, tmp_path):
    app = app_on("", tmp_path / "new.sqlite")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "7")
        assert "No cohort is open" in app.screen.empty_sentence()
