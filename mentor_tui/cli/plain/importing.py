"""A form by question and answer: the file, what cannot be told, a look before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ...actions.form_options import read_options
from ...actions.import_dates import DateOrderUnclear
from ...actions.importing import ImportPlan, ImportRequest, plan_import, write_import
from ...actions.option_lists import options_found, with_list
from ...actions.workspace import Workspace
from ...errors import MentorError, MissingColumns
from ...intake.headings import UNCLEAR
from ...intake.headings import Column as FormColumn
from ..import_lines import file_line, file_lines, plan_lines
from .dialogue import Dialogue

_AMBIGUOUS = "ambiguous: "
_WRITE, _COLUMN, _OPTIONS, _DETAILS = range(4)
_WAYS = (
    "write it",
    "say what a column is",
    "the options of a question",
    "everything in detail",
)
_NOTHING = "Nothing was imported."

Next = ImportRequest | None
"""The request to read the file with; None where the coordinator went back."""


def import_form(workspace: Workspace, cohort: str, dialogue: Dialogue) -> None:
    """Ask for a file, settle what it does not tell, and write it after a yes."""
    talk = ImportTalk(workspace, dialogue)
    plan = _ask_file(talk, cohort, dialogue)
    while plan is not None:
        talk.tell_plan(plan)
        place = dialogue.choose("Nothing is written yet. What now?", _WAYS)
        if place is None:
            break
        if place == _WRITE:
            _write(workspace, plan, dialogue)
            return
        plan = talk.after(plan, place)
    dialogue.tell(_NOTHING)


def _ask_file(talk: ImportTalk, cohort: str, dialogue: Dialogue) -> ImportPlan | None:
    """Ask for files until one can be read; None when the coordinator went back."""
    while True:
        path = dialogue.ask_path("Which file is to be imported?")
        if path is None:
            return None
        try:
            return talk.settled(ImportRequest(files=[path], cohort=cohort))
        except MentorError as error:
            dialogue.tell(f"{error}.")


def _write(workspace: Workspace, plan: ImportPlan, dialogue: Dialogue) -> None:
    entry = write_import(workspace, plan)
    dialogue.tell(
        f"{entry.step.sentence}." if entry else "Nothing new: every row is known already."
    )


class ImportTalk:
    """What is asked about a file until it can be written."""

    def __init__(self, workspace: Workspace, dialogue: Dialogue) -> None:
        self._workspace, self._dialogue = workspace, dialogue

    def settled(self, request: ImportRequest) -> ImportPlan | None:
        """Read the file and ask what must be told before it can be written; None when that was left open."""
        wanted: Next = request
        while wanted is not None:
            plan, wanted = self._read(wanted)
            if plan is None:
                continue
            wanted = self._ask_column(plan)
            if wanted is plan.request:
                return plan
        return None

    def _read(self, request: ImportRequest) -> tuple[ImportPlan | None, Next]:
        """Return the plan, or the request with what the file needs to be read at all."""
        try:
            return plan_import(self._workspace, request), None
        except DateOrderUnclear as unclear:
            return None, self._ask_date_order(request, unclear)
        except MissingColumns as error:
            self._dialogue.tell(f"{error}.")
            if error.fields == ("role",):
                return None, self._ask_role(request)
            return plan_import(self._workspace, replace(request, lenient=True)), None

    def _ask_date_order(self, request: ImportRequest, unclear: DateOrderUnclear) -> Next:
        self._dialogue.tell(f"The file does not show which day {unclear.example!r} is.")
        self._dialogue.tell(f"It decides {unclear.decides}.")
        orders = list(unclear.meanings)
        meanings = [unclear.meanings[order] for order in orders]
        place = self._dialogue.choose("Which day is it?", meanings)
        return None if place is None else replace(request, date_order=orders[place])

    def _ask_role(self, request: ImportRequest) -> Next:
        """Ask which role everybody in the file has, where the form does not ask for it."""
        cohort = self._workspace.cohort(request.cohort)
        roles = self._workspace.programme_of(cohort).roles
        names = list(roles)
        words = [roles[name].label for name in names]
        place = self._dialogue.choose("Everybody in this file is a ...?", words)
        return None if place is None else replace(request, role=names[place])

    def _ask_column(self, plan: ImportPlan) -> Next:
        """Ask about the first column that cannot be told, or the first field without a column.

        Returns:
            The request to go on with; the plan's own when nothing is open.
        """
        for column in plan.columns:
            if column.how.startswith((_AMBIGUOUS, UNCLEAR)):
                return self._ask_meaning(plan, column)
        for field in plan.missing:
            return self._ask_which(plan, field)
        return plan.request

    def _ask_meaning(self, plan: ImportPlan, column: FormColumn) -> Next:
        """Ask which of several questions a column answers."""
        fields = column.how.removeprefix(_AMBIGUOUS).removeprefix(UNCLEAR).split(" or ")
        words = [_meaning(plan, field) for field in fields]
        self._tell_column(column)
        place = self._dialogue.choose("What is it?", [*words, "none of them: keep it as it is"])
        if place is None:
            return None
        return _mapped(plan, column, [*fields, ""][place])

    def _ask_which(self, plan: ImportPlan, field: str) -> Next:
        """Ask which column answers what the form must have."""
        unknown = [column for column in plan.columns if not column.field]
        columns = unknown or plan.columns
        question = f"Which column gives {_meaning(plan, field)}?"
        place = self._dialogue.choose(question, [_column_words(column) for column in columns])
        return None if place is None else _mapped(plan, columns[place], field)

    def _tell_column(self, column: FormColumn) -> None:
        self._dialogue.tell(f"The column {_column_words(column)}.")

    def tell_plan(self, plan: ImportPlan) -> None:
        """Tell what would be written, shortly."""
        for count in plan.counts:
            self._dialogue.tell(file_line(count))
        flags = 0
        for person in plan.applicants:
            flags += len(person.open_flags)
        self._dialogue.tell(f"{len(plan.applicants)} people; {flags} flags to read.")
        for question in plan.open:
            self._dialogue.tell(f"Open: {question.why}")

    def after(self, plan: ImportPlan, place: int) -> ImportPlan | None:
        """Do what was chosen about a plan, and return the plan to go on with."""
        if place == _DETAILS:
            self._tell_details(plan)
            return plan
        ask = self._change_column if place == _COLUMN else self._change_options
        return self._again(plan, ask)

    def _again(self, plan: ImportPlan, ask: Callable[[ImportPlan], Next]) -> ImportPlan | None:
        """Return the plan that an answer makes; the one before where the answer cannot be used."""
        try:
            request = ask(plan)
            return plan if request is None else self.settled(request)
        except MentorError as error:
            self._dialogue.tell(f"{error}.")
            return plan

    def _tell_details(self, plan: ImportPlan) -> None:
        for count in plan.counts:
            for text in file_lines(count, ""):
                self._dialogue.tell(text)
        for text in plan_lines(plan, ""):
            self._dialogue.tell(text)
        for person in plan.applicants:
            for flag in person.open_flags:
                self._dialogue.tell(f"  flag: {person.name}: {flag.text}")

    def _change_column(self, plan: ImportPlan) -> Next:
        columns = plan.columns
        words = [f"{_column_words(column)}: {_known(plan, column)}" for column in columns]
        place = self._dialogue.choose("Which column?", words)
        if place is None:
            return None
        self._tell_column(columns[place])
        questions = plan.programme.questions
        labels = [question.label or question.field for question in questions]
        chosen = self._dialogue.choose("What is it?", [*labels, "keep it as it is"])
        if chosen is None:
            return None
        field = questions[chosen].field if chosen < len(questions) else ""
        return _mapped(plan, columns[place], field)

    def _change_options(self, plan: ImportPlan) -> Next:
        """Tell the options of a question, and take the whole list from a file or line by line."""
        labels: dict[str, str] = {}
        for option in options_found(plan):
            labels[option.field] = option.label
        if not labels:
            self._dialogue.tell("No question of this file has a list.")
            return None
        fields = list(labels)
        place = self._dialogue.choose("Which question?", list(labels.values()))
        if place is None:
            return None
        self._tell_options(plan, fields[place])
        names = self._ask_list()
        return with_list(plan, fields[place], names) if names else None

    def _tell_options(self, plan: ImportPlan, field: str) -> None:
        for option in options_found(plan):
            if option.field == field:
                known = "" if option.known else ", written in"
                self._dialogue.tell(f"{option.shown}: in {option.answers} answers{known}.")

    def _ask_list(self) -> Sequence[str]:
        """Return the options as the form lists them; empty when they are right as they are."""
        ways = ("they are right", "the list stands in a file", "type the list")
        place = self._dialogue.choose("Are these the options of the form?", ways)
        if place == 1:
            path = self._dialogue.ask_path("Which file, one option a line?")
            return read_options(Path(path)) if path is not None else ()
        names: list[str] = []
        while place == 2:
            name = self._dialogue.ask("The next option? Enter ends the list.")
            if not name:
                break
            names.append(name)
        return names


def _mapped(plan: ImportPlan, column: FormColumn, field: str) -> ImportRequest:
    return replace(plan.request, maps={**plan.request.maps, column.heading: field}, lenient=False)


def _column_words(column: FormColumn) -> str:
    samples = ", ".join(column.samples)
    answers = f", answers such as {samples}" if samples else ""
    return f"{column.heading or '(no heading)'}{answers}"


def _meaning(plan: ImportPlan, field: str) -> str:
    """Return a field in the words of the programme's question."""
    question = plan.programme.question(field)
    return question.label if question is not None and question.label else field


def _known(plan: ImportPlan, column: FormColumn) -> str:
    return _meaning(plan, column.field) if column.field else "kept as it is"
