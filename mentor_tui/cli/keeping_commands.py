"""Commands about the database itself: the demonstration, copies, examining it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..actions import maintenance
from ..actions.workspace import ActionError, Workspace
from .adding import add
from .asking import make_sure
from .opening import open_app
from .printing import print_table, say


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    _add_demo(commands, common)
    _add_backup(commands, common)
    _add_restore(commands, common)
    _add_salvage(commands, common)
    _add_doctor(commands, common)


def _add_demo(commands: Any, common: argparse.ArgumentParser) -> None:
    demo = add(
        commands=commands,
        common=common,
        name="demo",
        help_text="open the demonstration on a throw-away database",
        example="demo",
        run=_demo,
    )
    demo.add_argument(
        "--to", type=Path, metavar="FILE", help="write the demonstration database there instead"
    )


def _add_backup(commands: Any, common: argparse.ArgumentParser) -> None:
    backup = add(
        commands=commands,
        common=common,
        name="backup",
        help_text="make a consistent copy of the database",
        example="backup mentor-copy.sqlite",
        run=_backup,
    )
    backup.add_argument("file", type=Path, nargs="?")


def _add_restore(commands: Any, common: argparse.ArgumentParser) -> None:
    restore = add(
        commands=commands,
        common=common,
        name="restore",
        help_text="bring a copy back, after keeping what it replaces",
        example="restore mentor-copy.sqlite",
        run=_restore,
    )
    restore.add_argument("file", type=Path)
    restore.add_argument("--yes", action="store_true", help="do not ask")


def _add_salvage(commands: Any, common: argparse.ArgumentParser) -> None:
    salvage = add(
        commands=commands,
        common=common,
        name="salvage",
        help_text="save what can be read of a damaged database in a new file, and name what is missing",
        example="salvage saved.sqlite",
        run=_salvage,
    )
    salvage.add_argument("file", type=Path)


def _add_doctor(commands: Any, common: argparse.ArgumentParser) -> None:
    add(
        commands=commands,
        common=common,
        name="doctor",
        help_text="check the database and say where everything is",
        example="doctor",
        run=_doctor,
    )


def _demo(workspace: Workspace, arguments: argparse.Namespace) -> int:
    from ..actions.demonstration import make_demonstration

    if arguments.to:
        make_demonstration(arguments.to)
        print(arguments.to)
        return 0
    import tempfile

    with tempfile.TemporaryDirectory(prefix="mentor-tui-demo-") as folder:
        path = Path(folder) / "demonstration.sqlite"
        make_demonstration(path)
        shown = Workspace(
            database=path, programmes_folder=workspace.programmes_folder, clock=workspace.clock
        )
        try:
            return open_app(shown, arguments, tour=True)
        finally:
            shown.close()


def _backup(workspace: Workspace, arguments: argparse.Namespace) -> None:
    print(maintenance.back_up(workspace, arguments.file))
    damage = maintenance.find_damage(workspace)
    if damage is not None:
        whole = f"the newest whole one is {damage.copy}" if damage.copy else "no copy is whole"
        raise ActionError(f"{damage.sentence} The copy is made, and as damaged; {whole}")


def _restore(workspace: Workspace, arguments: argparse.Namespace) -> None:
    summary = maintenance.describe(arguments.file)
    make_sure(
        arguments,
        f"{arguments.file} holds {summary}. Replace {workspace.database} by it? "
        "A copy of the present one is kept.",
    )
    kept = maintenance.restore(workspace, arguments.file)
    say(f"Restored {summary}." + (f" What was replaced is kept in {kept}." if kept else ""))


def _salvage(workspace: Workspace, arguments: argparse.Namespace) -> None:
    from ..actions.salvaging import save_what_is_whole

    say(save_what_is_whole(workspace, arguments.file).sentences())


def _doctor(workspace: Workspace, arguments: argparse.Namespace) -> int:
    report = maintenance.examine(workspace)
    print_table(("what", "found"), report.facts, widest=100)
    for problem in report.problems:
        print(f"! {problem}")
    say(
        "Everything is in order."
        if not report.problems
        else f"{len(report.problems)} problems were found."
    )
    return 1 if report.problems else 0
