"""Log: every decision, what it changed, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from ...actions.workspace import ActionError
from ...domain.records import Change, LogEntry
from ..commands import LOG, bindings_of
from ..deciding import after
from ..reading import person_reading
from ..text import QUIET, count, line, told
from ..widgets.rows import Column, Rows
from .choosing import Choosing
from .overlay import Reading, ask
from .read_tables import Reader, ReadTable


class LogScreen(ReadTable):
    """The log of the cohort, newest first."""

    NAME: ClassVar[str] = LOG
    NUMBER: ClassVar[str] = "5"
    TITLE_WORD: ClassVar[str] = "Log"
    REST: ClassVar[str] = "..."
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(LOG)
    COLUMNS: ClassVar[Sequence[Column]] = (
        Column("when", 16),
        Column("what", 10, wide=100),
        Column("decision", 30, 3),
        Column("reason", 14, 1, wide=100),
        Column("state", 6),
    )

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, LogEntry] = {}
        self._to_newest = True

    def on_screen_resume(self) -> None:
        """Begin with the newest step, unless something only closed over it."""
        self._to_newest = self.entered
        super().on_screen_resume()

    def reader(self) -> Reader | None:
        """Read the log."""
        workspace, cohort = self.desk_app.workspace, self.desk_app.cohort_name
        return None if workspace is None else lambda: workspace.store.log(cohort or None)

    def take(self, rows: list[LogEntry]) -> None:
        """Keep the steps by number."""
        self._entries = {str(entry.number): entry for entry in rows}

    def forget(self) -> None:
        """Know no step."""
        self._entries = {}

    def shown_anew(self) -> None:
        """Begin with the newest step when the screen was just entered."""
        if self._to_newest:
            self._to_newest = False
            self.query_one("#table", Rows).go(0)

    def load_ids(self) -> list[str]:
        """Return the steps, newest first."""
        return list(self._entries)

    def cells(self, row_id: str) -> Sequence[Content | str]:
        """Return a step's cells."""
        entry = self._entries[row_id]
        style = QUIET if entry.undone else ""
        state = "undone" if entry.undone else ""
        return [
            told(entry.at[:16], style),
            told(entry.step.kind, style),
            told(entry.step.sentence, style),
            entry.step.reason,
            told(state, QUIET),
        ]

    def empty_sentence(self) -> str:
        """Say what will stand here."""
        return "Nothing was decided yet. Every decision will stand here, with the way back."

    def headline(self) -> Content:
        """Count the steps."""
        return told(count(len(self._entries), "step"), QUIET)

    def detail_lines(self, row_id: str, width: int) -> list[Content]:
        """Return before and after of each change."""
        entry = self._entries[row_id]
        lines = [told(entry.step.sentence, "bold")]
        if entry.step.reason:
            lines.append(line(("reason ", QUIET), entry.step.reason))
        lines += [told(sentence) for sentence in entry.step.cascade]
        return lines + [self._change_line(change) for change in entry.step.changes[:20]]

    def _change_line(self, change: Change) -> Content:
        before, after_it = _state(change.before), _state(change.after)
        people = [
            str(change.key[name]) for name in ("person", "learner", "helper") if name in change.key
        ]
        roster = self.desk_app.roster if self.desk_app.sitting else None
        names = " + ".join(roster.name(person) if roster else person for person in people)
        return line(
            (f"{change.table.replace('_', ' ')} ", QUIET), f"{names}: {before} -> {after_it}"
        )

    def action_go_to(self) -> None:
        """Show the people of the decision."""
        entry = self._entries.get(self.current_id())
        if entry is None or self.desk_app.sitting is None:
            return
        people = [person for person in entry.step.people if person in self.desk_app.roster.people]
        lines: list[Content] = []
        for person in people:
            lines += [*person_reading(self.desk_app.roster, person), Content("")]
        if lines:
            self.app.push_screen(Reading(entry.step.sentence, lines))

    def action_undo_to_here(self) -> None:
        """Take back this step and all that came after it."""
        entry = self._entries.get(self.current_id())
        if entry is None or self.desk_app.workspace is None:
            return
        log = self._entries.values()
        later = [step for step in log if step.number >= entry.number and not step.undone]
        if entry.undone:
            self._redo_to(entry)
        elif len(later) == 1:
            self._undo(entry)
        else:
            rows = [
                [told(f"Undo {count(len(later), 'step')}, this one among them", "bold")],
                [told("Leave everything as it is")],
            ]
            chooser = Choosing(f"Undo to: {entry.step.sentence}", [Column("what", 30, 1)], rows)
            ask(self.app, chooser, lambda at: self._undo(entry) if at == 0 else None)

    def _undo(self, entry: LogEntry) -> None:
        app, sitting = self.desk_app, self.desk_app.sitting
        if sitting is None:
            return

        def job() -> tuple[str, Callable[[], None] | None]:
            later = [
                each_entry
                for each_entry in sitting.workspace.store.log(sitting.cohort)
                if each_entry.number >= entry.number and not each_entry.undone
            ]
            if not later:
                raise ActionError("This step is undone already.")
            entries = sitting.turn(back=True, count=len(later))
            app.turns.keep(entries, back=True)
            return (
                f"Undone: {count(len(entries), 'step')}.  U does {_them(entries)} again.",
                lambda: after(app, sitting, entries, "undo"),
            )

        app.act(job)

    def _redo_to(self, entry: LogEntry) -> None:
        """Do again what was taken back, up to and with this step."""
        app, sitting = self.desk_app, self.desk_app.sitting
        if sitting is None:
            return

        def job() -> tuple[str, Callable[[], None] | None]:
            log = sitting.workspace.store.log(sitting.cohort)
            undone = [entry.number for entry in log if entry.undone and not entry.dropped]
            if entry.number not in undone:
                raise ActionError("A decision came after this was undone; decide it anew.")
            wanted = sum(number <= entry.number for number in undone)
            entries = sitting.turn(back=False, count=wanted)
            app.turns.keep(entries, back=False)
            words = f"Done again: {count(len(entries), 'step')}.  u takes {_them(entries)} back."
            return words, lambda: after(app, sitting, entries, "redo")

        app.act(job)


def _them(entries: Sequence[LogEntry]) -> str:
    return "it" if len(entries) == 1 else "them"


def _state(values: object) -> str:
    if not isinstance(values, dict):
        return "(nothing)"
    for name in ("state", "value", "reason", "text", "sentence"):
        if values.get(name):
            return str(values[name])
    return "kept" if values.get("cleared") is None else "cleared" if values["cleared"] else "open"
