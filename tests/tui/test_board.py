"""The board beyond single decisions: marks, bulk accept, orders, filter, flags, copies, costs; and hasty hands."""

import asyncio

from textual.widgets import Input

from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.cli.main import main
from mentor_tui.review.requests import open_requests
from mentor_tui.tui.screens.overlay import Asking
from mentor_tui.tui.widgets.rows import Rows
from tests.tui.conftest import press, ready

SIZE = (160, 45)


def decided(app):
    return {pair.learner for pair in load_roster(app.workspace, app.cohort_name).decided}


def queue_text(app):
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_marked_pairs_above_a_fit_are_accepted_as_one_step(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        before = decided(app)
        await press(pilot, "A")
        assert "Nobody is marked" in app.message.plain
        await press(pilot, "V", "A")
        app.screen.query_one(Input).value = "many"
        await press(pilot, "enter")
        assert "no number" in app.message.plain
        wanted = app.review.pairs_above(50)
        assert wanted
        assert len(wanted) < len(app.review.pairs_above(0))
        await press(pilot, "A")
        app.screen.query_one(Input).value = "50"
        await press(pilot, "enter")
        now = decided(app)
        blocked = "left out" in app.message.plain
        assert now - before == {learner for _, learner in wanted} or blocked
        assert len(now) > len(before)
        assert app.workspace.store.log(app.cohort_name)[0].step.sentence.endswith("at once")
        await press(pilot, "u")
        assert decided(app) == before


async def test_a_mark_is_about_the_person_and_is_shown(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        learner = app.review.cursor
        await press(pilot, "space")
        assert app.review.marked == {learner}
        assert app.review.cursor != learner
        assert "1 marked" in queue_text(app)
        await press(pilot, "o")
        assert app.review.marked == {learner}
        await press(pilot, "V", "V")
        assert app.review.marked == set()


async def test_the_queue_is_sorted_and_filtered_and_the_filter_holds_the_advance(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        everybody = list(app.review.order)
        orders = []
        for _ in range(4):
            await press(pilot, "o")
            orders.append(tuple(app.review.order))
        assert len(set(orders)) >= 3
        assert list(orders[-1]) == everybody
        names = [app.roster.name(person) for person in orders[0]]
        assert names == sorted(names, key=str.casefold)
        await press(pilot, "O")
        assert app.review.order == everybody[::-1] or sorted(app.review.order) == sorted(everybody)
        await press(pilot, "slash")
        app.screen.query_one(Input).value = "undecided"
        await press(pilot, "enter")
        listed = app.review.listed
        assert 0 < len(listed) < len(everybody)
        await press(pilot, "s")
        assert app.review.cursor in listed
        await press(pilot, "slash")
        app.screen.query_one(Input).value = "nobody is called this"
        await press(pilot, "enter")
        assert "Nobody here matches" in app.message.plain
        await press(pilot, "slash")
        app.screen.query_one(Input).value = ""
        await press(pilot, "enter")
        assert app.review.listed == app.review.order


async def test_a_flag_is_put_on_and_cleared_and_stands_in_the_list_of_things_to_read(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        while any(
            not flag.cleared
            for person in app.screen._pair_on_screen()
            for flag in app.roster.people[person].flags
        ):
            await press(pilot, "f")
        learner = app.review.cursor
        await press(pilot, "f")
        assert isinstance(app.screen, Asking)
        app.screen.query_one(Input).value = "ask about [/] May"
        await press(pilot, "enter")
        flags = load_roster(app.workspace, app.cohort_name).people[learner].flags
        assert [(flag.text, flag.cleared) for flag in flags if flag.kind == "own"] == [
            ("ask about [/] May", False)
        ]
        await press(pilot, "f")
        flags = load_roster(app.workspace, app.cohort_name).people[learner].flags
        assert [(flag.text, flag.cleared) for flag in flags if flag.kind == "own"] == [
            ("ask about [/] May", True)
        ]


async def test_a_pair_is_copied_to_the_terminal_and_into_a_file(app_on, tmp_path):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "y")
        text = (tmp_path / "copied.txt").read_text()
        for person in app.screen._pair_on_screen():
            assert app.roster.people[person].email in text
        assert app.clipboard == text
        assert (tmp_path / "copied.txt").stat().st_mode & 0o777 == 0o600
        assert tmp_path / "copied.txt" in app.workspace.store.written().files()


async def test_what_the_others_cost_the_cohort_comes_when_the_keys_rest(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "j")
        await pilot.pause(0.6)
        await ready(pilot)
        learner = app.review.problem.learner_at[app.review.cursor]
        known = {
            helper: change for (one, helper), change in app.review.costs.items() if one == learner
        }
        assert known
        assert all(change <= 1e-9 or change != change for change in known.values()), (
            "none is better than the proposal"
        )
        assert " costs " in queue_text(app)


async def test_two_decisions_within_ten_milliseconds_are_one(app_on):
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        before = len(app.workspace.store.log())
        app.simulate_key("a")
        await asyncio.sleep(0.005)
        app.simulate_key("x")
        await pilot.pause(0.3)
        await ready(pilot)
        assert len(app.workspace.store.log()) == before + 1


async def test_undo_at_the_very_end_brings_the_last_pair_back(app_on):
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        for _ in range(60):
            if not app.review.progress().left:
                break
            await press(pilot, "0")
        assert app.review.progress().left == 0
        assert "everybody else is decided" in app.message.plain
        last = app.workspace.store.log()[0].step.people[0]
        await press(pilot, "u")
        assert app.review.cursor == last
        assert app.review.progress().left == 1


def test_accept_suggested_and_flag_as_commands(tmp_path, demonstration, capsys):
    import shutil

    shutil.copy(demonstration, tmp_path / "m.sqlite")
    run = lambda *words: main(["--database", str(tmp_path / "m.sqlite"), *words])  # noqa: E731
    assert run("accept-suggested", "--cohort", "nlls-spring-2027", "--minimum-fit", "60") == 0
    assert "at once" in capsys.readouterr().err
    assert run("undo") == 0
    assert run("accept-suggested", "--cohort", "nlls-spring-2027", "--minimum-fit", "101") == 1
    assert "no pair to accept" in capsys.readouterr().err


def is_plain(review, person):
    """Say whether somebody is open, the plan gives a partner, and neither of the two asks for anything."""
    partner = review.partner(person)
    if review.letter(person) != "." or partner is None:
        return False
    both = (person, review.problem.helper_ids[partner])
    return not open_requests(review.problem.roster, both)


async def test_everything_is_reached_with_the_mouse(app_on):
    """Rows, cards, the footer and the hints of overlays."""
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        row = next(
            at
            for at, person in enumerate(app.review.listed)
            if person != app.review.cursor and is_plain(app.review, person)
        )
        at = next(
            at
            for at, entry in enumerate(app.screen._entries)
            if entry.person == app.review.listed[row]
        )
        await pilot.click("#queue", offset=(6, at + 1))
        await ready(pilot)
        assert app.review.cursor == app.review.listed[row]
        await pilot.click("#pair", offset=(5, 3))
        await ready(pilot)
        assert type(app.screen).__name__ == "Reading"
        hint = app.screen.query_one("#hint")
        text = "".join(
            segment.text for segment in app.screen._compositor.render_strips()[hint.region.y + 1]
        )
        await pilot.click(offset=(text.index("Esc"), hint.region.y + 1))
        await ready(pilot)
        assert type(app.screen).__name__ == "BoardScreen"
        before = decided(app)
        bar = app.screen.query_one("#keys")
        at = next(start for start, _, key in bar._places if key == "a")
        await pilot.click("#keys", offset=(at + 1, 0))
        await ready(pilot)
        assert len(decided(app)) == len(before) + 1
        at = next(start for start, _, key in bar._places if key == "w")
        await pilot.click("#keys", offset=(at + 1, 0))
        await ready(pilot)
        table = app.screen.query_one(Rows)
        await pilot.click(table, offset=(5, 2))
        assert table.cursor == 1
