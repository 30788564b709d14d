"""Every command, declared once: key, footer, palette, tooltip and help come from here."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType

APP, COHORTS, APPLICANTS, BOARD, PAIRS, LOG = "app", "cohorts", "applicants", "board", "pairs", "log"
_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "left": "<-",
    "right": "->",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
}


@dataclass(frozen=True)
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
    Command(APP, "help", "question_mark,f1", "help", "The keys of this screen.", 1),
    Command(APP, "palette", "colon,f2,ctrl+p", "palette", "Every command by name."),
    Command(APP, "go_cohorts", "1", "cohorts", "Cohorts: programmes, dates, what is left to do."),
    Command(APP, "go_applicants", "2", "applicants", "Applicants: people, verdicts, flags."),
    Command(APP, "go_board", "3", "board", "The matching board."),
    Command(APP, "go_pairs", "4", "pairs", "Pairs: what was decided, and what comes next."),
    Command(APP, "go_log", "5", "log", "Log: every decision."),
    Command(APP, "import_form", "i", "import", "Import a form export into this cohort."),
    Command(APP, "export_lists", "E", "export", "Write the final lists."),
    Command(APP, "end_tour", "T", "tour", "End the tour of the demonstration, or begin it again."),
    Command(APP, "stop_reading", "escape", "stop", "Stop the import that is being read; nothing is written."),
    Command(APP, "undo", "u,ctrl+z", "undo", "Take back the newest decision, whatever screen made it."),
    Command(APP, "redo", "U,ctrl+y", "redo", "Do again what was taken back."),
    Command(APP, "leave", "q", "back", "Back to Cohorts; on Cohorts, quit."),
    Command(APP, "quit", "ctrl+q", "quit", "Quit. Everything decided is saved already."),
    Command(COHORTS, "open_cohort", "enter", "open", "Open the cohort under the cursor on the board.", 2),
    Command(COHORTS, "new_cohort", "n", "new", "Create a cohort of any programme.", 3),
    Command(COHORTS, "carry_over", "w", "waiting list", "Bring the waiting list of an earlier cohort into this one."),
    Command(COHORTS, "dates", "d", "dates", "Change the deadline, the start or the end of this cohort.", 5),
    Command(COHORTS, "hand_over", "h", "hand over", "Write this cohort as one file for another machine."),
    Command(COHORTS, "take_over", "m", "merge", "Take over a cohort file, or merge what another coordinator did."),
    Command(
        COHORTS, "overview", "e", "overview", "Who is in, who is out and why, places, and which topics lack helpers.", 4
    ),
    Command(APPLICANTS, "open_card", "enter,plus", "card", "The whole card: every answer, verdict and flag.", 2),
    Command(
        APPLICANTS, "find", "slash,f3", "filter", "Filter as you type: name, library, role, verdict, topic, flag.", 3
    ),
    Command(APPLICANTS, "sort", "o", "sort", "Sort by the next column.", 4),
    Command(APPLICANTS, "sort_backwards", "O", "sort back", "Turn the order round."),
    Command(APPLICANTS, "mark", "space", "mark", "Mark this person, or take the mark away."),
    Command(APPLICANTS, "mark_all", "V", "mark all", "Mark everybody who is shown; again: nobody."),
    Command(APPLICANTS, "facet", "F", "groups", "List a group: a role, a verdict, a flag, a topic.", 9),
    Command(APPLICANTS, "columns", "C", "columns", "Choose the columns."),
    Command(APPLICANTS, "correct", "c", "correct", "Correct a field; the original stays beside it.", 5),
    Command(APPLICANTS, "waive", "w", "waive", "Waive a rule for this person, with a reason.", 6),
    Command(
        APPLICANTS,
        "clear_flags",
        "f",
        "flag",
        "Clear the open flags, once read; of all marked, after a question; or put one on.",
        7,
    ),
    Command(APPLICANTS, "note", "n", "note", "A note about this person."),
    Command(
        APPLICANTS, "duplicates", "d", "duplicates", "People who are probably one: side by side, merge or keep.", 8
    ),
    Command(APPLICANTS, "withdraw", "W", "withdraw", "Take this person out of the cohort."),
    Command(BOARD, "accept", "a", "accept", "Make this pair. Saved at once; u takes it back.", 2),
    Command(BOARD, "reject", "x", "reject", "Not this pair; the next candidate comes.", 3),
    Command(BOARD, "reject_because", "X", "reject...", "Not this pair, with a reason."),
    Command(BOARD, "keep_apart", "K", "keep apart", "Never pair these two; neither learns of it."),
    Command(BOARD, "later", "s", "later", "Put this learner off until later.", 4),
    Command(BOARD, "swap", "w", "swap", "Another helper: who moves and what it costs, before you choose.", 5),
    Command(BOARD, "pin", "p", "pin", "Make this pair so that nothing can move it; again: unpin.", 6),
    Command(BOARD, "unplace", "0", "unplaced", "Leave this learner without a pair, on purpose."),
    Command(BOARD, "why", "e", "why", "Why this pair, or why nobody.", 8),
    Command(BOARD, "next_candidate", "right", "next", "The next candidate for this learner."),
    Command(BOARD, "previous_candidate", "left", "previous", "The candidate before."),
    Command(BOARD, "down", "j,down", "down", "The next learner."),
    Command(BOARD, "up", "k,up", "up", "The learner before."),
    Command(BOARD, "first", "g,home", "first", "The first learner."),
    Command(BOARD, "last", "G,end", "last", "The last learner."),
    Command(BOARD, "mark", "space", "mark", "Mark this learner, or take the mark away."),
    Command(BOARD, "mark_all", "V", "mark all", "Mark every open learner who is listed; again: none."),
    Command(
        BOARD,
        "accept_marked",
        "A",
        "accept marked",
        "Accept the suggested pairs of the marked above a fit, as one step.",
    ),
    Command(BOARD, "sort", "o", "order", "Sort by the next order: hardest first, name, state, best fit."),
    Command(BOARD, "sort_backwards", "O", "turn round", "Turn the order round."),
    Command(BOARD, "copy", "c", "copy", "Copy this pair: names, addresses, why; also into a file."),
    Command(BOARD, "resort", "r", "re-sort", "Sort the learners again in the same order."),
    Command(
        BOARD, "find", "slash,f3", "find", "List the learners whom words fit: name, library, topic, state, flag.", 9
    ),
    Command(BOARD, "blind", "b", "hide fit", "Hide or show the numbers."),
    Command(BOARD, "clear_flags", "f", "flag", "Clear the open flags of these two, once read; or put one on."),
    Command(BOARD, "note", "n", "note", "A note about this learner."),
    Command(BOARD, "third", "t", "third", "Peers: add the person as a third to the pair that suits best."),
    Command(BOARD, "weights", "W", "weights", "Other weights: who would move is shown before anything is kept."),
    Command(BOARD, "open_card", "enter,plus", "card", "The whole cards of both."),
    Command(PAIRS, "open_card", "enter", "card", "Both cards and the reason of the pair.", 2),
    Command(PAIRS, "letters", "e", "letters", "Write drafts of letters; nothing is sent.", 3),
    Command(PAIRS, "met", "m", "met", "Note today that this pair met.", 4),
    Command(PAIRS, "silent", "s", "silent", "Note today that this pair fell silent.", 5),
    Command(PAIRS, "end_pair", "x", "end", "End this pair early, with a reason; both are free again.", 6),
    Command(PAIRS, "contact", "c", "contact", "Note any contact, with a day and a remark.", 7),
    Command(PAIRS, "check_ins", "v", "check-ins", "Import the answers of a check-in form."),
    Command(PAIRS, "feedback", "b", "feedback", "Import the answers of the end form, or read what came."),
    Command(PAIRS, "files", "f", "files", "Write the calendar or the report for the committee."),
    Command(PAIRS, "reassign", "r", "reassign", "Give this pair another liaison."),
    Command(PAIRS, "import_liaisons", "L", "import liaisons", "Import the committee's list: name, e-mail, library."),
    Command(PAIRS, "liaisons", "l", "liaisons", "Give every pair without a liaison one, evenly.", 8),
    Command(LOG, "go_to", "enter", "go to", "Go to the people of this decision.", 2),
    Command(LOG, "undo_to_here", "z", "undo to here", "Take back this decision and all that came after it.", 3),
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
