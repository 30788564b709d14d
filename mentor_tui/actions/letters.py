"""Writing letters: who gets a letter of a kind, and what it may speak of. Requests and private remarks never."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from ..domain.pair_life import month_of
from ..domain.people import Applicant
from ..domain.records import Contact, Liaison, Pair, Step, change
from ..domain.roster import ENDED, UNPLACED
from ..errors import NobodyWaits as NobodyWaits
from ..matching.explain import why_together
from ..matching.problem import Problem
from ..outputs.drafting import KINDS, Draft, LetterError, NoAddress, Recipient, draft, write_letters
from .deciding import find_person
from .feedback import ASKS_LETTER
from .suggesting import problem_of
from .workspace import ActionError, Workspace, exclusive


def make_letters(
    workspace: Workspace,
    cohort: str,
    kind: str,
    person: str = "",
    month: int | None = None,
    asked: bool = False,
) -> tuple[list[Draft], list[str]]:
    """Return the letters of a kind for a cohort or one person of it, and who was left out for want of an address.

    Args:
        workspace: the place.
        cohort: the cohort's name.
        kind: of `KINDS`.
        person: the only one who gets a letter, or empty.
        month: which month's topic; the one that is under way when None.
        asked: letters of recognition for those alone who asked for one.

    Raises:
        ActionError: nobody gets such a letter, or one cannot be written.
    """
    if kind not in KINDS:
        raise ActionError(f"there is no letter {kind!r}; the letters are {', '.join(KINDS)}")
    problem = problem_of(workspace, cohort)
    writer = _Writer(workspace=workspace, problem=problem, kind=kind, month=month, asked=asked)
    chosen = find_person(problem.roster, person).id if person and kind != "liaison" else person
    try:
        letters = list(writer.letters(chosen))
    except LetterError as error:
        raise ActionError(str(error)) from None
    if not letters:
        nobody = _NOBODY["asked" if asked else kind] if asked or kind in _NOBODY else _NO_PAIR
        if kind == "no-match" and not writer.left_out and not person:
            raise NobodyWaits(nobody)
        raise ActionError("; ".join(writer.left_out) or nobody)
    return letters, writer.left_out


@exclusive
def write_letter_files(
    workspace: Workspace,
    cohort: str,
    kind: str,
    folder: Path,
    person: str = "",
    month: int | None = None,
    asked: bool = False,
) -> tuple[list[Path], int, list[str]]:
    """Write the letters into a folder and note it in the log; return the files, how many letters, and who was left out.

    Raises:
        ActionError: as for `make_letters`, or a file cannot be written.
    """
    letters, left_out = make_letters(
        workspace=workspace, cohort=cohort, kind=kind, person=person, month=month, asked=asked
    )
    try:
        files = write_letters(folder, letters, workspace.clock())
    except OSError as error:
        raise ActionError(
            f"{folder} cannot be written: {error.strerror or error}; choose another folder with --to"
        ) from None
    before = workspace.cohort(cohort)
    written = {**before.settings.get("letters", {}), kind: workspace.now()}
    step = Step(
        cohort=cohort,
        kind="letters",
        sentence=f"Wrote {len(letters)} letters: {kind}",
        changes=(change(before, before.with_(settings={**before.settings, "letters": written})),),
    )
    workspace.store.commit(step)
    workspace.store.note_written(cohort, files)
    return files, len(letters), left_out


_NO_PAIR = "no pair is decided yet, so nobody gets this letter"
_NOBODY = {
    "asked": "nobody asked for a letter of recognition yet; `contact PERSON asks-letter` notes it",
    "no-match": "everybody who may take part has a pair, or is not eligible: nobody gets this letter",
    "liaison": "no liaison looks after a pair yet; `liaisons assign` gives each pair one",
}


class _Writer:
    """Knows whom a kind of letter goes to, and what it speaks of."""

    def __init__(
        self, workspace: Workspace, problem: Problem, kind: str, month: int | None, asked: bool
    ) -> None:
        self._problem, self._roster, self._kind = problem, problem.roster, kind
        self._today = workspace.clock().date().isoformat()
        self._month = month
        contacts = workspace.store.all(Contact, cohort=problem.roster.cohort.name)
        self._asked = {one.person for one in contacts if one.kind == ASKS_LETTER}
        self._only_asked = asked
        folder = workspace.programmes_folder
        programme = self._roster.programme
        self._folders = (
            [folder / programme.id, folder.parent / "letters"] if folder is not None else []
        )
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
        elif self._kind == "topic":
            yield from (
                partial(self._topic, pair, people) for pair, people in self._pairs_of(person)
            )
        else:
            yield from (
                partial(self._to, pair, one, people) for pair, one, people in self._readers(person)
            )

    def _readers(self, person: str) -> Iterable[tuple[Pair, str, list[str]]]:
        """Yield who reads a letter, about which pair; recognition comes once for each person and role."""
        recognised: set[tuple[str, bool]] = set()
        for pair, people in self._pairs_of(person):
            for one in [person] if person else people:
                if self._kind == "recognition":
                    role = (one, one == pair.helper)
                    if role in recognised or (self._only_asked and one not in self._asked):
                        continue
                    recognised.add(role)
                yield pair, one, people

    def _pairs_of(self, person: str) -> Iterable[tuple[Pair, list[str]]]:
        """Yield pairs with their people: all, or those of one person."""
        for pair in self._pairs():
            people = [one for one in (pair.learner, pair.helper, pair.third) if one]
            if person in ("", *people):
                yield pair, people

    def _pairs(self) -> Iterable[Pair]:
        """Yield the decided pairs; for recognition, those that ended early as well where one of them asked for it."""
        yield from self._roster.decided
        if self._kind == "recognition":
            ended = [pair for pair in self._roster.pairs if pair.state == ENDED]
            yield from (pair for pair in ended if self._asked & {pair.helper, pair.learner})

    def _to(self, pair: Pair, person: str, people: list[str]) -> Draft:
        someone = self._roster.people[person]
        speaks_of = self._speaks_of(
            pair, someone, [self._roster.people[one] for one in people if one != person]
        )
        letterhead = self._roster.programme.organisation if self._kind == "recognition" else ""
        to = [Recipient(someone.name, someone.email)]
        return draft(self._kind, to, speaks_of, self._folders, letterhead=letterhead)

    def _topic(self, pair: Pair, people: list[str]) -> Draft:
        topics = self._roster.programme.discussion_topics
        month = self._month or min(month_of(pair, self._today), max(len(topics), 1))
        if not 1 <= month <= len(topics):
            has = f"topics for the months 1 to {len(topics)}" if topics else "no discussion topics"
            raise LetterError(
                f"{self._roster.programme.id} has {has}; month {month} has none (--month N)"
            )
        everybody = [self._roster.people[one] for one in people]
        speaks_of = self._speaks_of(pair, everybody[0], everybody[1:]) | {
            "topic": topics[month - 1],
            "month": month,
        }
        return draft(
            "topic", [Recipient(one.name, one.email) for one in everybody], speaks_of, self._folders
        )

    def _without_pair(self, person: str) -> Iterable[Callable[[], Draft]]:
        for one, entry in sorted(self._roster.learners.items()):
            waits = entry.eligible and one not in self._roster.placed
            if (waits or self._roster.status_of.get(one) == UNPLACED) and person in ("", one):
                someone = self._roster.people[one]
                yield partial(
                    draft,
                    "no-match",
                    [Recipient(someone.name, someone.email)],
                    self._common(someone),
                    self._folders,
                )

    def _to_liaisons(self, who: str) -> Iterable[Callable[[], Draft]]:
        for liaison in self._roster.liaisons:
            pairs = [pair for pair in self._roster.decided if pair.liaison == liaison.id]
            if pairs and who in ("", liaison.id, liaison.email, liaison.name):
                speaks_of = {
                    **self._common(liaison),
                    "pairs": [self._pair_lines(pair) for pair in pairs],
                }
                yield partial(
                    draft,
                    "liaison",
                    [Recipient(liaison.name, liaison.email)],
                    speaks_of,
                    self._folders,
                )

    def _pair_lines(self, pair: Pair) -> dict[str, str]:
        people = [
            self._roster.people[one] for one in (pair.learner, pair.helper, pair.third) if one
        ]
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
            "person": {
                "name": someone.name,
                "email": someone.email,
                "organisation": someone.organisation,
                "position": position,
            },
            "starts": cohort.starts,
            "ends": cohort.ends,
            "today": self._today,
            "peers": self._roster.peers,
        }

    def _speaks_of(
        self, pair: Pair, someone: Applicant, partners: list[Applicant]
    ) -> dict[str, Any]:
        liaison = self._liaisons.get(pair.liaison)
        role = (self._roster.helpers if someone.id == pair.helper else self._roster.learners)[
            someone.id
        ].role
        return self._common(someone) | {
            "partners": [
                {
                    "name": one.name,
                    "email": one.email,
                    "organisation": one.organisation,
                    "position": one.short("position"),
                }
                for one in partners
            ],
            "partner_names": " and ".join(one.name for one in partners),
            "why": self._why(pair),
            "starts": pair.starts,
            "ends": pair.ends,
            "helper": someone.id == pair.helper and not self._roster.peers,
            "role_label": self._roster.programme.roles[role].label,
            "liaison": {"name": liaison.name, "email": liaison.email} if liaison else None,
            "month": self._month or month_of(pair, self._today),
        }
