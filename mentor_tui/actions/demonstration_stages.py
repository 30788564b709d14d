"""How far the coordinator of each demonstration cohort is: decided, undone, noted, exported, asked."""

from __future__ import annotations

import csv
import random
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..domain.decisions import DecisionError, applied
from ..domain.roster import Roster
from .cohorts import change_settings
from .deciding import set_note, step_for
from .demonstration_words import DATA
from .feedback import import_feedback
from .following import end_pair, import_contacts
from .liaising import assign_liaisons, import_liaisons
from .roster_loading import load_roster
from .suggesting import problem_of
from .workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What was done in a cohort so far.

    Attributes:
        on: when it was done.
        decided: which share of the suggested pairs is accepted.
        others: decisions of other kinds, each about one of the next suggestions.
        notes: about how many people there is a note.
        undone: how many further decisions were made and taken back.
        check_ins: the days of check-in forms.
        ended: how many pairs ended early.
        feedback: the day of the end form, if there was one.
        exported: whether the lists went out.
    """

    on: datetime
    decided: float = 0.0
    others: tuple[str, ...] = ()
    notes: int = 0
    undone: int = 0
    check_ins: tuple[str, ...] = ()
    ended: int = 0
    feedback: str = ""
    exported: bool = False


@dataclass(frozen=True, kw_only=True)
class _Remarks:
    """What people write in a pair, and what is noted about them."""

    check_ins: tuple[str, ...]
    silences: tuple[str, ...]
    end_reasons: tuple[str, ...]
    notes: tuple[str, ...]
    took_along: tuple[str, ...]
    committee: tuple[str, ...]


def _remarks() -> _Remarks:
    data = tomllib.loads((DATA / "after.toml").read_text(encoding="utf-8"))
    return _Remarks(**{name: tuple(lines) for name, lines in data.items()})


class StoryClock:
    """The clock of the demonstration: it goes with the story, and never past the present."""

    def __init__(self, present: Callable[[], datetime]) -> None:
        self._present = present
        self.moment = present()

    def __call__(self) -> datetime:
        """Return the moment of the story."""
        return min(self.moment, self._present())

    def reach(self, day: str) -> bool:
        """Go to a day, unless it is still to come."""
        moment = datetime.fromisoformat(day).replace(hour=10)
        if moment > self._present():
            return False
        self.moment = moment
        return True


@dataclass(frozen=True, kw_only=True)
class Player:
    """Plays the coordinator of one cohort."""

    workspace: Workspace
    cohort: str
    stage: Stage
    clock: StoryClock
    chance: random.Random
    folder: Path

    def play(self) -> None:
        """Do in the cohort what its stage says."""
        self._decide()
        remarks = _remarks()
        self._note(remarks.notes[: self.stage.notes])
        if self._roster().programme.liaisons:
            self._liaise(remarks.committee)
        if self.stage.exported:
            self._export()
        for day in self.stage.check_ins:
            if self.clock.reach(day):
                self._check_in(remarks, day)
        pairs = self._roster().decided[: self.stage.ended]
        for pair, reason in zip(pairs, remarks.end_reasons, strict=False):
            end_pair(self.workspace, self.cohort, pair.learner, reason)
        if self.stage.feedback and self.clock.reach(self.stage.feedback):
            self._give_feedback(remarks.took_along)

    def _roster(self) -> Roster:
        return load_roster(self.workspace, self.cohort)

    def _decide(self) -> None:
        """Accept a share of the suggestions, then decide otherwise about some of the rest."""
        problem = problem_of(self.workspace, self.cohort)
        ids = [(problem.helper_ids[h], problem.learner_ids[le]) for h, le in problem.proposal.pairs]
        accepted = round(len(ids) * self.stage.decided)
        kinds = ["pin" if self.chance.random() < 0.1 else "accept" for _ in range(accepted)]
        kinds += [*self.stage.others, *["accept"] * self.stage.undone]
        roster = problem.roster
        for kind, pair in zip(kinds, ids, strict=False):
            roster = self._try(roster, kind, pair)
        if self.stage.undone:
            self.workspace.store.undo(self.stage.undone, self.cohort)

    def _try(self, roster: Roster, kind: str, pair: tuple[str, str]) -> Roster:
        """Make a decision, unless an earlier one of the demonstration stands in its way."""
        people = pair[1:] if kind in ("later", "unplace") else pair
        now, reason = self.workspace.now(), "Too close." if kind == "keep-apart" else ""
        try:
            step = step_for(roster=roster, kind=kind, people=people, now=now, reason=reason)
        except DecisionError:
            return roster
        self.workspace.store.commit(step)
        return applied(roster, step.changes)

    def _note(self, notes: Sequence[str]) -> None:
        roster = self._roster()
        for person, text in zip(sorted(roster.learners), notes, strict=False):
            set_note(self.workspace, self.cohort, person, text)

    def _liaise(self, committee: Sequence[str]) -> None:
        rows = []
        for line in committee:
            name, _, library = (part.strip() for part in line.partition("|"))
            email = f"{name.replace(' ', '.')}.committee@example.org".casefold()
            rows.append({"Name": name, "Email": email, "Library": library})
        import_liaisons(self.workspace, self.cohort, self._form("committee", rows))
        if self.stage.decided:
            assign_liaisons(self.workspace, self.cohort)

    def _export(self) -> None:
        """Note that the lists went out; no file is left behind."""
        pairs = self._roster().decided
        change_settings(
            self.workspace,
            self.cohort,
            f"Exported {len(pairs)} pairs",
            exported_at=self.workspace.now(),
            exported_pairs=[" ".join(filter(None, (p.helper, p.learner, p.third))) for p in pairs],
        )

    def _check_in(self, remarks: _Remarks, day: str) -> None:
        """Import a check-in form; most pairs answer, few with a no, and at least one of the last form."""
        roster, rows = self._roster(), []
        quiet = roster.decided[1:2] if day == self.stage.check_ins[-1] else ()
        for pair in roster.decided:
            luck = 0.0 if pair in quiet else self.chance.random()
            silent = luck < 0.06
            words = self.chance.choice(remarks.silences if silent else remarks.check_ins)
            if luck < 0.85:
                email = roster.people[pair.learner].email
                rows.append(self._answer(email, day, silent, words))
        if rows:
            import_contacts(self.workspace, self.cohort, self._form(f"check-in-{day}", rows))

    @staticmethod
    def _answer(email: str, day: str, silent: bool, words: str) -> dict[str, str]:
        return {
            "Timestamp": f"{day} 09:00:00",
            "Email": email,
            "Have you met since the last check-in?": "No" if silent else "Yes",
            "Anything to tell us?": words,
        }

    def _give_feedback(self, took_along: Sequence[str]) -> None:
        """Import an end form from two thirds of those who are in a pair."""
        roster, rows = self._roster(), []
        for person in (person for pair in roster.decided for person in pair.people if person):
            if self.chance.random() < 0.67:
                rows.append(
                    {
                        "Timestamp": f"{self.stage.feedback} 12:00:00",
                        "Email": roster.people[person].email,
                        "How well did you suit each other? (1 to 5)": self.chance.choice("3445555"),
                        "What do you take with you?": self.chance.choice(took_along),
                        "Would you do it again?": self.chance.choice(("Yes", "Yes", "Yes", "No")),
                    }
                )
        import_feedback(self.workspace, self.cohort, self._form("end", rows))

    def _form(self, name: str, rows: Sequence[Mapping[str, str]]) -> Path:
        path = self.folder / f"{self.cohort}-{name}.csv"
        write_form(path, rows)
        return path


def write_form(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Write rows as a form service exports them."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, restval="")
        writer.writeheader()
        writer.writerows(rows)
