"""The commands of the log, the pool and the worklist."""

from __future__ import annotations

from .command import LOG, POOL, WORKLIST, Command

LOG_COMMANDS: tuple[Command, ...] = (
    Command(
        screen=LOG,
        name="go_to",
        keys="enter",
        label="go to",
        help="Go to the people of this decision.",
        rank=2,
    ),
    Command(
        screen=LOG,
        name="undo_to_here",
        keys="z",
        label="undo to here",
        help="Take back this decision and all that came after it; on one that is undone, do it again.",
        rank=3,
    ),
)

POOL_COMMANDS: tuple[Command, ...] = (
    Command(
        screen=POOL,
        name="open_pair",
        keys="enter",
        label="open",
        help="Open this pair on the board.",
        rank=2,
    ),
    Command(
        screen=POOL,
        name="down",
        keys="j,down",
        label="down",
        help="The next row.",
    ),
    Command(
        screen=POOL,
        name="up",
        keys="k,up",
        label="up",
        help="The row before.",
    ),
    Command(
        screen=POOL,
        name="right",
        keys="right",
        label="right",
        help="The next column.",
    ),
    Command(
        screen=POOL,
        name="left",
        keys="left",
        label="left",
        help="The column before.",
    ),
    Command(
        screen=POOL,
        name="resort",
        keys="r",
        label="re-sort",
        help="Put the groups beside each other again.",
        rank=3,
    ),
    Command(
        screen=POOL,
        name="overview",
        keys="e",
        label="figures",
        help="Who is in and out, how fits spread, wishes against offers, contacts over the months.",
        rank=4,
    ),
)

WORKLIST_COMMANDS: tuple[Command, ...] = (
    Command(
        screen=WORKLIST,
        name="settle",
        keys="enter",
        label="settle",
        help="Do what this needs: read it, tell two apart, correct, look again, note, write.",
        rank=2,
    ),
    Command(
        screen=WORKLIST,
        name="open_card",
        keys="plus",
        label="card",
        help="The whole card of whom it is about.",
        rank=3,
    ),
    Command(
        screen=WORKLIST,
        name="waive",
        keys="exclamation_mark",
        label="waive",
        help="Waive the rule of an undecided verdict, with a reason.",
        rank=4,
    ),
    Command(
        screen=WORKLIST,
        name="go_to_person",
        keys="at",
        label="person",
        help="Go to the person among the applicants.",
        rank=5,
    ),
    Command(
        screen=WORKLIST,
        name="resort",
        keys="r",
        label="re-sort",
        help="Sort again: requests first, letters last.",
    ),
)
