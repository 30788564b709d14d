"""A coordinator's evening as a script: migration, imports, decisions, undo, lists, letters, copies, one after another.

Each action that has returned is acknowledged with the marks that the log had then. Whatever ends the process,
what was acknowledged must be there, whole.
"""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from mentor_tui.actions import deciding, erasing, following, letters
from mentor_tui.actions.anonymising import anonymise
from mentor_tui.actions.exporting import export_lists
from mentor_tui.actions.handing_over import export_cohort, import_cohort
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.maintenance import back_up, examine, keep_copy_at_start
from mentor_tui.actions.merging import plan_merge, write_merge
from mentor_tui.actions.workspace import Workspace
from mentor_tui.domain.records import Submission
from mentor_tui.store.unfinished_erasing import is_unfinished
from tests.forms import nlls_row, nlls_rows, write_nlls

OLD = Path(__file__).parents[1] / "store" / "fixtures" / "schema-1.sql"
"""A file of the first released schema, as SQL: the cohort `spring`."""


def prepare(folder):
    """Lay out the files of an evening: an old database and two exports of a form."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "mentor.sqlite")) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
    more = [
        nlls_row(
            20 + n,
            f"Learner {chr(65 + n)}a",
            "Mentee",
            "Board Relations",
            goals="Run board meetings",
        )
        for n in range(9)
    ]
    more += [
        nlls_row(
            40 + n, f"Helper {chr(65 + n)}o", "Mentor", "Board Relations, Scheduling", places="2"
        )
        for n in range(6)
    ]
    write_nlls(folder / "later.csv", nlls_rows() + more)
    write_nlls(folder / "fall.csv", more)


def workspace_in(folder):
    moments = iter(range(10_000))
    return Workspace(
        database=folder / "mentor.sqlite",
        programmes_folder=folder / "programmes",
        clock=lambda: datetime(2027, 3, 1, 18) + timedelta(seconds=next(moments)),
    )


def bring(workspace, path, cohort):
    return write_import(
        workspace,
        plan_import(workspace, ImportRequest(files=[path], cohort=cohort, programme="nlls")),
    )


def begun(folder):
    """Return the workspace of an evening that has read its form."""
    prepare(folder)
    workspace = workspace_in(folder)
    bring(workspace, folder / "later.csv", "spring")
    return workspace


def actions_of(workspace, folder):
    """Yield the evening's actions, each a name and what is done."""
    yield "migration", lambda: workspace.store.log()
    yield "start", lambda: keep_copy_at_start(workspace)
    yield "import", lambda: bring(workspace, folder / "later.csv", "spring")
    for letter in "ABC":
        people = [f"helper.{letter}o@example.org".lower(), f"learner.{letter}a@example.org".lower()]
        yield "accept", lambda people=people: deciding.decide(workspace, "spring", "accept", people)
    yield "undo", lambda: workspace.store.undo(1, "spring")
    yield "redo", lambda: workspace.store.redo(1, "spring")
    yield (
        "export",
        lambda: export_lists(workspace, "spring", folder / "lists", despite="only a trial"),
    )
    yield "import", lambda: bring(workspace, folder / "fall.csv", "fall")
    for letter in "DEF":
        yield (
            "later",
            lambda letter=letter: deciding.decide(
                workspace, "spring", "later", [f"learner.{letter}a@example.org".lower()]
            ),
        )
    yield (
        "correct",
        lambda: deciding.correct(workspace, "spring", "ana.ortiz@example.org", "goals=A plan"),
    )
    yield "backup", lambda: back_up(workspace)
    yield (
        "letters",
        lambda: letters.write_letter_files(workspace, "spring", "introduction", folder / "letters"),
    )
    yield (
        "contact",
        lambda: following.note_contact(workspace, "spring", "ana.ortiz@example.org", "met"),
    )
    yield "undo", lambda: workspace.store.undo(2, "spring")
    yield (
        "end",
        lambda: following.end_pair(workspace, "spring", "ana.ortiz@example.org", "moved away"),
    )
    yield (
        "pin",
        lambda: deciding.decide(
            workspace, "fall", "pin", ["helper.fo@example.org", "learner.ia@example.org"]
        ),
    )

    yield from last_things(workspace, folder)


GONE = "learner.ca@example.org"
"""Who is erased at the end of an evening; they are nobody's pair then."""


def last_things(workspace, folder):
    """Yield what takes the most apart: handing over, merging, erasing, making anonymous."""
    yield "hand over", lambda: export_cohort(workspace, "fall", folder / "fall.json")
    yield "colleague", lambda: colleague(folder)
    yield "merge", lambda: write_merge(workspace, plan_merge(workspace, folder / "theirs.json"))
    yield "erase", lambda: erasing.erase(workspace, GONE)
    yield "anonymise", lambda: anonymise(workspace, "spring")


def colleague(folder):
    """Let a colleague decide on the same cohort, in a file of their own, and hand it back."""
    workspace = Workspace(
        database=folder / "colleague" / "own.sqlite",
        programmes_folder=folder / "programmes",
        clock=lambda: datetime(2027, 3, 2, 18),
        copies=False,
    )
    import_cohort(workspace, folder / "fall.json")
    people = ["helper.eo@example.org", "learner.ha@example.org"]
    deciding.decide(workspace, "fall", "accept", people)
    export_cohort(workspace, "fall", folder / "theirs.json")
    workspace.close()


def marks(workspace):
    """Return what the log holds: number, state of undoing, sentence of each entry, oldest first."""
    return [
        (entry.number, entry.undone, entry.step.sentence)
        for entry in reversed(workspace.store.log())
    ]


def all_marks(folder):
    """Run a whole evening and return the marks before it and after each action."""
    workspace = workspace_in(folder)
    found = [None]
    for _, act in actions_of(workspace, folder):
        act()
        found.append(marks(workspace))
    workspace.close()
    return found


def found_wrong(folder, allowed):
    """Return what is not as it must be after the evening was cut off; nothing when all is well.

    Args:
        folder: where the evening happened.
        allowed: the marks that may be found: after the last action acknowledged, and after the one under way.
    """
    workspace = workspace_in(folder)
    try:
        wrong = [f"doctor: {problem}" for problem in _problems(workspace)]
        now = marks(workspace)
        if now not in [one for one in allowed if one is not None] and None not in allowed:
            wrong.append(f"neither {[one[-2:] for one in allowed]}: {now[-2:]}")
        wrong += _wrong_turn(workspace, now)
        if any("Erased" in sentence for _, _, sentence in now):
            wrong += _left_of(workspace)
        wrong += _erased_to_the_end(workspace)
    finally:
        workspace.close()
    wrong += [
        f"{path.name} is cut off"
        for path in _lists(folder)
        if not path.read_bytes().endswith(b"\n")
    ]
    wrong += [
        f"{path.name} is not whole"
        for path in folder.glob("backups/[!.]*.sqlite")
        if not _whole(path)
    ]
    return wrong


def _erased_to_the_end(workspace):
    """Erase again whoever was being erased; return what is wrong when that does not finish it."""
    if not is_unfinished(workspace.database):
        return []
    if len(_problems(workspace)) == len(examine(workspace).problems):
        return ["doctor does not say that erasing is not finished"]
    failed = erasing.erase(workspace, GONE).failed
    wrong = [f"erasing again: {path.name}: {why}" for path, why in failed]
    return wrong + [f"after erasing again: {problem}" for problem in examine(workspace).problems]


def _problems(workspace):
    """Return what doctor finds, but for erasing that was cut off: that is finished afterwards."""
    return [problem for problem in examine(workspace).problems if "not finished" not in problem]


def _wrong_turn(workspace, now):
    """Return whether taking back and doing again does not lead back; the last steps of all stay for good."""
    before = len([one for one in now if not one[1]])
    if not workspace.store.undo(1) or _problems(workspace) or not workspace.store.redo(1):
        return ["undo does not work"]
    if len([one for one in marks(workspace) if not one[1]]) != before:
        return ["undo and redo do not lead back"]
    return []


def _left_of(workspace):
    """Return whether an erased person is there still, or comes back with the form; erasing again finishes the job."""
    found = [one for one in workspace.store.all(Submission) if one.email == GONE]
    return ["who was erased is there again"] if found else []


def _lists(folder):
    return [*folder.glob("lists/*.csv"), *folder.glob("letters/*.txt")]


def _whole(path):
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
