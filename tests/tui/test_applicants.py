"""Applicants: fuzzy filter, groups, columns, marks, ten thousand people; the tour of the demonstration."""

import time

from textual.widgets import Input

from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.workspace import Workspace
from mentor_tui.tui.app import MentorApp
from mentor_tui.tui.settings import Settings
from mentor_tui.tui.tour import END, STOPS
from tests.conftest import NOW
from tests.forms import nlls_row, write_nlls
from tests.tui.conftest import press, ready


def text_of(app):
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_a_misspelt_word_still_finds_somebody(app_on):
    app = app_on()
    async with app.run_test(size=(120, 35)) as pilot:
        await ready(pilot)
        await press(pilot, "2")
        person = app.roster.people[app.screen.current_id()]
        first = person.name.split()[0]
        wrong = first[:2] + first[3:] if len(first) > 5 else f"{first}x"
        await press(pilot, "slash")
        app.screen.query_one(Input).value = f"{wrong} {person.name.split()[-1]}"
        await press(pilot, "enter")
        assert person.id in app.screen.ids
        assert len(app.screen.ids) < len(app.roster.applicants) / 2


async def test_groups_list_a_role_a_verdict_a_topic(app_on):
    app = app_on()
    async with app.run_test(size=(120, 35)) as pilot:
        await ready(pilot)
        await press(pilot, "2", "F", "2", "enter")
        role = app.screen._facet.value
        assert app.screen.ids == [
            one for one in app.screen.ids if role in app.roster.people[one].roles
        ]
        assert 0 < len(app.screen.ids) < len(app.roster.applicants)
        assert f"role: {role}" in text_of(app)
        await press(pilot, "F", "1", "enter")
        assert len(app.screen.ids) == len(app.roster.applicants)


async def test_columns_are_chosen_and_remembered(app_on, tmp_path):
    app = app_on()
    async with app.run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        await press(pilot, "2")
        assert "library" in text_of(app).split("\n")[2]
        await press(pilot, "C", "3", "enter")
        assert "library" not in text_of(app).split("\n")[2]
        await press(pilot, "C", "6", "enter")
        assert len(app.screen._shown()) == 5
    assert Settings(tmp_path / "settings.json").columns == [*app.settings.columns]
    assert "library" not in app.settings.columns


async def test_flags_of_marked_people_are_cleared_after_a_question(app_on):
    app = app_on()
    async with app.run_test(size=(120, 35)) as pilot:
        await ready(pilot)
        await press(pilot, "2", "V")
        before = sum(not flag.cleared for one in app.roster.applicants for flag in one.flags)
        assert before
        await press(pilot, "f", "escape")
        assert (
            sum(not flag.cleared for one in app.roster.applicants for flag in one.flags) == before
        )
        await press(pilot, "f", "enter")
        assert not any(not flag.cleared for one in app.roster.applicants for flag in one.flags)


async def test_ten_thousand_people_open_move_and_filter(tmp_path):
    rows = [
        nlls_row(
            n % 200,
            f"First{n} Last{n}",
            "Mentee" if n % 50 else "Mentor",  # few mentors: the table is meant, not the solver
            "Scheduling",
            email=f"p{n}@example.org",
        )
        for n in range(10_000)
    ]
    workspace = Workspace(database=tmp_path / "m.sqlite", programmes_folder=None, clock=lambda: NOW)
    write_import(
        workspace,
        plan_import(
            workspace,
            ImportRequest(
                files=[write_nlls(tmp_path / "f.csv", rows)], cohort="c", programme="nlls"
            ),
        ),
    )
    app = MentorApp(workspace, Settings(None))
    async with app.run_test(size=(120, 35)) as pilot:
        for _ in range(600):
            await pilot.pause(0.05)
            if app.sitting is not None and not app.busy:
                break
        await ready(pilot)
        await pilot.press("2")
        await pilot.pause()
        assert len(app.screen.ids) == 10_000
        for key in ("G", "g", "pagedown", "j"):
            started = time.perf_counter()
            await pilot.press(key)
            await pilot.pause()
            assert time.perf_counter() - started < 2, "a key is no matter of the number of people"
        await press(pilot, "slash", "9", "9", "9", "7")
        assert 1 <= len(app.screen.ids) < 100
    workspace.close()


async def test_the_tour_teaches_six_keys_by_pressing_them(app_on):
    app = app_on()
    app.tour = __import__("mentor_tui.tui.tour", fromlist=["Tour"]).Tour()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "TOUR 1 of 6" in text_of(app)
        seen = []
        for keys in (
            ("1", "enter"),
            ("e", "escape"),
            ("right", "left"),
            ("a",),
            ("w", "escape"),
            ("u",),
        ):
            await press(pilot, *keys)
            seen.append(app.tour._at)
        assert seen == [1, 2, 3, 4, 5, 6]
        assert len(STOPS) == 6
        assert END[:20] in text_of(app)
        await press(pilot, "j")
        assert "TOUR" not in text_of(app)
        await press(pilot, "T")
        assert "TOUR 1 of 6" in text_of(app)
        await press(pilot, "T")
        assert "TOUR" not in text_of(app)
