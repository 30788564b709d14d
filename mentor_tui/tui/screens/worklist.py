"""Worklist: everything that needs the coordinator, walked with Enter and one key each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from ...actions.same_people import merge_order
from ...actions.worklist import Need, Task, work_list
from ..commands import WORKLIST, bindings_of
from ..following import ask_contact, ask_letters
from ..going import go_to_board, go_to_person
from ..reading import person_reading
from ..settling import ask_read, ask_value, ask_waiver, settle
from ..text import MISSING, QUIET, count, line, told
from ..widgets.rows import Column
from .duplicates import Duplicates
from .overlay import Reading, ask
from .read_tables import Reader, ReadTable

_ENTER = {
    Need.REQUEST: "Enter shows it in full; f there says that it is read",
    Need.DUPLICATE: "Enter shows both side by side; m makes them one, x keeps two",
    Need.VERDICT: "Enter corrects the answer; ! waives the rule with a reason",
    Need.FLAG: "Enter shows it in full; f there says that it is read",
    Need.LOW_FIT: "Enter goes to the pair on the board; w there shows the others",
    Need.SILENT: "Enter notes what happened; 4 shows the pair",
    Need.LETTER: "Enter writes the drafts; nothing is sent",
}


class WorklistScreen(ReadTable):
    """What is left that only a person can settle."""

    NAME: ClassVar[str] = WORKLIST
    NUMBER: ClassVar[str] = "7"
    TITLE_WORD: ClassVar[str] = "Worklist"
    REST: ClassVar[str] = "+ shows the rest."
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(WORKLIST)
    COLUMNS: ClassVar[Sequence[Column]] = (
        Column("needs", 9),
        Column("who", 20, 1),
        Column("what", 30, 3),
    )

    def __init__(self) -> None:
        super().__init__()
        self._tasks: dict[str, Task] = {}
        self._seen: object = None

    def reader(self) -> Reader | None:
        """Look for what is to be done, where the cohort has changed."""
        workspace, sitting = self.desk_app.workspace, self.desk_app.sitting
        if workspace is None or sitting is None:
            return None
        problem, seen = sitting.problem, self._seen

        def read() -> tuple[object, list[Task]] | None:
            return None if problem is seen else (problem, work_list(workspace, problem))

        return read

    def take(self, rows: tuple[object, list[Task]]) -> None:
        """Keep the tasks, and of which state of the cohort they are."""
        self._seen, tasks = rows
        self._tasks = {task.id: task for task in tasks}

    def forget(self) -> None:
        """Know no task."""
        self._tasks, self._seen = {}, None

    def load_ids(self) -> list[str]:
        """Return what is to be done."""
        return list(self._tasks)

    def cells(self, row_id: str) -> Sequence[Content | str]:
        """Return why, who and what."""
        task = self._tasks[row_id]
        return [
            told(task.need.value, MISSING if task.need is Need.REQUEST else QUIET),
            told(task.who, "bold"),
            task.words,
        ]

    def empty_sentence(self) -> str:
        """Say that all is done."""
        if self.desk_app.sitting is None:
            return "No cohort is open. 1 goes to Cohorts."
        return "Nothing is waiting for you here. 3 goes to the board, E writes the lists."

    def headline(self) -> Content:
        """Count what is left."""
        return told(count(len(self._tasks), "thing"), QUIET)

    def second_line(self, width: int) -> Content:
        """Count by need."""
        counts = Counter(task.need for task in self._tasks.values())
        return told("   ".join(f"{need} {counts[need]}" for need in Need if counts[need]), QUIET)

    def detail_lines(self, row_id: str, width: int) -> list[Content]:
        """Return the whole words, who it is, and what Enter does."""
        task, roster = self._tasks[row_id], self.desk_app.roster
        lines = [line((task.who, "bold")), told(task.words), told(_ENTER[task.need], "$act")]
        if self.has_class("-wide"):
            return [*lines, *self._cards(task)]
        for person in task.people:
            if person in roster.people:
                known = roster.people[person]
                place = known.organisation or "library not known"
                lines.append(line((known.name, "bold"), f"  {place}  ", (known.email, QUIET)))
        return lines

    def _cards(self, task: Task) -> list[Content]:
        """Return the whole cards of whom it is about."""
        lines: list[Content] = []
        for person in task.people:
            if person in self.desk_app.roster.people:
                lines += [Content(""), *person_reading(self.desk_app.roster, person)]
        return lines

    def _here(self) -> Task | None:
        return self._tasks.get(self.current_id())

    def action_settle(self) -> None:
        """Do what this needs."""
        task = self._here()
        if task is None:
            return
        app = self.desk_app
        doings: dict[Need, Callable[[], object]] = {
            Need.REQUEST: lambda: ask_read(app, task.people),
            Need.FLAG: lambda: ask_read(app, task.people),
            Need.DUPLICATE: lambda: self._tell_apart(task),
            Need.VERDICT: lambda: self._correct(task),
            Need.LOW_FIT: lambda: go_to_board(app, task.people),
            Need.SILENT: lambda: ask_contact(app, task.subject),
            Need.LETTER: lambda: ask_letters(app, ""),
        }
        doings[task.need]()

    def _tell_apart(self, task: Task) -> None:
        """Show all who may be one, these two first: a key there can mean all of them."""
        app = self.desk_app
        alike = [task for task in self._tasks.values() if task.need is Need.DUPLICATE]
        alike.sort(key=lambda each_task: each_task.id != task.id)
        shown = [(*merge_order(app.roster, task.people), task.words) for task in alike]
        ask(app, Duplicates(app.roster, shown), partial(settle, app))

    def _correct(self, task: Task) -> None:
        """Ask for the answer that the rule looks at."""
        rules = {rule.id: rule.field for rule in self.desk_app.roster.programme.rules}
        if task.subject in rules:
            ask_value(self.desk_app, task.people[0], rules[task.subject])
        else:
            self.action_open_card()

    def action_waive(self) -> None:
        """Waive the rule of an undecided verdict."""
        task = self._here()
        if task is not None and task.need is Need.VERDICT and task.subject:
            ask_waiver(self.desk_app, task.people[0], task.subject)
        else:
            self.desk_app.say("Only a rule can be waived; this is none.")

    def action_open_card(self) -> None:
        """Show the whole card of those whom it is about."""
        task, lines = self._here(), list[Content]()
        for person in task.people if task is not None else ():
            lines += [*person_reading(self.desk_app.roster, person), Content("")]
        if lines and task is not None:
            self.app.push_screen(Reading(task.who, lines))

    def action_go_to_person(self) -> None:
        """Go to the person among the applicants."""
        task = self._here()
        if task is not None and task.people:
            go_to_person(self.desk_app, task.people[0])
