"""Every theme can be read, and what a colour says is said by a word or a mark as well."""

import pytest
from textual.color import Color

from mentor_tui.review.pair_state import LETTERS, PairState, StateName
from mentor_tui.tui.board.strip import strip_line
from mentor_tui.tui.look import CONTRAST, THEMES
from mentor_tui.tui.widgets.rows import Rows
from tests.tui.conftest import press, ready

WRITTEN = ("quiet", "shared", "missing", "act", "blocking", "keyword")
BEHIND = ("band", "cursor")
TABLES = {"cohorts": "1", "applicants": "2", "pairs": "4", "log": "5", "worklist": "7"}


def light_of(colour):
    """Return how light a colour is, as the guidelines for readable pages reckon it."""
    parts = []
    for value in Color.parse(colour).rgb:
        share = value / 255
        parts.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first, second):
    darker, lighter = sorted((light_of(first), light_of(second)))
    return (lighter + 0.05) / (darker + 0.05)


def contrasts(theme):
    """Return the contrast of each written colour on each that lies behind it."""
    written = [theme.foreground, *(theme.variables[name] for name in WRITTEN)]
    behind = [theme.background, *(theme.variables[name] for name in BEHIND)]
    return {(first, second): contrast(first, second) for first in written for second in behind}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_colour_can_be_read_on_what_lies_behind(theme):
    least = 7.0 if theme is CONTRAST else 4.5
    weak = {pair: round(ratio, 1) for pair, ratio in contrasts(theme).items() if ratio < least}
    assert weak == {}


@pytest.mark.parametrize("state", StateName)
def test_each_state_of_a_pair_is_told_by_its_word_and_its_letter(state):
    shown = PairState(name=state, beneath=state, label=state.value, sentence="why it is so")
    words = strip_line(shown, 80).plain
    assert f"{LETTERS[state]} {state.value}" in words
    assert len(set(LETTERS.values())) == len(StateName)


@pytest.mark.parametrize("name", TABLES)
async def test_the_row_under_the_cursor_is_marked_and_the_terminals_cursor_stands_on_it(
    app_on, name
):
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, TABLES[name], "j")
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        spot = app.cursor_position
        assert lines[spot.y][spot.x] == ">"
        assert spot.y == app.screen.query_one("#table", Rows).cursor_spot.y


async def test_the_terminals_cursor_follows_person_candidate_cell_field_and_panel(app_on):
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        helper, _, _ = app.review.current()
        name = app.roster.name(app.review.cursor)
        assert lines[app.cursor_position.y][app.cursor_position.x :].startswith(name[:10])
        await press(pilot, "right")
        helper, _, _ = app.review.current()
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        name = app.roster.name(app.review.problem.helper_ids[helper])
        assert lines[app.cursor_position.y][app.cursor_position.x :].startswith(name[:10])
        await press(pilot, "6")
        first = app.cursor_position
        await press(pilot, "j", "right")
        assert app.cursor_position - first == (3, 1)
        await press(pilot, "3", "n", "a")
        field = app.screen.focused
        assert app.cursor_position == field.cursor_screen_offset
        await press(pilot, "escape", "e")
        title = app.screen.query(".title").first()
        assert app.cursor_position == title.region.offset
        await press(pilot, "escape", "w", "j")
        assert app.cursor_position == app.screen.query_one(Rows).cursor_spot


async def test_wide_the_terminals_cursor_stands_in_the_queue(app_on):
    app = app_on()
    async with app.run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "j", "j")
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        spot = app.cursor_position
        assert lines[spot.y][spot.x] == ">"
        assert app.roster.name(app.review.cursor)[:8] in lines[spot.y]


def bottom(app):
    """Return the last rows of the screen as one text."""
    lines = [strip.text for strip in app.screen._compositor.render_strips()]
    return " ".join(" ".join(lines[-8:-2]).split())


async def test_a_message_stands_in_full_and_nothing_of_the_one_before_stays(app_on):
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        long = " ".join(f"alpha{number}" for number in range(38))
        for sentence in (long, "short", " ".join(f"beta{number}" for number in range(18)), "end"):
            app.say(sentence)
            await ready(pilot)
            await pilot.pause(0.1)
            assert sentence in bottom(app)
            assert "alpha" not in bottom(app) or sentence == long


async def test_a_long_message_moves_nothing(app_on):
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        places = {widget.id: widget.region for widget in app.screen.children[0].siblings}
        app.say("A sentence that is longer than one row of the smallest terminal. " * 3)
        await ready(pilot)
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        assert sum("longer" in text for text in lines) >= 2
        for widget in app.screen.children[0].siblings:
            if not str(widget.id).startswith("message"):
                assert widget.region == places[widget.id]
