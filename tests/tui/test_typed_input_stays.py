"""What was typed is not lost when it cannot be taken: the dialog is open again, with the sentence that says why."""

from functools import partial

import pytest
from textual.widgets import Input, TextArea

from mentor_tui.actions.letter_editing import preview_letters
from mentor_tui.actions.letters import Wish
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.errors import StoreError
from mentor_tui.tui import letters_read
from mentor_tui.tui.screens.choosing import Choosing
from mentor_tui.tui.screens.file_choice import FileChoice
from mentor_tui.tui.screens.import_preview import ImportPreview
from mentor_tui.tui.screens.letter_preview import LetterPreview
from mentor_tui.tui.screens.overlay import Asking, ask
from mentor_tui.tui.screens.writing import Writing
from mentor_tui.tui.widgets.hint import Hint
from tests.forms import write_nlls
from tests.tui.conftest import press, ready
from tests.tui.test_intake import here

__all__ = ["here"]
FULL = "Not saved: the disk is full. Nothing changed; free some room and try again."


def typed(app, text):
    app.screen.query_one(Input).value = text


def complaint(app):
    return str(app.screen.query_one(Hint).render())


@pytest.fixture
def full_disk(monkeypatch):
    """Let every write of the store fail until `writes.undo()`."""

    def make(app):
        def refuse(*arguments, **named):
            raise StoreError(FULL)

        monkeypatch.setattr(app.workspace.store, "commit", refuse)
        return monkeypatch

    return make


async def test_a_note_that_could_not_be_kept_is_kept_the_second_time(app_on, full_disk):
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        writes = full_disk(app)
        await press(pilot, "n")
        typed(app, "Call after the long weekend")
        await press(pilot, "enter")
        assert isinstance(app.screen, Asking)
        field = app.screen.query_one(Input)
        assert field.value == "Call after the long weekend"
        assert field.has_focus
        assert field.cursor_position == len(field.value)
        assert "the disk is full" in complaint(app)
        writes.undo()
        await press(pilot, "enter")
        assert not isinstance(app.screen, Asking)
        notes = [
            person.note for person in load_roster(app.workspace, "nlls-spring-2027").applicants
        ]
        assert "Call after the long weekend" in notes


async def test_a_reason_survives_and_esc_still_changes_nothing(app_on, full_disk):
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        full_disk(app)
        await press(pilot, "X")
        typed(app, "They shared an office for years")
        await press(pilot, "enter")
        assert app.screen.query_one(Input).value == "They shared an office for years"
        await press(pilot, "escape")
        assert not isinstance(app.screen, Asking)


async def test_the_name_of_a_cohort_that_is_taken_can_be_changed(app_on):
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "1", "N", "3", "enter")
        typed(app, "ola-fall-2026")
        await press(pilot, "enter")
        assert isinstance(app.screen, Asking)
        assert app.screen.query_one(Input).value == "ola-fall-2026"
        assert "ola-fall-2026" in complaint(app)
        typed(app, "another-fall")
        await press(pilot, "enter")
        assert app.sitting.cohort == "another-fall"


async def test_a_file_that_is_no_form_leaves_the_path_in_the_field(app_on, tmp_path, here):
    (here / "notes.txt").write_text("Buy paper clips.\nCall the plumber.\n")
    write_nlls(here / "form.csv")
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "i", "slash")
        typed(app, str(here / "notes.txt"))
        await press(pilot, "enter")
        assert isinstance(app.screen, FileChoice)
        field = app.screen.query_one(Input)
        assert field.value == str(here / "notes.txt")
        assert "notes.txt" in complaint(app)
        assert "--" not in complaint(app)
        field.value = str(here / "form.csv")
        await press(pilot, "enter")
        assert isinstance(app.screen, ImportPreview)


@pytest.mark.parametrize(
    ("dialog", "field", "key"),
    [
        (lambda: Asking("Weights", "Numbers."), Input, "enter"),
        (lambda: Writing("A list", "One a line."), TextArea, "ctrl+s"),
    ],
)
async def test_every_field_that_is_written_in_comes_back(app_on, dialog, field, key):
    app = app_on()

    def fail():
        raise StoreError(FULL)

    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        ask(app, dialog(), lambda text: app.act(fail))
        await pilot.pause()
        widget = app.screen.query_one(field)
        setattr(widget, "value" if field is Input else "text", "interests=2, goals=1")
        await press(pilot, key)
        again = app.screen.query_one(field)
        assert (again.value if field is Input else again.text) == "interests=2, goals=1"
        assert "the disk is full" in complaint(app)
        await press(pilot, key)
        assert "the disk is full" in complaint(app), "as often as it fails"
        await press(pilot, "escape")
        assert len(app.screen_stack) == 2


async def test_a_list_without_anything_typed_is_not_opened_again(app_on, full_disk):
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        full_disk(app)
        await press(pilot, "w")
        assert isinstance(app.screen, Choosing)
        await press(pilot, "enter", "a")
        assert len(app.screen_stack) == 2
        assert "the disk is full" in str(app.message)


async def test_a_letter_in_own_words_that_could_not_be_kept_is_open_again(app_on, full_disk):
    app = app_on("nmrt-2026")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        full_disk(app)
        preview = preview_letters(app.workspace, "nmrt-2026", Wish(kind="introduction", again=True))
        ask(app, LetterPreview(preview[0][0]), partial(letters_read._keep, app, preview[0][0]))
        await pilot.pause()
        app.screen.query_one("#subject", Input).value = "Dear both"
        app.screen.query_one(TextArea).text = "Please meet.\n"
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LetterPreview)
        assert app.screen.query_one("#subject", Input).value == "Dear both"
        assert app.screen.query_one(TextArea).text == "Please meet.\n"
        assert "the disk is full" in complaint(app)
