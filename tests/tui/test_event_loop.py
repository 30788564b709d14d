"""Nothing is read from the file on the event loop: every screen reads in workers."""

import threading

import pytest
from sqlalchemy import Engine, event

from mentor_tui.actions.deciding import set_note
from mentor_tui.actions.workspace import Workspace
from tests.conftest import NOW
from tests.tui.conftest import press, ready

SIZE = (120, 35)
COHORT = "nmrt-2026"


@pytest.fixture
def read_on_the_loop():
    """Collect every statement that is run on the thread of the event loop."""
    loop, seen = threading.current_thread(), []

    def look(_connection, _cursor, statement, _parameters, _context, _many):
        if threading.current_thread() is loop:
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", look)
    yield seen
    event.remove(Engine, "before_cursor_execute", look)


async def test_no_screen_and_no_key_reads_the_file_on_the_event_loop(app_on, read_on_the_loop):
    app = app_on(COHORT)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "a", "x", "u", "U", "e", "escape", "w", "escape", "enter", "escape")
        for number in "7654321":
            await press(pilot, number, "j", "k", "r", "enter", "escape")
        await press(
            pilot, "1", "N", "escape", "D", "escape", "e", "escape", "5", "j", "z", "escape"
        )
        app._look_outside()
        await ready(pilot)
    assert read_on_the_loop == []


async def test_what_another_program_wrote_is_seen_without_reading_on_the_event_loop(
    app_on, read_on_the_loop, tmp_path
):
    app = app_on("nlls-spring-2027")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        person = app.roster.applicants[0].id

        def write():
            here = Workspace(
                database=tmp_path / "mentor.sqlite", programmes_folder=None, clock=lambda: NOW
            )
            set_note(here, "nlls-spring-2027", person, "read elsewhere")
            here.close()

        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
        app._look_outside()
        await ready(pilot)
        await ready(pilot)
        assert app.roster.people[person].note == "read elsewhere"
        assert "Another program" in app.message.plain
    assert read_on_the_loop == []
