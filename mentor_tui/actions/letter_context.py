"""What a letter may speak of: the programme's words, the reader, the partners. Requests and private remarks never."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..domain.names import plain
from ..domain.pair_life import PairLife, end_day, month_of
from ..domain.people import Applicant
from ..domain.records import Liaison, Pair
from ..domain.roster import Roster
from ..domain.shown_names import shown_name
from ..matching.problem import Problem
from ..outputs.day_words import day_words
from ..outputs.drafting import Lines, Paragraphs
from ..programmes import Programme
from .job_shadows import newer
from .letter_life import life_values, ran_its_time
from .letter_reasons import listed, reason_for
from .letter_words import (
    ENGLISH,
    FRENCH,
    general_texts,
    months_in_words,
    organisation_words,
    pair_texts,
    period_words,
    questions_words,
    signature_words,
    spelling,
    with_article,
    words_of,
)


@dataclass(frozen=True, kw_only=True)
class Pen:
    """What every letter of a cohort is written with; `programme` is the cohort's, with its words of today.

    `travellers` are the learners whose paid trip of the year was noted.
    """

    problem: Problem
    programme: Programme
    lives: dict[tuple[str, str], PairLife]
    today: str
    language: str = ""
    from_liaison: bool = False
    handed_over: frozenset[str] = frozenset()
    travellers: frozenset[str] = frozenset()
    paragraphs: Paragraphs = field(default_factory=Paragraphs)

    @property
    def roster(self) -> Roster:
        """The cohort."""
        return self.problem.roster


def language_of(pen: Pen, reader: Applicant | Liaison) -> str:
    """Return the language of a reader's letters: as asked for, as their form says, else the programme's."""
    if pen.language:
        return pen.language
    language = plain(reader.short("language")) if isinstance(reader, Applicant) else ""
    if language.startswith(("french", "francais")):
        return FRENCH
    return pen.programme.language


def name_of(pen: Pen, person: str) -> str:
    """Return a person's name as a letter shows it, their address or id where there is none."""
    applicant = pen.roster.people.get(person)
    return (applicant.name_shown if applicant else "") or pen.roster.name(person)


def general_context(
    pen: Pen, reader: Applicant | Liaison, role: str, language: str
) -> dict[str, Any]:
    """Return what every letter may speak of, the programme's own words filled in."""
    programme, cohort = pen.programme, pen.roster.cohort
    person = _person(pen, reader)
    values = _common(pen, reader, role, language) | {"person": person}
    return values | {
        "starts": cohort.starts,
        "ends": cohort.ends,
        "deadline": cohort.deadline,
        "signature": Lines(signature_words(programme, language)),
    }


def _person(pen: Pen, reader: Applicant | Liaison) -> dict[str, str]:
    applicant = isinstance(reader, Applicant)
    position = reader.short("position") if isinstance(reader, Applicant) else ""
    name = name_of(pen, reader.id) if applicant else shown_name(reader.name)
    return {
        "name": name,
        "email": reader.email,
        "organisation": reader.organisation,
        "position": position,
        "work": ", ".join(filter(None, (position, reader.organisation))),
    }


def _common(pen: Pen, reader: Applicant | Liaison, role: str, language: str) -> dict[str, Any]:
    programme = pen.programme
    organisation = organisation_words(programme, language)
    label = programme.roles[role].label.lower() if role else ""
    return spelling(programme) | {
        "programme": {"name": programme.name, "organisation": programme.organisation},
        "organisation": organisation,
        "called": _called(programme, language),
        "title": words_of(programme, language).title or programme.name,
        "organisation_first": organisation[:1].upper() + organisation[1:],
        "today": pen.today,
        "peers": pen.roster.peers,
        "closed": is_closed(pen),
        "finished": is_finished(pen),
        "waived": [],
        "to_introduce": False,
        "role": role,
        "role_label": label,
        "a_role": with_article(label) if label else "",
        "partner_role": partner_role(programme, role, plural=False),
        "a_partner_role": with_article(partner_role(programme, role, plural=False)),
        "partner_roles": partner_role(programme, role, plural=True),
        "roles": programme.roles[role].plural.lower() if role else "",
        "questions": questions_words(programme.letters.contact, language),
        "helper": bool(role) and programme.roles[role].side == "helper",
    }


def is_finished(pen: Pen) -> bool:
    """Say whether the cohort is over."""
    return bool(pen.roster.cohort.ends) and pen.roster.cohort.ends < pen.today


def is_closed(pen: Pen) -> bool:
    """Say whether no application can be taken up any more: the deadline, the start of a class or the end is past."""
    cohort = pen.roster.cohort
    of_a_class = cohort.starts if pen.programme.dates.months else ""
    last = cohort.deadline or of_a_class
    return is_finished(pen) or (bool(last) and last < pen.today)


def _called(programme: Programme, language: str) -> str:
    """Return the programme's name in running text; English has an article where the programme says no other."""
    usual = programme.name if language == FRENCH else f"the {programme.name}"
    return words_of(programme, language).called or usual


def partner_role(programme: Programme, role: str, plural: bool) -> str:
    """Return what the partner of somebody in a role is called."""
    side = programme.roles[role].side if role else "learner"
    wanted = {"helper": "learner", "learner": "helper", "peer": "peer"}[side]
    matching_role = next(role for role in programme.roles.values() if role.side == wanted)
    return (matching_role.plural if plural else matching_role.label).lower()


def with_words(pen: Pen, values: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the values of a letter with the programme's words, which may use the values."""
    words = words_of(pen.programme, language)
    fill = pen.paragraphs.filler(f"{pen.programme.id}, letters", values)
    if "partner_names" not in values:
        return values | {"words": general_texts(words, fill)}
    return values | {"words": pair_texts(words, str(values["role"]), fill)}


def pair_context(pen: Pen, pair: Pair, reader: Applicant, language: str) -> dict[str, Any]:
    """Return what a letter about a pair may speak of."""
    roster = pen.roster
    role = _role_in(roster, pair, reader.id)
    partners = [
        roster.people[person_id] for person_id in pair_people(pair) if person_id != reader.id
    ]
    names = [name_of(pen, applicant.id) for applicant in partners]
    joint = " et " if language == FRENCH else " and "
    values = general_context(pen, reader, role, language)
    values |= _dates(pen, pair, language) | _number_words(len(partners) + 1)
    values |= {
        "partners": [_person(pen, applicant) for applicant in partners],
        "partner_names": joint.join(names),
        "everybody": joint.join(
            filter(None, (", ".join([values["person"]["name"], *names[:-1]]), names[-1]))
        ),
        "trio": len(partners) > 1,
        "helper": reader.id == pair.helper and not roster.peers,
        "newer": newer(pen.programme, roster.people[pair.learner]),
        **life_values(
            programme=pen.programme,
            pair=pair,
            life=pen.lives.get((pair.helper, pair.learner)),
            entry=reader.roles[role],
            reader=reader.id,
        ),
        "trip_used": pair.learner in pen.travellers,
        "why": _why(pen, pair, reader, [applicant.id for applicant in partners], language),
        "month": month_of(pair, pen.today),
        "silence": silence_words(pen, pair, language),
    }
    return with_words(pen, values | _liaison(pen, pair, language), language)


def pair_people(pair: Pair) -> list[str]:
    """Return the people of a pair, the learner first."""
    return [person_id for person_id in (pair.learner, pair.helper, pair.third) if person_id]


def _role_in(roster: Roster, pair: Pair, person: str) -> str:
    side = roster.helpers if person == pair.helper else roster.learners
    return side[person].role


def _why(pen: Pen, pair: Pair, reader: Applicant, partners: Sequence[str], language: str) -> str:
    return reason_for(
        problem=pen.problem,
        programme=pen.programme,
        reader=reader.id,
        partners=partners,
        language=language,
    )


def _number_words(people: int) -> dict[str, str]:
    three = people > 2
    return {
        "the_two": "the three of you" if three else "the two of you",
        "both": "all three of you" if three else "both of you",
    }


def last_day(pen: Pen, pair: Pair) -> str:
    """Return the last day of a pair: as set, or the day on which the two were noted to be done; empty where it is open."""
    ends = end_day(pen.programme, pair)
    life = pen.lives.get((pair.helper, pair.learner))
    if life is None or life.state != "completed":
        return ends
    done = next((contact.on for contact in life.noted if contact.kind == "completed"), "")
    return min(filter(None, (ends, done)), default="")


def _dates(pen: Pen, pair: Pair, language: str) -> dict[str, Any]:
    programme = pen.programme
    life = pen.lives.get((pair.helper, pair.learner))
    starts, ends = pair.starts or pair.at[:10], last_day(pen, pair)
    minimum = life.minimum if life else ""
    months = programme.dates.minimum_months or 0
    english = programme.letters.english
    return {
        "starts": starts,
        "ends": ends,
        "full": ran_its_time(programme, starts, ends),
        "over": bool(ends) and (ends < pen.today or bool(life and life.state == "completed")),
        "minimum": minimum,
        "minimum_words": months_in_words(months, language),
        "minimum_over": bool(minimum) and minimum <= pen.today,
        "period": period_words(
            starts=starts,
            ends=ends,
            minimum=minimum,
            months=months,
            language=language,
            english=english,
        ),
    }


def _liaison(pen: Pen, pair: Pair, language: str) -> dict[str, Any]:
    liaison = next((liaison for liaison in pen.roster.liaisons if liaison.id == pair.liaison), None)
    if liaison is None:
        return {"liaison": None, "from_liaison": False}
    name = shown_name(liaison.name)
    signer = name if pen.from_liaison else ""
    return {
        "liaison": {"name": name, "email": liaison.email},
        "from_liaison": pen.from_liaison,
        "signature": Lines(signature_words(pen.programme, language, signer)),
    }


def silence_words(pen: Pen, pair: Pair, language: str = ENGLISH) -> str:
    """Return who of a pair has not been heard from, for the committee and their liaison."""
    life = pen.lives.get((pair.helper, pair.learner))
    sentences = []
    for silence in life.silences if life else ():
        since = day_words(silence.since, language, pen.programme.letters.english)
        words = f"has not answered since {since}" if silence.since else "has not answered yet"
        sentences.append(f"{name_of(pen, silence.person)} {words}.")
    return " ".join(sentences) or "Nobody has told us for a while that they are in touch."


def names_listed(pen: Pen, people: Iterable[str]) -> str:
    """Return the names of people as a list in a sentence."""
    return listed([name_of(pen, person) for person in people])
