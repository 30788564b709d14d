"""The demonstration: believable cohorts of every programme, from a seeded generator, through the real import."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..domain.calendar import CohortDates
from ..programmes import Programme
from .demonstration_people import Person, Row, again, form_row, invent
from .demonstration_stages import Player, Stage, StoryClock, write_form
from .demonstration_words import Words, load_words
from .importing import ImportRequest, plan_import, write_import
from .workspace import ActionError, Workspace, local_now

SEED = 20261121
"""The seed of the demonstration: the same people each time."""


@dataclass(frozen=True, kw_only=True)
class Intake:
    """One cohort to invent: how many people of which role, when, and how far its coordinator is."""

    cohort: str
    programme: str
    first_day: datetime
    people: Mapping[str, int]
    stage: Stage
    dates: CohortDates = CohortDates()
    class_list: bool = False
    twice: int = 0
    """How many people fill in the form a second time from another address."""


INTAKES: tuple[Intake, ...] = (
    Intake(
        cohort="mla-2026",
        programme="mla-manitoba",
        first_day=datetime(2025, 11, 3, 9),
        people={"peer": 37},
        stage=Stage(on=datetime(2025, 12, 12, 14)),
        twice=1,
    ),
    Intake(
        cohort="nlls-spring-2027",
        programme="nlls",
        first_day=datetime(2027, 1, 11, 9),
        people={"mentor": 22, "mentee": 34, "both": 3},
        stage=Stage(
            on=datetime(2027, 1, 28, 9),
            decided=0.3,
            others=("reject", "later", "keep-apart", "unplace"),
            notes=2,
            undone=1,
        ),
        twice=2,
    ),
    Intake(
        cohort="mile-2019",
        programme="mile",
        first_day=datetime(2019, 2, 18, 9),
        people={"mentor": 24, "mentee": 22},
        stage=Stage(
            on=datetime(2019, 4, 26, 10),
            decided=0.7,
            check_ins=("2019-06-14", "2019-09-20", "2020-01-17", "2020-06-05"),
            ended=1,
            feedback="2020-11-20",
        ),
        dates=CohortDates(starts="2019-05-10"),
        class_list=True,
    ),
    Intake(
        cohort="ola-fall-2026",
        programme="ola",
        first_day=datetime(2026, 9, 1, 9),
        people={"mentor": 18, "mentee": 30, "both": 8},
        stage=Stage(
            on=datetime(2026, 10, 5, 11),
            decided=0.5,
            others=("later", "reject"),
            check_ins=("2026-11-02", "2026-12-14"),
        ),
        dates=CohortDates(starts="2026-10-15"),
        twice=1,
    ),
    Intake(
        cohort="nmrt-2026",
        programme="nmrt",
        first_day=datetime(2026, 8, 10, 9),
        people={"mentor": 26, "mentee": 46},
        stage=Stage(
            on=datetime(2026, 9, 25, 15),
            decided=1.0,
            notes=1,
            check_ins=("2026-10-19", "2026-11-09", "2026-12-07", "2027-01-18"),
            ended=1,
            exported=True,
        ),
        twice=1,
    ),
)


def make_demonstration(path: Path, clock: Callable[[], datetime] | None = None) -> None:
    """Write a database with the demonstration cohorts.

    Raises:
        ActionError: a file stands there already.
    """
    if path.exists() and path.stat().st_size:
        raise ActionError(f"{path} is there already; choose another name or remove it")
    story = StoryClock(clock or local_now)
    workspace = Workspace(database=path, programmes_folder=None, clock=story, copies=False)
    try:
        with tempfile.TemporaryDirectory(prefix="mentor-tui-") as folder:
            for number, intake in enumerate(INTAKES):
                story.moment = intake.stage.on
                chance = random.Random(SEED + number)
                _fill(workspace, intake, story, chance, Path(folder))
    finally:
        workspace.close()


def _fill(
    workspace: Workspace, intake: Intake, story: StoryClock, chance: random.Random, folder: Path
) -> None:
    """Import the forms of a cohort, then do what its coordinator has done so far."""
    programme = workspace.programme_today(intake.programme)
    for role, rows in _forms(programme, intake, chance):
        path = folder / f"{intake.cohort}{'-' + role if role else ''}.csv"
        write_form(path, rows)
        request = ImportRequest(
            files=[path],
            cohort=intake.cohort,
            programme=intake.programme,
            role=role,
            dates=intake.dates,
        )
        write_import(workspace, plan_import(workspace, request))
    Player(
        workspace=workspace,
        cohort=intake.cohort,
        stage=intake.stage,
        clock=story,
        chance=chance,
        folder=folder,
    ).play()


def _forms(
    programme: Programme, intake: Intake, chance: random.Random
) -> list[tuple[str, list[Row]]]:
    """Return the forms as (role of the whole file, rows): one form that asks for the role, or one for each."""
    words = load_words(intake.programme)
    people = _people(programme, intake, words, chance)
    rows = [(person.role, form_row(programme, person, words, chance)) for person in people]
    if programme.shape == "peers" or (programme.question("role") and not intake.class_list):
        chance.shuffle(rows)
        return [("", [row for _, row in rows])]
    return [(role, [row for its, row in rows if its == role]) for role in intake.people]


def _people(
    programme: Programme, intake: Intake, words: Words, chance: random.Random
) -> list[Person]:
    """Invent the people; the last few of each cohort are first ones who wrote again."""
    senior = {name for name, role in programme.roles.items() if role.side == "helper"} | {"both"}
    roles = [
        (role, role in senior) for role, number in intake.people.items() for _ in range(number)
    ]
    people = invent(words, roles, intake.first_day, chance)
    alike = [at for at, person in enumerate(people) if person.role == _largest(intake)]
    for first, last in zip(alike[: intake.twice], reversed(alike), strict=False):
        people[last] = again(people[first], people[last])
    return people


def _largest(intake: Intake) -> str:
    """Return the role that most people of an intake have."""
    return max(intake.people, key=lambda role: intake.people[role])
