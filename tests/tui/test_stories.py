"""Stories by keyboard; each asserts what is stored, not only what is painted."""

import pytest
from textual import events
from textual.widgets import Input

from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.workspace import Workspace
from mentor_tui.domain.records import Correction, Step, change
from tests.conftest import NOW
from tests.forms import write_nlls
from tests.tui.conftest import press, ready

SIZE = (80, 24)


def decided(app):
    roster = load_roster(app.workspace, app.cohort_name)
    return {(pair.helper, pair.learner): pair.state for pair in roster.pairs}


async def test_from_an_empty_start_to_the_exported_lists(app_on, tmp_path, monkeypatch):
    folder = tmp_path / "here"
    folder.mkdir()
    write_nlls(folder / "form.csv")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    app = app_on("", tmp_path / "new.sqlite")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "N", "5", "enter", "enter")
        assert app.roster.programme.id == "ola"
        await press(pilot, "N", "3", "enter")
        app.screen.query_one(Input).value = "spring"
        await press(pilot, "enter")
        assert app.cohort_name == "spring"
        assert app.roster.programme.id == "nlls"
        await press(pilot, "i", "enter", "enter", "a")
        assert list(decided(app).values()) == ["accepted"]
        await press(pilot, "a", "a", "f", "a")  # one pair asks for something, which is read first
        await press(pilot, "E")
        await press(pilot, "enter")
        written = list((tmp_path / "home" / "mentor-lists").rglob("*"))
        assert {path.name for path in written} >= {
            "pairs.csv",
            "unplaced.csv",
            "decisions.csv",
            "pairs.xlsx",
        }


async def test_every_decision_key_and_the_way_back(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        before = decided(app)
        learner = app.review.cursor
        await press(pilot, "a")
        assert any(
            pair[1] == learner and state == "accepted" for pair, state in decided(app).items()
        )
        assert app.review.cursor != learner
        await press(pilot, "u")
        assert decided(app) == before
        assert app.review.cursor == learner
        await press(pilot, "U", "p", "x", "s", "0")
        kinds = [entry.step.kind for entry in app.workspace.store.log(app.cohort_name)[:5]]
        assert kinds == ["unplace", "later", "reject", "pin", "accept"]
        await press(pilot, "u", "u", "u", "u", "u")
        assert decided(app) == before


async def test_reject_stays_with_the_learner_and_shows_the_next_candidate(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        learner, (helper, _, many) = app.review.cursor, app.review.current()
        await press(pilot, "x")
        assert app.review.cursor == learner
        now, _, left = app.review.current()
        assert now != helper
        assert left == many - 1


async def test_swap_shows_who_moves_and_is_one_step(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        learner, steps = app.review.cursor, len(app.workspace.store.log())
        await press(pilot, "w", "2", "enter")
        assert len(app.workspace.store.log()) == steps + 1
        assert app.review.problem.roster.placed[learner].state == "accepted"
        await press(pilot, "u")
        assert learner not in app.review.problem.roster.placed


async def test_escape_never_changes_anything(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        steps = len(app.workspace.store.log())
        for key in ("w", "X", "e", "question_mark", "slash", "n", "E", "i", "colon", "enter"):
            await press(pilot, key, "escape", "escape")
        for number in "12345":
            await press(pilot, number, "escape")
        assert len(app.workspace.store.log()) == steps


async def test_a_held_key_decides_once(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        steps = len(app.workspace.store.log())
        for number in range(8):
            key = events.Key("a", "a")
            key.time = 100 + number * 0.03
            app.post_message(key)
            await ready(pilot)
        assert len(app.workspace.store.log()) == steps + 1


async def test_letters_in_a_field_decide_nothing(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        steps = len(app.workspace.store.log())
        await press(pilot, "slash", *"axsp0u", "escape")
        assert len(app.workspace.store.log()) == steps


async def test_filter_correct_and_waive_among_the_applicants(app_on):
    app = app_on("nmrt-2026")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "2", "slash", *"ineligible", "enter")
        screen = app.screen
        assert 0 < len(screen.ids) < len(app.roster.applicants)
        person = screen.current_id()
        await press(pilot, "!", "enter", *"known", "enter")
        assert any(entry.verdict.waived for entry in app.roster.people[person].roles.values())
        await press(pilot, "u")
        assert not any(entry.verdict.waived for entry in app.roster.people[person].roles.values())


async def test_the_log_takes_back_to_a_step(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        before = decided(app)
        await press(pilot, "a", "a", "a", "5", "j", "j", "z", "enter")
        assert decided(app) == before


async def test_peers_and_a_third(app_on):
    app = app_on("mla-2026")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for _ in range(40):
            if (
                not app.review.progress().left
                or app.review.letter(app.review.cursor) != "."
                or app.review.current()[0] is None
            ):
                break
            await press(pilot, "a")
        roster = app.review.problem.roster
        people = [person for pair in roster.decided for person in (pair.helper, pair.learner)]
        assert len(people) == len(set(people)) >= 30


HOSTILE = [
    "Ada [/] x",
    "[@click=app.quit]x[/]",
    "[Public Library]",
    "N" * 300,
    "\u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627",
    "Zo\u0308e\u0301\u0301 👩‍👩‍👧",
    "Eve \x1b]52;c;aGVsbG8=\x07 \x1b[2J",
    "Mal\u202elory",
    "tab\tand\nline",
]


def give_hostile_names(workspace, cohort):
    """Correct what people wrote to hostile texts, each person's to another."""
    changes = []
    for number, person in enumerate(load_roster(workspace, cohort).applicants):
        for field in ("name", "organisation", "goals", "position", "requests"):
            correction = Correction(
                cohort=cohort,
                person=person.id,
                role="",
                field=field,
                value=HOSTILE[number % len(HOSTILE)],
                reason="",
                at="2027-02-01 10:30:00",
            )
            changes.append(change(None, correction))
    step = Step(cohort=cohort, kind="correct", sentence="Corrected.", changes=tuple(changes))
    workspace.store.commit(step)


async def test_hostile_names_are_shown_as_text_everywhere(app_on, tmp_path):
    app = app_on()
    workspace = Workspace(
        database=tmp_path / "mentor.sqlite", programmes_folder=None, clock=lambda: NOW
    )
    give_hostile_names(workspace, "nlls-spring-2027")
    workspace.close()
    async with app.run_test(size=(120, 35)) as pilot:
        await ready(pilot)
        for keys in (
            *("j" for _ in HOSTILE),
            "a",
            "e",
            "escape",
            "enter",
            "escape",
            "w",
            "escape",
            "2",
            "enter",
            "escape",
            "F",
            "escape",
            "C",
            "escape",
            "=",
            "escape",
            "4",
            "enter",
            "escape",
            "J",
            "escape",
            "5",
            "3",
            "y",
        ):
            await press(pilot, keys)
            text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
            assert "\x1b" not in text
            assert "\u202e" not in text
            assert app.is_running


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 35), (160, 45), (220, 60)])
async def test_every_screen_at_every_size_has_help_first_and_nothing_cut(app_on, size):
    app = app_on("nmrt-2026")
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        for number in "12345":
            await press(pilot, number)
            lines = [strip.text for strip in app.screen._compositor.render_strips()]
            assert len(lines) == size[1]
            assert all(len(line.rstrip()) <= size[0] for line in lines)
            assert lines[-1].strip().startswith("? help")
            known = {
                command.label
                for command in __import__("mentor_tui.tui.commands", fromlist=["COMMANDS"]).COMMANDS
            }
            assert any(lines[-1].rstrip().endswith(label) for label in known), lines[-1]


async def test_a_terminal_too_small_says_what_it_needs(app_on):
    app = app_on()
    async with app.run_test(size=(50, 15)) as pilot:
        await ready(pilot)
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Mentor TUI needs 60" in text
        before = len(app.workspace.store.log())
        for key in ("a", "x", "s", "0", "p"):
            await press(pilot, key)
            await pilot.pause(0.35)  # a press at once after another is a held key
        assert len(app.workspace.store.log()) == before
        await pilot.resize_terminal(160, 45)
        await ready(pilot)
        await press(pilot, "w")
        await pilot.resize_terminal(60, 20)
        await ready(pilot)
        await press(pilot, "escape")
        assert app.is_running


async def test_an_empty_cohort_and_one_person_behave(app_on, tmp_path):
    app = app_on("", tmp_path / "new.sqlite")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "N", "enter", "enter", "3")
        for key in (
            "a",
            "x",
            "s",
            "p",
            "0",
            "w",
            "e",
            "f",
            "n",
            "t",
            "left",
            "right",
            "j",
            "k",
            "r",
            "b",
            "enter",
            "escape",
            "E",
            "2",
            "4",
            "5",
            "u",
            "U",
        ):
            await press(pilot, key)
        assert app.is_running


async def test_the_theme_is_remembered_and_keys_can_be_changed(app_on, tmp_path):
    app = app_on()
    app.settings._values["keys"] = {"board.accept": "y"}
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        before = decided(app)
        await press(pilot, "a")
        assert decided(app) == before
        await press(pilot, "y")
        assert decided(app) != before
        app.theme = "mentor-light"
        await pilot.pause()
    assert '"mentor-light"' in (tmp_path / "settings.json").read_text()


async def test_what_another_program_wrote_is_noticed_and_shown(app_on, tmp_path):
    from mentor_tui.actions.deciding import decide

    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        helper, _, _ = app.review.current()
        people = [app.review.problem.helper_ids[helper], app.review.cursor]
        other = Workspace(
            database=tmp_path / "mentor.sqlite", programmes_folder=None, clock=lambda: NOW
        )
        decide(other, app.cohort_name, "accept", people)
        other.close()
        app._look_outside()
        await ready(pilot)
        assert people[1] in app.review.problem.roster.placed
        assert "Another program" in app.message.plain
