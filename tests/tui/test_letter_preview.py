"""One letter is read and put into one's own words before it is written, at every size of terminal."""

import shutil

import pytest
from textual.widgets import Input, TextArea

from mentor_tui.actions.letters import Wish, make_wished
from mentor_tui.domain.records import EditedLetter
from mentor_tui.outputs.drafting import KINDS
from mentor_tui.tui.screens.base import MainScreen
from mentor_tui.tui.screens.choosing import Choosing
from mentor_tui.tui.screens.letter_preview import LetterPreview
from mentor_tui.tui.screens.question import Question
from mentor_tui.tui.widgets.rows import Rows
from tests.tui.conftest import press, ready
from tests.tui.test_following import cohort_with_a_pair
from tests.tui.test_nothing_is_cut import faults


def shown(app):
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.fixture
def mine(app_on, tmp_path):
    """The app on a cohort with a pair."""
    cohort_with_a_pair(tmp_path, "ola").close()
    return app_on("mine", tmp_path / "mentor.sqlite")


async def open_first(pilot, kind="introduction"):
    await ready(pilot)
    await press(pilot, "4", "l")
    pilot.app.screen.query_one(Rows).go(KINDS.index(kind))
    await press(pilot, "l")
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, LetterPreview)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
async def test_a_letter_is_shown_whole_and_scrolls(mine, size):
    async with mine.run_test(size=size) as pilot:
        await open_first(pilot)
        draft = make_wished(mine.workspace, "mine", Wish(kind="introduction"))[0][0]
        field = mine.screen.query_one(TextArea)
        assert field.text == draft.text
        assert draft.recipients[0].email in shown(mine)
        assert draft.subject[:20] in shown(mine)
        assert "Esc" in shown(mine)
        assert faults(mine.screen) == []
        await pilot.press("ctrl+end")
        await pilot.pause()
        assert "OLA Mentoring Committee" in shown(mine), "the signature is at the end of the text"
        await pilot.press("ctrl+home")
        await pilot.pause()
        assert f"Dear {draft.recipients[0].name}" in shown(mine)
        await press(pilot, "escape")
        assert isinstance(mine.screen, MainScreen), "nothing was changed: nothing is asked"


async def test_own_words_are_kept_shown_and_undone(mine, tmp_path):
    async with mine.run_test(size=(80, 24)) as pilot:
        await open_first(pilot)
        await pilot.press(*"Well")
        await press(pilot, "ctrl+s")
        assert "Edited the letter introduction" in mine.message.plain
        assert mine.workspace.store.all(EditedLetter)[0].text.startswith("WellDear")
        await press(pilot, "l")
        mine.screen.query_one(Rows).go(KINDS.index("introduction"))
        await press(pilot, "l")
        assert "yours" in shown(mine)
        await press(pilot, "enter")
        assert "edited on 2027-02-01" in shown(mine)
        assert mine.screen.query_one(TextArea).text.startswith("WellDear")
        await press(pilot, "ctrl+r", "ctrl+s")
        assert mine.workspace.store.all(EditedLetter) == []
        await press(pilot, "u")
        assert len(mine.workspace.store.all(EditedLetter)) == 1


async def test_escape_asks_where_something_was_changed(mine):
    async with mine.run_test(size=(80, 24)) as pilot:
        await open_first(pilot)
        await pilot.press("x")
        await press(pilot, "escape")
        assert isinstance(mine.screen, Question)
        await press(pilot, "escape")
        assert isinstance(mine.screen, LetterPreview)
        assert mine.screen.query_one(TextArea).text.startswith("xDear")
        await press(pilot, "escape", "enter")
        assert isinstance(mine.screen, MainScreen)
        assert mine.workspace.store.all(EditedLetter) == []


async def test_a_letter_without_a_subject_stays_open(mine):
    async with mine.run_test(size=(80, 24)) as pilot:
        await open_first(pilot)
        mine.screen.query_one("#subject", Input).value = " "
        await press(pilot, "ctrl+s")
        assert isinstance(mine.screen, LetterPreview)
        assert "a subject and a text" in shown(mine)


async def test_letters_of_a_month_and_all_that_are_due_are_read_one_by_one(
    app_on, tmp_path, demonstration
):
    shutil.copy(demonstration, tmp_path / "mentor.sqlite")
    app = app_on("nmrt-2026", tmp_path / "mentor.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "4", "l")
        app.screen.query_one(Rows).go(KINDS.index("topic"))
        await press(pilot, "l", "2", "enter")
        assert "Enter opens one" in shown(app)
        await press(pilot, "enter")
        assert "November 2026" in app.screen.query_one("#subject", Input).value
        await press(pilot, "escape", "l")
        app.screen.query_one(Rows).go(len(KINDS) + 1)
        await press(pilot, "l")
        assert isinstance(app.screen, Choosing)
        assert "undecided" in [str(row[1]) for row in app.screen._rows]
        await press(pilot, "escape")
