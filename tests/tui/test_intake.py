"""Import in the app: keys counted, columns and options said there, stopping, duplicates side by side."""

import pytest
from textual.widgets import Input

from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.tui.screens.duplicates import Duplicates
from mentor_tui.tui.screens.import_preview import ImportPreview
from mentor_tui.tui.widgets.rows import Rows
from tests.actions.test_people_of_forms import TWICE
from tests.forms import NLLS_HEADINGS, csv_text, nlls_row, nlls_rows, write_nlls
from tests.tui.conftest import press, ready


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder with the forms, where the app is started."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return folder


async def start(pilot):
    await ready(pilot)
    await press(pilot, "N", "3", "enter")
    pilot.app.screen.query_one(Input).value = "spring"
    await press(pilot, "enter")


async def test_three_keys_from_the_preview_of_a_known_form_to_the_first_pair(
    app_on, tmp_path, here
):
    write_nlls(here / "form.csv")
    app = app_on("", tmp_path / "new.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i", "enter")
        assert isinstance(app.screen, ImportPreview)
        await press(pilot, "enter", "a")
        assert len(load_roster(app.workspace, "spring").decided) == 1


async def test_three_unknown_headings_take_at_most_twelve_keys_and_none_next_year(
    app_on, tmp_path, here
):
    strange = {2: "Q17", 6: "Q18 [multi]", 8: "Q21 (number)"}
    headings = [strange.get(at, heading) for at, heading in enumerate(NLLS_HEADINGS)]
    (here / "form.csv").write_text(csv_text(headings, nlls_rows()), encoding="utf-8")
    app = app_on("", tmp_path / "new.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i", "enter")
        keys = 0
        known = {column.heading: column.field for column in app.screen._columns}
        assert known["Q18 [multi]"] == "interests", "topics stand below it"
        for _ in range(2):
            column = app.screen._columns[0]
            assert column.field is None, column
            wanted = {"Q17": "name", "Q21 (number)": "places"}[column.heading]
            fields = [question.field for question in app.screen._likely_questions(column.heading)]
            await press(pilot, "m", str(fields.index(wanted) + 1), "enter")
            keys += 3
        await press(pilot, "enter", "a")
        assert keys + 3 <= 12
        assert len(load_roster(app.workspace, "spring").decided) == 1
        await press(pilot, "1", "N", "3", "enter")
        app.screen.query_one(Input).value = "next"
        await press(pilot, "enter", "i", "enter")
        assert {
            column.how for column in app.screen._columns if column.heading in strange.values()
        } == {"remembered", "answers"}


async def test_an_option_is_corrected_in_the_preview(app_on, tmp_path, here):
    rows = [
        nlls_row(n, f"Person{n} Name{n}", "Mentee", "Bee keeping, Scheduling") for n in range(4)
    ]
    write_nlls(here / "form.csv", rows)
    app = app_on("", tmp_path / "new.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i", "enter", "o")
        options = [line.option for line in app.screen.lines]
        app.screen.query_one(Rows).go(options.index("Bee keeping"))
        await press(pilot, "enter")
        app.screen.query_one(Input).value = "Apiculture"
        await press(pilot, "enter", "escape", "enter")
        wants = load_roster(app.workspace, "spring").applicants[0].roles["mentee"].wants
        assert "Apiculture" in wants
        assert "Bee keeping" not in wants


async def test_a_long_import_shows_how_far_it_is_and_is_stopped_with_nothing_written(
    app_on, tmp_path, here, monkeypatch
):
    from mentor_tui.tui import importing

    write_nlls(
        here / "form.csv",
        [nlls_row(n, f"Person{n} Name{n}", "Mentee", "Scheduling") for n in range(900)],
    )
    app = app_on("", tmp_path / "new.sqlite")
    real, said = importing.plan_import, []

    def slow(workspace, request, progress):
        def step(done, whole):
            progress(done, whole)
            said.append(str(app.message))
            if done >= 400:
                app.call_from_thread(app.simulate_key, "escape")
                app.stop.wait(5)

        return real(workspace, request, step)

    monkeypatch.setattr(importing, "plan_import", slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        before = app.workspace.store.log()
        await press(pilot, "i", "enter")
        assert "Stopped. Nothing was imported." in str(app.message)
        assert any("400 of 900" in one for one in said)
        assert app.workspace.store.log() == before


async def test_quitting_during_an_import_ends_at_once(app_on, tmp_path, here, monkeypatch):
    from mentor_tui.tui import importing

    write_nlls(
        here / "form.csv",
        [nlls_row(n, f"Person{n} Name{n}", "Mentee", "Scheduling") for n in range(900)],
    )
    app = app_on("", tmp_path / "new.sqlite")
    real = importing.plan_import

    def slow(workspace, request, progress):
        def step(done, whole):
            progress(done, whole)
            app.call_from_thread(app.simulate_key, "ctrl+q")
            app.stop.wait(5)

        return real(workspace, request, step)

    monkeypatch.setattr(importing, "plan_import", slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press("i")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.5)
    assert app.stop.is_set()
    assert app.return_code == 0


async def test_what_a_later_export_changed_is_seen_before_it_is_written(app_on, tmp_path, here):
    write_nlls(here / "form.csv")
    app = app_on("", tmp_path / "new.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i", "enter", "enter")
        rows = [
            *nlls_rows()[:-1],
            nlls_row(30, "Ana Ortiz", "Mentee", "Circulation", goals="Other goals"),
        ]
        write_nlls(here / "form.csv", rows)
        await press(pilot, "i", "enter")
        figures = "\n".join(str(one) for one in app.screen._figures())
        assert "answers changed" in figures
        assert "1 no longer in the file" in figures
        await press(pilot, "d")
        details = "\n".join(str(one) for one in app.screen._lines)
        assert "'Other goals'" in details
        assert "Zoë Roy" in details
        await press(pilot, "escape", "escape")
        assert (
            load_roster(app.workspace, "spring").people[_id(app, "Ana Ortiz")].short("goals")
            != "Other goals"
        )


async def test_two_people_who_are_one_are_merged_side_by_side(app_on, tmp_path, here):
    write_nlls(here / "form.csv", TWICE)
    app = app_on("", tmp_path / "new.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i", "enter", "enter", "2", "=")
        assert isinstance(app.screen, Duplicates)
        shown = "\n".join(str(one) for one in app.screen._sides(74, 14))
        assert "ana.ortiz@work" in shown
        assert "ana.ortiz@home" in shown
        await press(pilot, "m")
        assert len(load_roster(app.workspace, "spring").applicants) == 3
        await press(pilot, "u")
        assert len(load_roster(app.workspace, "spring").applicants) == 4
        await press(pilot, "=", "x", "=")
        assert not isinstance(app.screen, Duplicates)
        assert "Nobody here looks like somebody else" in str(app.message)


def _id(app, name):
    return next(
        one.id for one in load_roster(app.workspace, "spring").applicants if one.name == name
    )
