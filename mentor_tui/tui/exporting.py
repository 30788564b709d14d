"""Export from inside the app: the checks, the folder, the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..actions.checks import check_roster
from ..actions.exporting import export_lists
from ..outputs.files import safe_name
from .screens.overlay import Asking, ask
from .text import chosen_path, count

if TYPE_CHECKING:
    from .app import MentorApp


def ask_export(app: MentorApp) -> None:
    """Say what is not settled, ask for the folder, write the lists."""
    roster = app.roster
    if not roster.decided:
        app.say("No pair is decided yet: 3 goes to the board, a accepts the pair on screen.")
        return
    blocking = [finding for finding in check_roster(roster) if finding.blocking]
    if not blocking:
        _ask_folder(app, "")
        return
    shown = " ".join(f"! {finding.sentence}" for finding in blocking[:4])
    more = f" and {len(blocking) - 4} more." if len(blocking) > 4 else ""
    sentence = f"{shown}{more} Settle this first (f on the board clears requests), or type why the lists go out all the same."
    ask(
        app,
        Asking(f"{count(len(blocking), 'thing')} to settle before the lists go out", sentence),
        lambda reason: _ask_folder(app, reason),
    )


def _ask_folder(app: MentorApp, despite: str) -> None:
    folder = Path.home() / "mentor-lists" / safe_name(app.cohort_name, "cohort")
    pairs = count(len(app.roster.decided), "pair")
    ask(
        app,
        Asking(
            f"Write the lists of {pairs} into which folder?",
            "pairs.csv, unplaced.csv, decisions.csv and pairs.xlsx, readable by you alone.",
            str(folder),
        ),
        lambda text: _write(app, chosen_path(text), despite),
    )


def _write(app: MentorApp, folder: Path, despite: str) -> None:
    workspace, sitting = app.workspace, app.sitting
    if workspace is None or sitting is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        done = export_lists(workspace, sitting.cohort, folder, despite=despite)
        sitting.reload()
        since = f" Since the last export: {'; '.join(done.since)}." if done.since else ""
        return (
            f"Wrote {count(len(done.files), 'file')} with {count(done.pairs, 'pair')} to {folder}.{since}",
            lambda: app.take(sitting),
        )

    app.act(job)
