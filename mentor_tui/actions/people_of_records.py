"""What is kept of people becomes applicants: newest submissions, corrections, verdicts, flags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..domain.eligibility import judge
from ..domain.names import content_id, is_address
from ..domain.people import Answer, Applicant, Flag, RoleEntry, Verdict
from ..domain.records import (
    Cohort,
    Correction,
    FlagMark,
    Note,
    PersonStatus,
    SamePerson,
    Submission,
    Waiver,
)
from ..domain.roster import WITHDRAWN
from ..intake import Vocabulary, read_answer
from ..intake.dates import read_moment
from ..intake.learning import joint_of
from ..intake.options import option_key
from ..intake.requests import out_of_scope_flags, request_flag
from ..intake.roles import read_roles
from ..programmes import Programme, Question
from .alike import flag_likenesses, in_reading_order
from .import_news import age
from .mentions import flag_mentions
from .topic_names import connected_topics

OWN_FLAG = "own-"
"""What the keys of a coordinator's own flags begin with."""

_SHORT = ("topics", "choices", "choice", "months", "count", "yes-no", "roles")
"""Kinds of answers that cost something to read, and that many people give in the same words."""

WAITING_LIST = "waiting list of "
"""What the file of somebody who was carried over from an earlier cohort begins with."""


def own_flag_key(text: str) -> str:
    """Return the key of a coordinator's own flag."""
    return OWN_FLAG + content_id("own", text)


_NAMELESS = "no name was given; correct it before lists and letters go out"


@dataclass(frozen=True, kw_only=True)
class RecordsOfPeople:
    """All that decides what the people of a cohort are: the same records make the same people."""

    cohort: Cohort
    options: dict[str, dict[str, str]]
    submissions: tuple[Submission, ...]
    corrections: tuple[Correction, ...]
    waivers: tuple[Waiver, ...]
    marks: tuple[FlagMark, ...]
    notes: tuple[Note, ...]
    statuses: tuple[PersonStatus, ...]
    same: tuple[SamePerson, ...]


class PeopleOfRecords:
    """Builds the applicants of a cohort from its records."""

    def __init__(self, records: RecordsOfPeople, programme: Programme, words: Vocabulary) -> None:
        self._cohort, self._programme, self._words = records.cohort, programme, words
        self._read: dict[tuple[str, str, str, str | None, str], Answer] = {}
        self._ticked: dict[str, set[str]] = defaultdict(set)
        self._into = {same.person: same.into for same in records.same}
        self._submissions: dict[str, list[Submission]] = defaultdict(list)
        for row in records.submissions:
            self._submissions[self._into.get(row.person, row.person)].append(row)
        self._joining = {
            file: _joined(words, rows) for file, rows in _by_file(self._submissions).items()
        }
        self._corrections: dict[str, dict[tuple[str, str], Correction]] = defaultdict(dict)
        for correction in records.corrections:
            self._corrections[correction.person][correction.role, correction.field] = correction
        self._waivers: dict[str, dict[str, str]] = defaultdict(dict)
        for waiver in records.waivers:
            self._waivers[waiver.person][waiver.rule] = waiver.reason
        self._marks = {(mark.person, mark.flag): mark for mark in records.marks}
        self._own_flags: dict[str, list[FlagMark]] = defaultdict(list)
        for mark in self._marks.values():
            if mark.flag.startswith(OWN_FLAG):
                self._own_flags[mark.person].append(mark)
        self._notes = {note.person: note.text for note in records.notes}
        self._standings = {
            (status.person, status.role): status.state for status in records.statuses
        }

    def applicants(self) -> tuple[Applicant, ...]:
        """Return the applicants sorted by id, shared addresses flagged, write-ins agreed on."""
        people = flag_mentions(self.judged(), self._programme, self._marked)
        flagged = flag_likenesses(people, self._marked)
        in_order = [
            replace(applicant, flags=in_reading_order(applicant.flags)) for applicant in flagged
        ]
        return tuple(connected_topics(in_order, self._words, self._ticked.values()))

    def judged(self) -> list[Applicant]:
        """Return the applicants sorted by id as their own rows make them: nobody is compared with others."""
        people = []
        for person, rows in sorted(self._submissions.items()):
            people.append(self._applicant(person, rows))
        return people

    def _applicant(self, person: str, rows: list[Submission]) -> Applicant:
        rows = sorted(rows, key=age)
        roles, known, by_role = self._roles(person, rows)
        entries = {role: self._entry(person, role, by_role[role], known) for role in roles}
        newest = max(by_role.values(), key=age)
        live = {row.id for row in by_role.values()}
        any_entry = next(iter(entries.values()))
        name = _corrected(any_entry, "name", newest.name)
        email = _corrected(any_entry, "email", newest.email)
        extra = {
            heading: text for row in rows if row.id in live for heading, text in row.extra.items()
        }
        flags = tuple(self._flags(person, entries, name))
        return Applicant(
            id=person,
            name=" ".join(name.split()),
            email=email.strip(),
            organisation=any_entry.answers["organisation"].text
            if "organisation" in any_entry.answers
            else "",
            roles=entries,
            flags=flags,
            late=any(self._late(row) for row in by_role.values()),
            extra=extra,
            note=self._notes.get(person, ""),
            superseded=sum(row.id not in live for row in rows),
            sources=tuple(f"{row.file}, line {row.line}" for row in rows if row.id in live),
            addresses=tuple(dict.fromkeys(row.email.strip() for row in rows if row.email.strip())),
            beside=self._beside(entries, by_role.values()),
        )

    def _beside(
        self, entries: Mapping[str, RoleEntry], rows: Iterable[Submission]
    ) -> dict[str, str]:
        """Return what somebody wrote below questions of a role that is not theirs."""
        asked = {name for entry in entries.values() for name in entry.answers}
        unasked = [
            question.field for question in self._programme.questions if question.field not in asked
        ]
        return {
            name: row.answers[name] for row in rows for name in unasked if row.answers.get(name, "")
        }

    def _roles(
        self, person: str, rows: list[Submission]
    ) -> tuple[list[str], bool, dict[str, Submission]]:
        """Return the person's roles, whether they are known, and the newest submission for each."""
        by_role: dict[str, Submission] = {}
        for row in rows:
            for role in row.roles:
                if role in self._programme.roles:
                    by_role[role] = row
        correction = self._corrections[person].get(("", "role"))
        if correction is not None:
            named = list(read_roles(correction.value, self._programme))
            if named:
                return named, True, {role: by_role.get(role, rows[-1]) for role in named}
        if by_role:
            return [role for role in self._programme.roles if role in by_role], True, by_role
        return list(self._programme.roles), False, dict.fromkeys(self._programme.roles, rows[-1])

    def _entry(self, person: str, role: str, row: Submission, known: bool) -> RoleEntry:
        answers = self._answers(person, role, row)
        settings = self._programme.roles[role]
        late = self._late(row)
        verdict = judge(
            programme=self._programme,
            role=role,
            answers=answers,
            waivers=self._waivers[person],
            late=late,
            untimed=self._untimed(row),
            role_known=known,
        )
        standing = self._standings.get((person, role), "")
        if standing == WITHDRAWN:
            verdict = Verdict(
                status="withdrawn",
                reasons=verdict.reasons,
                waived=verdict.waived,
                notes=verdict.notes,
            )
        places = answers["places"].value if "places" in answers else None
        return RoleEntry(
            role=role,
            side=settings.side,
            verdict=verdict,
            offers=_topics(answers, settings.offers),
            wants=_topics(answers, settings.wants),
            goals=_texts(answers, settings.goals),
            offer_text=_texts(answers, [f for f in settings.offer_text if f not in settings.goals]),
            places=places if isinstance(places, int) else settings.places,
            places_assumed=not isinstance(places, int),
            standing=standing,
            answers=answers,
        )

    def _answers(self, person: str, role: str, row: Submission) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        for question in self._programme.questions:
            if question.roles and role not in question.roles:
                continue
            joint = self._corrections[person]
            correction = joint.get((role, question.field)) or joint.get(("", question.field))
            original = row.answers.get(question.field)
            if original is None and correction is None:
                continue
            answers[question.field] = self._answer(question, row, original or "", correction)
            if question.kind == "topics" and correction is None:
                self._note_options(row.file, answers[question.field])
        return answers

    def _answer(
        self, question: Question, row: Submission, original: str, correction: Correction | None
    ) -> Answer:
        """Return one answer; what many people of a form answered in the same words is read once."""
        repair = row.repairs.get(question.field)
        sent = row.submitted[:10] if question.kind == "months" else ""
        key = (question.field, row.file, original, repair, sent)
        if correction is None and question.kind in _SHORT and key in self._read:
            return self._read[key]
        answer = read_answer(
            question=question,
            words=self._joining[row.file],
            original=original,
            repair=repair,
            correction=correction,
            as_of=date.fromisoformat(sent) if sent else None,
        )
        if correction is None and question.kind in _SHORT:
            self._read[key] = answer
        return answer

    def _note_options(self, file: str, answer: Answer) -> None:
        """Remember which options a form has outright."""
        options = self._words.options[answer.field]
        for topic in answer.value or ():
            if options.option(topic) is not None:
                self._ticked[file].add(option_key(topic))

    def _sent(self, row: Submission) -> str:
        """Return when a row was sent, as corrected where it was; empty where that is not known."""
        person = self._into.get(row.person, row.person)
        correction = self._corrections[person].get(("", "submitted"))
        moment = read_moment(correction.value) if correction else None
        return moment.isoformat(" ") if moment else row.submitted

    def _late(self, row: Submission) -> str:
        deadline, sent = self._cohort.deadline, self._sent(row)
        if not deadline or not sent or sent[:10] <= deadline:
            return ""
        return f"submitted {sent}, after the deadline {deadline}"

    def _untimed(self, row: Submission) -> str:
        """Return the time stamp that does not tell whether a row is late; a waiting list needs none."""
        carried = row.file.startswith(WAITING_LIST)
        if not self._cohort.deadline or self._sent(row) or carried:
            return ""
        if "submitted" not in row.answers:
            return "(not asked)"
        return row.answers["submitted"].strip() or "(blank)"

    def _flags(self, person: str, entries: Mapping[str, RoleEntry], name: str) -> Iterable[Flag]:
        seen: dict[str, Flag] = {}
        if not name.strip():
            flag = Flag(key=content_id("name", person), kind="name", text=_NAMELESS)
            seen[flag.key] = flag
        for entry in entries.values():
            for flag in self._raised(entry):
                seen.setdefault(flag.key, flag)
        for flag in seen.values():
            yield self._marked(person, flag)
        for mark in self._own_flags[person]:
            yield Flag(key=mark.flag, kind="own", text=mark.text, cleared=mark.cleared)

    def _raised(self, entry: RoleEntry) -> Iterable[Flag]:
        wishes: list[str] = []
        for answer in entry.answers.values():
            question = self._programme.question(answer.field)
            if question is None or question.private:
                continue
            if question.request:
                flag = request_flag(answer.text)
                if flag is not None:
                    yield flag
            if answer.unclear and answer.field == "places":
                yield Flag(
                    key=content_id("unclear", answer.field, answer.text),
                    kind="unclear",
                    text=f"{answer.label}: {answer.unclear}; one place is assumed",
                )
            if question.kind == "text" and (
                question.request or answer.field in _wish_fields(self._programme)
            ):
                wishes.append(answer.text)
            if answer.field == "email" and answer.text and not is_address(answer.text):
                yield Flag(
                    key=content_id("address", answer.text),
                    kind="address",
                    text=f"{answer.text!r} is not an e-mail address",
                )
        yield from out_of_scope_flags(wishes, self._programme.out_of_scope)

    def _marked(self, person: str, flag: Flag) -> Flag:
        mark = self._marks.get((person, flag.key))
        return replace(flag, cleared=mark.cleared, note=mark.text) if mark else flag


def _by_file(submissions: Mapping[str, list[Submission]]) -> dict[str, list[Submission]]:
    files: dict[str, list[Submission]] = defaultdict(list)
    for rows in submissions.values():
        for row in rows:
            files[row.file].append(row)
    return files


def _joined(words: Vocabulary, rows: Iterable[Submission]) -> Vocabulary:
    """Return the vocabulary for one file: which of its tick-lists are joined by semicolons."""
    answers: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for name in words.options:
            if row.answers.get(name):
                answers[name].append(row.answers[name])
    joint = {name: joint_of(texts, words.options[name]) for name, texts in answers.items()}
    return replace(words, joints=joint)


def _corrected(entry: RoleEntry, field_name: str, usual: str) -> str:
    answer = entry.answers.get(field_name)
    return answer.text if answer and answer.corrected else usual


def _wish_fields(programme: Programme) -> set[str]:
    return {field for role in programme.roles.values() for field in role.goals}


def _topics(answers: Mapping[str, Answer], fields: Iterable[str]) -> tuple[str, ...]:
    joint = (topic for name in fields if name in answers for topic in answers[name].value or ())
    return tuple(dict.fromkeys(joint))


def _texts(answers: Mapping[str, Answer], fields: Iterable[str]) -> str:
    return "\n".join(
        dict.fromkeys(
            answers[name].text for name in fields if name in answers and answers[name].text
        )
    )
