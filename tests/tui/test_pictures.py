"""Pictures of the screens and overlays, compared with those kept; the README shows some of them."""

import pytest
from textual.widgets import Input

from mentor_tui.tui.tour import Tour
from tests.tui.conftest import press, ready

SCREENS = {"cohorts": "1", "applicants": "2", "board": "3 j j", "pairs": "4", "log": "5"}
SIZES = {"80x24": (80, 24), "160x45": (160, 45)}
OVERLAYS = {
    "swap": "w",
    "why": "e",
    "help": "question_mark",
    "reason": "X",
    "new": "1 N",
    "card": "enter",
    "note": "n",
    "weights": "percent_sign",
    "columns": "2 C",
    "groups": "2 F",
    "correct": "2 c",
    "overview": "1 e",
    "dates": "1 d",
    "letters": "4 l",
    "contact": "4 J",
    "files": "4 Y",
    "export": "E",
}


def before(*keys):
    async def run(pilot):
        for key in ("", *keys):  # the costs of the other candidates come when the keys rest
            if key:
                await press(pilot, key)
            for field in pilot.app.screen.query(Input):
                field.cursor_blink = False
            await pilot.pause(0.4)
            await ready(pilot)

    return run


@pytest.fixture(autouse=True)
def _costs_at_once(monkeypatch):
    """The costs of other candidates come as soon as a pair is shown, so that a picture always has them."""
    monkeypatch.setattr("mentor_tui.tui.board.resting.COST_SECONDS", 0.02)


@pytest.fixture
def a_home(monkeypatch):
    """A home folder of the same name on every machine: paths stand in some overlays."""
    monkeypatch.setenv("HOME", "/home/coordinator")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("cohort", ["nlls-spring-2027", "mla-2026"])
def test_screen(snap_compare, app_on, cohort, screen, size):
    assert snap_compare(
        app_on(cohort), terminal_size=SIZES[size], run_before=before(*SCREENS[screen].split())
    )


@pytest.mark.parametrize("name", OVERLAYS)
def test_overlay(snap_compare, app_on, a_home, name):
    assert snap_compare(
        app_on("nlls-spring-2027"),
        terminal_size=(80, 24),
        run_before=before(*OVERLAYS[name].split()),
    )


@pytest.mark.parametrize("name", ["swap", "help", "overview"])
def test_overlay_with_room(snap_compare, app_on, a_home, name):
    assert snap_compare(
        app_on("nlls-spring-2027"),
        terminal_size=(160, 45),
        run_before=before(*OVERLAYS[name].split()),
    )


@pytest.mark.parametrize(
    "size", [(60, 20), (120, 35), (220, 60)], ids=lambda size: f"{size[0]}x{size[1]}"
)
def test_board_at_other_sizes(snap_compare, app_on, size):
    assert snap_compare(app_on("ola-fall-2026"), terminal_size=size, run_before=before())


def test_board_of_peers(snap_compare, app_on):
    assert snap_compare(app_on("mla-2026"), terminal_size=(120, 35), run_before=before())


@pytest.mark.parametrize("screen", ["board", "applicants", "pairs"])
def test_in_the_light(snap_compare, app_on, screen):
    app = app_on("ola-fall-2026")
    app.settings.keep_theme("mentor-light")
    assert snap_compare(app, terminal_size=(120, 35), run_before=before(*SCREENS[screen].split()))


def test_the_tour(snap_compare, app_on):
    app = app_on("nlls-spring-2027")
    app.tour = Tour()
    assert snap_compare(app, terminal_size=(80, 24), run_before=before())
