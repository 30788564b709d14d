"""Record the moving picture of the README from the app itself: `python -m tests.record FILE.svg`.

The demonstration is opened without a terminal, keys are pressed, and each screen becomes one frame of an animated
SVG that needs no script and loads nothing.
"""

import asyncio
import re
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from mentor_tui.actions.demonstration import make_demonstration
from mentor_tui.actions.workspace import Workspace
from mentor_tui.tui.app import MentorApp
from mentor_tui.tui.settings import Settings
from tests.tui.conftest import press, ready

COLUMNS, ROWS = 100, 30
SECONDS = 2.5
REST = 0.6
COHORT = "nlls-spring-2027"
KEYS = ("1", "2", "3", "a", "a", "right", "left", "w", "escape", "a", "u", "4")


def opened(folder: Path) -> MentorApp:
    """Return the app on a new demonstration, with a cohort open."""

    def clock() -> datetime:
        return datetime(2027, 2, 1, 10, 30)

    database = folder / "demonstration.sqlite"
    make_demonstration(database, clock)
    settings = Settings(folder / "settings.json")
    settings.keep_cohort(COHORT)
    workspace = Workspace(
        database=database, programmes_folder=folder / "programmes", clock=clock, copies=False
    )
    return MentorApp(workspace, settings)


async def record(folder: Path) -> list[str]:
    """Return one picture after each key."""
    app = opened(folder)
    pictures = []
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        await ready(pilot)
        for key in KEYS:
            await press(pilot, key)
            await pilot.pause(REST)
            await ready(pilot)
            pictures.append(app.export_screenshot(title="Mentor TUI"))
    return pictures


def moving(pictures: list[str]) -> str:
    """Return one SVG that shows the pictures one after the other, for ever."""
    whole = SECONDS * len(pictures)
    share = 100 / len(pictures)
    box = re.search(r'viewBox="([^"]+)"', pictures[0])
    frames = [
        f'<g class="frame" style="animation-delay:{number * SECONDS}s">{_inner(picture)}</g>'
        for number, picture in enumerate(pictures)
    ]
    style = (
        f".frame{{visibility:hidden;animation:show {whole}s step-end infinite}}"
        f"@keyframes show{{0%{{visibility:visible}}{share:.4f}%{{visibility:hidden}}}}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box.group(1) if box else ""}">'
        f"<style>{style}</style>{''.join(frames)}</svg>\n"
    )


def _inner(picture: str) -> str:
    """Return what stands inside the outermost element; fonts from elsewhere are left out."""
    text = re.sub(r"@font-face\s*\{[^}]*\}", "", picture)
    return text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")]


def main() -> None:
    """Write the moving picture."""
    with tempfile.TemporaryDirectory() as folder:
        pictures = asyncio.run(record(Path(folder)))
    Path(sys.argv[1]).write_text(moving(pictures), encoding="utf-8")


if __name__ == "__main__":
    main()
