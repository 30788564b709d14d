"""After the match, by keyboard alone: introduction, contacts, feedback, recognition, calendar, report; two coordinators."""

import shutil

import pytest
from textual.widgets import Input

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.following import pair_lives
from mentor_tui.actions.handing_over import export_cohort, import_cohort
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.actions.workspace import Workspace
from mentor_tui.outputs.drafting import KINDS
from mentor_tui.tui.screens.merging import Merging
from mentor_tui.tui.screens.overlay import Asking
from mentor_tui.tui.widgets.rows import Rows
from tests.conftest import NOW
from tests.forms import csv_text, write_nlls
from tests.tui.conftest import press, ready
from tests.tui.test_programmes import FORMS, type_into


def cohort_with_a_pair(tmp_path, programme):
    """Import a programme's form, accept its best pair, and return the workspace."""
    workspace = Workspace(
        database=tmp_path / "mentor.sqlite",
        programmes_folder=tmp_path / "programmes",
        clock=lambda: NOW,
    )
    for number, (headings, rows, role) in enumerate(FORMS[programme]):
        path = tmp_path / f"form{number}.csv"
        path.write_text(csv_text(headings, rows), encoding="utf-8")
        write_import(
            workspace,
            plan_import(
                workspace,
                ImportRequest(files=[path], cohort="mine", programme=programme, role=role),
            ),
        )
    problem = problem_of(workspace, "mine")
    helper, learner = next(iter(problem.proposal.pairs))
    decide(workspace, "mine", "accept", [problem.helper_ids[helper], problem.learner_ids[learner]])
    return workspace


async def choose(pilot, row):
    pilot.app.screen.query_one(Rows).go(row)
    await press(pilot, "enter")


@pytest.mark.parametrize("programme", FORMS)
async def test_a_pair_from_accepted_to_the_letter_of_recognition(
    app_on, tmp_path, monkeypatch, programme
):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    workspace = cohort_with_a_pair(tmp_path, programme)
    workspace.close()
    app = app_on("mine", tmp_path / "mentor.sqlite")
    letters = tmp_path / "home" / "mentor-letters" / "mine"

    def state():
        return [
            life.state
            for life in pair_lives(app.workspace, load_roster(app.workspace, "mine"), ended=True)
        ]

    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "4")
        assert state() in (["to introduce"], ["completed"])
        await press(pilot, "l")
        await choose(pilot, KINDS.index("introduction"))
        await press(pilot, "enter")
        assert len(list((letters / "introduction").glob("*.eml"))) == 2
        await press(pilot, "h")
        await press(pilot, "J")
        await choose(pilot, 9)
        await choose(pilot, 0)
        assert isinstance(app.screen, Asking)
        await type_into(pilot, "yesterday")
        assert isinstance(app.screen, Asking), "what was typed is still there"
        assert app.screen.query_one(Input).value == "yesterday"
        await press(pilot, "escape")
        await press(pilot, "J")
        await choose(pilot, 9)
        await choose(pilot, 1)
        await type_into(pilot, "2027-03-01")
        await type_into(pilot, "for the tenure file")
        kinds = [entry.step.sentence for entry in app.workspace.store.log("mine")[:2]]
        assert "asks-letter on 2027-03-01" in kinds[0]
        assert "met on 2027-02-01" in kinds[1]
        await press(pilot, "Y")
        await choose(pilot, 0)
        await press(pilot, "enter")
        await press(pilot, "Y")
        await choose(pilot, 2)
        await press(pilot, "enter")
        written = {path.name for path in (tmp_path / "home" / "mentor-lists" / "mine").iterdir()}
        assert written == {"calendar.ics", "report.html"}
        await press(pilot, "X")
        await type_into(pilot, "moved away")
        assert state() == ["ended"]
        await press(pilot, "l")
        await choose(pilot, len(KINDS))
        await press(pilot, "enter")
        assert len(list((letters / "recognition").glob("*.docx"))) == 1
        await press(pilot, "u", "u")
        assert state() != ["ended"]


async def test_letters_just_written_went_out_by_one_key_and_a_pair_gets_another_end(
    app_on, tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    cohort_with_a_pair(tmp_path, "ola").close()
    app = app_on("mine", tmp_path / "mentor.sqlite")

    def state():
        return pair_lives(app.workspace, load_roster(app.workspace, "mine"))[0].state

    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "4", "M")
        assert "write them first" in app.message.plain
        await press(pilot, "l")
        await choose(pilot, KINDS.index("introduction"))
        await press(pilot, "enter")
        assert state() == "to introduce"
        await press(pilot, "M")
        assert state() == "introduced"
        await press(pilot, "u")
        assert state() == "to introduce"
        await press(pilot, "d")
        await type_into(pilot, "2027-12-31")
        assert load_roster(app.workspace, "mine").decided[0].ends == "2027-12-31"
        await press(pilot, "l")
        await choose(pilot, len(KINDS) + 1)
        await press(pilot, "enter")
        path = tmp_path / "home" / "mentor-letters" / "mine" / "to-read.md"
        assert "introduction" in path.read_text()


async def test_feedback_is_imported_and_read_and_topics_are_chosen_by_month(
    app_on, tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    workspace = cohort_with_a_pair(tmp_path, "nmrt")
    roster = load_roster(workspace, "mine")
    form = tmp_path / "end.csv"
    rows = [[roster.people[roster.decided[0].learner].email, "4 - good"]]
    form.write_text(csv_text(["Email", "Did you suit each other?"], rows))
    workspace.close()
    app = app_on("mine", tmp_path / "mentor.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "4", "Q", "enter", "slash")
        await type_into(pilot, str(form))
        assert app.workspace.store.log("mine")[0].step.kind == "feedback"
        await press(pilot, "Q", "2", "enter")
        assert "on average 4.0" in str(app.screen._lines)
        await press(pilot, "escape", "l")
        await choose(pilot, KINDS.index("topic"))
        await choose(pilot, 6)
        await press(pilot, "enter")
        text = next(
            (tmp_path / "home" / "mentor-letters" / "mine" / "topic").glob("*.txt")
        ).read_text()
        assert "August 2027" in text


async def test_two_coordinators_meet_again_and_decide_what_they_differ_in(
    app_on, tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    here = Workspace(
        database=tmp_path / "mentor.sqlite",
        programmes_folder=tmp_path / "programmes",
        clock=lambda: NOW,
    )
    plan = plan_import(
        here,
        ImportRequest(files=[write_nlls(tmp_path / "form.csv")], cohort="spring", programme="nlls"),
    )
    write_import(here, plan)
    export_cohort(here, "spring", tmp_path / "handed.json")
    there = Workspace(
        database=tmp_path / "there.sqlite",
        programmes_folder=tmp_path / "programmes",
        clock=lambda: NOW,
    )
    import_cohort(there, tmp_path / "handed.json")
    for workspace, helper in ((here, "beth.cho@example.org"), (there, "ruth.ng@example.org")):
        decide(workspace, "spring", "accept", [helper, "mina.hart@example.org"], "agreed")
    decide(there, "spring", "later", ["ivo.lund@example.org"])
    export_cohort(there, "spring", tmp_path / "back.json")
    for workspace in (here, there):
        workspace.close()
    app = app_on("spring", tmp_path / "mentor.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "1", "m", "slash")
        await type_into(pilot, str(tmp_path / "back.json"))
        assert isinstance(app.screen, Merging)
        await press(pilot, "enter")
        assert isinstance(app.screen, Merging), "nothing is written before all is decided"
        await press(pilot, "x", "u", "a", "enter")
        roster = load_roster(app.workspace, "spring")
        assert [roster.pair_name(pair) for pair in roster.decided] == ["Mina Hart + Ruth Ng"]
        assert list(roster.status_of.values()) == ["later"]
        await press(pilot, "u")
        roster = load_roster(app.workspace, "spring")
        assert [roster.pair_name(pair) for pair in roster.decided] == ["Mina Hart + Beth Cho"]


async def test_a_cohort_is_handed_over_and_its_dates_are_changed(
    app_on, tmp_path, monkeypatch, demonstration
):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    shutil.copy(demonstration, tmp_path / "mentor.sqlite")
    app = app_on("ola-fall-2026", tmp_path / "mentor.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "1")
        app.screen.select("ola-fall-2026")
        await press(pilot, "d")
        await choose(pilot, 2)
        await type_into(pilot, "11.12.2027")
        assert app.screen.query_one(Input).value == "11.12.2027", "two days fit: asked, not guessed"
        await type_into(pilot, "31.12.2027")
        roster = load_roster(app.workspace, "ola-fall-2026")
        assert roster.cohort.ends == "2027-12-31"
        assert {pair.ends for pair in roster.decided} == {"2027-12-31"}
        await press(pilot, ">", "enter")
        assert (
            tmp_path / "home" / "mentor-lists" / "ola-fall-2026.json"
        ).stat().st_mode & 0o777 == 0o600
        assert app.screen.query_one("#table", Rows)
        assert not app.screen.query(Input)
