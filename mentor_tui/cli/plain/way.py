"""The whole way of a coordinator, from an empty folder to the letters, as a list of things to choose from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ...actions.exporting import export_lists
from ...actions.roster_loading import load_roster
from ...actions.same_people import duplicates_of
from ...actions.worklist import work_list
from ...actions.workspace import Workspace
from ...domain.side_words import side_words
from ...errors import ExportBlocked, MentorError
from ...review.sitting import Sitting
from ...views.cohort_figures import people_figures
from ..review import review
from .cohorts import choose_cohort
from .dialogue import Dialogue
from .importing import import_form
from .letters import write_letters
from .pairs import follow_pairs
from .people import read_requests, settle_duplicates

WELCOME = (
    "Mentor TUI by question and answer: one line a statement, no cursor moved, no colour. "
    "Everything decided is saved at once."
)
GOODBYE = "Stopped. Everything decided is saved."

Act = Callable[[], None]


@dataclass(frozen=True, kw_only=True)
class _Thing:
    """Something that can be done in a cohort."""

    words: str
    run: Act


def run_plain(workspace: Workspace, source: TextIO, target: TextIO) -> None:
    """Ask for a cohort and go its whole way, until the coordinator stops.

    Raises:
        EOFError: the input ended in the middle of something.
    """
    dialogue = Dialogue(source=source, target=target)
    dialogue.tell(WELCOME)
    cohort = choose_cohort(workspace, dialogue)
    while cohort:
        CohortTalk(workspace, cohort, dialogue).run()
        cohort = choose_cohort(workspace, dialogue)
    dialogue.tell(GOODBYE)


class CohortTalk:
    """What can be done in a cohort, asked again after each thing."""

    def __init__(self, workspace: Workspace, cohort: str, dialogue: Dialogue) -> None:
        self._workspace, self._cohort, self._dialogue = workspace, cohort, dialogue
        self._told = False

    def run(self) -> None:
        """Ask until another cohort is wanted, or this one is gone."""
        while True:
            try:
                things = self._things()
                words = [thing.words for thing in things]
                place = self._dialogue.choose_or_end("What now?", words, self._told)
                self._told = True
                if place is None:
                    return
                things[place].run()
            except MentorError as error:
                self._dialogue.tell(f"Not done: {str(error).rstrip('.')}.")
                if not self._is_there():
                    return

    def _is_there(self) -> bool:
        try:
            self._workspace.cohort(self._cohort)
        except MentorError:
            return False
        return True

    def _things(self) -> list[_Thing]:
        """Return what can be done, with how much of it waits."""
        roster = load_roster(self._workspace, self._cohort)
        words, figures = side_words(roster), people_figures(roster)
        self._dialogue.tell(
            f"Cohort {self._cohort}, {roster.programme.name}: {len(roster.applicants)} people, "
            f"{figures.placed} of {words.learners_counted(figures.learners)} placed."
        )
        unread = sum(1 for person in roster.applicants if person.open_flags)
        return [
            _Thing(words="import a form", run=self._over(import_form)),
            _Thing(
                words=f"people who are probably one, {len(duplicates_of(roster))} waiting",
                run=self._over(settle_duplicates),
            ),
            _Thing(
                words=f"requests and other flags to read, of {unread} people",
                run=self._over(read_requests),
            ),
            _Thing(words="review: decide pair by pair", run=self._review),
            _Thing(
                words=f"pairs: contacts and ends, {len(roster.decided)} decided",
                run=self._over(follow_pairs),
            ),
            _Thing(words="letters", run=self._over(write_letters)),
            _Thing(words="the final lists", run=self._export),
            _Thing(words="everything that waits for you", run=self._tell_waiting),
            _Thing(words="undo the last step", run=lambda: self._turn(back=True)),
            _Thing(words="redo what was undone", run=lambda: self._turn(back=False)),
            _Thing(words="the people and why somebody is out", run=self._tell_people),
        ]

    def _over(self, talk: Callable[[Workspace, str, Dialogue], None]) -> Act:
        return lambda: talk(self._workspace, self._cohort, self._dialogue)

    def _review(self) -> None:
        review(self._workspace, self._cohort, self._dialogue.source, self._dialogue.target)

    def _turn(self, back: bool) -> None:
        entries = Sitting(self._workspace, self._cohort).turn(back)
        word = "Undone" if back else "Done again"
        self._dialogue.tell(f"{word}: {entries[0].step.sentence}.")

    def _tell_waiting(self) -> None:
        tasks = work_list(self._workspace, Sitting(self._workspace, self._cohort).problem)
        for task in tasks:
            self._dialogue.tell(f"{task.need.capitalize()}: {task.who}: {task.words}")
        if not tasks:
            self._dialogue.tell("Nothing waits for you.")

    def _tell_people(self) -> None:
        roster = load_roster(self._workspace, self._cohort)
        for person in sorted(
            roster.applicants, key=lambda known: (known.name.casefold(), known.id)
        ):
            for entry in person.roles.values():
                label = roster.programme.roles[entry.role].label
                reasons: list[str] = []
                for reason in entry.verdict.reasons:
                    reasons.append(f"{reason.rule}, answered {reason.answer}, needs {reason.needs}")
                why = f": {'; '.join(reasons)}" if reasons else ""
                self._dialogue.tell(f"{person.name}, {label}, {entry.verdict.status}{why}.")

    def _export(self) -> None:
        folder = self._dialogue.ask_path("Into which folder do the final lists go?")
        if folder is None:
            return
        try:
            written = export_lists(self._workspace, self._cohort, folder)
        except ExportBlocked as blocked:
            self._export_despite(folder, blocked)
            return
        self._tell_files(written.files)

    def _export_despite(self, folder: Path, blocked: ExportBlocked) -> None:
        """Say what is to be settled first, and write the lists all the same for a reason."""
        for finding in blocked.findings:
            self._dialogue.tell(f"To settle first: {finding.sentence}")
        reason = self._dialogue.ask("Why are the lists written all the same? Enter goes back.")
        if reason:
            written = export_lists(self._workspace, self._cohort, folder, despite=reason)
            self._tell_files(written.files)

    def _tell_files(self, files: tuple[Path, ...]) -> None:
        for path in files:
            self._dialogue.tell(f"Wrote {path}.")
