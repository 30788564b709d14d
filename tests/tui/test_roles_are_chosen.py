"""A form that does not ask for the role: the role is chosen from a list; the preview says what is open, whole."""

from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.tui.screens.choosing import Choosing
from mentor_tui.tui.screens.import_preview import ImportPreview
from tests.forms import csv_text
from tests.tui.test_intake import here, press, start

__all__ = ["here"]

HEADINGS = ["Name", "Areas of Interest", "Objectives"]
ROWS = [[f"Ann{letter} Reimer", "Scheduling, Circulation", "Plan ahead"] for letter in "abcdef"]


async def test_the_role_of_a_whole_file_is_chosen_from_a_list(app_on, tmp_path, here):
    (here / "form.csv").write_text(csv_text(HEADINGS, ROWS), encoding="utf-8")
    app = app_on("", tmp_path / "new.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await press(pilot, "i", "enter")
        assert isinstance(app.screen, Choosing)
        assert [row[0] for row in app.screen._rows] == ["Mentor", "Mentee"]
        assert "--" not in app.screen._title + app.screen._sentence
        await press(pilot, "2")
        if isinstance(app.screen, Choosing):
            await press(pilot, "enter")
        assert isinstance(app.screen, ImportPreview)
        await press(pilot, "enter")
        roles = {
            role for one in load_roster(app.workspace, "spring").applicants for role in one.roles
        }
        assert roles == {"mentee"}
