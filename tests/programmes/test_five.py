"""The five programmes, each from a form worded as its association would, to verdicts at their boundaries."""

import pytest
from scipy.optimize import linear_sum_assignment

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.exporting import export_lists
from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.liaising import assign_liaisons, import_liaisons
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.domain.calendar import CohortDates
from mentor_tui.matching.problem import third_places
from mentor_tui.programmes import ProgrammeError, parse_programme, programme_text, shipped_ids
from tests.forms import csv_text

NMRT = [
    "Timestamp",
    "Email Address",
    "First name",
    "Last name",
    "Where do you work? (institution)",
    "City, State",
    "I am applying to be a...",
    "What is your ALA membership number?",
    "Do you belong to NMRT? Are you a member of the New Members Round Table (NMRT)?",
    "How long have you been employed in a professional position?",
    "What type of library do you work in?",
    "What type of position do you hold?",
    "Mentors: what topics would you feel comfortable discussing with a mentee?",
    "Mentees: what topics would you like to discuss with a mentor?",
    "Mentees: what do you hope to gain from this program?",
    "I am willing to correspond via email or phone at least twice a month",
]
OLA = [
    "ID",
    "Start time",
    "Completion time",
    "Email",
    "Name",
    "Where do you work?",
    "Are you an active member of OLA?",
    "How many years have you worked in libraries?",
    "Would you like to be a mentor, mentee, or both?",
    "Mentors: areas of expertise",
    "Mentees: areas of interest",
    "Mentees: your goals",
    "How many mentees would you be willing to take?",
]
MLA = [
    "Timestamp",
    "Username",
    "Your name",
    "Your library",
    "Are you an individual member of the Manitoba Library Association?",
    "How long have you worked in libraries?",
    "What type of library is it?",
    "What do you mainly work on at the moment? Your current main work areas",
    "What experience could you share with a peer?",
    "What would you like to learn more about?",
    "What do you hope to get out of the pilot?",
    "Can you meet with your peer at least once a month?",
]
CLASS = ["Name", "E-mail", "Library", "Wants to work on", "Goals"]
VOLUNTEERS = [
    "Timestamp",
    "Email Address",
    "Full name",
    "Name of your library",
    "In what areas could you share your experience with a participant?",
    "How many participants could you mentor?",
    "Will you commit to an 18-month relationship with your mentee?",
]


def bring(workspace, tmp_path, programme, headings, rows, **more):
    path = tmp_path / f"{programme}{len(list(tmp_path.iterdir()))}.csv"
    path.write_text(csv_text(headings, rows), encoding="utf-8")
    plan = plan_import(
        workspace, ImportRequest(files=[path], cohort="c", programme=programme, **more)
    )
    write_import(workspace, plan)
    return plan


def verdict(workspace, email):
    person = next(
        one for one in load_roster(workspace, "c").applicants if one.email.casefold() == email
    )
    return {
        role: (entry.verdict.status, [reason.rule for reason in entry.verdict.reasons])
        for role, entry in person.roles.items()
    }


def nmrt(
    number,
    role,
    experience,
    member="0012345",
    agree="Yes",
    when="8/15/2026 10:00:00",
    gain="To learn.",
    library=None,
):
    topics = "Getting involved in ALA, Tenure, promotion and publishing"
    return [
        when,
        f"p{number}@example.org",
        f"First{number}",
        f"Last{number}",
        library or f"Library {number}",
        "Boise, ID",
        role,
        member,
        "No",
        experience,
        "Academic",
        "Archives",
        topics if role == "Mentor" else "",
        topics if role == "Mentee" else "",
        gain if role == "Mentee" else "",
        agree,
    ]


@pytest.mark.parametrize(
    ("role", "experience", "more", "status", "rule"),
    [
        ("Mentor", "5 years", {}, "eligible", None),
        ("Mentor", "exactly 5 years", {}, "eligible", None),
        ("Mentor", "4 years 11 months", {}, "ineligible", "experience-mentor"),
        ("Mentee", "5 years", {}, "eligible", None),
        ("Mentee", "5 years 1 month", {}, "ineligible", "experience-mentee"),
        ("Mentee", "6 months", {}, "eligible", None),
        ("Mentee", "5 months", {}, "ineligible", "experience-mentee"),
        ("Mentor", "a while", {}, "undecided", "experience-mentor"),
        ("Mentor", "", {}, "undecided", "experience-mentor"),
        ("Mentor", "10+", {}, "eligible", None),
        ("Mentee", "4 years 11 months", {}, "eligible", None),
        ("Mentor", "7", {"member": ""}, "ineligible", "membership"),
        ("Mentor", "7", {"member": "n/a"}, "ineligible", "membership"),
        ("Mentor", "7", {"member": "applied for"}, "undecided", "membership"),
        ("Mentor", "7", {"agree": "No"}, "ineligible", "agreement"),
        ("Mentor", "7", {"when": "9/21/2026 23:52:00"}, "eligible", None),
        ("Mentor", "7", {"when": "9/22/2026 0:04:00"}, "ineligible", "deadline"),
    ],
)
def test_nmrt_at_its_boundaries(workspace, tmp_path, role, experience, more, status, rule):
    rows = [nmrt(1, role, experience, **more), nmrt(2, "Mentor", "9"), nmrt(3, "Mentee", "1 year")]
    bring(workspace, tmp_path, "nmrt", NMRT, rows)
    found = verdict(workspace, "p1@example.org")[role.casefold()]
    assert found == (status, [rule] if rule else [])
    assert load_roster(workspace, "c").cohort.deadline == "2026-09-21"


def test_nmrt_points_job_seekers_elsewhere_and_gives_every_pair_a_liaison(workspace, tmp_path):
    rows = [nmrt(number, "Mentor", "9") for number in range(1, 8)]
    rows += [
        nmrt(number, "Mentee", "2 years", gain="I need help with my job search.")
        for number in range(10, 17)
    ]
    bring(workspace, tmp_path, "nmrt", NMRT, rows)
    flags = [flag for one in load_roster(workspace, "c").applicants for flag in one.flags]
    assert {flag.kind for flag in flags} == {"out-of-scope"}
    assert all("Resume Review Service" in flag.text for flag in flags)
    problem = problem_of(workspace, "c")
    for helper, learner in problem.proposal.pairs:
        decide(workspace, "c", "accept", [problem.helper_ids[helper], problem.learner_ids[learner]])
    committee = tmp_path / "committee.csv"
    committee.write_text(
        csv_text(
            ["Name", "Email", "Library"],
            [
                ["Robin Ames", "r@example.org", "Library 1"],
                ["Sasha Lund", "s@example.org", ""],
                ["Toni Fox", "t@example.org", "Elsewhere"],
            ],
        )
    )
    import_liaisons(workspace, "c", committee)
    assign_liaisons(workspace, "c")
    roster = load_roster(workspace, "c")
    loads = [sum(pair.liaison == one.id for pair in roster.decided) for one in roster.liaisons]
    assert sum(loads) == 7
    assert max(loads) - min(loads) <= 1
    robin = next(one.id for one in roster.liaisons if one.name == "Robin Ames")
    assert all(
        "Library 1"
        not in {roster.people[pair.helper].organisation, roster.people[pair.learner].organisation}
        for pair in roster.decided
        if pair.liaison == robin
    )


def ola(number, role, years, member="Yes", library=None, places="1"):
    return [
        number,
        "9/1/2026 10:00:00",
        "9/1/2026 10:05:00",
        f"p{number}@example.org",
        f"First Last{number}",
        library or f"Library {number}",
        member,
        years,
        role,
        "Networking;Interview skills;" if role != "Mentee" else "",
        "Interview skills;Networking;" if role != "Mentor" else "",
        "To find my way.",
        places,
    ]


@pytest.mark.parametrize(
    ("role", "years", "member", "mentor", "mentee"),
    [
        ("Both", "3", "Yes", "eligible", "eligible"),
        ("Both", "2", "Yes", "ineligible", "eligible"),
        ("Both", "exactly 3 years", "Yes", "eligible", "eligible"),
        ("Both", "2 years 11 months", "Yes", "ineligible", "eligible"),
        ("Both", "a while", "Yes", "undecided", "eligible"),
        ("Mentor", "10", "No", "ineligible", None),
        ("Mentee", "0", "No, but my library is an institutional member", None, "ineligible"),
        ("Mentee", "1", "Yes", None, "eligible"),
        ("Mentee", "", "", None, "undecided"),
    ],
)
def test_ola_roles_stand_and_fall_apart(workspace, tmp_path, role, years, member, mentor, mentee):
    bring(
        workspace,
        tmp_path,
        "ola",
        OLA,
        [ola(1, role, years, member), ola(2, "Mentor", "9"), ola(3, "Mentee", "1")],
    )
    found = verdict(workspace, "p1@example.org")
    assert {name: status for name, (status, _) in found.items()} == {
        name: status for name, status in (("mentor", mentor), ("mentee", mentee)) if status
    }


def test_ola_runs_on_and_nobody_is_their_own_mentor(workspace, tmp_path):
    rows = [ola(1, "Both", "9"), ola(2, "Both", "9"), ola(3, "Mentee", "1")]
    bring(workspace, tmp_path, "ola", OLA, rows, dates=CohortDates(starts="2026-10-01"))
    problem = problem_of(workspace, "c")
    assert all(
        problem.helper_ids[helper] != problem.learner_ids[learner]
        for helper, learner in problem.proposal.pairs
    )
    assert len(problem.proposal.pairs) == 2
    first = [
        one
        for one in load_roster(workspace, "c").applicants
        if one.email in ("p1@example.org", "p3@example.org")
    ]
    decide(
        workspace,
        "c",
        "accept",
        sorted(
            (one.id for one in first),
            key=lambda one: one != next(p.id for p in first if p.email == "p1@example.org"),
        ),
    )
    pair = load_roster(workspace, "c").decided[0]
    assert (pair.starts, pair.ends) == ("2027-02-01", ""), "a minimum is no end"
    path = tmp_path / "again.csv"
    path.write_text(csv_text(OLA, rows), encoding="utf-8")
    write_import(
        workspace,
        plan_import(workspace, ImportRequest(files=[path], cohort="next", programme="ola")),
    )
    later = load_roster(workspace, "next")
    helper = next(one.id for one in later.applicants if one.email == "p1@example.org")
    learner = next(one.id for one in later.applicants if one.email == "p3@example.org")
    assert later.places(helper) == 0
    assert [block.rule for block in later.blocks(helper, learner)] == ["met-earlier"]


def test_mile_a_fixed_class_and_volunteers(workspace, tmp_path):
    bring(
        workspace,
        tmp_path,
        "mile",
        CLASS,
        [
            [
                "Mai Vang",
                "mai@example.org",
                "Cass Library",
                "Supervising staff, Public speaking",
                "To lead.",
            ],
            ["Ole Berg", "ole@example.org", "Iron Library", "Change management", ""],
        ],
        role="mentee",
        dates=CohortDates(starts="2019-05-10"),
    )
    rows = [
        [
            "2/21/2019 20:56:24",
            "a@example.org",
            "Ann Moen",
            "Cass Library",
            "Supervising staff, Public speaking",
            "two at most",
            "Yes",
        ],
        [
            "2/22/2019 20:56:24",
            "b@example.org",
            "Bo Ek",
            "Far Library",
            "Supervising staff",
            "",
            "No",
        ],
        [
            "2/23/2019 20:56:24",
            "c@example.org",
            "Cy Orr",
            "Far Library",
            "Budgeting, finance and fundraising, Change management",
            "1",
            "Yes",
        ],
    ]
    bring(workspace, tmp_path, "mile", VOLUNTEERS, rows, role="mentor")
    assert verdict(workspace, "b@example.org")["mentor"] == ("ineligible", ["agreement"])
    assert load_roster(workspace, "c").cohort.ends == "2020-11-10"
    problem = problem_of(workspace, "c", {"interests": 1, "goals": 0, "agreements": 0})
    name = problem.roster.name
    pairs = {
        (name(problem.helper_ids[h]), name(problem.learner_ids[le]))
        for h, le in problem.proposal.pairs
    }
    assert pairs == {("Ann Moen", "Ole Berg"), ("Cy Orr", "Mai Vang")}  # Ann and Mai are colleagues


def mla(number, share, learn, member="Yes", agree="Yes"):
    return [
        "2025/11/04 1:40:13 PM CST",
        f"p{number}@example.org",
        f"First Last{number}",
        f"Library {number}",
        member,
        "5",
        "Public",
        "Programming",
        share,
        learn,
        "Ideas.",
        agree,
    ]


def test_manitoba_peers_both_directions_and_the_odd_one(workspace, tmp_path):
    rows = [
        mla(1, "Programming", "Running a library"),
        mla(2, "Running a library", "Programming"),
        mla(3, "Grant applications;Programming", "Working solo;Running a library"),
        mla(4, "Working solo", "Grant applications"),
        mla(5, "Working solo;Programming", "Grant applications"),
        mla(6, "Programming", "Running a library", agree="No"),
    ]
    bring(workspace, tmp_path, "mla-manitoba", MLA, rows)
    assert load_roster(workspace, "c").cohort.deadline == "2025-12-10"
    assert verdict(workspace, "p6@example.org")["peer"][0] == "ineligible"
    assert all(
        "Programming" not in one.roles["peer"].offers or "Programming" in one.short("can_share")
        for one in load_roster(workspace, "c").applicants
    )
    problem = problem_of(workspace, "c", {"interests": 1, "goals": 0, "agreements": 0})
    assert len(problem.proposal.pairs) == 2
    assert problem.total(problem.proposal) == pytest.approx(100 + 75)
    left = problem.proposal.unpaired
    assert len(left) == 1
    (first, second), _ = third_places(problem, left[0])[0]
    decide(
        workspace,
        "c",
        "accept",
        [problem.helper_ids[first], problem.learner_ids[second], problem.learner_ids[left[0]]],
    )
    done = export_lists(workspace, "c", tmp_path / "lists")
    assert "third name" in (tmp_path / "lists" / "pairs.csv").read_text("utf-8-sig")
    assert done.pairs == 1


@pytest.mark.parametrize("programme", ["nmrt", "ola"])
def test_interests_alone_reach_the_optimum_of_another_solver(workspace, tmp_path, programme):
    import numpy as np

    if programme == "nmrt":
        rows = [nmrt(n, "Mentor", "9", library=f"L{n % 4}") for n in range(9)] + [
            nmrt(20 + n, "Mentee", "2", library=f"L{n % 4}") for n in range(11)
        ]
        bring(workspace, tmp_path, "nmrt", NMRT, rows)
    else:
        bring(
            workspace,
            tmp_path,
            "ola",
            OLA,
            [
                ola(
                    n,
                    ("Mentor", "Mentee", "Both")[n % 3],
                    "9",
                    library=f"L{n % 4}",
                    places=str(1 + n % 2),
                )
                for n in range(1, 20)
            ],
        )
    problem = problem_of(workspace, "c", {"interests": 1, "goals": 0, "agreements": 0})
    roster = problem.roster
    places = [helper for helper in problem.helper_ids for _ in range(roster.places(helper))]
    value = np.zeros((len(places), len(problem.learner_ids)))
    for row, helper in enumerate(places):
        for column, learner in enumerate(problem.learner_ids):
            if (
                helper != learner
                and roster.people[helper].organisation != roster.people[learner].organisation
            ):
                wants, offers = (
                    set(roster.learners[learner].wants),
                    set(roster.helpers[helper].offers),
                )
                value[row, column] = 1e6 + 100 * len(wants & offers) / max(len(wants), 1)
    chosen = linear_sum_assignment(value, maximize=True)
    best = value[chosen]
    assert len(problem.proposal.pairs) == (best > 0).sum()
    assert problem.total(problem.proposal) == pytest.approx(sum(best[best > 0] - 1e6), abs=0.01)


REVERSE = """
id = "reverse"
name = "Reverse Mentoring Round"
organisation = "Alder Creek Library"
shape = "mentor-mentee"
same_library = "allow"
topics = [{ name = "Social media" }, { name = "Budgets", aliases = ["money"] }, { name = "Accessibility" }]

[roles.young]
label = "New colleague"
plural = "New colleagues"
side = "helper"
words = ["new colleague"]
offers = ["shares"]

[roles.expert]
label = "Specialist"
plural = "Specialists"
side = "helper"
words = ["specialist"]
offers = ["shares"]
places = 2

[roles.senior]
label = "Manager"
plural = "Managers"
side = "learner"
words = ["manager"]
wants = ["learns"]

[[questions]]
field = "role"
kind = "roles"
headings = ["I take part as"]

[[questions]]
field = "shares"
kind = "topics"
headings = ["I can show"]

[[questions]]
field = "learns"
kind = "topics"
headings = ["I want to see"]

[[questions]]
field = "years"
kind = "months"
headings = ["Years here"]

[[rules]]
id = "young"
kind = "months"
field = "years"
roles = ["young"]
maximum = 24
needs = "at most two years here"
"""


def test_a_sixth_programme_is_made_with_toml_alone(workspace, tmp_path):
    workspace.programmes_folder.mkdir()
    (workspace.programmes_folder / "reverse.toml").write_text(REVERSE)
    assert "reverse" in workspace.programme_ids()
    headings = ["Name", "Email", "I take part as", "I can show", "I want to see", "Years here"]
    rows = [
        ["Kim", "k@example.org", "New colleague", "Social media", "", "1"],
        ["Lou", "l@example.org", "New colleague", "Social media", "", "3"],
        ["Max", "m@example.org", "Specialist", "Budgets, Accessibility", "", "9"],
        ["Nia", "n@example.org", "Manager", "", "Social media", "20"],
        ["Ola", "o@example.org", "Manager", "", "money", "20"],
        ["Pam", "p@example.org", "Manager", "", "Accessibility", "20"],
    ]
    bring(workspace, tmp_path, "reverse", headings, rows)
    problem = problem_of(workspace, "c")
    name = problem.roster.name
    assert {
        (name(problem.helper_ids[h]), name(problem.learner_ids[le]))
        for h, le in problem.proposal.pairs
    } == {
        ("Kim", "Nia"),
        ("Max", "Ola"),
        ("Max", "Pam"),
    }
    assert verdict(workspace, "l@example.org") == {"young": ("ineligible", ["young"])}


def test_every_shipped_programme_is_in_order_and_no_alias_hides_a_topic():
    for programme_id in shipped_ids():
        programme = parse_programme(programme_text(programme_id), programme_id)
        names = [topic.name.casefold() for topic in programme.topics]
        aliases = [alias.casefold() for topic in programme.topics for alias in topic.aliases]
        assert len(names) == len(set(names))
        assert len(aliases) == len(set(aliases)), [
            alias for alias in aliases if aliases.count(alias) > 1
        ]
        assert not set(names) & set(aliases)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('shape = "mentor-mentee"', 'shape = "mentors"'), "line 5: shape is 'mentors'; write"),
        (("minimum", "minimun"), None),
        (("maximum = 24", "maximun = 24"), "did you mean maximum"),
        (
            ('field = "years"\nroles', 'field = "yeers"\nroles'),
            "rule young names the field 'yeers'",
        ),
        (('name = "Reverse Mentoring Round"', "name = "), "this is not TOML"),
        (('needs = "at most two years here"', ""), "needs is missing"),
    ],
)
def test_mistakes_of_a_programme_are_named_with_their_line(change, words):
    text = REVERSE.replace(*change)
    if words is None:
        assert parse_programme(text).id == "reverse"
        return
    with pytest.raises(ProgrammeError) as caught:
        parse_programme(text, "ours.toml")
    assert words in str(caught.value)
    assert "line" in str(caught.value)


def test_a_waiting_list_carries_over_within_a_programme(workspace, tmp_path):
    from mentor_tui.actions.cohorts import carry_over, create_cohort
    from mentor_tui.actions.workspace import ActionError

    bring(
        workspace,
        tmp_path,
        "ola",
        OLA,
        [ola(1, "Mentor", "9"), ola(2, "Mentee", "1"), ola(3, "Mentee", "1")],
    )
    people = {one.email: one.id for one in load_roster(workspace, "c").applicants}
    decide(workspace, "c", "accept", [people["p1@example.org"], people["p2@example.org"]])
    create_cohort(workspace, "next", "ola", CohortDates())
    carry_over(workspace, "next", "c")
    assert [one.email for one in load_roster(workspace, "next").applicants] == ["p3@example.org"]
    with pytest.raises(ActionError, match="nobody waits"):
        carry_over(workspace, "next", "c")
    create_cohort(workspace, "other", "nlls", CohortDates())
    with pytest.raises(ActionError, match="within a programme"):
        carry_over(workspace, "other", "c")
