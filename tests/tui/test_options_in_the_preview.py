"""Options are joined, split, named and listed in the preview; every change is seen before Enter and kept."""

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Input, Static, TextArea

from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.tui.screens.import_preview import ImportPreview
from mentor_tui.tui.screens.options_found import OptionsFound
from mentor_tui.tui.screens.writing import Writing
from mentor_tui.tui.widgets.hint import Hint
from mentor_tui.tui.widgets.rows import Rows
from tests.forms import nlls_row, write_nlls
from tests.tui.test_intake import here, press, start

__all__ = ["here"]
AREAS = ["Bees, Honey", "Bees, Honey, Scheduling", "Bees", "Honey"]


@pytest.fixture
def app(app_on, tmp_path, here):
    rows = [nlls_row(n, f"Person{n} Name{n}", "Mentee", text) for n, text in enumerate(AREAS)]
    write_nlls(here / "form.csv", rows)
    return app_on("", tmp_path / "new.sqlite")


def counts(app):
    return {line.option: line.answers for line in app.screen.lines if line.field == "interests"}


async def on(pilot, option):
    screen = pilot.app.screen
    at = next(row for row, line in enumerate(screen.lines) if line.option == option)
    screen.query_one(Rows).go(at)
    await pilot.pause()


def wants(app):
    people = load_roster(app.workspace, "spring").applicants
    return {topic for one in people for topic in one.roles["mentee"].wants}


async def test_two_pieces_are_joined_and_the_next_import_knows_it(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i", "enter", "o")
        assert isinstance(app.screen, OptionsFound)
        assert counts(app) == {"Bees": 3, "Honey": 3, "Scheduling": 1}
        await on(pilot, "Bees")
        await press(pilot, "m", "enter")
        assert isinstance(app.screen, OptionsFound)
        assert counts(app)["Bees, Honey"] == 2
        assert load_roster(app.workspace, "spring").applicants == ()
        await press(pilot, "escape", "enter")
        assert "Bees, Honey" in wants(app)
        await press(pilot, "1", "N", "3", "enter")
        app.screen.query_one(Input).value = "next"
        await press(pilot, "enter", "i", "enter", "o")
        assert counts(app)["Bees, Honey"] == 2


async def test_an_option_is_split_and_a_wrong_cut_keeps_what_was_typed(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i", "enter", "o")
        await on(pilot, "Bees")
        await press(pilot, "m", "enter")
        await on(pilot, "Bees, Honey")
        await press(pilot, "tilde")
        app.screen.query_one(Input).value = "Bees | Money"
        await press(pilot, "enter")
        assert app.screen.query_one(Input).value == "Bees | Money"
        app.screen.query_one(Input).value = "Bees | Honey"
        await press(pilot, "enter")
        assert counts(app) == {"Bees": 3, "Honey": 3, "Scheduling": 1}


async def test_a_whole_list_is_pasted(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i", "enter", "o")
        await on(pilot, "Bees")
        await press(pilot, "number_sign")
        assert isinstance(app.screen, Writing)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Writing), "an empty list is asked again"
        app.screen.query_one(TextArea).text = "Bees, Honey\nScheduling\n"
        await press(pilot, "ctrl+s")
        assert counts(app)["Bees, Honey"] == 2


async def test_a_whole_list_is_read_from_a_file(app, here):
    (here / "options.txt").write_text("Bees, Honey\nScheduling\n", encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i")
        app.screen.query_one(Input).focus()
        app.screen.query_one(Input).value = "form.csv"
        await press(pilot, "enter", "o")
        await on(pilot, "Bees")
        await press(pilot, "i", "slash")
        app.screen.query_one(Input).value = "options.txt"
        await press(pilot, "enter")
        assert counts(app)["Bees, Honey"] == 2


async def test_the_cursor_stays_on_the_column_that_was_said(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i", "enter")
        preview = app.screen
        table = preview.query_one(Rows)
        at = next(row for row, one in enumerate(preview._columns) if one.field == "goals")
        table.go(at)
        heading = preview._columns[at].heading
        await press(pilot, "m", "enter")
        assert app.screen is preview
        assert preview._columns[table.cursor].heading == heading


async def test_the_summary_is_wrapped_and_scrolled_never_cut(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i", "enter")
        assert isinstance(app.screen, ImportPreview)
        scroll = app.screen.query_one(".figures", VerticalScroll)
        words = app.screen.query_one("#figures", Static)
        assert words.size.width <= scroll.size.width
        long = [words.content] * 12
        words.update("\n".join(str(one) for one in long))
        await press(pilot, "tab")
        assert scroll.has_focus
        assert scroll.max_scroll_y > 0
        assert app.screen.query_one(Rows).size.height >= 4
        assert app.screen.query_one(Hint).region.bottom <= 24
        await press(pilot, "end")
        assert scroll.scroll_y == scroll.max_scroll_y
