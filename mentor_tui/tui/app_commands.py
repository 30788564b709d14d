"""The commands that work on every screen, and those of the cohorts."""

from __future__ import annotations

from .command import APP, COHORTS, Command

APP_COMMANDS: tuple[Command, ...] = (
    Command(
        screen=APP,
        name="help",
        keys="question_mark,f1",
        label="help",
        help="The keys of this screen.",
        rank=1,
    ),
    Command(
        screen=APP,
        name="palette",
        keys="colon,f2,ctrl+p",
        label="palette",
        help="Every command by name.",
    ),
    Command(
        screen=APP,
        name="go_cohorts",
        keys="1",
        label="cohorts",
        help="Cohorts: programmes, dates, what is left to do.",
    ),
    Command(
        screen=APP,
        name="go_applicants",
        keys="2",
        label="applicants",
        help="Applicants: people, verdicts, flags.",
    ),
    Command(screen=APP, name="go_board", keys="3", label="board", help="The matching board."),
    Command(
        screen=APP,
        name="go_pairs",
        keys="4",
        label="pairs",
        help="Pairs: what was decided, and what comes next.",
    ),
    Command(screen=APP, name="go_log", keys="5", label="log", help="Log: every decision."),
    Command(
        screen=APP,
        name="go_pool",
        keys="6",
        label="pool",
        help="Pool: everybody against everybody, the fit in each cell.",
    ),
    Command(
        screen=APP,
        name="go_worklist",
        keys="7",
        label="worklist",
        help="Worklist: requests, duplicates, verdicts, silent pairs, letters: what needs you.",
    ),
    Command(
        screen=APP,
        name="find_person",
        keys="ctrl+f",
        label="find person",
        help="Find a person of this cohort by typing, and go there.",
    ),
    Command(
        screen=APP,
        name="import_form",
        keys="i",
        label="import",
        help="Import a form export into this cohort.",
    ),
    Command(
        screen=APP, name="export_lists", keys="E", label="export", help="Write the final lists."
    ),
    Command(
        screen=APP,
        name="end_tour",
        keys="T",
        label="tour",
        help="End the tour of the demonstration, or begin it again.",
    ),
    Command(
        screen=APP,
        name="stop_reading",
        keys="escape",
        label="stop",
        help="Stop a long action: an import that is being read, letters, erasing. Nothing is half done.",
    ),
    Command(
        screen=APP,
        name="undo",
        keys="u,ctrl+z",
        label="undo",
        help="Take back the newest decision, whatever screen made it.",
    ),
    Command(
        screen=APP, name="redo", keys="U,ctrl+y", label="redo", help="Do again what was taken back."
    ),
    Command(
        screen=APP, name="leave", keys="q", label="back", help="Back to Cohorts; on Cohorts, quit."
    ),
    Command(
        screen=APP,
        name="quit",
        keys="ctrl+q",
        label="quit",
        help="Quit. Everything decided is saved already.",
    ),
)

COHORTS_COMMANDS: tuple[Command, ...] = (
    Command(
        screen=COHORTS,
        name="open_cohort",
        keys="enter",
        label="open",
        help="Open the cohort under the cursor on the board.",
        rank=2,
    ),
    Command(
        screen=COHORTS,
        name="new_cohort",
        keys="N",
        label="new",
        help="Create a cohort of any programme.",
        rank=3,
    ),
    Command(
        screen=COHORTS,
        name="carry_over",
        keys="W",
        label="waiting list",
        help="Bring the waiting list of an earlier cohort into this one.",
    ),
    Command(
        screen=COHORTS,
        name="dates",
        keys="d",
        label="dates",
        help="Change the deadline, the start or the end of this cohort.",
        rank=5,
    ),
    Command(
        screen=COHORTS,
        name="hand_over",
        keys="greater_than_sign",
        label="hand over",
        help="Write this cohort as one file for another machine.",
    ),
    Command(
        screen=COHORTS,
        name="take_over",
        keys="m",
        label="merge",
        help="Take over a cohort file, or merge what another coordinator did.",
    ),
    Command(
        screen=COHORTS,
        name="delete_cohort",
        keys="D",
        label="delete",
        help="Delete this cohort, after its name is typed; u brings it back.",
    ),
    Command(
        screen=COHORTS,
        name="back_up",
        keys="S",
        label="backup",
        help="Copy the whole file, all cohorts, beside it.",
    ),
    Command(
        screen=COHORTS,
        name="bring_back",
        keys="less_than_sign",
        label="restore",
        help="Bring a copy back in the place of the file, after a question.",
    ),
    Command(
        screen=COHORTS,
        name="examine",
        keys="v",
        label="verify",
        help="Examine the file: is everything in order?",
    ),
    Command(
        screen=COHORTS,
        name="overview",
        keys="e",
        label="overview",
        help="Who is in, who is out and why, places, and which topics too few people share.",
        rank=4,
    ),
)
