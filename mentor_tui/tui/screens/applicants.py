"""Applicants: the table of people, filtered as one types, with the card of the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from ...actions import deciding as actions
from ...actions.same_people import duplicates_of, merge_order
from ...domain.names import plain
from ...domain.people import Applicant
from ...views.cohort_figures import role_figures
from ..applicant_columns import STANDARD, Facet, Shown, choosable, facets, finds, search_text
from ..commands import APPLICANTS, bindings_of
from ..deciding import ask_flag, ask_note, people_action
from ..going import go_to_board, go_to_pair_of
from ..looking_after import ask_erase, show_history
from ..reading import person_reading
from ..settling import ask_read, ask_value, ask_waiver, settle
from ..text import QUIET, count, told
from ..widgets.rows import Column, Rows
from .choosing import Choosing
from .duplicates import Duplicates
from .overlay import Reading, ask
from .tables import TableScreen


class ApplicantsScreen(TableScreen):
    """Everybody who applied."""

    NAME: ClassVar[str] = APPLICANTS
    NUMBER: ClassVar[str] = "2"
    TITLE_WORD: ClassVar[str] = "Applicants"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(APPLICANTS)

    def __init__(self) -> None:
        super().__init__()
        self._filter, self._sort, self._backwards = "", 0, False
        self._facet: Facet | None = None
        self._columns: list[Shown] = []
        self._marked: set[str] = set()
        self._texts: dict[str, str] = {}
        self._seen: object = None

    def compose_body(self) -> ComposeResult:
        """Lay out the filter above the table."""
        field = Input(
            placeholder="filter: name, library, role, verdict, topic, flag (Esc closes)",
            id="filter",
        )
        field.display = False
        yield field
        yield from super().compose_body()

    def _shown(self) -> list[Shown]:
        """Return the columns that are chosen, as far as this programme has them."""
        known = choosable(self.desk_app.roster.programme)
        chosen = [known[name] for name in self.desk_app.settings.columns if name in known]
        if chosen:  # who chooses a column wants to see it, whatever the width
            return [replace(shown, column=replace(shown.column, wide=0)) for shown in chosen]
        return [known[name] for name in STANDARD]

    def load_ids(self) -> list[str]:
        """Return the people who match filter and facet, sorted."""
        if self.desk_app.sitting is None:
            return []
        roster = self.desk_app.roster
        if self._seen is not roster.applicants:
            self._seen, self._texts = (
                roster.applicants,
                {
                    applicant.id: search_text(roster.programme, applicant)
                    for applicant in roster.applicants
                },
            )
            self._marked &= set(self._texts)
            self._refresh_facet(roster.applicants)
        shown = self._columns = self._shown()
        self.query_one("#table", Rows).columns = (
            Column("", 1),
            *(each_shown.column for each_shown in shown),
        )
        words = plain(self._filter).split()
        people = [
            applicant for applicant in roster.applicants if finds(words, self._texts[applicant.id])
        ]
        if self._facet is not None:
            people = [applicant for applicant in people if applicant.id in self._facet.people]
        order = shown[self._sort % len(shown)].order
        ordered = sorted(
            people,
            key=lambda applicant: (order(applicant), plain(applicant.name), applicant.id),
            reverse=self._backwards,
        )
        if words:  # who is called so comes before who only writes so
            ordered.sort(
                key=lambda each_applicant: (
                    not all(word in plain(each_applicant.name) for word in words)
                )
            )
        return [applicant.id for applicant in ordered]

    def select(self, row_id: str) -> bool:
        """Put the cursor on a person; what hides them is put away."""
        self.reload()
        if row_id not in self.ids:
            self._facet = None
            self.query_one("#filter", Input).value = self._filter = ""
            self._close_filter()
            self.sort_anew()
        return super().select(row_id)

    def _refresh_facet(self, people: Sequence[Applicant]) -> None:
        """Keep the group that is listed in step with what was corrected."""
        if self._facet is not None:
            kind, value = self._facet.kind, self._facet.value
            matching_facets = [
                facet
                for facet in facets(self.desk_app.roster.programme, people)
                if (facet.kind, facet.value) == (kind, value)
            ]
            self._facet = matching_facets[0] if matching_facets else None

    def cells(self, row_id: str) -> Sequence[Content | str]:
        """Return a person's cells."""
        applicant = self.desk_app.roster.people[row_id]
        return [
            told("*" if row_id in self._marked else "", "$act bold"),
            *(each.cell(applicant) for each in self._columns),
        ]

    def empty_sentence(self) -> str:
        """Say why there is nobody."""
        if self.desk_app.sitting is None:
            return "No cohort is open. 1 goes to Cohorts."
        return (
            "Nobody matches the filter. / changes it."
            if self._filter
            else "Nobody has applied yet. i imports the form's export."
        )

    def headline(self) -> Content:
        """Say how many are shown, how they are sorted and filtered."""
        if self.desk_app.sitting is None:
            return Content("")
        people = self.desk_app.roster.applicants
        narrowed = self._filter or self._facet
        words = [
            f"{len(self.ids)} of {len(people)}"
            if narrowed
            else count(len(people), "person", "people")
        ]
        shown = self._shown()
        words += [f"{len(self._marked)} marked"] if self._marked else []
        words += [f"by {shown[self._sort % len(shown)].column.heading}"]
        words += [f"{self._facet.kind}: {self._facet.value}"] if self._facet else []
        words += [f"filter: {self._filter}"] if self._filter else []
        return told("  ".join(words), QUIET)

    def second_line(self, width: int) -> Content:
        """Count the verdicts."""
        if self.desk_app.sitting is None:
            return Content("")
        parts: list[str] = []
        for role in role_figures(self.desk_app.roster):
            verdicts = ", ".join(f"{number} {status}" for status, number in role.verdicts)
            if verdicts:
                parts.append(f"{role.plural}: {verdicts}")
        return told("   ".join(parts), QUIET)

    def detail_lines(self, row_id: str, width: int) -> list[Content]:
        """Return the card."""
        return person_reading(self.desk_app.roster, row_id)

    def action_open_card(self) -> None:
        """Show the whole card."""
        if self.current_id():
            self.app.push_screen(
                Reading("The whole card", person_reading(self.desk_app.roster, self.current_id()))
            )

    def action_find(self) -> None:
        """Open the filter."""
        field = self.query_one("#filter", Input)
        field.display = True
        field.focus()

    def on_descendant_focus(self) -> None:
        """Show the keys that work here."""
        if self.laid_out:
            self.refresh_frame()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        self._filter = event.value
        self.sort_anew()

    def on_input_submitted(self) -> None:
        """Go back to the table, the filter kept."""
        self._close_filter()

    def key_escape(self) -> None:
        """Close the filter and show everybody again."""
        if self.query_one("#filter", Input).display:
            self.query_one("#filter", Input).value = ""
            self._close_filter()

    def _close_filter(self) -> None:
        field = self.query_one("#filter", Input)
        field.display = bool(field.value)
        self.query_one("#table", Rows).focus()

    def action_sort(self) -> None:
        """Sort by the next column."""
        self._sort += 1
        self.sort_anew()

    def action_sort_backwards(self) -> None:
        """Turn the order round."""
        self._backwards = not self._backwards
        self.sort_anew()

    def action_mark(self) -> None:
        """Mark the person, or take the mark away, and go to the next."""
        if self.current_id():
            self._marked ^= {self.current_id()}
            self.query_one("#table", Rows).action_move(1)
            self.reload()

    def action_mark_all(self) -> None:
        """Mark everybody who is shown; when all are marked already, nobody."""
        shown = set(self.ids)
        self._marked = self._marked - shown if shown <= self._marked else self._marked | shown
        self.reload()

    def action_facet(self) -> None:
        """Choose a group to list: a role, a verdict, a flag, a topic."""
        if self.desk_app.sitting is None:
            return
        matching_facets = facets(self.desk_app.roster.programme, self.desk_app.roster.applicants)
        rows = [["", "everybody", str(len(self.desk_app.roster.applicants))]]
        rows += [[facet.kind, facet.value, str(len(facet.people))] for facet in matching_facets]
        chooser = Choosing(
            "List whom?",
            [Column("by", 13), Column("group", 30, 1), Column("people", 6, right=True)],
            rows,
        )

        def chosen(at: int) -> None:
            self._facet = matching_facets[at - 1] if at else None
            self.sort_anew()

        ask(self.app, chooser, chosen)

    def action_columns(self) -> None:
        """Choose the columns; Enter shows or hides one."""
        if self.desk_app.sitting is None:
            return
        known = choosable(self.desk_app.roster.programme)
        here = [name for name in self.desk_app.settings.columns if name in known] or list(STANDARD)
        rows = [
            ["[x]" if name in here else "[ ]", shown.column.heading]
            for name, shown in known.items()
        ]
        chooser = Choosing(
            "Show or hide which column?",
            [Column("", 3), Column("column", 40, 1)],
            rows,
            sentence="Remembered for the next time.",
        )

        def chosen(at: int) -> None:
            name = list(known)[at]
            chosen_now = (
                [each_name for each_name in here if each_name != name]
                if name in here
                else [*here, name]
            )
            self.desk_app.settings.keep_columns([name for name in known if name in chosen_now])
            self.reload()

        ask(self.app, chooser, chosen)

    # what changes a person

    def action_correct(self) -> None:
        """Choose a field, then type what counts."""
        person_id = self.current_id()
        if not person_id:
            return
        programme = self.desk_app.roster.programme
        person = self.desk_app.roster.people[person_id]
        fields = [question.field for question in programme.questions]
        rows = [
            [question.label or question.field, person.short(question.field)]
            for question in programme.questions
        ]
        chooser = Choosing(
            f"Correct which answer of {person.name}?",
            [Column("field", 20), Column("answer now", 30, 1)],
            rows,
        )
        ask(self.app, chooser, lambda at: ask_value(self.desk_app, person_id, fields[at]))

    def action_waive(self) -> None:
        """Choose a rule that fails, then type the reason."""
        person_id = self.current_id()
        if not person_id:
            return
        person = self.desk_app.roster.people[person_id]
        reasons = {
            reason.rule: reason
            for entry in person.roles.values()
            for reason in entry.verdict.reasons
        }
        if not reasons:
            self.desk_app.say(f"No rule stands against {person.name}.")
            return
        rules = list(reasons)
        rows = [[rule, reasons[rule].answer, reasons[rule].needs] for rule in rules]
        chooser = Choosing(
            f"Waive which rule for {person.name}?",
            [Column("rule", 16), Column("answered", 16, 1), Column("needs", 24, 2)],
            rows,
        )
        ask(self.app, chooser, lambda at: ask_waiver(self.desk_app, person_id, rules[at]))

    def action_clear_flags(self) -> None:
        """Show the open flags of the person, or of all who are marked, to be cleared once read; without any, put one on."""
        app, person = self.desk_app, self.current_id()
        if app.sitting is None or not person:
            return
        people = app.roster.people
        marked = [people[name] for name in sorted(self._marked) if people[name].open_flags]
        chosen = marked or ([people[person]] if people[person].open_flags else [])
        if not chosen:
            ask_flag(app, person)
            return
        ask_read(app, [applicant.id for applicant in chosen])

    def action_note(self) -> None:
        """Write a note."""
        if self.current_id():
            ask_note(self.desk_app, self.current_id())

    def action_duplicates(self) -> None:
        """Show people who are probably one, those under the cursor first."""
        app = self.desk_app
        if app.sitting is None:
            return
        here, roster = self.current_id(), app.roster
        duplicates = sorted(duplicates_of(roster), key=lambda two: here not in two[:2])
        if not duplicates:
            app.say("Nobody here looks like somebody else.")
            return
        ordered = [(*merge_order(roster, two[:2]), two[2]) for two in duplicates]
        ask(self.app, Duplicates(roster, ordered), partial(settle, app))

    def action_history(self) -> None:
        """Show what happened to the person."""
        if self.current_id():
            show_history(self.desk_app, self.current_id())

    def action_erase(self) -> None:
        """Erase the person for good."""
        if self.current_id():
            ask_erase(self.desk_app, self.current_id())

    def action_go_to_learner(self) -> None:
        """Go to the person on the board."""
        if self.current_id():
            go_to_board(self.desk_app, [self.current_id()])

    def action_go_to_pair(self) -> None:
        """Go to the person's pair."""
        if self.current_id():
            go_to_pair_of(self.desk_app, self.current_id())

    def action_withdraw(self) -> None:
        """Take the person out of the cohort."""
        person, app = self.current_id(), self.desk_app
        if person:
            people_action(app, partial(actions.withdraw, who=person))
