"""The file goes away under the running app: it stops deciding, says what happened, and keeps what it holds elsewhere."""

import pytest
from textual.widgets import Input

from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import Workspace
from mentor_tui.tui.screens.overlay import Asking
from tests.conftest import NOW
from tests.tui.conftest import press, ready

COHORT = "nlls-spring-2027"


def decided_in(path):
    workspace = Workspace(database=path, programmes_folder=None, clock=lambda: NOW)
    decided = {pair.people for pair in load_roster(workspace, COHORT).decided}
    workspace.close()
    return decided


async def lose(app, pilot, path):
    await ready(pilot)
    before = len(load_roster(app.workspace, COHORT).decided)
    await press(pilot, "s")
    path.rename(path.with_name("elsewhere.sqlite"))
    await press(pilot, "a")
    if not isinstance(app.screen, Asking):
        await pilot.pause(0.35)
        await press(pilot, "a")
    return before


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_what_was_open_goes_on_in_a_new_place(app_on, tmp_path, size):
    app = app_on()
    path, kept = tmp_path / "mentor.sqlite", tmp_path / "kept.sqlite"
    async with app.run_test(size=size) as pilot:
        before = await lose(app, pilot, path)
        assert isinstance(app.screen, Asking)
        assert "deleted or renamed" in app.screen._sentence
        assert not path.exists(), "nothing new stands in the old place"
        app.screen.query_one(Input).value = str(kept)
        await press(pilot, "enter")
        await ready(pilot)
        assert app.workspace.database == kept
        assert str(kept) in str(app.message)
        assert len(decided_in(kept)) == before
        await press(pilot, "a")
        if len(decided_in(kept)) == before:
            await pilot.pause(0.35)
            await press(pilot, "a")
        assert len(decided_in(kept)) == before + 1


async def test_a_place_that_is_taken_is_asked_again(app_on, tmp_path):
    app = app_on()
    taken = tmp_path / "taken.sqlite"
    taken.write_text("mine")
    async with app.run_test(size=(80, 24)) as pilot:
        await lose(app, pilot, tmp_path / "mentor.sqlite")
        app.screen.query_one(Input).value = str(taken)
        await press(pilot, "enter")
        assert isinstance(app.screen, Asking)
        assert app.screen.query_one(Input).value == str(taken)
        assert taken.read_text() == "mine"


async def test_closing_the_question_decides_nothing_and_the_next_key_asks_again(app_on, tmp_path):
    app = app_on()
    path = tmp_path / "mentor.sqlite"
    async with app.run_test(size=(80, 24)) as pilot:
        await lose(app, pilot, path)
        await press(pilot, "escape")
        assert len(app.screen_stack) == 2
        await press(pilot, "s")
        assert isinstance(app.screen, Asking)
        assert not path.exists()
