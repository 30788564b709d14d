"""Pairs: what was decided, with dates, liaison and the reason of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from ...actions.checks import check_roster
from ...actions.feedback import feedback_of, import_feedback, summarise
from ...actions.following import import_contacts, pair_lives
from ...actions.liaising import assign_liaisons, import_liaisons, set_liaison
from ...actions.people_meant import pair_id
from ...actions.workspace import Workspace
from ...domain.pair_life import PairLife
from ...domain.records import Pair
from ...domain.side_words import pair_headings
from ...matching.explain import PairExplanation, explain_pair
from ...matching.problem import Problem
from ..commands import PAIRS, bindings_of
from ..deciding import people_action
from ..following import (
    Take,
    ask_contact,
    ask_end,
    ask_extend,
    ask_files,
    ask_letters,
    feedback_reading,
    note,
    note_sent,
    take_file,
)
from ..going import go_to_board, go_to_person
from ..reading import pair_reading, person_reading
from ..text import MISSING, QUIET, count, line, told
from ..widgets.rows import Column, Rows
from .choosing import Choosing
from .file_choice import FileChoice
from .overlay import Reading, ask
from .read_tables import Reader, ReadTable


class PairsScreen(ReadTable):
    """The decided pairs."""

    NAME: ClassVar[str] = PAIRS
    NUMBER: ClassVar[str] = "4"
    TITLE_WORD: ClassVar[str] = "Pairs"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(PAIRS)
    COLUMNS: ClassVar[Sequence[Column]] = (
        Column("", 18, 2),
        Column("", 18, 2),
        Column("fit", 4, right=True),
        Column("state", 15),
        Column("starts", 10, wide=84),
        Column("liaison", 14, 1, wide=94),
    )

    def __init__(self) -> None:
        super().__init__()
        self._lives: dict[str, PairLife] = {}

    def reader(self) -> Reader | None:
        """Read where each decided pair stands."""
        workspace, sitting = self.desk_app.workspace, self.desk_app.sitting
        if workspace is None or sitting is None:
            return None
        self._name_columns()
        roster = sitting.roster
        return lambda: pair_lives(workspace, roster, ended=True)

    def take(self, rows: list[PairLife]) -> None:
        """Keep the pairs by id."""
        self._lives = {pair_id(life.pair): life for life in rows}

    def forget(self) -> None:
        """Know no pair."""
        self._lives = {}

    def load_ids(self) -> list[str]:
        """Return the decided pairs: those that never met or fell silent first, as far as `r` was pressed."""
        return list(self._lives)

    def _name_columns(self) -> None:
        """Head the columns with the programme's own words."""
        sides = pair_headings(self.desk_app.roster)
        own = [
            replace(column, heading=side) for column, side in zip(self.COLUMNS, sides, strict=False)
        ]
        self.query_one("#table", Rows).columns = (*own, *self.COLUMNS[2:])

    def cells(self, row_id: str) -> Sequence[Content | str]:
        """Return a pair's cells."""
        pair, roster = self._lives[row_id].pair, self.desk_app.roster
        learner = roster.name(pair.learner) + (
            f" + {roster.name(pair.third)}" if pair.third else ""
        )
        liaison = next(
            (liaison.name for liaison in roster.liaisons if liaison.id == pair.liaison), ""
        )
        life = self._lives.get(row_id)
        words = life.state + (" late" if life.overdue else "") if life else pair.state
        state = told(
            ("~ " if pair.changed else "") + words,
            MISSING if pair.changed or (life and life.overdue) else "$shared",
        )
        return [
            told(learner, "bold"),
            roster.name(pair.helper),
            f"{self._points(pair):.0f}",
            state,
            pair.starts,
            liaison,
        ]

    def _points(self, pair: Pair) -> float:
        problem = self._problem_with(pair)
        if problem is None:
            return 0.0
        return problem.points(problem.helper_at[pair.helper], problem.learner_at[pair.learner])

    def empty_sentence(self) -> str:
        """Say how pairs come about."""
        return "No pair is decided yet. 3 goes to the board; there, a accepts the pair on screen."

    def headline(self) -> Content:
        """Count the pairs and what is to be settled."""
        if self.desk_app.sitting is None:
            return Content("")
        blocking = sum(finding.blocking for finding in check_roster(self.desk_app.roster))
        tail = (
            told(f"  ! {blocking} to settle before the lists go out", MISSING)
            if blocking
            else Content("")
        )
        ended = sum(life.state == "ended" for life in self._lives.values())
        words = count(len(self._lives) - ended, "pair") + (
            f", {ended} ended early" if ended else ""
        )
        return told(words, QUIET) + tail

    def detail_lines(self, row_id: str, width: int) -> list[Content]:
        """Return the reason of a pair, and what is to be settled about it."""
        life = self._lives[row_id]
        pair, problem = life.pair, self._problem_with(life.pair)
        if problem is None:
            return []
        explained = explain_pair(
            problem, problem.helper_at[pair.helper], problem.learner_at[pair.learner]
        )
        lines = [
            told(explained.why),
            *_life_lines(life),
            *self._liaison_lines(pair),
            *_noted_lines(life),
            *self._finding_lines(pair),
        ]
        if not self.has_class("-wide"):
            return lines
        name = line((self.desk_app.roster.pair_name(pair), "bold"))
        return [name, *lines, *self._more_lines(problem, explained, pair)]

    def _more_lines(
        self, problem: Problem, explained: PairExplanation, pair: Pair
    ) -> list[Content]:
        """Return what the fit is made of and both cards, where there is room at the right."""
        _, reasons = pair_reading(problem, explained)
        lines = [Content(""), *reasons]
        for person in pair.people:
            lines += [Content(""), *person_reading(self.desk_app.roster, person)]
        return lines

    def _problem_with(self, pair: Pair) -> Problem | None:
        """Return the problem on screen, if both of a pair are in it."""
        problem = self.desk_app.sitting.problem if self.desk_app.sitting else None
        if problem is None:
            return None
        both = pair.helper in problem.helper_at and pair.learner in problem.learner_at
        return problem if both else None

    def _liaison_lines(self, pair: Pair) -> list[Content]:
        for liaison in self.desk_app.roster.liaisons:
            if liaison.id == pair.liaison:
                return [line(("liaison ", QUIET), f"{liaison.name}, {liaison.email}")]
        return []

    def _finding_lines(self, pair: Pair) -> list[Content]:
        people = {pair.helper, pair.learner, pair.third}
        lines = []
        for finding in check_roster(self.desk_app.roster):
            if people & set(finding.people):
                lines.append(line(("! ", MISSING), finding.sentence))
        return lines

    def action_open_card(self) -> None:
        """Show both cards."""
        life = self._lives.get(self.current_id())
        if life is None:
            return
        pair = life.pair
        lines: list[Content] = []
        for person in filter(None, (pair.learner, pair.helper, pair.third)):
            lines += [*person_reading(self.desk_app.roster, person), Content("")]
        self.app.push_screen(Reading("The pair", lines))

    def _pair_id(self) -> str:
        life = self._lives.get(self.current_id())
        return pair_id(life.pair) if life is not None else ""

    def _learner(self) -> str:
        life = self._lives.get(self.current_id())
        return life.pair.learner if life is not None else ""

    def action_go_to_person(self) -> None:
        """Go to the one who learns, among the applicants."""
        life = self._lives.get(self.current_id())
        if life is not None:
            go_to_person(self.desk_app, life.pair.learner)

    def action_go_to_learner(self) -> None:
        """Go to the pair on the board."""
        life = self._lives.get(self.current_id())
        if life is not None:
            go_to_board(self.desk_app, [life.pair.learner])

    def action_letters(self) -> None:
        """Write drafts of letters."""
        if self.desk_app.sitting is not None:
            ask_letters(self.desk_app, self._pair_id())

    def action_sent(self) -> None:
        """Say that the letters just written went out."""
        if self.desk_app.sitting is not None:
            note_sent(self.desk_app)

    def action_extend(self) -> None:
        """Give the pair another end."""
        if self._learner():
            ask_extend(self.desk_app, self._pair_id())

    def action_met(self) -> None:
        """Note that the pair met."""
        if self._learner():
            note(self.desk_app, self._pair_id(), "met")

    def action_silent(self) -> None:
        """Note that the pair fell silent."""
        if self._learner():
            note(self.desk_app, self._pair_id(), "silent")

    def action_end_pair(self) -> None:
        """End the pair early."""
        if self._learner():
            ask_end(self.desk_app, self._pair_id())

    def action_reassign(self) -> None:
        """Give the pair another liaison."""
        app, pair = self.desk_app, self._pair_id()
        if not pair:
            return
        liaisons = app.roster.liaisons
        if not liaisons:
            app.say("There are no liaisons yet: L imports the committee's list.")
            return
        loads = [
            sum(pair.liaison == liaison.id for pair in app.roster.decided) for liaison in liaisons
        ]
        rows: list[list[Content | str]] = [
            [told(liaison.name, "bold"), liaison.organisation, count(load, "pair")]
            for liaison, load in zip(liaisons, loads, strict=True)
        ]
        chooser = Choosing(
            "Who looks after this pair?",
            [Column("liaison", 20, 1), Column("library", 20, 1), Column("has", 9)],
            rows,
        )
        ask(
            self.app,
            chooser,
            lambda at: people_action(app, partial(set_liaison, who=pair, liaison=liaisons[at].id)),
        )

    def action_import_liaisons(self) -> None:
        """Take the committee's list."""
        self._import(
            "Import the committee's list",
            lambda workspace, cohort, path: (import_liaisons(workspace, cohort, path), []),
        )

    def action_check_ins(self) -> None:
        """Take the answers of a check-in form."""
        self._import("Import the answers of a check-in form", import_contacts)

    def _import(self, title: str, take: Take) -> None:
        """Ask for a file, then take it in a worker."""
        ask(
            self.app,
            FileChoice(title, Path.cwd()),
            lambda path: take_file(self.desk_app, path, take),
        )

    def action_feedback(self) -> None:
        """Import feedback, or read what came."""
        chooser = Choosing(
            "Feedback: for the committee, never for partners",
            [Column("what", 34, 1)],
            [
                ["Import the answers of the end form"],
                ["Read what came for this cohort"],
                ["Read all intakes of the programme"],
            ],
        )
        ask(self.app, chooser, self._feedback)

    def _feedback(self, at: int) -> None:
        app = self.desk_app
        if at == 0:
            self._import("Import the answers of the end form", import_feedback)
        elif app.sitting is not None and app.workspace is not None:
            self._read_feedback(app.workspace, app.sitting.cohort if at == 1 else "")

    def _read_feedback(self, workspace: Workspace, cohort: str) -> None:
        """Show what was answered, of one cohort or of all intakes of the programme."""
        app, programme = self.desk_app, self.desk_app.roster.programme.id

        def job() -> tuple[str, Callable[[], None] | None]:
            answers = summarise(feedback_of(workspace, cohort, programme))
            return "", lambda: app.show(Reading("Feedback", feedback_reading(answers)))

        app.act(job)

    def action_contact(self) -> None:
        """Note any contact of the pair."""
        if self._pair_id():
            ask_contact(self.desk_app, self._pair_id())

    def action_files(self) -> None:
        """Write the calendar or the report."""
        if self.desk_app.sitting is not None:
            ask_files(self.desk_app)

    def action_liaisons(self) -> None:
        """Give every pair without a liaison one."""
        app, sitting = self.desk_app, self.desk_app.sitting
        if sitting is None:
            return

        def job() -> tuple[str, Callable[[], None] | None]:
            entry = assign_liaisons(sitting.workspace, sitting.cohort)
            if entry is None:
                return "Every pair that can have a liaison has one.", None
            sitting.reload()
            return f"{entry.step.sentence}.  u undoes it.", lambda: app.take(sitting)

        app.act(job)


def _life_lines(life: PairLife) -> list[Content]:
    """Return when a pair was decided, and where it stands."""
    pair = life.pair
    return [
        line(("decided ", QUIET), pair.at, ("   until ", QUIET), pair.ends or "open end"),
        line(
            (f"{pair.state}; last contact ", QUIET),
            life.last or "none yet",
            ("   next ", QUIET),
            f"{life.due} {life.what}" if life.due else "nothing",
        ),
    ]


def _noted_lines(life: PairLife) -> list[Content]:
    """Return the reason of a pair and what was noted last."""
    lines = []
    if life.pair.reason:
        lines.append(line(("reason ", QUIET), life.pair.reason))
    for contact in life.noted[:3]:
        text = f"  {contact.text}" if contact.text else ""
        lines.append(line(("noted ", QUIET), f"{contact.on} {contact.kind}", (text, QUIET)))
    return lines
