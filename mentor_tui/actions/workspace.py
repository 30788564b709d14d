"""What every action needs: the database, the folder of own programmes, the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..domain.records import Cohort, LearnedMapping
from ..errors import ActionError as ActionError

if TYPE_CHECKING:  # the database and the schema of programmes take half a second to import
    from ..domain.people import Applicant
    from ..programmes import Programme
    from ..store import Store
    from .people_of_records import RecordsOfPeople

THESAURUS = "thesaurus.txt"
"""The coordinator's own words of the trade: a file in the folder of programmes."""

_LARGEST = 1_000_000

Action = TypeVar("Action", bound=Callable[..., Any])


def local_now() -> datetime:
    """Return the clock of this machine, without a zone, as the coordinator reads it."""
    return datetime.now().replace(microsecond=0)


@dataclass(kw_only=True)
class Workspace:
    """The place where actions happen. Opens the database when first needed; keeps copies of it unless told not to."""

    database: Path
    programmes_folder: Path | None = None
    clock: Callable[[], datetime] = local_now
    copies: bool = True
    people_read: dict[str, tuple[RecordsOfPeople, tuple[Applicant, ...]]] = field(
        default_factory=dict, repr=False
    )
    """By cohort, the people last read and the records that made them."""
    _parsed: dict[str, Programme] = field(default_factory=dict)

    @cached_property
    def store(self) -> Store:
        """The open database."""
        from ..store import Store

        return Store(self.database, self.clock, self.copies)

    def close(self) -> None:
        """Close the database if it was opened."""
        if "store" in self.__dict__:
            self.store.close()
            del self.__dict__["store"]

    def check_target(self, path: Path) -> None:
        """Refuse to write something over the database itself.

        Raises:
            ActionError: the path is the database's.
        """
        if path.absolute().resolve() == self.database.absolute().resolve():
            raise ActionError(f"{path} is the database itself; choose another file")

    def now(self) -> str:
        """Return the present moment as records keep it."""
        return self.clock().isoformat(" ", "seconds")

    def programme_ids(self) -> list[str]:
        """Return the ids of every programme that can be chosen."""
        from ..programmes import known_ids

        return known_ids(self.programmes_folder)

    def programme_source(self, programme_id: str) -> str:
        """Return the TOML text of a programme.

        Raises:
            ActionError: no programme has this id.
        """
        from ..programmes import programme_text

        try:
            return programme_text(programme_id, self.programmes_folder)
        except KeyError:
            known = ", ".join(self.programme_ids())
            raise ActionError(
                f"there is no programme {programme_id!r}; the programmes are {known}"
            ) from None

    def programme(self, text: str) -> Programme:
        """Return the programme of a TOML text, read once."""
        from ..programmes import parse_programme

        if text not in self._parsed:
            self._parsed[text] = parse_programme(text)
        return self._parsed[text]

    def programme_today(self, programme_id: str) -> Programme:
        """Return the programme that has this id now.

        Raises:
            ActionError: none has.
            ProgrammeError: the coordinator's own file has mistakes.
        """
        return self.programme(self.programme_source(programme_id))

    def programme_of(self, cohort: Cohort) -> Programme:
        """Return the programme that a cohort keeps.

        Raises:
            StoreError: its text cannot be read; whoever wrote the cohort had read it, so the file is damaged.
        """
        from ..programmes import ProgrammeError

        try:
            return self.programme(cohort.programme_text)
        except ProgrammeError:
            from ..store.sentences import damaged

            what = f"the programme that the cohort {cohort.name} keeps cannot be read."
            raise damaged(self.database, f"{self.database} is damaged: {what}") from None

    def own_words(self) -> str:
        """Return the text of the coordinator's own thesaurus, beside their programmes; empty without one.

        Raises:
            ActionError: the file is there and cannot be read.
        """
        path = self.programmes_folder / THESAURUS if self.programmes_folder else None
        if path is None or not path.is_file():
            return ""
        try:
            return path.read_bytes()[:_LARGEST].decode("utf-8-sig", errors="replace")
        except OSError as error:
            raise ActionError(
                f"{path} cannot be read: {error.strerror or error}; mend or remove it"
            ) from None

    def cohort(self, name: str) -> Cohort:
        """Return a cohort by its short name.

        Raises:
            ActionError: there is none.
        """
        matching_cohort = self.store.find(Cohort, name=name)
        if matching_cohort is None:
            known = ", ".join(cohort.name for cohort in self.store.all(Cohort)) or "none yet"
            raise ActionError(f"there is no cohort {name!r}; the cohorts are: {known}")
        return matching_cohort

    def learned_mappings(self, programme_id: str, kind: str) -> dict[str, str]:
        """Return what the programme's forms taught, by key."""
        return {
            mapping.key: mapping.value
            for mapping in self.store.all(LearnedMapping, programme=programme_id, kind=kind)
        }

    def learned_options(self, programme_id: str) -> dict[str, dict[str, str]]:
        """Return the options that the programme's forms taught, by field: what each stands for, empty for no option."""
        learned: dict[str, dict[str, str]] = {}
        for mapping in self.store.all(LearnedMapping, programme=programme_id, kind="option"):
            field_name, _, option = mapping.key.partition("\x1f")
            learned.setdefault(field_name, {})[option] = mapping.value
        return learned


def exclusive(action: Action) -> Action:
    """Let an action read and write while nobody else writes: what it decides is decided on what the file holds."""

    @wraps(action)
    def held(workspace: Workspace, *args: Any, **kwargs: Any) -> Any:
        with workspace.store.exclusive():
            return action(workspace, *args, **kwargs)

    return cast(Action, held)
