"""The app on a copy of the demonstration, and the waiting that stories need."""

import shutil

import pytest

from mentor_tui.actions.workspace import Workspace
from mentor_tui.tui.app import MentorApp
from mentor_tui.tui.settings import Settings
from tests.conftest import NOW


@pytest.fixture
def app_on(tmp_path, demonstration):
    """Make the app on a copy of the demonstration, a cohort open; or on another database."""

    def make(cohort="nlls-spring-2027", database=None, folder=None):
        path = database or tmp_path / "mentor.sqlite"
        if database is None:
            shutil.copy(demonstration, path)
        settings = Settings(tmp_path / "settings.json")
        if cohort:
            settings.keep_cohort(cohort)
        return MentorApp(
            Workspace(database=path, programmes_folder=tmp_path / "programmes", clock=lambda: NOW),
            settings,
        )

    return make


async def ready(pilot):
    """Wait until the app is open and nothing runs."""
    for _ in range(200):
        await pilot.pause(0.02)
        app = pilot.app
        if (
            app.workspace is not None
            and not app.busy
            and not [w for w in app.workers if not w.is_finished]
        ):
            break
    await pilot.pause()


async def press(pilot, *keys):
    """Press keys one by one as a person would, each after the last has had its effect."""
    for key in keys:
        screen = pilot.app.screen
        if hasattr(screen, "_last_decision"):
            screen._last_decision = 0.0
        await pilot.press(key)
        await ready(pilot)
