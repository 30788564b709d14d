"""Two applications that may be one person's are no pair before somebody has settled who they are."""

from dataclasses import replace

import pytest

from mentor_tui.actions.checks import check_roster
from mentor_tui.actions.deciding import accept_step, decide
from mentor_tui.actions.flagging import clear_flags
from mentor_tui.actions.invariants import broken_rules
from mentor_tui.actions.letters import Nobody, Wish, make_wished
from mentor_tui.actions.presenting import scores_data, suggestion_data
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.actions.workspace import ActionError
from tests.programmes.test_five import MLA, bring, mla

WINONA, AGAIN = "winona.tanguay@example.org", "wtanguay@mail.example.org"


@pytest.fixture
def pool(workspace, tmp_path):
    """Two applications of one name and library that suit each other best, and a stranger."""
    rows = [
        mla(1, "Programming", "Running a library"),
        mla(2, "Running a library", "Programming"),
        mla(3, "Working solo", "Grant applications"),
    ]
    for row, address in zip(rows, (WINONA, AGAIN), strict=False):
        row[1:4] = [address, "Winona Tanguay", "Provincial Land Records Library"]
    bring(workspace, tmp_path, "mla-manitoba", MLA, rows)
    return workspace


def ids(roster):
    return {applicant.email: applicant.id for applicant in roster.applicants}


def together(problem):
    """Return who is suggested with whom, by address."""
    people = problem.roster.people
    return [
        {people[problem.helper_ids[helper]].email, people[problem.learner_ids[learner]].email}
        for helper, learner in problem.proposal.pairs
    ]


def test_nobody_is_suggested_to_somebody_who_may_be_the_same_person(pool):
    assert {WINONA, AGAIN} not in together(problem_of(pool, "c"))
    clear_flags(pool, "c", AGAIN)
    assert {WINONA, AGAIN} in together(problem_of(pool, "c"))


def test_accepting_all_leaves_out_who_may_be_the_same_person(pool):
    roster = load_roster(pool, "c")
    known = ids(roster)
    two = (known[WINONA], known[AGAIN])
    with pytest.raises(ActionError, match="may be the same person"):
        accept_step(roster, [two], "2027-01-01T10:00:00")
    with pytest.raises(ActionError, match="may be the same person"):
        decide(pool, "c", "accept", [WINONA, AGAIN])


def test_a_pair_from_before_the_likeness_was_seen_is_to_be_settled_and_no_damage(pool):
    clear_flags(pool, "c", AGAIN)
    decide(pool, "c", "accept", [WINONA, AGAIN])
    roster = load_roster(pool, "c")
    assert check_roster(roster) == []
    alike = replace(roster, applicants=tuple(unread(each) for each in roster.applicants))
    findings = [finding.sentence for finding in check_roster(alike)]
    assert any("They may be the same person" in sentence for sentence in findings)
    assert broken_rules(alike) == []


def test_nobody_is_introduced_to_themselves(pool):
    decide(pool, "c", "accept", [WINONA, AGAIN], reason="Two namesakes, as I believe")
    with pytest.raises(Nobody, match="Winona Tanguay may have applied twice"):
        make_wished(pool, "c", Wish(kind="introduction"))
    clear_flags(pool, "c", AGAIN)
    assert len(make_wished(pool, "c", Wish(kind="introduction"))[0]) == 2


def unread(applicant):
    """Return somebody whose flags nobody has cleared."""
    return replace(applicant, flags=tuple(replace(flag, cleared=False) for flag in applicant.flags))


def test_every_table_of_fits_is_made_in_a_pool_without_meaning(pool):
    problem = problem_of(pool, "c")
    data = suggestion_data(problem)
    assert data["pairs"]
    assert [pair["parts"]["goals"]["meaning"] for pair in scores_data(problem)] == [None, None]
