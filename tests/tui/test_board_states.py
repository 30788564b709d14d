"""The board that cannot be misread: states, second keys, requests in full, one step a key, nothing lost."""

import asyncio

import pytest
from textual.widgets import Input

from mentor_tui.actions.deciding import decide, raise_flag
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import Workspace
from mentor_tui.review.pair_state import StateName, pair_state
from mentor_tui.tui.shapes import UNICODE
from tests.conftest import NOW
from tests.review.small import COHORT, ROWS, asking, bring, look_at, person
from tests.tui.conftest import press, ready

SIZE = (80, 24)
STRIP = -2
"""The row of the strip, counted from below."""


def shown(app):
    return [strip.text for strip in app.screen._compositor.render_strips()]


def decided(app):
    roster = load_roster(app.workspace, app.cohort_name)
    return {roster.name(pair.learner): roster.name(pair.helper) for pair in roster.decided}


@pytest.fixture
def small_app(tmp_path, app_on):
    """Make the app on the small cohort, with other rows where they are given."""

    def make(rows=ROWS):
        path = tmp_path / "small.sqlite"
        workspace = Workspace(database=path, clock=lambda: NOW)
        bring(workspace, tmp_path, rows)
        workspace.close()
        return app_on(COHORT, path)

    return make


def put_on_screen(app, learner, helper):
    look_at(app.review, learner, helper)
    app.refresh_screens()


async def test_outside_the_plan_one_key_says_in_names_what_two_do(small_app):
    app = small_app()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        put_on_screen(app, "Jonas Berg", "Beth Cho")
        await ready(pilot)
        assert "NOBODY LEFT" in shown(app)[STRIP]
        await press(pilot, "a")
        assert decided(app) == {}
        assert "Kofi Moreau ends with nobody" in " ".join(app.message.plain.split())
        await press(pilot, "a")
        assert decided(app) == {"Jonas Berg": "Beth Cho"}


async def test_whatever_comes_between_the_two_keys_makes_the_next_one_a_first(small_app):
    app = small_app()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        put_on_screen(app, "Jonas Berg", "Beth Cho")
        await ready(pilot)
        await press(pilot, "a", "right", "left")
        assert "Outside the plan" not in app.message.plain
        await press(pilot, "a")
        assert decided(app) == {}
        await press(pilot, "p")
        assert decided(app) == {}, "another key is no second key"


async def test_the_suggestion_takes_one_key_and_browsing_says_who_is_suggested(small_app):
    app = small_app()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        put_on_screen(app, "Kofi Moreau", "Beth Cho")
        await ready(pilot)
        assert "SUGGESTED" in shown(app)[STRIP]
        await press(pilot, "right")
        assert "BROWSING 2 of 2" in shown(app)[STRIP]
        assert "suggested: Beth Cho" in shown(app)[STRIP]
        await press(pilot, "left", "a")
        assert decided(app) == {"Kofi Moreau": "Beth Cho"}
        put_on_screen(app, "Kofi Moreau", "Beth Cho")
        await ready(pilot)
        assert "ACCEPTED" in shown(app)[STRIP]
        await press(pilot, "p")
        put_on_screen(app, "Kofi Moreau", "Beth Cho")
        await ready(pilot)
        assert "PINNED" in shown(app)[STRIP]


async def test_a_mentor_whose_places_are_taken_is_blocked_and_check_does_not_say_nothing_blocks(
    small_app,
):
    app = small_app()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        put_on_screen(app, "Kofi Moreau", "Beth Cho")
        await ready(pilot)
        await press(pilot, "a")
        put_on_screen(app, "Jonas Berg", "Beth Cho")
        await ready(pilot)
        assert "BLOCKED" in shown(app)[STRIP]
        assert "1 of 1 places taken" in shown(app)[STRIP]
        assert "nothing blocks" not in "\n".join(shown(app))
        await press(pilot, "a", "a")
        assert decided(app) == {"Kofi Moreau": "Beth Cho"}


LONG = "I would rather not be matched with Beth Cho. " + "Remote only, please, in the winter. " * 4


async def test_a_request_stands_in_full_before_everything_else(small_app):
    rows = [row for row in ROWS if row[2] != "Kofi Moreau"]
    app = small_app([*rows, asking(9, "Kofi Moreau", LONG)])
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        put_on_screen(app, "Kofi Moreau", "Beth Cho")
        await ready(pilot)
        lines = shown(app)
        assert "READ FIRST" in lines[STRIP]
        text = " ".join(" ".join(line.strip(" │") for line in lines).split())
        assert " ".join(LONG.split()) in text
        assert text.index("I would rather not") < text.index("Kofi Moreau ─")
        await press(pilot, "a")
        assert decided(app) == {}
        await press(pilot, "a")
        assert decided(app) == {"Kofi Moreau": "Beth Cho"}
        sentence = app.workspace.store.log(COHORT)[0].step.sentence
        assert sentence.endswith("the request of Kofi Moreau not read")


async def test_f_reads_what_both_ask_in_one_step_and_u_brings_both_back(small_app):
    rows = [row for row in ROWS if row[2] not in ("Kofi Moreau", "Beth Cho")]
    rows += [asking(8, "Kofi Moreau", "Remote only."), asking(9, "Beth Cho", "Not in March.")]
    app = small_app(rows)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        put_on_screen(app, "Kofi Moreau", "Beth Cho")
        await ready(pilot)
        steps = len(app.workspace.store.log())
        await press(pilot, "f")
        assert len(app.workspace.store.log()) == steps + 1
        assert pair_state(app.review).name == StateName.SUGGESTED
        await press(pilot, "u")
        assert len(pair_state(app.review).requests) == 2
        await press(pilot, "f", "a")
        assert decided(app) == {"Kofi Moreau": "Beth Cho"}


async def test_f_reads_the_request_alone_and_leaves_what_stood_behind_it(small_app):
    rows = [row for row in ROWS if row[2] != "Kofi Moreau"]
    app = small_app([*rows, asking(9, "Kofi Moreau", "Remote only.")])
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        kofi = person(app.roster, "Kofi Moreau")
        raise_flag(app.workspace, COHORT, kofi, "ask about June")
        app.sitting.reload()
        app.take(app.sitting)
        put_on_screen(app, "Kofi Moreau", "Beth Cho")
        await ready(pilot)
        await press(pilot, "f")
        open_kinds = [flag.kind for flag in app.roster.people[kofi].flags if not flag.cleared]
        assert open_kinds == ["own"]
        assert "ask about June" in "\n".join(shown(app))


async def test_taking_somebody_with_a_request_from_the_swap_list_shows_the_request_first(small_app):
    rows = [row for row in ROWS if row[2] != "Beth Cho"]
    app = small_app([*rows, asking(9, "Beth Cho", "Not in March.")])
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        put_on_screen(app, "Elif Kaya", "Pat Abbott")
        await ready(pilot)
        await press(pilot, "w", "2", "enter")
        assert decided(app) == {}
        assert "READ FIRST" in shown(app)[STRIP]
        await press(pilot, "a", "a")
        assert decided(app) == {"Elif Kaya": "Beth Cho"}


async def test_the_message_says_what_undo_takes_back(small_app):
    app = small_app()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        put_on_screen(app, "Kofi Moreau", "Beth Cho")
        await ready(pilot)
        await press(pilot, "s", "a")
        await press(pilot, "u")
        assert "u takes back: Put off until later: Kofi Moreau" in app.message.plain
        await press(pilot, "1", "3")
        assert "u takes back: Put off until later: Kofi Moreau" in "\n".join(shown(app))


async def test_a_note_typed_while_work_goes_on_is_kept(small_app):
    app = small_app()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        put_on_screen(app, "Kofi Moreau", "Beth Cho")
        await ready(pilot)
        kofi = app.review.cursor
        await press(pilot, "n")
        app.screen.query_one(Input).value = "called on Monday"
        app.act(lambda: (__import__("time").sleep(0.4), ("Slow work is done.", None))[1])
        await pilot.press("enter")
        await asyncio.sleep(0.5)
        await ready(pilot)
        await pilot.pause(0.2)
        await ready(pilot)
        assert load_roster(app.workspace, COHORT).people[kofi].note == "called on Monday"


async def test_a_key_before_the_pair_is_painted_decides_nothing_and_that_is_said(small_app):
    app = small_app()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        steps = len(app.workspace.store.log())
        put_on_screen(app, "Kofi Moreau", "Beth Cho")
        app.screen.action_reject()
        assert "reject was not taken" in app.message.plain
        await ready(pilot)
        assert len(app.workspace.store.log()) == steps
        await press(pilot, "a")
        app.screen._last_decision = -1.0
        app.busy = True
        app.screen.action_reject()
        assert "reject was not taken" in app.unheard
        app.busy = False


async def test_after_a_conflict_the_screen_shows_what_is_so_and_the_next_key_is_about_that(
    small_app, tmp_path
):
    app = small_app()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        put_on_screen(app, "Kofi Moreau", "Beth Cho")
        await ready(pilot)
        helper, _, _ = app.review.current()
        people = [app.review.problem.helper_ids[helper], app.review.cursor]
        other = Workspace(database=tmp_path / "small.sqlite", clock=lambda: NOW)
        decide(other, COHORT, "pin", people)
        other.close()
        await press(pilot, "x")
        assert "Another program decided about these people" in " ".join(app.message.plain.split())
        assert decided(app) == {"Kofi Moreau": "Beth Cho"}
        assert "PINNED" in shown(app)[STRIP]


async def test_marks_that_the_filter_hides_are_not_accepted(small_app):
    app = small_app()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "V", "slash")
        app.screen.query_one(Input).value = "kofi"
        await press(pilot, "enter", "A")
        assert "filter hides them" in " ".join(" ".join(shown(app)).split())
        app.screen.query_one(Input).value = "0"
        await press(pilot, "enter")
        assert decided(app) == {"Kofi Moreau": "Beth Cho"}


async def test_the_end_is_a_screen_and_undo_leads_back_from_it(small_app):
    app = small_app()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        put_on_screen(app, "Kofi Moreau", "Beth Cho")
        await ready(pilot)
        await press(pilot, "a", "0", "0")
        text = "\n".join(shown(app))
        assert "Everybody is decided" in text
        assert "1 of 3 mentees placed" in text
        assert "lowest fit" in text
        assert "Kofi Moreau + Beth Cho" in text
        steps = len(app.workspace.store.log())
        await press(pilot, "x", "0")
        assert len(app.workspace.store.log()) == steps, "no pair is on screen"
        await press(pilot, "u")
        assert "Everybody is decided" not in "\n".join(shown(app))
        await press(pilot, "U", "j")
        assert "▐" in shown(app)[STRIP]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 35), (160, 45), (220, 60)])
async def test_the_strip_stands_in_the_same_row_whatever_is_said(app_on, size):
    app = app_on()
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        rows = set()
        for keys in (["j"], ["right", "a"], ["s"], ["u"], ["x"], ["b"], ["k", "k"]):
            await press(pilot, *keys)
            strip = app.screen.query_one("#strip")
            rows.add((strip.region.y, strip.region.height))
            assert "▐" in shown(app)[strip.region.y]
        assert rows == {(size[1] - 2, 1)}


async def test_no_screen_of_the_board_says_learner_or_helper(app_on):
    app = app_on("mile-2019")
    async with app.run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        for keys in (["right"], ["a"], ["w"], ["escape"], ["V"], ["A"], ["escape"], ["slash"]):
            await press(pilot, *keys)
            text = "\n".join(shown(app)).casefold()
            assert "learner" not in text
            assert "helper" not in text


async def test_where_there_is_no_unicode_everything_is_drawn_with_plain_signs(app_on, monkeypatch):
    monkeypatch.setenv("MENTOR_TUI_ASCII", "1")
    app = app_on()
    async with app.run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        assert "[. SUGGESTED]" in shown(app)[STRIP]
        drawn = {sign for shape in vars(UNICODE).values() for sign in shape if ord(sign) > 126}
        assert not drawn & set("".join(shown(app)))


async def test_swap_rows_name_the_movers_and_who_ends_with_nobody(small_app):
    app = small_app()
    async with app.run_test(size=(120, 35)) as pilot:
        await ready(pilot)
        put_on_screen(app, "Jonas Berg", "Beth Cho")
        await ready(pilot)
        await press(pilot, "w")
        row = next(line for line in shown(app) if "Beth Cho" in line and "→" in line)
        assert "Kofi" in row
        assert "→NOBODY" in row


async def test_the_terminals_cursor_stands_on_the_person_whose_turn_it_is(app_on):
    app = app_on()
    async with app.run_test(size=(120, 35)) as pilot:
        await ready(pilot)
        first = app.cursor_position
        await press(pilot, "j")
        assert app.cursor_position.y == first.y + 1
        name = app.roster.name(app.review.cursor)
        assert name.split()[0] in shown(app)[app.cursor_position.y]


async def test_undo_brings_the_very_pair_back_on_screen(small_app):
    app = small_app()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        put_on_screen(app, "Kofi Moreau", "Pat Abbott")
        await ready(pilot)
        await press(pilot, "x")
        assert "Pat Abbott ─ mentor" not in "\n".join(shown(app))
        await press(pilot, "u")
        assert "Pat Abbott ─ mentor" in "\n".join(shown(app))
        assert "BROWSING 2 of 2" in shown(app)[STRIP]


async def test_how_sure_a_suggestion_is_comes_when_the_keys_rest(small_app):
    app = small_app()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        put_on_screen(app, "Elif Kaya", "Pat Abbott")
        for _ in range(100):
            await pilot.pause(0.1)
            if app.review.sure:
                break
        await ready(pilot)
        assert "best for all, settled" in shown(app)[STRIP]
