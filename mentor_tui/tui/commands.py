"""Every command, declared once: key, footer, palette, tooltip and help come from here."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType

APP, COHORTS, APPLICANTS, BOARD, PAIRS, LOG, POOL, WORKLIST = (
    "app",
    "cohorts",
    "applicants",
    "board",
    "pairs",
    "log",
    "pool",
    "worklist",
)
_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "left": "<-",
    "right": "->",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "plus": "+",
}


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command: where it works, its keys, its short label, its help, and its rank in the footer (0: not there)."""

    screen: str
    name: str
    keys: str
    label: str
    help: str
    rank: int = 0

    @property
    def id(self) -> str:
        """The name by which a key can be changed in the settings."""
        return f"{self.screen}.{self.name}"

    @property
    def key_label(self) -> str:
        """The first key as the footer and the help show it."""
        return key_label(self.keys.split(",")[0])

    def binding(self) -> Binding:
        """Return the command as the interface binds it."""
        return Binding(self.keys, self.name, self.label, show=False, id=self.id, tooltip=self.help)


def key_label(key: str) -> str:
    """Return a key as people read it."""
    return _NAMES.get(key, key)


COMMANDS: tuple[Command, ...] = (
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
        help="Stop the import that is being read; nothing is written.",
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
        keys="n",
        label="new",
        help="Create a cohort of any programme.",
        rank=3,
    ),
    Command(
        screen=COHORTS,
        name="carry_over",
        keys="w",
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
        keys="h",
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
        keys="Y",
        label="restore",
        help="Bring a copy back in the place of the file, after a question.",
    ),
    Command(
        screen=COHORTS,
        name="examine",
        keys="y",
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
    Command(
        screen=APPLICANTS,
        name="open_card",
        keys="enter,plus",
        label="card",
        help="The whole card: every answer, verdict and flag.",
        rank=2,
    ),
    Command(
        screen=APPLICANTS,
        name="find",
        keys="slash,f3",
        label="filter",
        help="Filter as you type: name, library, role, verdict, topic, flag.",
        rank=3,
    ),
    Command(
        screen=APPLICANTS,
        name="sort",
        keys="o",
        label="sort",
        help="Sort by the next column.",
        rank=4,
    ),
    Command(
        screen=APPLICANTS,
        name="sort_backwards",
        keys="O",
        label="sort back",
        help="Turn the order round.",
    ),
    Command(
        screen=APPLICANTS,
        name="resort",
        keys="r",
        label="re-sort",
        help="Sort again in the same order; what was changed goes to its place.",
    ),
    Command(
        screen=APPLICANTS,
        name="mark",
        keys="space",
        label="mark",
        help="Mark this person, or take the mark away.",
    ),
    Command(
        screen=APPLICANTS,
        name="mark_all",
        keys="V",
        label="mark all",
        help="Mark everybody who is shown; again: nobody.",
    ),
    Command(
        screen=APPLICANTS,
        name="facet",
        keys="F",
        label="groups",
        help="List a group: a role, a verdict, a flag, a topic.",
        rank=9,
    ),
    Command(
        screen=APPLICANTS, name="columns", keys="C", label="columns", help="Choose the columns."
    ),
    Command(
        screen=APPLICANTS,
        name="correct",
        keys="c",
        label="correct",
        help="Correct a field; the original stays beside it.",
        rank=5,
    ),
    Command(
        screen=APPLICANTS,
        name="waive",
        keys="w",
        label="waive",
        help="Waive a rule for this person, with a reason.",
        rank=6,
    ),
    Command(
        screen=APPLICANTS,
        name="clear_flags",
        keys="f",
        label="flag",
        help="Read the open flags, then clear them; of all who are marked; or put one on.",
        rank=7,
    ),
    Command(
        screen=APPLICANTS, name="note", keys="n", label="note", help="A note about this person."
    ),
    Command(
        screen=APPLICANTS,
        name="duplicates",
        keys="d",
        label="duplicates",
        help="People who are probably one: side by side, merge or keep.",
        rank=8,
    ),
    Command(
        screen=APPLICANTS,
        name="history",
        keys="H",
        label="history",
        help="What happened to this person: applied, decided, undone, contacted; in every cohort.",
    ),
    Command(
        screen=APPLICANTS,
        name="go_to_learner",
        keys="B",
        label="on the board",
        help="Go to this person on the board.",
    ),
    Command(
        screen=APPLICANTS,
        name="go_to_pair",
        keys="P",
        label="pair",
        help="Go to the pair of this person.",
    ),
    Command(
        screen=APPLICANTS,
        name="erase",
        keys="D",
        label="erase",
        help="Erase this person for good, everywhere, after the name is typed.",
    ),
    Command(
        screen=APPLICANTS,
        name="withdraw",
        keys="W",
        label="withdraw",
        help="Take this person out of the cohort.",
    ),
    Command(
        screen=BOARD,
        name="accept",
        keys="a",
        label="accept",
        help="Make this pair. Saved at once; u takes it back.",
        rank=2,
    ),
    Command(
        screen=BOARD,
        name="reject",
        keys="x",
        label="reject",
        help="Not this pair; the next candidate comes.",
        rank=3,
    ),
    Command(
        screen=BOARD,
        name="reject_because",
        keys="X",
        label="reject...",
        help="Not this pair, with a reason.",
    ),
    Command(
        screen=BOARD,
        name="keep_apart",
        keys="K",
        label="keep apart",
        help="Never pair these two; neither learns of it.",
    ),
    Command(
        screen=BOARD,
        name="later",
        keys="s",
        label="later",
        help="Put this person off until later.",
        rank=4,
    ),
    Command(
        screen=BOARD,
        name="swap",
        keys="w",
        label="swap",
        help="Another candidate: who moves and what it costs, before you choose.",
        rank=6,
    ),
    Command(
        screen=BOARD,
        name="pin",
        keys="p",
        label="pin",
        help="Make this pair so that nothing can move it; again: unpin.",
        rank=9,
    ),
    Command(
        screen=BOARD,
        name="unplace",
        keys="0",
        label="nobody",
        help="Leave this person without a pair, on purpose.",
        rank=5,
    ),
    Command(
        screen=BOARD,
        name="why",
        keys="e",
        label="why",
        help="Why this pair, or why nobody.",
        rank=7,
    ),
    Command(
        screen=BOARD,
        name="next_candidate",
        keys="right",
        label="next",
        help="The next candidate for the same person.",
    ),
    Command(
        screen=BOARD,
        name="previous_candidate",
        keys="left",
        label="previous",
        help="The candidate before.",
    ),
    Command(screen=BOARD, name="down", keys="j,down", label="down", help="The next person."),
    Command(screen=BOARD, name="up", keys="k,up", label="up", help="The person before."),
    Command(screen=BOARD, name="first", keys="g,home", label="first", help="The first person."),
    Command(screen=BOARD, name="last", keys="G,end", label="last", help="The last person."),
    Command(
        screen=BOARD,
        name="mark",
        keys="space",
        label="mark",
        help="Mark this person, or take the mark away.",
    ),
    Command(
        screen=BOARD,
        name="mark_all",
        keys="V",
        label="mark all",
        help="Mark every open person who is listed; again: none.",
    ),
    Command(
        screen=BOARD,
        name="accept_marked",
        keys="A",
        label="accept marked",
        help="Accept the suggested pairs of the marked above a fit, as one step.",
    ),
    Command(
        screen=BOARD,
        name="sort",
        keys="o",
        label="order",
        help="Sort by the next order: hardest first, name, state, best fit.",
    ),
    Command(
        screen=BOARD,
        name="sort_backwards",
        keys="O",
        label="turn round",
        help="Turn the order round.",
    ),
    Command(
        screen=BOARD,
        name="copy",
        keys="c",
        label="copy",
        help="Copy this pair: names, addresses, why; also into a file.",
    ),
    Command(
        screen=BOARD,
        name="resort",
        keys="r",
        label="re-sort",
        help="Sort the queue again in the same order.",
    ),
    Command(
        screen=BOARD,
        name="find",
        keys="slash,f3",
        label="find",
        help="List those whom words fit: name, library, topic, state, flag.",
        rank=9,
    ),
    Command(
        screen=BOARD, name="blind", keys="b", label="hide fit", help="Hide or show the numbers."
    ),
    Command(
        screen=BOARD,
        name="clear_flags",
        keys="f",
        label="read",
        help="What these two ask is read; where nothing is open, put a flag on.",
    ),
    Command(screen=BOARD, name="note", keys="n", label="note", help="A note about this person."),
    Command(
        screen=BOARD,
        name="third",
        keys="t",
        label="third",
        help="Peers: add the person as a third to the pair that suits best.",
    ),
    Command(
        screen=BOARD,
        name="weights",
        keys="W",
        label="weights",
        help="Other weights: who would move is shown before anything is kept.",
    ),
    Command(
        screen=BOARD,
        name="open_card",
        keys="enter,plus",
        label="card",
        help="The whole cards of both.",
        rank=8,
    ),
    Command(
        screen=PAIRS,
        name="open_card",
        keys="enter",
        label="card",
        help="Both cards and the reason of the pair.",
        rank=2,
    ),
    Command(
        screen=PAIRS,
        name="letters",
        keys="e",
        label="letters",
        help="Write drafts of letters; nothing is sent.",
        rank=3,
    ),
    Command(
        screen=PAIRS,
        name="sent",
        keys="S",
        label="went out",
        help="Say that the letters just written went out; u takes it back.",
    ),
    Command(
        screen=PAIRS,
        name="extend",
        keys="d",
        label="end date",
        help="Give this pair another end, or an open one.",
    ),
    Command(
        screen=PAIRS,
        name="met",
        keys="m",
        label="met",
        help="Note today that this pair met.",
        rank=4,
    ),
    Command(
        screen=PAIRS,
        name="silent",
        keys="s",
        label="silent",
        help="Note today that this pair fell silent.",
        rank=5,
    ),
    Command(
        screen=PAIRS,
        name="end_pair",
        keys="x",
        label="end",
        help="End this pair early, with a reason; both are free again.",
        rank=6,
    ),
    Command(
        screen=PAIRS,
        name="contact",
        keys="c",
        label="contact",
        help="Note any contact, with a day and a remark.",
        rank=7,
    ),
    Command(
        screen=PAIRS,
        name="check_ins",
        keys="v",
        label="check-ins",
        help="Import the answers of a check-in form.",
    ),
    Command(
        screen=PAIRS,
        name="feedback",
        keys="b",
        label="feedback",
        help="Import the answers of the end form, or read what came.",
    ),
    Command(
        screen=PAIRS,
        name="files",
        keys="f",
        label="files",
        help="Write the calendar or the report for the committee.",
    ),
    Command(
        screen=PAIRS,
        name="reassign",
        keys="R",
        label="reassign",
        help="Give this pair another liaison.",
    ),
    Command(
        screen=PAIRS,
        name="resort",
        keys="r",
        label="re-sort",
        help="Sort again: those that never met or fell silent first.",
    ),
    Command(
        screen=PAIRS,
        name="go_to_person",
        keys="P",
        label="person",
        help="Go to the first of these people among the applicants.",
    ),
    Command(
        screen=PAIRS,
        name="go_to_learner",
        keys="B",
        label="on the board",
        help="Go to this pair on the board.",
    ),
    Command(
        screen=PAIRS,
        name="import_liaisons",
        keys="L",
        label="import liaisons",
        help="Import the committee's list: name, e-mail, library.",
    ),
    Command(
        screen=PAIRS,
        name="liaisons",
        keys="l",
        label="liaisons",
        help="Give every pair without a liaison one, evenly.",
        rank=8,
    ),
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
        keys="w",
        label="waive",
        help="Waive the rule of an undecided verdict, with a reason.",
        rank=4,
    ),
    Command(
        screen=WORKLIST,
        name="go_to_person",
        keys="P",
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
