"""Import from inside the app: a file, a look before anything is written, Enter writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..actions.import_dates import DateOrderUnclear
from ..actions.importing import ImportPlan, ImportRequest, plan_import, write_import
from ..errors import MentorError
from ..programmes.schema import Role
from ..review.sitting import Sitting
from .screens.choosing import Choosing
from .screens.file_choice import FileChoice
from .screens.import_preview import ImportPreview
from .screens.overlay import ask
from .widgets.rows import Column

if TYPE_CHECKING:
    from .app import MentorApp


def ask_import(app: MentorApp) -> None:
    """Ask for the file, then show what it would bring."""
    cohort = cohort_meant(app)
    if not cohort:
        app.say("Create a cohort first: 1, then N.")
        return
    ask(
        app,
        FileChoice(f"Import into {cohort}", Path.cwd()),
        lambda path: plan(app, ImportRequest(files=[path], cohort=cohort)),
    )


def cohort_meant(app: MentorApp) -> str:
    """Return the cohort under the cursor on Cohorts, else the open one."""
    current = getattr(app.screen, "current_id", None)
    if getattr(app.screen, "NAME", "") == "cohorts" and current is not None:
        return str(current())
    return app.cohort_name


STOPPED = "Stopped. Nothing was imported."


class Stopped(Exception):
    """The coordinator stopped the reading."""


def plan(app: MentorApp, request: ImportRequest, preview: ImportPreview | None = None) -> None:
    """Read the file in a worker, with progress, then show the preview; Esc stops it and nothing is written.

    A preview that is open already shows what was read, or why it could not be.
    """
    workspace, name = app.workspace, request.files[0].name
    if workspace is None:
        return
    app.stop.clear()
    app.say(f"Reading {name} ...   Esc stops")

    def progress(done: int, whole: int) -> None:
        if app.stop.is_set():
            raise Stopped
        app.call_from_thread(app.say, f"Reading {name}: {done} of {whole}   Esc stops")

    app.act(partial(_read, app, request, preview, progress))


def _read(
    app: MentorApp,
    request: ImportRequest,
    preview: ImportPreview | None,
    progress: Callable[[int, int], None],
) -> tuple[str, Callable[[], None] | None]:
    """Read the file; return what to say and what to show next."""
    from ..intake import MissingColumns
    from .opening import sentence_of

    workspace = app.workspace
    assert workspace is not None  # nothing is read before the file is open
    try:
        import_plan = plan_import(workspace, request, progress)
    except Stopped:
        return STOPPED, None
    except DateOrderUnclear as unclear:
        return "", partial(_ask_date_order, app, request, unclear)
    except MissingColumns as error:
        if error.fields == ("role",):
            roles = workspace.programme_of(workspace.cohort(request.cohort)).roles
            return str(error), partial(_ask_role, app, request, roles)
        import_plan = plan_import(workspace, replace(request, lenient=True), progress)
    except MentorError as error:
        if preview is None:
            raise
        sentence = sentence_of(error)
        return sentence, partial(preview.complain, sentence)
    if app.stop.is_set():
        return STOPPED, None
    if preview is not None:
        return "", partial(preview.update, import_plan)
    return "", partial(_preview, app, import_plan)


def _ask_date_order(app: MentorApp, request: ImportRequest, unclear: DateOrderUnclear) -> None:
    """Ask which number of a date is the day, then read the file again."""
    orders = list(unclear.meanings)
    ask(
        app,
        Choosing(
            title=f"Which day is {unclear.example}?",
            columns=[Column("it is", 40, 1)],
            rows=[[unclear.meanings[order]] for order in orders],
            sentence=f"The file does not show whether the day or the month comes first, and it decides {unclear.decides}.",
        ),
        lambda at: plan(app, replace(request, date_order=orders[at])),
    )


def _ask_role(app: MentorApp, request: ImportRequest, roles: Mapping[str, Role]) -> None:
    """Let the role be chosen that everybody in the file has, then read the file again."""
    names = list(roles)
    ask(
        app,
        Choosing(
            title="Everybody in this file is a ...?",
            columns=[Column("role", 20), Column("of", 20, 1)],
            rows=[[role.label, role.plural] for role in roles.values()],
            sentence="The form does not ask for the role.",
        ),
        lambda at: plan(app, replace(request, role=names[at])),
    )


def _preview(app: MentorApp, found: ImportPlan) -> None:
    def answered(answer: bool | None) -> None:
        if answer:
            app.call_after_refresh(_write, app, preview.plan)
        else:
            app.say("Nothing was imported.")

    def read_again(request: ImportRequest, shown: ImportPreview) -> None:
        plan(app, request, shown)

    preview = ImportPreview(found, read_again)
    app.push_screen(preview, answered)


def _write(app: MentorApp, found: ImportPlan) -> None:
    workspace = app.workspace
    if workspace is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        entry = write_import(workspace, found)
        sitting = Sitting(workspace, found.cohort.name)
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
