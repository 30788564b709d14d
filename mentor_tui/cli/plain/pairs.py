"""Pairs by question and answer: where each stands, contacts, another end, the end."""

from __future__ import annotations

from collections.abc import Callable

from ...actions.feedback import ASKS_LETTER
from ...actions.following import CONTACTS, OPEN, end_pair, extend_pair, note_contact, pair_lives
from ...actions.people_meant import pair_id
from ...actions.roster_loading import load_roster
from ...actions.typed_days import days_meant, no_day
from ...actions.workspace import Workspace
from ...domain.pair_life import SENT, PairLife
from ...domain.records import LogEntry
from ...domain.roster import Roster
from ...errors import MentorError
from .cohorts import ask_day
from .dialogue import Dialogue

_WAYS = (
    "note a contact",
    "one of them does not answer",
    "give the pair another end",
    "end the pair",
    "what was noted so far",
)


def follow_pairs(workspace: Workspace, cohort: str, dialogue: Dialogue) -> None:
    """Let pairs be chosen one after the other, and say or change where each stands.

    A pair keeps its number as long as one stays here, whatever is noted about it.
    """
    order: list[str] = []
    while True:
        roster = load_roster(workspace, cohort)
        lives: dict[str, PairLife] = {}
        for life in pair_lives(workspace, roster, ended=bool(order)):
            lives[pair_id(life.pair)] = life
        if not lives:
            dialogue.tell("No pair is decided yet.")
            return
        order = order or list(lives)
        shown = [lives[pair] for pair in order if pair in lives]
        place = dialogue.choose("Which pair?", [_life_words(roster, life) for life in shown])
        if place is None:
            return
        PairTalk(workspace, roster, shown[place], dialogue).run()


def _life_words(roster: Roster, life: PairLife) -> str:
    """Return where a pair stands."""
    parts = [f"{roster.pair_name(life.pair)}: {life.state}"]
    if life.last:
        parts.append(f"last in touch {life.last}")
    if life.due:
        late = ", overdue" if life.overdue else ""
        parts.append(f"due {life.due}: {life.what}{late}")
    return "; ".join(parts)


class PairTalk:
    """What is asked about one pair."""

    def __init__(
        self, workspace: Workspace, roster: Roster, life: PairLife, dialogue: Dialogue
    ) -> None:
        self._workspace, self._roster = workspace, roster
        self._life, self._dialogue = life, dialogue
        self._who = pair_id(life.pair)

    def run(self) -> None:
        """Ask what is to be done, and do it."""
        place = self._dialogue.choose(f"{self._roster.pair_name(self._life.pair)}.", _WAYS)
        if place is None:
            return
        ways: tuple[Callable[[], LogEntry | None], ...] = (
            self._contact,
            self._silent,
            self._extend,
            self._end,
            self._tell_notes,
        )
        try:
            entry = ways[place]()
        except MentorError as error:
            self._dialogue.tell(f"Not done: {str(error).rstrip('.')}.")
            return
        if entry is not None:
            self._dialogue.tell(f"{entry.step.sentence}.")

    @property
    def _cohort(self) -> str:
        return self._roster.cohort.name

    def _contact(self) -> LogEntry | None:
        place = self._dialogue.choose("What happened?", CONTACTS)
        if place is None:
            return None
        kind = CONTACTS[place]
        who = self._ask_person("Who asks for it?") if kind == ASKS_LETTER else self._who
        return self._noted(kind, who) if who else None

    def _silent(self) -> LogEntry | None:
        who = self._ask_person("Who does not answer?")
        return self._noted("silent", self._who, silent=who) if who else None

    def _noted(self, kind: str, who: str, silent: str = "") -> LogEntry:
        day = ask_day(self._dialogue, "On which day? Such as 2027-01-31; Enter takes today.")
        text = self._dialogue.ask("A remark? Enter for none.")
        return note_contact(
            workspace=self._workspace,
            cohort=self._cohort,
            who=who,
            kind=kind,
            on=day,
            text=text,
            silent=silent,
        )

    def _ask_person(self, question: str) -> str:
        """Return whom of the pair it is about; empty for nobody."""
        people = self._life.pair.people
        names = [self._roster.name(person) for person in people]
        place = self._dialogue.choose(question, names)
        return "" if place is None else people[place]

    def _extend(self) -> LogEntry | None:
        while True:
            answer = self._dialogue.ask(
                f"Until which day? Such as 2027-12-31, or {OPEN} for no end; Enter goes back."
            )
            if not answer:
                return None
            wrong = "" if answer == OPEN else no_day(answer)
            if not wrong:
                break
            self._dialogue.tell(f"{wrong}.")
        ends = answer if answer == OPEN else days_meant(answer)[0]
        return extend_pair(self._workspace, self._cohort, self._who, ends)

    def _end(self) -> LogEntry | None:
        reason = self._dialogue.ask(
            "Why does this pair end? It is kept in the log; Enter goes back."
        )
        return end_pair(self._workspace, self._cohort, self._who, reason) if reason else None

    def _tell_notes(self) -> None:
        """Tell what was noted, the newest first."""
        if not self._life.noted:
            self._dialogue.tell("Nothing was noted about this pair yet.")
        for contact in self._life.noted:
            kind = contact.kind.removeprefix(SENT)
            text = f": {contact.text}" if contact.text else ""
            self._dialogue.tell(f"{contact.on}, {kind}{text}.")
