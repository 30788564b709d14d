"""What an import asks in the app, and alike people settled with one key."""

from mentor_tui.actions.cohorts import change_dates
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.same_people import duplicates_of
from mentor_tui.domain.calendar import CohortDates
from mentor_tui.tui.screens.choosing import Choosing
from mentor_tui.tui.screens.duplicates import Duplicates
from mentor_tui.tui.screens.import_preview import ImportPreview
from tests.actions.test_people_of_forms import TWICE
from tests.forms import nlls_row, write_nlls
from tests.tui.test_intake import here, press, start

__all__ = ["here"]


def twice_answered():
    rows = [nlls_row(n, "Ana Ortiz", "Mentee", "Circulation", goals=f"Goal {n}") for n in (1, 2)]
    rows[0][0], rows[1][0] = "2/1/2026 9:00", "1/3/2026 9:00"
    return rows


async def test_a_date_that_can_be_two_days_is_asked_before_the_preview(app_on, tmp_path, here):
    write_nlls(here / "form.csv", twice_answered())
    app = app_on("", tmp_path / "new.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i", "enter")
        assert isinstance(app.screen, Choosing)
        assert "2/1/2026" in app.screen._title
        assert "--" not in app.screen._title + app.screen._sentence
        assert [row[0] for row in app.screen._rows] == ["1 February 2026", "2 January 2026"]
        await press(pilot, "2")
        if isinstance(app.screen, Choosing):
            await press(pilot, "enter")
        assert isinstance(app.screen, ImportPreview)
        await press(pilot, "enter")
        (person,) = load_roster(app.workspace, "spring").applicants
        assert person.short("goals") == "Goal 2"


async def test_all_who_look_alike_are_settled_with_one_key(app_on, tmp_path, here):
    more = [*TWICE, nlls_row(5, "Bea Cho", "Mentor", "Circulation", library="Riverside Library")]
    write_nlls(here / "form.csv", more)
    app = app_on("", tmp_path / "new.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i", "enter", "enter", "2")
        before = len(duplicates_of(load_roster(app.workspace, "spring")))
        assert before > 0
        await press(pilot, "=")
        assert isinstance(app.screen, Duplicates)
        await press(pilot, "&")
        assert duplicates_of(load_roster(app.workspace, "spring")) == []
        await press(pilot, "u")
        assert len(duplicates_of(load_roster(app.workspace, "spring"))) == before


async def test_applications_of_another_year_are_said_in_the_preview(app_on, tmp_path, here):
    rows = [nlls_row(1, "Ana Ortiz", "Mentee", "Circulation")]
    rows[0][0] = "1/20/2026 9:00"
    write_nlls(here / "form.csv", rows)
    app = app_on("", tmp_path / "new.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        change_dates(app.workspace, "spring", CohortDates(deadline="2027-01-15"))
        await press(pilot, "i", "enter")
        assert isinstance(app.screen, ImportPreview)
        said = [str(one) for one in app.screen._warnings()]
        assert "the application was sent a year before this deadline (2027-01-15)" in said
