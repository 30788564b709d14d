"""Applicants: the table of people, filtered as one types, with the card of the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from ...actions import deciding as actions
from ...actions.same_people import duplicates_of, keep_two, merge_order, merge_people
from ...domain.names import plain
from ...domain.people import Applicant
from ..commands import APPLICANTS, bindings_of
from ..deciding import ask_note, clear_flags, people_action
from ..reading import person_reading
from ..text import MISSING, QUIET, count, line, told
from ..widgets.rows import Column, Rows
from .choosing import Choosing
from .duplicates import Duplicates
from .overlay import Asking, Reading, ask
from .tables import TableScreen

_SORTS = ("name", "library", "verdict", "flags")
_STYLES = {"eligible": "$shared", "ineligible": "$blocking", "undecided": MISSING, "withdrawn": QUIET}


class ApplicantsScreen(TableScreen):
    """Everybody who applied."""

    NAME: ClassVar[str] = APPLICANTS
    NUMBER: ClassVar[str] = "2"
    TITLE_WORD: ClassVar[str] = "Applicants"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(APPLICANTS)
    COLUMNS: ClassVar[Sequence[Column]] = (
        Column("name", 20, 2), Column("role: verdict", 19, 1), Column("library", 18, 2), Column("flags", 5), Column("e-mail", 26, 1, wide=110),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._filter, self._sort, self._backwards = "", 0, False
        self._texts: dict[str, str] = {}
        self._seen: object = None

    def compose_body(self) -> ComposeResult:
        """Lay out the filter above the table."""
        field = Input(placeholder="filter: name, library, role, verdict, topic, flag (Esc closes)", id="filter")
        field.display = False
        yield field
        yield from super().compose_body()

    def load_ids(self) -> list[str]:
        """Return the people who match the filter, sorted."""
        if self.desk_app.sitting is None:
            return []
        roster = self.desk_app.roster
        if self._seen is not roster.applicants:
            self._seen, self._texts = roster.applicants, {one.id: _search_text(one) for one in roster.applicants}
        words = plain(self._filter).split()
        people = [one for one in roster.applicants if all(word in self._texts[one.id] for word in words)]
        ordered = sorted(people, key=self._order, reverse=self._backwards)
        if words:  # who is called so comes before who only writes so
            ordered.sort(key=lambda one: not all(word in plain(one.name) for word in words))
        return [one.id for one in ordered]

    def _order(self, one: Applicant) -> tuple[object, ...]:
        verdict = " ".join(entry.verdict.status for entry in one.roles.values())
        flags = -sum(not flag.cleared for flag in one.flags)
        first: tuple[object, ...] = ((), (plain(one.organisation),), (verdict,), (flags,))[self._sort]
        return (*first, plain(one.name), one.id)

    def cells(self, row_id: str) -> Sequence[Content | str]:
        """Return a person's cells."""
        one = self.desk_app.roster.people[row_id]
        verdicts = _verdicts(one)
        flags = sum(not flag.cleared for flag in one.flags)
        return [
            told(one.name or "(no name)", "bold"),
            verdicts,
            one.organisation,
            told(f"~ {flags}" if flags else "", MISSING),
            one.email,
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
        shown = f"{len(self.ids)} of {len(people)}" if self._filter else count(len(people), "person", "people")
        words = f"{shown}  by {_SORTS[self._sort]}" + ("  filter: " + self._filter if self._filter else "")
        return told(words, QUIET)

    def second_line(self, width: int) -> Content:
        """Count the verdicts."""
        if self.desk_app.sitting is None:
            return Content("")
        counts: dict[str, int] = {}
        for one in self.desk_app.roster.applicants:
            for role, entry in one.roles.items():
                key = f"{role} {entry.verdict.status}"
                counts[key] = counts.get(key, 0) + 1
        return told("   ".join(f"{number} {words}" for words, number in sorted(counts.items())), QUIET)

    def detail_lines(self, row_id: str, width: int) -> list[Content]:
        """Return the card."""
        return person_reading(self.desk_app.roster, row_id)

    def action_open_card(self) -> None:
        """Show the whole card."""
        if self.current_id():
            self.app.push_screen(Reading("The whole card", person_reading(self.desk_app.roster, self.current_id())))

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
        self.reload()

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
        self._sort = (self._sort + 1) % len(_SORTS)
        self.reload()

    def action_sort_backwards(self) -> None:
        """Turn the order round."""
        self._backwards = not self._backwards
        self.reload()

    # what changes a person

    def action_correct(self) -> None:
        """Choose a field, then type what counts."""
        person_id = self.current_id()
        if not person_id:
            return
        programme = self.desk_app.roster.programme
        person = self.desk_app.roster.people[person_id]
        fields = [question.field for question in programme.questions]
        rows = [[question.label or question.field, person.short(question.field)] for question in programme.questions]
        chooser = Choosing(
            f"Correct which answer of {person.name}?", [Column("field", 20), Column("answer now", 30, 1)], rows
        )
        ask(self.app, chooser, lambda at: self._ask_value(person_id, fields[at]))

    def _ask_value(self, person_id: str, field: str) -> None:
        app = self.desk_app
        person = app.roster.people[person_id]
        answer = person.answer(field)
        original = (
            f"The original answer stays: {answer.original or '(blank)'}" if answer else "The form did not ask this."
        )
        ask(
            self.app,
            Asking(f"{field} of {person.name}", original, answer.text if answer else "", needed=False),
            lambda text: people_action(app, partial(actions.correct, who=person_id, setting=f"{field}={text}")),
        )

    def action_waive(self) -> None:
        """Choose a rule that fails, then type the reason."""
        person_id = self.current_id()
        if not person_id:
            return
        person = self.desk_app.roster.people[person_id]
        reasons = {reason.rule: reason for entry in person.roles.values() for reason in entry.verdict.reasons}
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
        ask(self.app, chooser, lambda at: self._ask_waiver(person_id, rules[at]))

    def _ask_waiver(self, person_id: str, rule: str) -> None:
        app = self.desk_app
        ask(
            self.app,
            Asking(f"Why is {rule} waived?", "The reason is shown wherever the person is."),
            lambda reason: people_action(app, partial(actions.waive, who=person_id, rule=rule, reason=reason)),
        )

    def action_clear_flags(self) -> None:
        """Clear the open flags."""
        person = self.current_id()
        if person and any(not flag.cleared for flag in self.desk_app.roster.people[person].flags):
            clear_flags(self.desk_app, [person])
        elif person:
            self.desk_app.say("This person has no open flag.")

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
        found = sorted(duplicates_of(roster), key=lambda two: here not in two[:2])
        if not found:
            app.say("Nobody here looks like somebody else.")
            return
        ordered = [(*merge_order(roster, two[:2]), two[2]) for two in found]
        ask(self.app, Duplicates(roster, ordered), self._settle)

    def _settle(self, decided: tuple[str, str, str]) -> None:
        what, stays, other = decided
        app = self.desk_app
        if what == "merge":
            people_action(app, partial(merge_people, keep=stays, other=other))
        else:
            people_action(app, partial(keep_two, first=stays, second=other))

    def action_withdraw(self) -> None:
        """Take the person out of the cohort."""
        person, app = self.current_id(), self.desk_app
        if person:
            people_action(app, partial(actions.withdraw, who=person))


def _verdicts(one: Applicant) -> Content:
    """Return a person's verdicts: one word when all roles have the same."""
    found = [(role, entry.verdict.status) for role, entry in one.roles.items()]
    if len(found) > 1 and len({status for _, status in found}) == 1:
        return line(("both " if len(found) == 2 else "all ", QUIET), (found[0][1], _STYLES[found[0][1]]))
    if len(found) > 1:
        return Content(" ").join(
            line((f"{role[:6]} ", QUIET), (f"{status[:2]}.", _STYLES[status])) for role, status in found
        )
    return Content("").join(line((f"{role[:6]} ", QUIET), (status, _STYLES[status])) for role, status in found)


def _search_text(one: Applicant) -> str:
    """Return everything that the filter looks at."""
    topics = " ".join(topic for entry in one.roles.values() for topic in (*entry.offers, *entry.wants))
    verdicts = " ".join(
        f"{role} {entry.verdict.status} {' '.join(reason.rule for reason in entry.verdict.reasons)}"
        for role, entry in one.roles.items()
    )
    flags = " ".join(f"flag {flag.kind}" for flag in one.flags if not flag.cleared)
    return plain(f"{one.name} {one.email} {one.organisation} {verdicts} {topics} {flags} {'late' if one.late else ''}")
