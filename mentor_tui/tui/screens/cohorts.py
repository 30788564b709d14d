"""Cohorts: every intake with its figures, and what is left to do with the keys that do it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from ...actions.cohorts import carry_over, change_dates, create_cohort
from ...actions.overview import CohortRow, cohort_rows
from ...actions.typed_days import days_meant, no_day
from ...actions.workspace import Workspace
from ...domain.calendar import CohortDates
from ...domain.records import LogEntry
from ...programmes.schema import Programme
from ...review.sitting import Sitting
from ..commands import COHORTS, bindings_of
from ..handing_over import ask_hand_over, ask_take_over
from ..looking_after import ask_bring_back, ask_delete, make_copy, show_examination
from ..overview import plot_lines, show_overview
from ..text import MISSING, QUIET, count, line, told
from ..widgets.lines import Lines
from ..widgets.rows import Column
from .choosing import Choosing
from .overlay import Asking, ask
from .read_tables import Reader, ReadTable

if TYPE_CHECKING:
    from ..app import MentorApp


_ABOVE_TOPICS, _LEAST_TOPICS = 11, 3
"""Rows of the plots above the topics, and how many topics are worth them."""


class CohortsScreen(ReadTable):
    """The first screen."""

    NAME: ClassVar[str] = COHORTS
    NUMBER: ClassVar[str] = "1"
    TITLE_WORD: ClassVar[str] = "Cohorts"
    REST: ClassVar[str] = "e shows the rest."
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(COHORTS)
    DETAIL_HEIGHT: ClassVar[int] = 9
    COLUMNS: ClassVar[Sequence[Column]] = (
        Column("cohort", 16, 2),
        Column("programme", 12, 1),
        Column("people", 6, right=True),
        Column("eligible", 8, right=True),
        Column("placed", 6, right=True),
        Column("deadline", 10, wide=88),
        Column("exported", 19, 1, wide=66),
    )

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, CohortRow] = {}
        self._version = -1
        """The number of the file's change after which the figures were read."""

    def rows_of(self) -> object:
        """All cohorts stand here, whichever is open."""
        return self.NAME

    def reader(self) -> Reader | None:
        """Read the figures of every cohort, where the file has changed."""
        workspace, seen = self.desk_app.workspace, self._version
        if workspace is None:
            return None

        def read() -> tuple[int, list[CohortRow]] | None:
            version = workspace.store.data_version()
            return None if version == seen else (version, cohort_rows(workspace))

        return read

    def take(self, rows: tuple[int, list[CohortRow]]) -> None:
        """Keep the figures, and of which change of the file they are."""
        self._version, cohorts = rows
        self._rows = {row.name: row for row in cohorts}

    def forget(self) -> None:
        """Know no cohort."""
        self._rows, self._version = {}, -1

    def load_ids(self) -> list[str]:
        """Return the cohorts."""
        return list(self._rows)

    def cells(self, row_id: str) -> Sequence[Content | str]:
        """Return a cohort's figures."""
        row = self._rows[row_id]
        name = told(row.name, "bold" if row.name == self.desk_app.cohort_name else "")
        return [
            name,
            row.programme,
            str(row.people),
            str(row.eligible),
            str(row.placed),
            row.deadline,
            told(_exported(row), "" if row.exported else QUIET),
        ]

    def empty_sentence(self) -> str:
        """Say how to begin."""
        return "No cohort yet. N creates one; then i imports the form's export."

    def headline(self) -> Content:
        """Count the cohorts."""
        return told(count(len(self._rows), "cohort"), QUIET)

    def detail_lines(self, row_id: str, width: int) -> list[Content]:
        """Return what is left to do, each with its key."""
        row = self._rows[row_id]
        lines = [
            line(
                (row.name, "bold"),
                f"  {row.programme}  ",
                (f"{row.starts or 'no start date'} to {row.ends or 'open end'}", QUIET),
            )
        ]
        lines.append(told("What is left to do", QUIET))
        lines += checklist(row)
        return [*lines, *self._figures(row, width, len(lines))]

    def _figures(self, row: CohortRow, width: int, taken: int) -> list[Content]:
        """Return the plots of the open cohort, where there is room for them below."""
        sitting = self.desk_app.sitting
        room = self.query_one("#detail", Lines).content_size.height - taken - _ABOVE_TOPICS
        if sitting is None or sitting.cohort != row.name or room < 2 * _LEAST_TOPICS:
            return []
        return [Content(""), *plot_lines(sitting.problem, (), width, room // 2)]

    def action_open_cohort(self) -> None:
        """Open the cohort under the cursor."""
        name, app = self.current_id(), self.desk_app
        if name:
            open_cohort(app, name, "board" if self._rows[name].people else "cohorts")

    def action_overview(self) -> None:
        """Show who is in and who is out, and which topics lack helpers."""
        if self.current_id():
            show_overview(self.desk_app, self.current_id())

    def action_carry_over(self) -> None:
        """Choose an earlier cohort of the same programme, and bring its waiting list along."""
        name, app, workspace = self.current_id(), self.desk_app, self.desk_app.workspace
        if not name or workspace is None:
            return
        others = [
            row
            for row in self._rows.values()
            if row.programme == self._rows[name].programme and row.name != name
        ]
        rows = [[row.name, f"{row.learners - row.placed} may wait"] for row in others]
        chooser = Choosing(
            f"Whose waiting list comes into {name}?",
            [Column("cohort", 24, 1), Column("people", 20)],
            rows,
        )

        ask(
            self.app,
            chooser,
            lambda at: cohort_action(
                app, name, lambda workspace: carry_over(workspace, name, others[at].name)
            ),
        )

    def action_hand_over(self) -> None:
        """Write the cohort for another machine."""
        if self.current_id():
            ask_hand_over(self.desk_app, self.current_id())

    def action_take_over(self) -> None:
        """Take over a cohort, or merge what another coordinator did."""
        if self.desk_app.workspace is not None:
            ask_take_over(self.desk_app)

    def action_delete_cohort(self) -> None:
        """Delete the cohort under the cursor."""
        if self.current_id():
            ask_delete(self.desk_app, self.current_id())

    def action_back_up(self) -> None:
        """Copy the whole file."""
        make_copy(self.desk_app)

    def action_bring_back(self) -> None:
        """Bring a copy back."""
        ask_bring_back(self.desk_app)

    def action_examine(self) -> None:
        """Examine the file."""
        show_examination(self.desk_app)

    def action_dates(self) -> None:
        """Change one of the cohort's dates."""
        name, app = self.current_id(), self.desk_app
        if not name:
            return
        row = self._rows[name]
        words = ("deadline", "starts", "ends")
        rows = [[word, getattr(row, word) or "not set"] for word in words]
        chooser = Choosing(
            f"Which date of {name}?", [Column("date", 12), Column("now", 20, 1)], rows
        )
        ask(
            self.app,
            chooser,
            lambda at: self._ask_date(app, name, words[at], getattr(row, words[at])),
        )

    @staticmethod
    def _ask_date(app: MentorApp, name: str, word: str, now: str) -> None:
        question = Asking(
            f"{word.capitalize()} of {name}",
            "As 2027-01-31. Pairs with the old date get the new one.",
            now,
            wrong=no_day,
        )
        ask(
            app,
            question,
            lambda text: cohort_action(
                app,
                name,
                lambda workspace: change_dates(
                    workspace, name, CohortDates(**{word: days_meant(text)[0]})
                ),
            ),
        )

    def action_new_cohort(self) -> None:
        """Choose a programme, then name the cohort."""
        workspace = self.desk_app.workspace
        if workspace is None:
            return

        def job() -> tuple[str, Callable[[], None] | None]:
            ids = workspace.programme_ids()
            known = [workspace.programme_today(name) for name in ids]
            return "", partial(self._choose_programme, ids, known)

        self.desk_app.act(job)

    def _choose_programme(self, ids: list[str], known: Sequence[Programme]) -> None:
        rows: list[list[Content | str]] = [
            [told(programme.name, "bold"), programme.organisation] for programme in known
        ]
        chooser = Choosing(
            "A new cohort of which programme?",
            [Column("programme", 28, 1), Column("organisation", 22, 1)],
            rows,
        )
        ask(self.app, chooser, lambda at: self._name_it(ids[at]))

    def _name_it(self, programme: str) -> None:
        today = self.desk_app.workspace.now()[:4] if self.desk_app.workspace else ""
        ask(
            self.app,
            Asking(
                "A short name for the cohort",
                f"A cohort of {programme}. Dates come from its calendar, where it has one.",
                f"{programme}-{today}",
            ),
            lambda name: self._create(name, programme),
        )

    def _create(self, name: str, programme: str) -> None:
        app, workspace = self.desk_app, self.desk_app.workspace
        if workspace is None:
            return

        def job() -> tuple[str, Callable[[], None] | None]:
            entry = create_cohort(workspace, name, programme, CohortDates())
            sitting = Sitting(workspace, name)

            def follow() -> None:
                app.sit(sitting)
                app.wanted = (self.NAME, name)

            return f"{entry.step.sentence}. i imports the form's export.", follow

        app.act(job)


def _exported(row: CohortRow) -> str:
    """Return the day of the last lists, and that pairs changed since."""
    if not row.exported:
        return "not yet"
    return row.exported[:10] + (", changed" if "changed" in row.exported else "")


def checklist(row: CohortRow) -> list[Content]:
    """Return what is left to do in a cohort: done or not, and the key."""
    full = row.placed == row.places < row.learners
    steps = (
        (row.people > 0, "import the applications", "i"),
        (
            row.learners > 0 and row.places > 0,
            f"both sides: {row.learners} to place, {row.places} places",
            "i",
        ),
        (row.undecided == 0, f"{count(row.undecided, 'undecided verdict')} to settle", "2"),
        (row.flags == 0, f"{count(row.flags, 'flag')} to read", "2"),
        (
            row.placed >= min(row.learners, row.places) > 0,
            f"decide the pairs: {row.placed} of {row.learners} placed"
            + (", every place is taken" if full else ""),
            "3",
        ),
        (
            bool(row.exported) and "changed" not in row.exported,
            "export the lists" + (" again" if row.exported else ""),
            "E",
        ),
    )
    lines = []
    for done, words, key in steps:
        mark = ("[x] ", QUIET) if done else ("[ ] ", MISSING)
        sign = ("  " if done else f"{key} ", "$act")
        lines.append(line(mark, sign, (words, QUIET if done else "")))
    return lines


def cohort_action(app: MentorApp, name: str, make: Callable[[Workspace], LogEntry]) -> None:
    """Run an action on a cohort in a worker, and open that cohort."""
    workspace = app.workspace
    if workspace is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        entry = make(workspace)
        sitting = Sitting(workspace, name)
        return f"{entry.step.sentence}.  u undoes it.", lambda: app.sit(sitting)

    app.act(job)


def open_cohort(app: MentorApp, name: str, then: str) -> None:
    """Open a cohort in a worker and go to a screen."""
    workspace = app.workspace
    if workspace is None:
        return

    def job() -> tuple[str, Callable[[], None] | None]:
        sitting = Sitting(workspace, name)

        def follow() -> None:
            app.sit(sitting)
            if then != getattr(app.screen, "NAME", ""):
                app.switch_screen(then)

        return (
            ""
            if then == "board"
            else "This cohort has no applications yet. i imports the form's export."
        ), follow

    app.act(job)
