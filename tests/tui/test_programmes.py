"""Each programme by keyboard alone: a cohort, its form, a decision, the lists."""

import pytest
from textual.widgets import Input

from mentor_tui.actions.feedback import ASKS_LETTER
from mentor_tui.actions.following import CONTACTS
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.outputs.drafting import KINDS
from mentor_tui.tui.screens.choosing import Choosing
from mentor_tui.tui.widgets.rows import Rows
from tests.forms import NLLS_HEADINGS, csv_text, nlls_rows
from tests.programmes.test_five import CLASS, MLA, NMRT, OLA, VOLUNTEERS, mla, nmrt, ola
from tests.tui.conftest import press, ready

FORMS = {
    "nlls": [(NLLS_HEADINGS, nlls_rows(), "")],
    "nmrt": [(NMRT, [nmrt(1, "Mentor", "9"), nmrt(2, "Mentee", "2")], "")],
    "ola": [(OLA, [ola(1, "Both", "9"), ola(2, "Mentee", "1")], "")],
    "mla-manitoba": [
        (
            MLA,
            [
                mla(1, "Programming", "Running a library"),
                mla(2, "Running a library", "Programming"),
            ],
            "",
        )
    ],
    "mile": [
        (
            CLASS,
            [["Mai Vang", "mai@example.org", "Cass Library", "Supervising staff", "To lead."]],
            "mentee",
        ),
        (
            VOLUNTEERS,
            [
                [
                    "2/21/2019 20:56:24",
                    "a@example.org",
                    "Ann Moen",
                    "Far Library",
                    "Supervising staff",
                    "1",
                    "Yes",
                ]
            ],
            "mentor",
        ),
    ],
}


async def type_into(pilot, text):
    pilot.app.screen.query_one(Input).value = text
    await press(pilot, "enter")


@pytest.mark.parametrize("programme", FORMS)
async def test_from_the_form_to_the_last_letter_by_keyboard(
    app_on, tmp_path, monkeypatch, programme
):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    app = app_on("", tmp_path / "new.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "N")
        app.screen.query_one(Rows).go(app.workspace.programme_ids().index(programme))
        await press(pilot, "enter")
        await type_into(pilot, "mine")
        for number, (headings, rows, role) in enumerate(FORMS[programme]):
            path = tmp_path / f"form{number}.csv"
            path.write_text(csv_text(headings, rows), encoding="utf-8")
            await press(pilot, "i", "slash")
            await type_into(pilot, str(path))
            if role:
                assert isinstance(app.screen, Choosing)
                roles = list(app.roster.programme.roles)
                await press(pilot, str(roles.index(role) + 1))
                if isinstance(app.screen, Choosing):
                    await press(pilot, "enter")
            await press(pilot, "enter")
            assert not isinstance(app.screen, Choosing)
        await press(pilot, "3", "a")
        if not load_roster(app.workspace, "mine").decided:  # the pair asks for something
            await pilot.pause(0.35)
            await press(pilot, "f", "a")
        assert len(load_roster(app.workspace, "mine").decided) == 1
        if app.roster.programme.liaisons:
            await press(pilot, "E")
            await type_into(pilot, "no committee yet")
        else:
            await press(pilot, "E")
        await press(pilot, "enter")
        assert (tmp_path / "home" / "mentor-lists" / "mine" / "pairs.csv").exists()
        await _to_the_last_letter(pilot, tmp_path / "home" / "mentor-letters" / "mine")


async def _choose(pilot, row):
    pilot.app.screen.query_one(Rows).go(row)
    await press(pilot, "enter")


async def _to_the_last_letter(pilot, letters):
    """Go on from the lists: introduction, said to have gone out, a request, the end, the letter of recognition."""
    await press(pilot, "4", "l")
    await _choose(pilot, KINDS.index("introduction"))
    await press(pilot, "enter")
    assert len(list((letters / "introduction").glob("*.eml"))) == 2
    await press(pilot, "M")
    assert "Went out: introduction, to 2 people" in pilot.app.message.plain
    await press(pilot, "h", "J")
    await _choose(pilot, list(CONTACTS).index(ASKS_LETTER))
    await _choose(pilot, 0)
    await press(pilot, "enter", "enter")
    await press(pilot, "X")
    await type_into(pilot, "they have done what they set out to do")
    await press(pilot, "l")
    await _choose(pilot, len(KINDS))
    await press(pilot, "enter")
    assert len(list((letters / "recognition").glob("*.docx"))) == 1
    assert len(list((letters / "recognition").glob("*.eml"))) == 1
