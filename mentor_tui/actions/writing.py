"""Writing letters: who gets a letter of a kind, and what it may speak of. Requests and private remarks never."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from ..domain.people import Applicant
from ..domain.records import Liaison, Pair, Step, change
from ..domain.roster import UNPLACED
from ..matching.explain import why_together
from ..matching.problem import Problem
from ..outputs.drafting import KINDS, Draft, LetterError, NoAddress, Recipient, draft, write_letters
from .deciding import find_person
from .office import ActionError, Office, alone
from .suggesting import problem_of


class NobodyWaits(ActionError):
    """There is nobody to tell that there is no match, which is good news."""


def make_letters(
    office: Office, cohort: str, kind: str, person: str = "", month: int | None = None
) -> tuple[list[Draft], list[str]]:
    """Return the letters of a kind for a cohort or one person of it, and who was left out for want of an address.

    Raises:
        ActionError: nobody gets such a letter, or one cannot be written.
    """
    if kind not in KINDS:
        raise ActionError(f"there is no letter {kind!r}; the letters are {', '.join(KINDS)}")
    problem = problem_of(office, cohort)
    writer = _Writer(office, problem, kind, month)
    chosen = find_person(problem.roster, person).id if person and kind != "liaison" else person
    try:
        letters = list(writer.letters(chosen))
    except LetterError as error:
        raise ActionError(str(error)) from None
    if not letters:
        nobody = _NOBODY.get(kind, "no pair is decided yet, so nobody gets this letter")
        if kind == "no-match" and not writer.left_out and not person:
            raise NobodyWaits(nobody)
        raise ActionError("; ".join(writer.left_out) or nobody)
    return letters, writer.left_out


@alone
def write_letter_files(
    office: Office, cohort: str, kind: str, folder: Path, person: str = "", month: int | None = None
) -> tuple[list[Path], int, list[str]]:
    """Write the letters into a folder and note it in the log; return the files, how many letters, and who was left out.

    Raises:
        ActionError: as for `make_letters`, or a file cannot be written.
    """
    letters, left_out = make_letters(office, cohort, kind, person, month)
    try:
        files = write_letters(folder, letters, office.clock())
    except OSError as error:
        raise ActionError(
            f"{folder} cannot be written: {error.strerror or error}; choose another folder with --to"
        ) from None
    before = office.cohort(cohort)
    written = {**before.settings.get("letters", {}), kind: office.now()}
    step = Step(
        cohort,
        "letters",
        f"Wrote {len(letters)} letters: {kind}",
        (change(before, before.with_(settings={**before.settings, "letters": written})),),
    )
    office.desk.commit(step)
    office.desk.note_written(cohort, files)
    return files, len(letters), left_out


_NOBODY = {
    "no-match": "everybody who may take part has a pair, or is not eligible: nobody gets this letter",
    "liaison": "no liaison looks after a pair yet; `liaisons assign` gives each pair one",
}


class _Writer:
    """Knows whom a kind of letter goes to, and what it speaks of."""

    def __init__(self, office: Office, problem: Problem, kind: str, month: int | None) -> None:
        self._problem, self._roster, self._kind = problem, problem.roster, kind
        self._today = office.clock().date().isoformat()
        self._month = month or 1
        folder = office.programmes_folder
        programme = self._roster.programme
        self._folders = [folder / programme.id, folder.parent / "letters"] if folder is not None else []
        self._liaisons = {one.id: one for one in self._roster.liaisons}
        self.left_out: list[str] = []

    def letters(self, person: str) -> Iterable[Draft]:
        """Yield the letters, for one person alone where one is named; who has no address is left out, and said."""
        for make in self._makers(person):
            try:
                yield make()
            except NoAddress as error:
                self.left_out.append(str(error))

    def _makers(self, person: str) -> Iterable[Callable[[], Draft]]:
        if self._kind == "no-match":
            yield from self._without_pair(person)
        elif self._kind == "liaison":
            yield from self._to_liaisons(person)
        else:
            for pair in self._roster.decided:
                people = [one for one in (pair.learner, pair.helper, pair.third) if one]
                if person and person not in people:
                    continue
                if self._kind == "topic":
                    yield partial(self._topic, pair, people)
                else:
                    for one in people if not person else [person]:
                        yield partial(self._to, pair, one, people)

    def _to(self, pair: Pair, person: str, people: list[str]) -> Draft:
        someone = self._roster.people[person]
        speaks_of = self._speaks_of(pair, someone, [self._roster.people[one] for one in people if one != person])
        return draft(self._kind, [Recipient(someone.name, someone.email)], speaks_of, self._folders)

    def _topic(self, pair: Pair, people: list[str]) -> Draft:
        topics = self._roster.programme.discussion_topics
        if not 1 <= self._month <= len(topics):
            has = f"topics for the months 1 to {len(topics)}" if topics else "no discussion topics"
            raise LetterError(f"{self._roster.programme.id} has {has}; --month {self._month} has none")
        everybody = [self._roster.people[one] for one in people]
        speaks_of = self._speaks_of(pair, everybody[0], everybody[1:]) | {
            "topic": topics[self._month - 1],
            "month": self._month,
        }
        return draft("topic", [Recipient(one.name, one.email) for one in everybody], speaks_of, self._folders)

    def _without_pair(self, person: str) -> Iterable[Callable[[], Draft]]:
        for one, entry in sorted(self._roster.learners.items()):
            waits = entry.eligible and one not in self._roster.placed
            if (waits or self._roster.standing_of.get(one) == UNPLACED) and person in ("", one):
                someone = self._roster.people[one]
                yield partial(
                    draft, "no-match", [Recipient(someone.name, someone.email)], self._common(someone), self._folders
                )

    def _to_liaisons(self, who: str) -> Iterable[Callable[[], Draft]]:
        for liaison in self._roster.liaisons:
            pairs = [pair for pair in self._roster.decided if pair.liaison == liaison.id]
            if pairs and who in ("", liaison.id, liaison.email, liaison.name):
                speaks_of = {**self._common(liaison), "pairs": [self._pair_lines(pair) for pair in pairs]}
                yield partial(draft, "liaison", [Recipient(liaison.name, liaison.email)], speaks_of, self._folders)

    def _pair_lines(self, pair: Pair) -> dict[str, str]:
        people = [self._roster.people[one] for one in (pair.learner, pair.helper, pair.third) if one]
        return {
            "names": " and ".join(one.name for one in people),
            "emails": ", ".join(one.email for one in people),
            "why": self._why(pair),
        }

    def _why(self, pair: Pair) -> str:
        return why_together(self._problem, pair.helper, pair.learner, pair.third)

    def _common(self, someone: Applicant | Liaison) -> dict[str, Any]:
        programme, cohort = self._roster.programme, self._roster.cohort
        position = someone.short("position") if isinstance(someone, Applicant) else ""
        return {
            "programme": {"name": programme.name, "organisation": programme.organisation},
            "person": {"name": someone.name, "email": someone.email, "organisation": someone.organisation, "position": position},
            "starts": cohort.starts, "ends": cohort.ends, "today": self._today, "peers": self._roster.peers,
        }  # fmt: skip

    def _speaks_of(self, pair: Pair, someone: Applicant, partners: list[Applicant]) -> dict[str, Any]:
        liaison = self._liaisons.get(pair.liaison)
        role = (self._roster.helpers if someone.id == pair.helper else self._roster.learners)[someone.id].role
        return self._common(someone) | {
            "partners": [
                {"name": one.name, "email": one.email, "organisation": one.organisation, "position": one.short("position")} for one in partners
            ],
            "partner_names": " and ".join(one.name for one in partners),
            "why": self._why(pair),
            "starts": pair.starts, "ends": pair.ends,
            "helper": someone.id == pair.helper and not self._roster.peers,
            "role_label": self._roster.programme.roles[role].label,
            "liaison": {"name": liaison.name, "email": liaison.email} if liaison else None,
            "month": self._month,
        }  # fmt: skip
