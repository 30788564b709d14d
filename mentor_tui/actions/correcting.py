"""Correcting: what the coordinator knows better than the form."""

from __future__ import annotations

from ..domain.records import Correction, LogEntry, Step, change
from ..domain.roster import Roster
from .naming_people import find_person
from .roster_loading import load_roster
from .workspace import ActionError, Workspace, exclusive


@exclusive
def correct(
    workspace: Workspace, cohort: str, who: str, setting: str, reason: str = ""
) -> LogEntry:
    """Correct a field of a person: "FIELD=VALUE", or "ROLE.FIELD=VALUE" for one role alone.

    Raises:
        ActionError: the field is unknown, or the text is not of that form.
    """
    roster = load_roster(workspace, cohort)
    person = find_person(roster, who)
    role, name, value = _setting(roster, setting)
    before = workspace.store.find(
        Correction, cohort=cohort, person=person.id, role=role, field=name
    )
    after = Correction(
        cohort=cohort,
        person=person.id,
        role=role,
        field=name,
        value=value,
        reason=reason,
        at=workspace.now(),
    )
    was = person.short(name)
    step = Step(
        cohort=cohort,
        kind="correct",
        sentence=f"Corrected {name} of {person.name}: {was or '(blank)'} -> {value or '(blank)'}",
        changes=(change(before, after),),
        people=(person.id,),
        reason=reason,
    )
    entry = workspace.store.commit(step)
    _check_roles(load_roster(workspace, cohort), person.id)
    return entry


def _setting(roster: Roster, setting: str) -> tuple[str, str, str]:
    """Return the role (none for all), the field and the new value of a correction."""
    place, equals, value = setting.partition("=")
    role, _, name = place.strip().rpartition(".")
    if not equals:
        raise ActionError(f"{setting!r} is not FIELD=VALUE; write for example places=2")
    if role and role not in roster.programme.roles:
        raise ActionError(
            f"there is no role {role!r}; the roles are {', '.join(roster.programme.roles)}"
        )
    if roster.programme.question(name) is None:
        fields = ", ".join(question.field for question in roster.programme.questions)
        raise ActionError(f"there is no field {name!r}; the fields are {fields}")
    return role, name, value.strip()


def _check_roles(roster: Roster, person: str) -> None:
    """Refuse what takes a role away in which somebody has a decided pair."""
    for pair in roster.decided:
        lost = (person == pair.helper and person not in roster.helpers) or (
            person in (pair.learner, pair.third) and person not in roster.learners
        )
        if lost:
            raise ActionError(
                f"{roster.pair_name(pair)} is decided; undo, reject or end that pair before the role changes"
            )
