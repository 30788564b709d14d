"""Tables: the cursor stays on its record, order changes on r alone, one key is one step, flags are shown before they go."""

import pytest
from textual.widgets import Input

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.following import pair_lives
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import Workspace
from mentor_tui.tui.screens.reading_flags import ReadingFlags
from mentor_tui.tui.screens.tables import in_place
from mentor_tui.tui.widgets.rows import Column, Rows
from tests.conftest import NOW
from tests.forms import csv_text
from tests.tui.conftest import press, ready

SIZE = (80, 24)


def text_of(app):
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def test_what_is_new_stands_where_it_belongs_and_nothing_else_moves():
    assert in_place([], ["a", "b"]) == ["a", "b"]
    assert in_place(["c", "a"], ["a", "b", "c"]) == ["c", "a", "b"]
    assert in_place(["c", "a"], ["n", "a", "c"]) == ["n", "c", "a"]
    assert in_place(["c", "a", "x"], ["a", "c"]) == ["c", "a"]
    assert in_place(["x"], ["a", "c"]) == ["a", "c"]


async def test_a_contact_does_not_move_the_pairs_under_the_cursor(app_on):
    app = app_on("ola-fall-2026")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "4")
        order, here = list(app.screen.ids), app.screen.ids[0]
        await press(pilot, "J", "1", "enter", "enter", "enter")
        assert app.workspace.store.log("ola-fall-2026")[0].step.kind == "contact"
        assert app.screen.ids == order
        assert app.screen.current_id() == here
        await press(pilot, "h", "2", "4")
        assert app.screen.ids == order
        assert app.screen.current_id() == here
        await press(pilot, "r")
        wanted = pair_lives(app.workspace, load_roster(app.workspace, app.cohort_name), ended=True)
        assert app.screen.ids != order
        assert [one.split("+")[0] for one in app.screen.ids] == [one.pair.helper for one in wanted]
        assert app.screen.current_id() == here


def chain(tmp_path):
    """A cohort in which one person is the learner of one pair and the helper of another."""
    headings = ["Name", "Email", "Role", "Areas of Interest"]
    rows = [
        ["Ana Berg", "ana@example.org", "Mentor", "Scheduling"],
        ["Beth Lund", "beth@example.org", "Mentor, Mentee", "Scheduling"],
        ["Cy Roy", "cy@example.org", "Mentee", "Scheduling"],
    ]
    (tmp_path / "form.csv").write_text(csv_text(headings, rows), encoding="utf-8")
    workspace = Workspace(
        database=tmp_path / "mentor.sqlite", programmes_folder=None, clock=lambda: NOW
    )
    request = ImportRequest(files=[tmp_path / "form.csv"], cohort="mine", programme="nlls")
    write_import(workspace, plan_import(workspace, request))
    for helper, learner in (("ana", "beth"), ("beth", "cy")):
        people = [f"{helper}@example.org", f"{learner}@example.org"]
        decide(workspace, "mine", "accept", people, "agreed")
    workspace.close()
    return tmp_path / "mentor.sqlite"


@pytest.mark.parametrize("row", [0, 1])
async def test_keys_act_on_the_pair_under_the_cursor_whoever_else_its_people_are_with(
    app_on, tmp_path, row
):
    app = app_on("mine", chain(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "4")
        app.screen.query_one("#table", Rows).go(row)
        pair = app.screen.current_id()
        await press(pilot, "h")
        contact = app.workspace.store.log("mine")[0].step
        assert contact.kind == "contact"
        assert "+".join(contact.people) == pair
        await press(pilot, "X")
        app.screen.query_one(Input).value = "moved away"
        await press(pilot, "enter")
        ended = [one for one in load_roster(app.workspace, "mine").pairs if one.state == "ended"]
        assert [f"{one.helper}+{one.learner}" for one in ended] == [pair]


async def test_flags_are_shown_in_full_before_they_are_cleared(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "2")
        asking = next(
            person
            for person in app.roster.applicants
            if any(flag.kind == "request" and not flag.cleared for flag in person.flags)
        )
        app.screen.select(asking.id)
        steps = len(app.workspace.store.log())
        await press(pilot, "f")
        assert isinstance(app.screen, ReadingFlags)
        seen = " ".join(text_of(app).replace("│", " ").split())
        assert next(f.text for f in asking.flags if f.kind == "request") in seen
        assert len(app.workspace.store.log()) == steps
        await press(pilot, "escape")
        assert len(app.workspace.store.log()) == steps
        await press(pilot, "f", "f")
        assert len(app.workspace.store.log()) == steps + 1
        assert all(flag.cleared for flag in app.roster.people[asking.id].flags)
        assert app.screen.current_id() == asking.id


async def test_flags_of_all_who_are_marked_are_one_step(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "2", "V")
        steps = len(app.workspace.store.log())
        await press(pilot, "f", "enter")
        assert len(app.workspace.store.log()) == steps + 1
        await press(pilot, "u")
        assert any(not flag.cleared for one in app.roster.applicants for flag in one.flags)


async def test_one_key_takes_steps_back_and_one_key_brings_them_again(app_on):
    app = app_on("nmrt-2026")

    def standing():
        return sum(not entry.undone for entry in app.workspace.store.log("nmrt-2026"))

    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        before = standing()
        await press(pilot, "5", "pagedown", "z", "enter")
        here, after = app.screen.current_id(), standing()
        assert after < before - 5
        await press(pilot, "U")
        assert standing() == before
        await press(pilot, "u")
        assert standing() == after
        assert app.screen.current_id() == here
        await press(pilot, "z")
        assert standing() == after + 1, "on an undone step the key does it again, up to it"
        await press(pilot, "u")
        assert standing() == after


async def test_the_cursor_of_the_log_stays_when_something_closes_over_it(app_on):
    app = app_on("nmrt-2026")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "5", "j", "j", "j")
        here = app.screen.current_id()
        await press(pilot, "enter", "escape", "question_mark", "escape")
        assert app.screen.current_id() == here


async def test_a_correction_does_not_move_people_until_r(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "2", "j", "j")
        order, here = list(app.screen.ids), app.screen.current_id()
        await press(pilot, "c", "enter")
        fields = [question.field for question in app.roster.programme.questions]
        await press(pilot, "escape")
        await press(pilot, "c", *["j"] * fields.index("name"), "enter")
        app.screen.query_one(Input).value = "Zz Zz"
        await press(pilot, "enter")
        assert app.roster.people[here].name == "Zz Zz"
        assert app.screen.ids == order
        await press(pilot, "r")
        assert app.screen.ids[-1] == here
        assert app.screen.current_id() == here


@pytest.mark.parametrize("screen", ["1", "2", "4", "5"])
async def test_the_panel_stands_at_the_right_where_there_is_room(app_on, screen):
    app = app_on()
    async with app.run_test(size=(120, 35)) as pilot:
        await ready(pilot)
        await press(pilot, screen)
        table, panel = app.screen.query_one("#table"), app.screen.query_one("#detail")
        assert panel.region.x >= table.region.right
        assert panel.region.height == table.region.height
        await pilot.resize_terminal(80, 24)
        await ready(pilot)
        assert panel.region.y >= table.region.bottom


async def test_no_name_is_cut_while_a_column_beside_it_has_room(app_on):
    rows = Rows([Column("name", 10, 1), Column("state", 20), Column("fit", 4, right=True)])
    rows.show(1, lambda row: ["Wilhelmina Achterberg", "ok", "7"])
    widths = rows._widths(38)
    assert widths[0] >= len("Wilhelmina Achterberg")
    assert sum(widths) + 2 * 2 <= 38
