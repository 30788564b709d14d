"""Import from inside the app: a file, a look before anything is written, Enter writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..actions.importing import ImportPlan, ImportRequest, plan_import, write_import
from ..actions.sitting import Sitting
from .screens.file_choice import FileChoice
from .screens.import_preview import ImportPreview, Mapping
from .screens.overlay import Asking, ask

if TYPE_CHECKING:
    from .app import MentorApp


def ask_import(app: MentorApp) -> None:
    """Ask for the file, then show what it would bring."""
    cohort = cohort_meant(app)
    if not cohort:
        app.say("Create a cohort first: 1, then n.")
        return
    ask(
        app,
        FileChoice(f"Import into {cohort}", Path.cwd()),
        lambda path: plan(app, cohort, path, "", {}),
    )


def cohort_meant(app: MentorApp) -> str:
    """Return the cohort under the cursor on Cohorts, else the open one."""
    current = getattr(app.screen, "current_id", None)
    if getattr(app.screen, "NAME", "") == "cohorts" and current is not None:
        return str(current())
    return app.cohort_name


def plan(app: MentorApp, cohort: str, path: Path, role: str, maps: dict[str, str]) -> None:
    """Read the file in a worker, then show the preview."""
    office = app.office
    if office is None:
        return
    app.say(f"Reading {path.name} ...")

    def job() -> tuple[str, Callable[[], None] | None]:
        from ..intake import Refused

        request = ImportRequest([path], cohort, role=role, maps=maps)
        try:
            found = plan_import(
                office,
                request,
                lambda done, whole: app.call_from_thread(app.say, f"Reading {path.name}: {done} of {whole}"),
            )
        except Refused as error:
            if "no column for Role" in str(error) and not role:
                return str(error), lambda: _ask_role(app, cohort, path, maps)
            raise
        return "", lambda: _preview(app, found, path, role, maps)

    app.act(job)


def _ask_role(app: MentorApp, cohort: str, path: Path, maps: dict[str, str]) -> None:
    office = app.office
    roles = office.programme(office.cohort(cohort).programme_text).roles if office else {}
    ask(
        app,
        Asking(
            "Everybody in this file is a ...?", f"The form does not ask for the role. Type one of: {', '.join(roles)}"
        ),
        lambda role: app.call_after_refresh(plan, app, cohort, path, role, maps),
    )


def _preview(app: MentorApp, found: ImportPlan, path: Path, role: str, maps: dict[str, str]) -> None:
    def answered(answer: bool | Mapping | None) -> None:
        if isinstance(answer, Mapping):
            app.call_after_refresh(plan, app, found.cohort.name, path, role, {**maps, answer.heading: answer.field})
        elif answer:
            app.call_after_refresh(_write, app, found)
        else:
            app.say("Nothing was imported.")

    app.push_screen(ImportPreview(found), answered)


def _write(app: MentorApp, found: ImportPlan) -> None:
    office = app.office
    if office is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        entry = write_import(office, found)
        sitting = Sitting(office, found.cohort.name)
        sentence = (
            f"{entry.step.sentence}.  a accepts the pair on screen, u undoes."
            if entry
            else "Nothing new: every row was known."
        )

        def follow() -> None:
            app.sit(sitting)
            both = bool(sitting.problem.helper_ids and sitting.problem.learner_ids)
            name = "board" if both else "applicants"
            if getattr(app.screen, "NAME", "") != name:
                app.switch_screen(name)

        return sentence, follow

    app.act(job)
