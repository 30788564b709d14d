"""Long actions in the app tell on the message line how far they are, and Escape stops them with nothing half done."""

import threading

import pytest

from mentor_tui.actions.erasing import plan_erasure
from mentor_tui.actions.letters import Wish
from mentor_tui.tui import deciding, following, long_work, looking_after
from tests.trust import kept
from tests.tui.conftest import ready

HOLD = 20
"""Seconds after which the gate opens by itself, so that a mistake ends the test."""


class Gate:
    """Holds the second time that something is told until Escape was pressed."""

    def __init__(self, monkeypatch):
        self.reached, self.opened, self.told = threading.Event(), threading.Event(), []
        real, gate = long_work._Line.__call__, self

        def held(line, done, of):
            gate.told.append((done, of))
            if len(gate.told) == 2:
                gate.reached.set()
                gate.opened.wait(HOLD)
            real(line, done, of)

        monkeypatch.setattr(long_work._Line, "__call__", held)
        monkeypatch.setattr(long_work, "BETWEEN", 0.0)

    async def wait(self, pilot):
        while not self.reached.is_set():
            await pilot.pause(0.01)
        await pilot.pause(0.05)


def accept(app, folder):
    deciding.accept_many(app, app.sitting.suggested_above(0))


def letters(app, folder):
    following._write(app, Wish(kind="introduction"), folder / "letters")


def erase(app, folder):
    person = app.sitting.roster.decided[0].learner
    looking_after._erase(app, plan_erasure(app.workspace, person))


@pytest.mark.parametrize(
    ("start", "word", "done"),
    [
        (accept, "Accepting", "Accepted"),
        (letters, "Letters", "Wrote"),
        (erase, "Erasing", "Erased"),
    ],
)
async def test_a_long_action_tells_how_far_it_is_and_escape_stops_it(
    app_on, tmp_path, monkeypatch, start, word, done
):
    app = app_on()
    async with app.run_test(size=(120, 35)) as pilot:
        await ready(pilot)
        before = kept.records_of(kept.tables(app.workspace.database))
        gate = Gate(monkeypatch)
        start(app, tmp_path)
        await gate.wait(pilot)
        assert app.message.plain.startswith(f"{word}: 0 of ")
        assert app.message.plain.endswith("Esc stops")
        await pilot.press("escape")
        gate.opened.set()
        await ready(pilot)
        assert app.message.plain == "Stopped. Nothing was changed."
        assert kept.records_of(kept.tables(app.workspace.database)) == before
        assert not (tmp_path / "letters").exists()
        start(app, tmp_path)
        await ready(pilot)
        assert app.message.plain.startswith(done)
