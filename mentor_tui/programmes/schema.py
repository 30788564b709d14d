"""A programme as data: what its form asks, who may take part, what makes a good pair."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from .letter_words import Letters
from .part import Part, Word

Side = Literal["helper", "learner", "peer"]
Kind = Literal[
    "text",
    "name",
    "email",
    "date",
    "roles",
    "topics",
    "choice",
    "choices",
    "months",
    "yes-no",
    "count",
]
MonthDay = Annotated[str, StringConstraints(pattern=r"^(\d{4}-)?\d{2}-\d{2}$")]


class Option(Part):
    """One answer of a list, with the other words that mean the same."""

    name: Word
    aliases: tuple[Word, ...] = ()


class Topic(Part):
    """A subject that can be shared and learned; `in_text` is its name in the middle of a sentence."""

    name: Word
    in_text: str = ""
    group: str = ""
    aliases: tuple[Word, ...] = ()


class Question(Part):
    """One question of the form, and how its column is recognised."""

    field: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
    label: str = ""
    kind: Kind = "text"
    headings: tuple[Word, ...] = ()
    keywords: tuple[Word, ...] = ()
    avoid: tuple[Word, ...] = ()
    options: tuple[Option, ...] = ()
    roles: tuple[str, ...] = ()
    request: bool = False
    private: bool = False
    unit: Literal["years", "months"] = "years"


class Role(Part):
    """A way of taking part, and which answers it offers and wants.

    `about` are answers on position and work, in which goals are looked for besides the offer.
    """

    label: Word
    plural: Word
    side: Side
    words: tuple[Word, ...] = ()
    offers: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    offer_text: tuple[str, ...] = ()
    about: tuple[str, ...] = ("position", "experience")
    places: int = Field(default=1, ge=0, le=999)


class Rule(Part):
    """A condition of eligibility; a note is said and never refuses.

    `needed = false` says that a form may leave the question out: nobody is undecided for it then.
    `letter` says it in kind words to somebody who does not meet it, and what is open to them;
    `invite` follows as long as applications can be taken up.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    kind: Literal["member", "months", "agrees", "answered"]
    field: str
    needs: Word
    roles: tuple[str, ...] = ()
    number_field: str = ""
    minimum: int | None = Field(default=None, ge=0)
    maximum: int | None = Field(default=None, ge=0)
    note: bool = False
    needed: bool = True
    letter: str = ""
    invite: str = ""


class Agreement(Part):
    """Something that a pair has in common, or should not have; `letter` says it to the two of them."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    label: Word
    kind: Literal["same", "overlap", "near", "gap"]
    field: str
    weight: float = Field(default=1.0, ge=0)
    width: float = Field(default=0.0, ge=0)
    holds: Word
    fails: Word
    letter: str = ""
    letter_fr: str = ""


class Weights(Part):
    """How much each part of the fit counts."""

    interests: float = Field(default=60.0, ge=0)
    goals: float = Field(default=30.0, ge=0)
    agreements: float = Field(default=10.0, ge=0)


class Dates(Part):
    """The calendar: a month and day that come every year, or a whole date."""

    deadline: MonthDay | None = None
    starts: MonthDay | None = None
    ends: MonthDay | None = None
    months: int | None = Field(default=None, ge=1)
    minimum_months: int | None = Field(default=None, ge=1)
    contact_days: int = Field(default=31, ge=1)


class OutOfScope(Part):
    """A wish that the programme is not for, and where to send it."""

    words: tuple[Word, ...]
    advice: Word


class JobShadow(Part):
    """A day at the partner's library, suggested to learners newer to their role.

    Attributes:
        field: the question of kind months that says how long they have been in it.
        newer_under: with fewer months somebody is newer.
    """

    field: str
    newer_under: int = Field(ge=1)


class Form(Part):
    """What tells this programme's form from another's."""

    required: tuple[str, ...] = ("name", "email")
    date_order: Literal["MDY", "DMY", "YMD"] = "MDY"
    marks: tuple[Word, ...] = ()


class Programme(Part):
    """A mentoring programme, whole.

    `quote_goals`: whether letters may quote words of the goals; `meaning`: whether goals are compared
    by a sentence model too.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    name: Word
    organisation: Word
    summary: str = ""
    shape: Literal["mentor-mentee", "peers"]
    language: Literal["en", "fr"] = "en"
    same_library: Literal["block", "allow"] = "block"
    liaisons: bool = False
    quote_goals: bool = True
    meaning: bool = False
    form: Form = Form()
    dates: Dates = Dates()
    weights: Weights = Weights()
    roles: dict[str, Role]
    questions: tuple[Question, ...]
    topics: tuple[Topic, ...] = ()
    rules: tuple[Rule, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    out_of_scope: tuple[OutOfScope, ...] = ()
    discussion_topics: tuple[Word, ...] = ()
    job_shadow: JobShadow | None = None
    letters: Letters = Letters()

    @model_validator(mode="after")
    def _names_agree(self) -> Programme:
        fields = {question.field for question in self.questions}
        problems = _unknown_fields(self, fields) + _unknown_roles(self) + _shape_problems(self)
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def question(self, field: str) -> Question | None:
        """Return the question of a field, or None."""
        return self._question_of.get(field)

    @cached_property
    def _question_of(self) -> dict[str, Question]:
        return {question.field: question for question in reversed(self.questions)}


def _unknown_fields(programme: Programme, fields: set[str]) -> list[str]:
    """Say which places name a field that no question asks."""
    named: list[tuple[str, str]] = [(f"rule {rule.id}", rule.field) for rule in programme.rules]
    named += [
        (f"rule {rule.id}", rule.number_field) for rule in programme.rules if rule.number_field
    ]
    named += [(f"agreement {agreement.id}", agreement.field) for agreement in programme.agreements]
    named += [("form.required", field) for field in programme.form.required]
    if programme.job_shadow:
        named.append(("job_shadow", programme.job_shadow.field))
    for key, role in programme.roles.items():
        for field in (*role.offers, *role.wants, *role.goals, *role.offer_text):
            named.append((f"role {key}", field))
        if "about" in role.model_fields_set:
            named += [(f"role {key}", field) for field in role.about]
    return [
        f"{where} names the field {field!r}, which no question asks"
        for where, field in named
        if field not in fields
    ]


def _unknown_roles(programme: Programme) -> list[str]:
    """Say which rules and questions name a role that does not exist."""
    named = [(f"rule {rule.id}", role) for rule in programme.rules for role in rule.roles]
    named += [
        (f"question {question.field}", role)
        for question in programme.questions
        for role in question.roles
    ]
    return [
        f"{where} names the role {role!r}, which does not exist"
        for where, role in named
        if role not in programme.roles
    ]


def _shape_problems(programme: Programme) -> list[str]:
    """Say where the roles do not fit the shape."""
    sides = {role.side for role in programme.roles.values()}
    if programme.shape == "peers" and sides != {"peer"}:
        return ['a programme of shape "peers" has roles of side "peer" only']
    if programme.shape == "mentor-mentee" and sides != {"helper", "learner"}:
        return [
            'a programme of shape "mentor-mentee" needs a role of side "helper" and one of side "learner"'
        ]
    return []
