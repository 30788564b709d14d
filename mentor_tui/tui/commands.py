"""Every command, declared once: key, footer, palette, tooltip and help come from here."""

from __future__ import annotations

from textual.binding import BindingType

from .app_commands import APP_COMMANDS, COHORTS_COMMANDS
from .applicant_commands import APPLICANTS_COMMANDS
from .board_commands import BOARD_COMMANDS
from .command import APP as APP
from .command import APPLICANTS as APPLICANTS
from .command import BOARD as BOARD
from .command import COHORTS as COHORTS
from .command import LOG as LOG
from .command import PAIRS as PAIRS
from .command import POOL as POOL
from .command import WORKLIST as WORKLIST
from .command import Command as Command
from .command import key_label as key_label
from .list_commands import LOG_COMMANDS, POOL_COMMANDS, WORKLIST_COMMANDS
from .pair_commands import PAIRS_COMMANDS

COMMANDS: tuple[Command, ...] = (
    *APP_COMMANDS,
    *COHORTS_COMMANDS,
    *APPLICANTS_COMMANDS,
    *BOARD_COMMANDS,
    *PAIRS_COMMANDS,
    *LOG_COMMANDS,
    *POOL_COMMANDS,
    *WORKLIST_COMMANDS,
)

UNDO = next(command for command in COMMANDS if command.name == "undo")


def commands_of(screen: str) -> list[Command]:
    """Return a screen's own commands and those of the app, in order."""
    return [command for command in COMMANDS if command.screen == screen] + [
        command for command in COMMANDS if command.screen == APP
    ]


def bindings_of(screen: str) -> list[BindingType]:
    """Return the bindings of a screen's own commands."""
    return [command.binding() for command in COMMANDS if command.screen == screen]


def footer_of(screen: str) -> list[Command]:
    """Return what the footer names, help first; `undo` stands at the board and the lists alike."""
    named = [command for command in commands_of(screen) if command.rank]
    if screen != COHORTS:
        named.append(UNDO)
    extra = [command for command in COMMANDS if command.name in ("import_form", "export_lists")]
    return sorted(named, key=lambda command: command.rank or 5.5) + extra
