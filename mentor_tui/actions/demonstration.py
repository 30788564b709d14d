"""The demonstration: believable cohorts of all five programmes, from a seeded generator, through the real import."""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ..domain.calendar import CohortDates
from ..programmes import Programme, Question
from .demonstration_words import (
    FIRST_NAMES,
    GOALS,
    LAST_NAMES,
    LIBRARIES,
    OFFERS,
    POSITIONS,
    REQUESTS,
    TOWNS,
)
from .importing import ImportRequest, plan_import, write_import
from .liaising import assign_liaisons, import_liaisons
from .sitting import DecisionError, NeedsReason, Sitting
from .workspace import ActionError, Workspace, local_now

SEED = 20261121
"""The seed of the demonstration: the same people each time."""


@dataclass(frozen=True, kw_only=True)
class Intake:
    """One cohort to invent: how many people of which role, when, and how much of it is decided."""

    cohort: str
    programme: str
    first_day: datetime
    people: Mapping[str, int]
    decided: float
    dates: CohortDates = CohortDates()
    class_list: bool = False


INTAKES: tuple[Intake, ...] = (
    Intake(
        cohort="mla-2026",
        programme="mla-manitoba",
        first_day=datetime(2025, 11, 3, 9),
        people={"peer": 37},
        decided=0.0,
    ),
    Intake(
        cohort="nlls-spring-2027",
        programme="nlls",
        first_day=datetime(2027, 1, 11, 9),
        people={"mentor": 22, "mentee": 34, "both": 3},
        decided=0.3,
    ),
    Intake(
        cohort="mile-2019",
        programme="mile",
        first_day=datetime(2019, 2, 18, 9),
        people={"mentor": 24, "mentee": 22},
        decided=0.7,
        dates=CohortDates(starts="2019-05-10"),
        class_list=True,
    ),
    Intake(
        cohort="ola-fall-2026",
        programme="ola",
        first_day=datetime(2026, 9, 1, 9),
        people={"mentor": 18, "mentee": 30, "both": 8},
        decided=0.5,
        dates=CohortDates(starts="2026-10-15"),
    ),
    Intake(
        cohort="nmrt-2026",
        programme="nmrt",
        first_day=datetime(2026, 8, 10, 9),
        people={"mentor": 26, "mentee": 46},
        decided=1.0,
    ),
)


def make_demonstration(path: Path, clock: Callable[[], datetime] | None = None) -> None:
    """Write a database with the demonstration cohorts.

    Raises:
        ActionError: a file stands there already.
    """
    if path.exists() and path.stat().st_size:
        raise ActionError(f"{path} is there already; choose another name or remove it")
    workspace = Workspace(
        database=path, programmes_folder=None, clock=clock or local_now, copies=False
    )
    try:
        with tempfile.TemporaryDirectory(prefix="mentor-tui-") as folder:
            for number, intake in enumerate(INTAKES):
                _fill(workspace, intake, random.Random(SEED + number), Path(folder))
    finally:
        workspace.close()


def _fill(workspace: Workspace, intake: Intake, chance: random.Random, folder: Path) -> None:
    programme = workspace.programme(workspace.programme_source(intake.programme))
    for role, rows in _forms(programme, intake, chance):
        path = folder / f"{intake.cohort}{'-' + role if role else ''}.csv"
        _write_form(path, rows)
        request = ImportRequest(
            files=[path],
            cohort=intake.cohort,
            programme=intake.programme,
            role=role,
            dates=intake.dates,
        )
        write_import(workspace, plan_import(workspace, request))
    _decide(workspace, intake, chance)
    if programme.liaisons:
        path = folder / "committee.csv"
        _write_form(path, [_liaison(chance) for _ in range(6)])
        import_liaisons(workspace, intake.cohort, path)
        if intake.decided:
            assign_liaisons(workspace, intake.cohort)


def _decide(workspace: Workspace, intake: Intake, chance: random.Random) -> None:
    """Accept a share of the suggestions, as a coordinator in the middle of the review would have."""
    sitting = Sitting(workspace, intake.cohort)
    pairs = list(sitting.problem.proposal.pairs)
    for helper, learner in pairs[: round(len(pairs) * intake.decided)]:
        people = [sitting.problem.helper_ids[helper], sitting.problem.learner_ids[learner]]
        try:
            sitting.decide("pin" if chance.random() < 0.1 else "accept", people)
        except (DecisionError, NeedsReason):
            continue  # an earlier decision of the demonstration took the place


def _forms(
    programme: Programme, intake: Intake, chance: random.Random
) -> list[tuple[str, list[dict[str, str]]]]:
    """Return the forms as (role of the whole file, rows): one form that asks for the role, or one for each."""
    names = _names(chance, sum(intake.people.values()))
    people = [(role, names.pop()) for role, many in intake.people.items() for _ in range(many)]
    moment, rows = intake.first_day, []
    for role, name in people:
        moment += timedelta(minutes=chance.randrange(40, 700))
        rows.append((role, _row(programme, role, name, moment, chance)))
    if programme.shape == "peers" or (programme.question("role") and not intake.class_list):
        chance.shuffle(rows)
        return [("", [row for _, row in rows])]
    return [(role, [row for one, row in rows if one == role]) for role in intake.people]


def _row(
    programme: Programme, role: str, name: tuple[str, str], moment: datetime, chance: random.Random
) -> dict[str, str]:
    row = {"Timestamp": f"{moment.month}/{moment.day}/{moment:%Y %H:%M:%S}"}
    first, last = name
    row["Email Address"] = (
        f"{first}.{last}@example.org".casefold().replace(" ", "").replace("'", "")
    )
    row["Your name"] = f"{first} {last}"
    roles = list(programme.roles) if role == "both" else [role]
    for question in programme.questions:
        if question.field in (
            "submitted",
            "email",
            "name",
            "first_name",
            "last_name",
            "phone",
            "pronouns",
            "private",
            "language",
        ):
            continue
        if question.roles and not set(question.roles) & set(roles):
            row.setdefault(_heading(question), "")
            continue
        row[_heading(question)] = _answer(programme, question, roles, chance)
    return row


def _heading(question: Question) -> str:
    return question.headings[0]


def _answer(
    programme: Programme, question: Question, roles: Sequence[str], chance: random.Random
) -> str:
    makers: dict[str, Callable[[], str]] = {
        "roles": lambda: ", ".join(programme.roles[role].label for role in roles),
        "topics": lambda: _topics(programme, question, chance),
        "choice": lambda: chance.choice(question.options).name,
        "choices": lambda: (
            ", ".join(one.name for one in question.options if chance.random() < 0.55)
            or question.options[0].name
        ),
        "months": lambda: _experience(programme, roles, chance),
        "yes-no": lambda: "No" if chance.random() < 0.05 else "Yes",
        "count": lambda: _places(programme, roles, chance),
    }
    if question.kind in makers:
        return makers[question.kind]()
    texts: dict[str, Callable[[], str]] = {
        "organisation": lambda: chance.choice(LIBRARIES),
        "position": lambda: chance.choice(POSITIONS),
        "place": lambda: chance.choice(TOWNS),
        "goals": lambda: chance.choice(GOALS) if chance.random() < 0.9 else "",
        "offer_text": lambda: chance.choice(OFFERS),
        "requests": lambda: chance.choice(REQUESTS) if chance.random() < 0.12 else "",
        "membership_number": lambda: f"{chance.randrange(1000, 400000):07d}",
        "current_work": lambda: chance.choice(programme.topics).name,
        "first_meeting": lambda: chance.choice(("Yes", "No")),
    }
    return texts[question.field]() if question.field in texts else ""


def _topics(programme: Programme, question: Question, chance: random.Random) -> str:
    if question.field == "interests_other":
        return chance.choice(("", "", "", "Seed libraries", "Grant writing"))
    weights = [1.0 / (1 + at % 9) for at in range(len(programme.topics))]
    many = chance.randrange(2, 7)
    chosen = {one.name for one in chance.choices(programme.topics, weights, k=many)}
    return ", ".join(topic.name for topic in programme.topics if topic.name in chosen)


def _experience(programme: Programme, roles: Sequence[str], chance: random.Random) -> str:
    if chance.random() < 0.04:
        return chance.choice(("a while", "", "just under 5 years"))
    senior = any(programme.roles[role].side == "helper" for role in roles)
    if senior:
        return chance.choice(
            ("8 years", "12", "exactly 5 years", "15 years", "20+", "6", "9 years", "4 years")
        )
    return chance.choice(
        ("2 years", "1", "6 months", "3 years", "18 months", "2.5", "4", "5 months")
    )


def _places(programme: Programme, roles: Sequence[str], chance: random.Random) -> str:
    if not any(programme.roles[role].side == "helper" for role in roles):
        return ""
    return chance.choice(("1", "1", "1", "2", "2", "", "I'm willing to take on two mentees."))


def _liaison(chance: random.Random) -> dict[str, str]:
    first, last = chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)
    return {
        "Name": f"{first} {last}",
        "Email": f"{first}.{last}.committee@example.org".casefold(),
        "Library": chance.choice(LIBRARIES),
    }


def _names(chance: random.Random, many: int) -> list[tuple[str, str]]:
    return chance.sample([(first, last) for first in FIRST_NAMES for last in LAST_NAMES], many)


def _write_form(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, restval="")
        writer.writeheader()
        writer.writerows(rows)
