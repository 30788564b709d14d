"""Two machines, from inside the app: a cohort as a file, and what another coordinator did coming in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..actions.handing_over import cohort_of, export_cohort, import_cohort, read_hand_over
from ..actions.merging import MergePlan, plan_merge, write_merge
from ..domain.records import Cohort
from ..outputs.files import prepare_folder, safe_name
from ..review.sitting import Sitting
from .screens.file_choice import FileChoice
from .screens.merging import Merging
from .screens.overlay import Asking, ask
from .text import chosen_path, count

if TYPE_CHECKING:
    from .app import MentorApp


def ask_hand_over(app: MentorApp, cohort: str) -> None:
    """Ask for the file, then write the cohort into it."""
    path = Path.home() / "mentor-lists" / f"{safe_name(cohort, 'cohort')}.json"
    words = "Everything about it, with every decision and reason: names and addresses too, so hand it over with care."
    ask(
        app,
        Asking(f"Write {cohort} for another machine into which file?", words, str(path)),
        lambda text: _write(app, cohort, chosen_path(text)),
    )


def _write(app: MentorApp, cohort: str, path: Path) -> None:
    workspace = app.workspace
    if workspace is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        prepare_folder(path.parent)
        export_cohort(workspace, cohort, path)
        return f"Wrote {cohort} into {path}.", None

    app.act(job)


def ask_take_over(app: MentorApp) -> None:
    """Ask for a cohort file; a new cohort is taken whole, one that is here already is merged."""
    ask(
        app,
        FileChoice("Take over or merge which cohort file?", Path.cwd(), (".json",)),
        lambda path: _take(app, path),
    )


def _take(app: MentorApp, path: Path) -> None:
    workspace = app.workspace
    if workspace is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        cohort = cohort_of(read_hand_over(path), path)
        if workspace.store.find(Cohort, name=cohort.name) is None:
            entry = import_cohort(workspace, path)
            sitting = Sitting(workspace, cohort.name)
            return f"{entry.step.sentence}.  u undoes it.", lambda: app.sit(sitting)
        plan = plan_merge(workspace, path)
        return "", lambda: _differences(app, plan)

    app.act(job)


def _differences(app: MentorApp, plan: MergePlan) -> None:
    """Let the coordinator decide the differences; without any, write at once."""
    if not plan.differences:
        _merge(app, plan, [])
        return
    title = f"{plan.file} and {plan.cohort} differ in {count(len(plan.differences), 'thing')}; {len(plan.changes)} more come without asking"
    ask(
        app,
        Merging(title, plan.differences),
        lambda theirs: _merge(app, plan, theirs),
    )


def _merge(app: MentorApp, plan: MergePlan, theirs: list[int]) -> None:
    workspace = app.workspace
    if workspace is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        entry = write_merge(workspace, plan, theirs)
        sitting = Sitting(workspace, plan.cohort)
        sentence = (
            f"{entry.step.sentence}.  u undoes it."
            if entry
            else "Nothing to merge: both have the same."
        )
        return sentence, lambda: app.sit(sitting)

    app.act(job)
