"""Looking after the file from inside the app: copy, bring back, examine, delete a cohort, erase a person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from ..actions.deleting import delete_cohort, is_there, what_goes
from ..actions.erasing import ErasurePlan, carry_out, plan_erasure
from ..actions.histories import history_of
from ..actions.maintenance import back_up, describe, examine, restore
from ..actions.progress import Progress
from ..review.sitting import Sitting
from .long_work import act_long
from .screens.file_choice import FileChoice
from .screens.overlay import Asking, Overlay, Reading, ask
from .screens.question import Question
from .text import MISSING, QUIET, count, line, told

if TYPE_CHECKING:
    from .app import MentorApp

Then = Callable[[], None] | None


def make_copy(app: MentorApp) -> None:
    """Copy the whole file beside it."""
    workspace = app.workspace
    if workspace is not None:
        app.act(lambda: (f"Copied everything to {back_up(workspace)}.", None))


def ask_bring_back(app: MentorApp) -> None:
    """Choose a copy, and ask before it takes the place of everything."""
    workspace = app.workspace
    if workspace is None:
        return
    folder = workspace.database.parent
    ask(
        app,
        FileChoice("Bring back which copy?", folder, (".sqlite",)),
        lambda path: app.act(lambda: ("", partial(_ask_sure, app, path, describe(path)))),
    )


def _ask_sure(app: MentorApp, path: Path, holds: str) -> None:
    words = f"{path.name} holds {holds}. It takes the place of everything in the file now, which is kept beside it."
    question: Overlay[bool] = Question(
        "Bring this copy back?", words, "brings it back", "changes nothing"
    )
    ask(app, question, lambda _: app.when_free(partial(_bring_back, app, path)))


def _bring_back(app: MentorApp, path: Path) -> None:
    workspace, cohort = app.workspace, app.cohort_name
    if workspace is None:
        return

    def job() -> tuple[str, Then]:
        kept = restore(workspace, path)
        words = f"Brought back {path.name}." + (
            f" What was there is kept as {kept.name}." if kept is not None else ""
        )
        return words, _on_with(app, cohort)

    app.act(job)


def _on_with(app: MentorApp, cohort: str) -> Callable[[], None]:
    """Return what opens a cohort anew, or leaves it when it is no longer there."""
    workspace = app.workspace
    if workspace is not None and cohort and is_there(workspace, cohort):
        sitting = Sitting(workspace, cohort)
        return lambda: app.sit(sitting)
    return partial(_leave, app)


def _leave(app: MentorApp) -> None:
    app.sitting = app.review = None
    app.recent = []


def show_examination(app: MentorApp) -> None:
    """Examine the file and show what was found."""
    workspace = app.workspace
    if workspace is None:
        return

    def job() -> tuple[str, Then]:
        examination = examine(workspace)
        lines = [line((f"{what}: ", QUIET), words) for what, words in examination.facts]
        lines.append(Content(""))
        lines += [line(("! ", MISSING), problem) for problem in examination.problems] or [
            told("Everything is in order.", "$shared bold")
        ]
        return "", partial(app.show, Reading("Is the file in order?", lines))

    app.act(job)


def ask_delete(app: MentorApp, name: str) -> None:
    """Ask for the cohort's name, then take it out; undo brings it back."""
    workspace = app.workspace
    if workspace is None:
        return
    app.act(lambda: ("", partial(_ask_cohort_name, app, name, what_goes(workspace, name))))


def _ask_cohort_name(app: MentorApp, name: str, goes: str) -> None:
    """Say what would go, and ask for the cohort's name."""
    question = Asking(
        f"Delete the cohort {name}?",
        f"{goes} go, and what they did here no longer counts elsewhere. u brings all back. Type the cohort's name to delete it.",
    )

    def answered(text: str) -> None:
        if text == name:
            app.when_free(partial(_delete, app, name))
        else:
            app.say(f"{text!r} is not {name!r}. Nothing was deleted.", "$missing")

    ask(app, question, answered)


def _delete(app: MentorApp, name: str) -> None:
    workspace = app.workspace
    if workspace is None:
        return

    def job() -> tuple[str, Then]:
        entry = delete_cohort(workspace, name)
        gone = partial(_leave, app) if name == app.cohort_name else None
        return f"{entry.step.sentence}.  u brings it back.", gone

    app.act(job)


def ask_erase(app: MentorApp, person: str) -> None:
    """Look first what erasing would change, then ask for the person's name."""
    workspace = app.workspace
    if workspace is None:
        return

    def job(progress: Progress) -> tuple[str, Then]:
        plan = plan_erasure(workspace, person, progress=progress)
        return "", partial(_ask_name, app, person, plan)

    act_long(app, "Looking through what was written", job)


def _ask_name(app: MentorApp, person: str, plan: ErasurePlan) -> None:
    """Say what would go and what was only found, and ask for the name."""
    name = app.roster.name(person)
    matching_count = len(plan.files.others) + len(plan.files.unread)
    parts = [
        count(plan.records, "record"),
        f"{count(len(plan.copies), 'copy', 'copies')} cleaned",
        f"{count(len(plan.files.ours), 'file')} removed",
    ]
    only = f" {count(matching_count, 'file')} would only be named to you." if matching_count else ""
    words = f"What would go: {', '.join(parts)}.{only} Nothing brings it back, u neither."
    question = Asking(f"Erase {name} for good?", f"{words} Type the name to erase it.")

    def answered(text: str) -> None:
        if text == name:
            app.when_free(partial(_erase, app, plan))
        else:
            app.say("That is not the name. Nothing was erased.", "$missing")

    ask(app, question, answered)


def _erase(app: MentorApp, plan: ErasurePlan) -> None:
    workspace, cohort = app.workspace, app.cohort_name
    if workspace is None:
        return

    def job(progress: Progress) -> tuple[str, Then]:
        erased = carry_out(workspace, plan, progress)
        words = f"Erased: {count(erased.records, 'record')} and {count(erased.copies, 'copy', 'copies')}."
        undone = [f"{path.name}: {why}" for path, why in erased.failed]
        undone += [erased.left] if erased.left else []
        if undone:
            words += f" NOT DONE: {'; '.join(undone)}."
        return f"{words} This cannot be undone.", _on_with(app, cohort)

    act_long(app, "Erasing", job)


def show_history(app: MentorApp, person: str) -> None:
    """Show what happened to a person in every cohort."""
    workspace, name = app.workspace, app.roster.name(person)
    if workspace is None:
        return

    def job() -> tuple[str, Then]:
        lines = []
        for event in history_of(workspace, person):
            style = QUIET if event.undone else ""
            state = ("  undone", MISSING) if event.undone else ""
            when = (f"{event.at[:16]:16}  ", QUIET)
            lines.append(line(when, (event.words, style), (f"  {event.cohort}", QUIET), state))
        return "", partial(app.show, Reading(f"History of {name}", lines))

    app.act(job)
