"""The people of the demonstration: each has a place of work, something to say, and topics that go with it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ..intake.opposites import both_sides_field, opposite_fields
from ..programmes import Programme, Question
from .demonstration_words import Library, Position, Text, Words

_LEFT_OUT = (
    "submitted",
    "email",
    "name",
    "first_name",
    "last_name",
    "phone",
    "pronouns",
    "language",
)
_LEARNER_MONTHS = ("2 years", "1", "6 months", "3 years", "18 months", "2.5", "4", "5 months")
_HELPER_MONTHS = ("8 years", "12", "exactly 5 years", "15 years", "20+", "6", "9 years", "4 years")
_UNCLEAR_MONTHS = ("a while", "", "just under 5 years")
_PLACES = ("1", "1", "1", "2", "2", "", "I'm willing to take on two mentees.")
_NOTHING = Text(text="", about=())


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who fills in a form: who they are, what they ask for and what they can give."""

    first: str
    last: str
    email: str
    role: str
    library: Library
    position: Position
    goal: Text
    offer: Text
    request: str
    submitted: datetime


Row = dict[str, str]


def invent(
    words: Words, roles: Sequence[tuple[str, bool]], first_day: datetime, chance: random.Random
) -> list[Person]:
    """Invent people for roles, each with whether it is a helper's, one text to a person."""
    names = _names(words, len(roles), chance)
    goals, offers = _shuffled(words.goals, chance), _shuffled(words.offers, chance)
    requests = chance.sample(words.requests, len(words.requests))
    people, moment = [], first_day
    for at, (role, senior) in enumerate(roles):
        moment += timedelta(minutes=chance.randrange(40, 700))
        first, last = names[at]
        silent = chance.random() < 0.06
        people.append(
            Person(
                first=first,
                last=last,
                email=address(first, last),
                role=role,
                library=chance.choice(words.libraries),
                position=chance.choice(words.senior_positions if senior else words.positions),
                goal=_NOTHING if silent else goals[at % len(goals)],
                offer=offers[at % len(offers)],
                request=requests.pop() if requests and chance.random() < 0.15 else "",
                submitted=moment,
            )
        )
    return people


def _shuffled(texts: Sequence[Text], chance: random.Random) -> list[Text]:
    return chance.sample(list(texts), len(texts))


def _names(words: Words, number: int, chance: random.Random) -> list[tuple[str, str]]:
    """Choose names; no first name and no last name comes much oftener than the others."""
    names: list[tuple[str, str]] = []
    while len(set(names)) < number:
        first = _spread(words.first_names, number, chance)
        last = _spread(words.last_names, number, chance)
        names = list(zip(first, last, strict=True))
    return names


def _spread(names: Sequence[str], number: int, chance: random.Random) -> list[str]:
    chosen: list[str] = []
    while len(chosen) < number:
        chosen += chance.sample(list(names), len(names))
    return chosen[:number]


def address(first: str, last: str) -> str:
    """Return an address that nobody has."""
    plain = f"{first}.{last}".casefold().replace(" ", "").replace("'", "")
    return f"{plain}@example.org"


def again(person: Person, last: Person) -> Person:
    """Return a person who fills in the form a second time, from another address, in the place of the last."""
    first = person.first[0]
    return replace(
        person,
        email=f"{first}{person.last}@mail.example.org".casefold().replace("'", ""),
        goal=last.goal,
        offer=last.offer,
        request="",
        submitted=last.submitted,
    )


def form_row(programme: Programme, person: Person, words: Words, chance: random.Random) -> Row:
    """Return a person's row of the form."""
    day = person.submitted
    row = {
        "Timestamp": f"{day.month}/{day.day}/{day:%Y %H:%M:%S}",
        "Email Address": person.email,
        "Your name": f"{person.first} {person.last}",
    }
    roles = list(programme.roles) if person.role == "both" else [person.role]
    for question in programme.questions:
        heading = question.headings[0]
        if question.field in _LEFT_OUT or question.private or _is_optional(programme, question):
            continue
        if question.roles and not set(question.roles) & set(roles):
            row.setdefault(heading, "")
            continue
        row[heading] = _Answers(programme, person, roles, words, chance).to(question)
    return row


def _is_optional(programme: Programme, question: Question) -> bool:
    """Say whether the published form does not ask a question.

    It asks not how long somebody is in their role, and no list of each side where one is for both.
    """
    if programme.job_shadow is not None and question.field == programme.job_shadow.field:
        return True
    of_a_side = question.field in (opposite_fields(programme) or ())
    return of_a_side and bool(both_sides_field(programme))


class _Answers:
    """What one person answers."""

    def __init__(
        self,
        programme: Programme,
        person: Person,
        roles: Sequence[str],
        words: Words,
        chance: random.Random,
    ) -> None:
        self._programme, self._person, self._roles = programme, person, roles
        self._words, self._chance = words, chance
        sides = {programme.roles[role].side for role in roles}
        self._helps = bool(sides & {"helper", "peer"})
        self._learns = bool(sides & {"learner", "peer"})
        self._peer = "peer" in sides

    def to(self, question: Question) -> str:
        """Answer a question by its field, or else by its kind."""
        by_field = self._by_field()
        if question.field in by_field:
            return by_field[question.field]
        by_kind: dict[str, Callable[[Question], str]] = {
            "roles": lambda _: ", ".join(self._programme.roles[role].label for role in self._roles),
            "topics": self._topics,
            "choice": self._choice,
            "choices": self._choices,
            "months": lambda _: self._experience(),
            "yes-no": lambda _: "No" if self._chance.random() < 0.05 else "Yes",
            "count": lambda _: self._places(),
        }
        return by_kind[question.kind](question) if question.kind in by_kind else ""

    def _by_field(self) -> dict[str, str]:
        person = self._person
        return {
            "organisation": person.library.name,
            "position": person.position.title,
            "place": person.library.town,
            "goals": self._goals(),
            "offer_text": person.offer.text if self._helps else "",
            "requests": person.request,
            "membership_number": f"{self._chance.randrange(1000, 400000):07d}",
            "current_work": " and ".join(person.offer.about).lower(),
            "first_meeting": self._chance.choice(("Yes", "No")),
            "interests_other": self._other_topic(),
        }

    def _goals(self) -> str:
        """What they hope for; who only helps says there what they bring, where the form means it so."""
        if self._learns:
            return self._person.goal.text
        offers = [self._programme.roles[role].offer_text for role in self._roles]
        return self._person.offer.text if any("goals" in fields for fields in offers) else ""

    def _other_topic(self) -> str:
        return self._chance.choice(self._words.other_topics) if self._chance.random() < 0.15 else ""

    def _topics(self, question: Question) -> str:
        """Tick what the text speaks of, and some more: helpers more than learners."""
        wants = self._learns and question.field != "can_share"
        gives = self._helps and question.field != "want_to_learn"
        chosen = {
            *(self._person.goal.about if wants else ()),
            *(self._person.offer.about if gives else ()),
        }
        more = self._chance.choice((2, 3, 4, 5, 7, 9)) if gives else self._chance.randrange(4)
        texts = self._words.offers if gives else self._words.goals
        common = [topic for text in texts for topic in text.about]
        chosen |= set(self._chance.sample(common, more))
        if wants and not gives and not chosen:
            chosen = {self._chance.choice(common)}
        if wants and self._peer:
            chosen -= set(self._person.offer.about)
        return ", ".join(topic.name for topic in self._programme.topics if topic.name in chosen)

    def _choice(self, question: Question) -> str:
        names = [option.name for option in question.options]
        library, position = self._person.library, self._person.position
        known = [word for word in (library.size, library.kind, position.kind) if word in names]
        return known[0] if known else self._chance.choice(names)

    def _choices(self, question: Question) -> str:
        names = [option.name for option in question.options]
        chosen = [name for name in names if self._chance.random() < 0.55]
        return ", ".join(chosen or names[:1])

    def _experience(self) -> str:
        if self._chance.random() < 0.04:
            return self._chance.choice(_UNCLEAR_MONTHS)
        if self._peer:
            return self._chance.choice((*_LEARNER_MONTHS, *_HELPER_MONTHS))
        return self._chance.choice(_HELPER_MONTHS if self._helps else _LEARNER_MONTHS)

    def _places(self) -> str:
        return self._chance.choice(_PLACES) if self._helps else ""
