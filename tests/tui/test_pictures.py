"""Pictures of the screens, compared with those kept; the README shows some of them."""

import pytest

from tests.tui.conftest import press, ready

SCREENS = {"cohorts": "1", "applicants": "2", "board": "3 j j", "pairs": "4", "log": "5"}
SIZES = {"80x24": (80, 24), "160x45": (160, 45)}


def before(*keys):
    async def run(pilot):
        await ready(pilot)
        await press(pilot, *keys)

    return run


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(snap_compare, app_on, screen, size):
    assert snap_compare(
        app_on("nlls-spring-2027"), terminal_size=SIZES[size], run_before=before(*SCREENS[screen].split())
    )


@pytest.mark.parametrize(
    ("name", "keys"),
    [("swap", ("w",)), ("why", ("e",)), ("help", ("question_mark",)), ("reason", ("X",)), ("new", ("1", "n"))],
)
def test_overlay(snap_compare, app_on, name, keys):
    assert snap_compare(app_on("nlls-spring-2027"), terminal_size=(80, 24), run_before=before(*keys))


def test_board_of_peers(snap_compare, app_on):
    assert snap_compare(app_on("mla-2026"), terminal_size=(120, 35), run_before=before())


def test_board_in_the_light(snap_compare, app_on):
    app = app_on("ola-fall-2026")
    app.settings.keep_theme("mentor-light")
    assert snap_compare(app, terminal_size=(120, 35), run_before=before())
