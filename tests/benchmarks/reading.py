"""How forms that the programmes have never seen are read: columns, answers, options, and what is wrong.

python -m tests.benchmarks.reading [open|apart|both] [PROGRAMME ...] [--whole] [--show]

Writes forms of every programme in the layouts of several form tools, with the headings of reading_words.toml and a few
questions that fill no field, reads them by the import itself, and compares with what was meant. A column or an answer
is right, left open (asked for, undecided, kept as it is) or wrong; wrong is the worst. Every wording is read in one
layout; with --whole in every layout.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from mentor_tui.actions.importing import ImportRequest, plan_import
from mentor_tui.actions.workspace import Workspace
from mentor_tui.intake import FileRejected, MissingColumns

WORDS = Path(__file__).with_name("reading_words.toml")
LAYOUTS = (
    "google-sheet",
    "google-download",
    "microsoft",
    "jotform",
    "surveymonkey",
    "qualtrics",
    "typeform",
    "hand",
)
JOINTS = {"google-download": ";", "microsoft": ";", "jotform": "\n"}
PEOPLE = 24
OTHERS = 5
TOPICS = {
    "mla-manitoba": [
        "Programming",
        "Cataloguing",
        "Managing",
        "Budgets, grants and funding",
        "Working solo",
        "Outreach, Newcomers and Settlement",
        "Storytelling (all ages)",
    ],
    "ola": [
        "Professional development, education and training",
        "Cataloguing",
        "Managing",
        "Leadership",
        "Networking",
        "Archives, Maps and Rare Books",
        "Research help",
    ],
    "nmrt": [
        "Tenure, promotion and publishing",
        "Conferences",
        "Cataloging",
        "Supervising",
        "Work-life balance",
        "Metadata, Discovery and Systems",
        "Getting involved in ALA",
    ],
    "mile": [
        "Budgeting, finance and fundraising",
        "Supervising",
        "Leading change",
        "Networking",
        "Storytelling, Speaking and Writing",
        "Goal-setting",
        "Technology",
    ],
    "nlls": [
        "Governance",
        "Board Relations",
        "Budget management",
        "Scheduling",
        "Diversity, Equity, & Inclusion",
        "Circulation",
        "Technology",
    ],
}
YES = ("Yes", "yes", "Yes.", "Oui", "Y", "I agree")
NO = ("No", "no", "Non", "N")
YEARS = {"7": 84, "7 years": 84, "6.5": 78, "ten years": 120, "8 ans": 96}
FEW = {"1": 12, "1 year": 12, "18 months": 18, "two years": 24, "2 ans": 24}
HOPES = (
    "I hope to run our branch better and to plan ahead.",
    "To become a director one day.",
    "Finding my feet after two moves.",
    "I would like somebody to talk with about staff.",
    "More courage at meetings!",
)
REASONS = ("We are few.", "My manager retires soon, and then?", "", "It has been a long winter.")
FRENCH = {"mentor": "Mentor", "mentee": "Mentoré"}


@dataclass
class Tally:
    """Counts of one half of the wordings for one programme."""

    counts: Counter[str] = field(default_factory=Counter)
    wrongs: Counter[str] = field(default_factory=Counter)

    def note(self, what: str, state: str, detail: str = "") -> None:
        """Count a column, an answer or a list of options as right, open or wrong."""
        self.counts[f"{what} {state}"] += 1
        if state != "right":
            self.wrongs[f"{what} {state}: {detail}"] += 1


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form: headings with their fields, the cells, and what was meant by e-mail address."""

    headings: list[tuple[str, str]]  # the field is empty where a question fills none
    rows: list[list[str]]
    meant: dict[str, dict[str, object]]


def fields_of(programme: str, words: dict[str, object]) -> list[tuple[str, list[str]]]:
    """Return the questions of a programme's form with their wordings."""
    names = ["name", "email", "organisation", "position"]
    peers = programme == "mla-manitoba"
    lists = words["peers" if peers else "mentoring"]
    asked = [(name, words[name]) for name in names]
    if not peers:
        asked.append(("role", words["role"]))
    own = words[programme]
    if programme == "nlls":
        asked += [("interests", own["interests"]), ("size", own["size"])]
    else:
        asked += [(name, lists[name]) for name in ("can_share", "want_to_learn")]
        asked += [(name, own[name]) for name in ("membership", "agreement")]
        asked.append(("experience", words["experience"]))
    if not peers:
        asked.append(("places", words["places"]))
    return [*asked, ("goals", words["goals"]), ("requests", words["requests"])]


def make_form(programme: str, words: dict[str, object], at: int, layout: str) -> Form:
    """Return a form with the headings of one place of the lists, mixed with the first where a list is short."""
    chance = random.Random(f"{programme} {at} {layout}")
    asked = fields_of(programme, words)
    joint = JOINTS.get(layout, ", ")
    others = chance.sample(sorted(_words()["other"].items()), OTHERS)
    rows, meant = [], {}
    for number in range(PEOPLE):
        truth = person(programme, number, chance)
        meant[truth["email"]] = truth
        cells = [cell(name, truth, joint, at, chance) for name, _ in asked]
        rows.append([*cells, *(chance.choice(answers) for _, answers in others)])
    headings = [(name, listed[at % len(listed)]) for name, listed in asked]
    headings += [("", heading) for heading, _ in others]
    order = chance.sample(range(len(headings)), len(headings))
    return Form(
        headings=[headings[column] for column in order],
        rows=[[row[column] for column in order] for row in rows],
        meant=meant,
    )


@cache
def _words() -> dict[str, dict[str, object]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def person(programme: str, number: int, chance: random.Random) -> dict[str, object]:
    """Return what one invented person means."""
    first, last = (
        f"Ann{'abcdefghijklmnopqrstuvwxyz'[number]}",
        chance.choice(["Reimer", "Roy", "Ng"]),
    )
    mentor = number % 2 == 0
    ticked = [name for name in TOPICS[programme] if chance.random() < 0.45]
    more = [name for name in TOPICS[programme] if chance.random() < 0.45]
    return {
        "name": f"{first} {last}",
        "email": f"p{number}@example.org",
        "organisation": f"{first} Library",
        "position": chance.choice(["Clerk", "Director", "Branch manager"]),
        "role": "mentor" if mentor else "mentee",
        "topics": ticked or TOPICS[programme][:1],
        "more": more or TOPICS[programme][1:2],
        "yes": chance.random() < 0.8,
        "agrees": chance.random() < 0.8,
        "size": chance.choice(["1", "2-4", "5-9"]),
        "peer": programme == "mla-manitoba",
    }


def cell(name: str, truth: dict[str, object], joint: str, at: int, chance: random.Random) -> str:
    """Return what the person writes below a question; remember what it means."""
    mentor = truth["role"] == "mentor"
    if name in ("membership", "agreement"):
        key = "yes" if name == "membership" else "agrees"
        return chance.choice(YES if truth[key] else NO)
    if name == "experience":
        text, truth["months"] = chance.choice(sorted((YEARS if mentor else FEW).items()))
        return text
    if name == "interests":
        return joint.join(truth["topics"])
    if name == "can_share":
        return joint.join(truth["topics"]) if mentor or truth.get("peer") else ""
    if name == "want_to_learn":
        return joint.join(truth["more"]) if not mentor or truth.get("peer") else ""
    if name == "goals":
        return f"{chance.choice(HOPES)} {chance.choice(REASONS)}"
    if name == "requests":
        return "" if not mentor else "Evenings suit me best."
    if name == "role":
        return FRENCH[truth["role"]] if at % 9 == 8 else str(truth["role"]).capitalize()
    if name == "places":
        return chance.choice(["1", "2", "3"]) if mentor else ""
    return str(truth[name])


def write_layout(path: Path, form: Form, layout: str) -> None:
    """Write a form as a tool exports it."""
    headings = [heading for _, heading in form.headings]
    names = [name for name, _ in form.headings]
    stamps = [f"9/{number % 20 + 1}/2026 10:00:00" for number in range(len(form.rows))]
    before, cells = _tool_columns(layout, stamps)
    table = [[*before, *headings]]
    if layout in ("surveymonkey", "qualtrics"):
        table += _second_rows(layout, before, headings)
    table += [[*cells[number], *row] for number, row in enumerate(form.rows)]
    if layout == "hand":
        table = [row[len(before) :] for row in table]
        table += [[f"Total: {len(form.rows)} participants"], ["as of 1 September, still open"]]
    email = names.index("email") + len(before)
    if layout == "microsoft":
        table[0][email] = headings[names.index("email")]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(table)


def _tool_columns(layout: str, stamps: list[str]) -> tuple[list[str], list[list[str]]]:
    """Return the columns that a tool puts before the questions."""
    if layout == "microsoft":
        before = ["ID", "Start time", "Completion time", "Email", "Name"]
        return before, [[str(at), stamp, stamp, "anonymous", ""] for at, stamp in enumerate(stamps)]
    if layout == "surveymonkey":
        before = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"]
        more = ["Email Address", "First Name", "Last Name", "Custom Data 1"]
        rows = [
            [str(9 + at), "77", stamp, stamp, "10.0.0.1", "", "", "", ""]
            for at, stamp in enumerate(stamps)
        ]
        return [*before, *more], rows
    if layout == "qualtrics":
        before = ["StartDate", "EndDate", "Status", "Progress", "RecordedDate", "ResponseId"]
        return before, [
            [stamp, stamp, "IP Address", "100", stamp, f"R_{at}"] for at, stamp in enumerate(stamps)
        ]
    names = {"jotform": "Submission Date", "typeform": "Submit Date (UTC)"}
    return [names.get(layout, "Timestamp")], [[stamp] for stamp in stamps]


def _second_rows(layout: str, before: list[str], headings: list[str]) -> list[list[str]]:
    if layout == "surveymonkey":
        return [[*[""] * len(before), *["Open-Ended Response"] * len(headings)]]
    marks = [f'{{"ImportId":"QID{at}"}}' for at in range(len(before) + len(headings))]
    return [marks]


def read(path: Path, programme: str, maps: dict[str, str] | None = None, *, lenient: bool = False):
    """Return the plan of an import into an empty database."""
    with tempfile.TemporaryDirectory() as place:
        workspace = Workspace(
            database=Path(place) / "m.sqlite",
            programmes_folder=None,
            clock=lambda: datetime(2026, 9, 1),
        )
        try:
            request = ImportRequest(
                files=[path], cohort="c", programme=programme, maps=maps or {}, lenient=lenient
            )
            return plan_import(workspace, request)
        finally:
            workspace.close()


def compare(programme: str, form: Form, path: Path, tally: Tally) -> None:
    """Read a form as a user would: as it is, then with the columns named that were left open or are asked for."""
    try:
        plan = read(path, programme)
        tally.note("files", "right")
    except MissingColumns as error:
        tally.note("files", "open", str(error))
        plan = read(path, programme, lenient=True)
    except FileRejected as error:
        tally.note("files", "open", str(error))
        for name, heading in form.headings:
            tally.note("columns", "open", f"{name} {heading!r} in a file that is refused")
        plan = None
    unnamed = _compare_columns(form, plan, tally)
    try:
        plan = read(path, programme, unnamed)
    except FileRejected as error:
        tally.note("files", "wrong", str(error))
        return
    known = {person.email for person in plan.applicants}
    for address in form.meant.keys() - known:
        tally.note("answers", "wrong", f"nobody has the address {address}")
    for person in plan.applicants:
        _compare_person(programme, form, person, tally)


def _compare_columns(form: Form, plan, tally: Tally) -> dict[str, str]:
    """Count the columns; return those that a user has to name, with their fields."""
    taken = {} if plan is None else {column.heading: column.field for column in plan.columns}
    unnamed = {}
    for name, heading in form.headings:
        field_name = taken.get(" ".join(heading.split())) or ""
        if name and field_name != name:
            unnamed[heading] = name
        if plan is not None:
            state = "right" if field_name == name else "wrong" if field_name else "open"
            tally.note("columns", state, f"{name} {heading!r} -> {field_name or None}")
    return unnamed


def _compare_person(programme, form, one, tally) -> None:
    truth = form.meant.get(one.email)
    if truth is None:
        tally.note("answers", "wrong", f"nobody meant: {one.email or one.name}")
        return
    _note(tally, one.name == truth["name"], True, f"name {one.name}")
    asked = {name for name, _ in form.headings}
    if "role" in asked:
        _note(
            tally,
            list(one.roles) == [truth["role"]],
            len(one.roles) < 2,
            f"role {truth['role']} {list(one.roles)}",
        )
    for field_name, key in (("membership", "yes"), ("agreement", "agrees")):
        if field_name in asked:
            answer = one.answer(field_name)
            value = answer.value if answer else None
            detail = f"{field_name} {answer.text if answer else 'without an answer'!r}"
            _note(tally, value == truth[key], value is not None, detail)
    if "experience" in asked:
        answer = one.answer("experience")
        low = getattr(answer.value, "low", None) if answer else None
        detail = f"experience {answer.text if answer else 'without an answer'!r} {low}"
        _note(tally, low == truth["months"], low is not None, detail)
    entry = next(iter(one.roles.values()))
    got = [*entry.offers] if entry.side != "learner" else [*entry.wants]
    mentor = truth["role"] == "mentor" or programme in ("nlls", "mla-manitoba")
    expected = truth["topics"] if mentor else truth["more"]
    tally.note("options", "right" if got == expected else "wrong", f"{got} for {expected}")


def _note(tally: Tally, right: bool, told: bool, detail: str) -> None:
    tally.note("answers", "right" if right else "wrong" if told else "open", detail)


def run(
    half: str, programmes: list[str], whole: bool = False, places: range | None = None
) -> dict[str, Tally]:
    """Return the tallies of one half of the wordings by programme."""
    words = _words()[half]
    tallies = {}
    with tempfile.TemporaryDirectory() as place:
        for programme in programmes:
            tally = tallies[programme] = Tally()
            for at in places or range(len(words["name"])):
                for layout in LAYOUTS if whole else [LAYOUTS[at % len(LAYOUTS)]]:
                    form = make_form(programme, words, at, layout)
                    path = Path(place) / f"{programme}-{at}-{layout}.csv"
                    write_layout(path, form, layout)
                    compare(programme, form, path, tally)
    return tallies


def main(arguments: list[str]) -> None:
    """Print the figures of both halves, and with --show what is not right."""
    show, whole = "--show" in arguments, "--whole" in arguments
    words = [word for word in arguments if not word.startswith("--")]
    halves = [word for word in words if word in ("open", "apart")] or ["open", "apart"]
    programmes = [word for word in words if word in TOPICS] or sorted(TOPICS)
    for half in halves:
        print(f"\n{half}: right / open / wrong")
        for programme, tally in run(half, programmes, whole).items():
            parts = []
            for what in ("columns", "answers", "options", "files"):
                three = [tally.counts[f"{what} {state}"] for state in ("right", "open", "wrong")]
                if sum(three):
                    share = 100 * three[0] / sum(three)
                    parts.append(f"{what} {share:.1f} % ({three[0]}/{three[1]}/{three[2]})")
            print(f"  {programme:14} {'   '.join(parts)}")
            for detail, number in tally.wrongs.most_common() if show else ():
                print(f"      {number} x {detail}")


if __name__ == "__main__":
    main(sys.argv[1:])
