"""Commands about programmes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..actions.workspace import ActionError, Workspace
from ..programmes import Programme, ProgrammeError, impossible_dates, parse_programme
from .adding import add
from .printing import print_table, say


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    parser = add(
        commands=commands,
        common=common,
        name="programmes",
        help_text="list the programmes, show one, check a file",
        example="programmes show nlls",
        run=_list,
    )
    inner = parser.add_subparsers(dest="what", metavar="WHAT")
    show = add(
        commands=inner,
        common=common,
        name="show",
        help_text="show a programme in full",
        example="programmes show nlls",
        run=_show,
    )
    show.add_argument("id")
    check = add(
        commands=inner,
        common=common,
        name="check",
        help_text="check a programme file of your own",
        example="programmes check ours.toml",
        run=_check,
    )
    check.add_argument("file", type=Path)
    new = add(
        commands=inner,
        common=common,
        name="new",
        help_text="start a programme of your own from a copy",
        example="programmes new ours --from nlls",
        run=_new,
    )
    new.add_argument("id")
    new.add_argument("--from", dest="source", default="nlls", help="the programme to copy")


def _list(workspace: Workspace, arguments: argparse.Namespace) -> None:
    rows: list[tuple[str, str, str, str]] = []
    for programme_id in workspace.programme_ids():
        try:
            programme = workspace.programme_today(programme_id)
            rows.append((programme_id, programme.shape, programme.name, programme.organisation))
        except ProgrammeError as error:
            rows.append((programme_id, "broken", str(error), ""))
    print_table(("id", "shape", "name", "organisation"), rows)


def _show(workspace: Workspace, arguments: argparse.Namespace) -> None:
    text = workspace.programme_source(arguments.id)
    _summary(workspace.programme(text))
    print("\n" + text.rstrip())


def _summary(programme: Programme) -> None:
    print(f"{programme.name} ({programme.organisation})\n{programme.summary}")
    print(f"roles: {', '.join(role.label for role in programme.roles.values())}")
    for rule in programme.rules:
        print(
            f"rule {rule.id}{' (note)' if rule.note else ''}, {', '.join(rule.roles) or 'everybody'}: {rule.needs}"
        )
    print(f"topics: {len(programme.topics)}; questions: {len(programme.questions)}")


def _check(workspace: Workspace, arguments: argparse.Namespace) -> int:
    try:
        text = arguments.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ActionError(
            f"{arguments.file.name} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}"
        ) from None
    try:
        programme = parse_programme(text, arguments.file.name)
        wrong = impossible_dates(programme.dates, text)
        if wrong:
            raise ProgrammeError(arguments.file.name, wrong)
    except ProgrammeError as error:
        for mistake in error.mistakes:
            say(f"{arguments.file.name}, line {mistake.line}: {mistake.text}")
        return 1
    print(
        f"{arguments.file.name} is in order: {programme.name}, {len(programme.topics)} topics, {len(programme.questions)} questions"
    )
    return 0


def _new(workspace: Workspace, arguments: argparse.Namespace) -> None:
    from ..actions.programmes import start_programme

    path = start_programme(workspace, arguments.id, arguments.source)
    print(path)
    say("Edit this file, then check it with: mentor-tui programmes check FILE")
