"""The demonstration reads like people: words by hand for each programme, offers that offer, every screen at work."""

import shutil

import pytest

from mentor_tui.actions.demonstration import INTAKES, make_demonstration
from mentor_tui.actions.demonstration_words import load_words
from mentor_tui.actions.following import pair_lives
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.same_people import duplicates_of
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.actions.workspace import Workspace
from mentor_tui.programmes import parse_programme, programme_text
from tests.conftest import NOW

PROGRAMMES = [intake.programme for intake in INTAKES]
WISHES = ("to learn", "i want to know", "to become", "i hope to", "i'd like to become", "how do i")


@pytest.fixture(scope="module")
def workspace(demonstration, tmp_path_factory):
    path = shutil.copy(demonstration, tmp_path_factory.mktemp("demonstration") / "mentor.sqlite")
    made = Workspace(database=path, programmes_folder=None, clock=lambda: NOW)
    yield made
    made.close()


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_forty_goals_and_forty_offers_are_written_for_each_programme(programme):
    words = load_words(programme)
    goals, offers = {text.text for text in words.goals}, {text.text for text in words.offers}
    assert len(goals) >= 40
    assert len(offers) >= 40
    assert not goals & offers
    known = {topic.name for topic in parse_programme(programme_text(programme, None)).topics}
    assert {topic for text in (*words.goals, *words.offers) for topic in text.about} <= known
    lengths = [len(text.split()) for text in goals | offers]
    assert min(lengths) <= 3
    assert max(lengths) >= 30


def test_no_region_borrows_the_libraries_or_the_words_of_another():
    seen = set()
    for programme in PROGRAMMES:
        words = load_words(programme)
        own = {one.name for one in words.libraries} | {one.text for one in words.offers}
        assert not own & seen
        seen |= own


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_an_offer_sounds_like_an_offer(programme):
    for offer in load_words(programme).offers:
        assert not any(wish in offer.text.casefold() for wish in WISHES), offer.text


@pytest.mark.parametrize("intake", INTAKES, ids=lambda intake: intake.cohort)
def test_helpers_offer_what_the_file_has_as_offers_and_fits_are_spread(workspace, intake):
    problem = problem_of(workspace, intake.cohort)
    assert len(problem.roster.applicants) == sum(intake.people.values())
    offers = {text.text for text in load_words(intake.programme).offers}
    programme = problem.roster.programme
    for person in problem.roster.helpers:
        entry = problem.roster.helpers[person]
        texts = [entry.answers[name].text for name in entry.answers if name == "offer_text"]
        assert not texts or texts[0] in offers or entry.role != "mentor"
    assert programme.id == intake.programme
    fits = sorted(problem.points(helper, learner) for helper, learner in problem.proposal.pairs)
    assert fits[0] < 45
    assert fits[-1] > 60
    assert fits[-1] - fits[0] > 25


def test_the_stages_show_every_screen_at_work(workspace):
    rosters = {intake.cohort: load_roster(workspace, intake.cohort) for intake in INTAKES}
    states = {
        life.state
        for roster in rosters.values()
        for life in pair_lives(workspace, roster, ended=True)
    }
    assert {"to introduce", "active", "silent", "completed", "ended"} <= states
    assert any(duplicates_of(roster) for roster in rosters.values())
    people = [person for roster in rosters.values() for person in roster.applicants]
    verdicts = {entry.verdict.status for person in people for entry in person.roles.values()}
    assert {"eligible", "ineligible", "undecided"} <= verdicts
    kinds = {flag.kind for person in people for flag in person.flags}
    assert "request" in kinds
    assert any(person.note for person in people)
    log = [
        entry for roster in rosters.values() for entry in workspace.store.log(roster.cohort.name)
    ]
    assert {"accept", "reject", "keep-apart", "later", "unplace", "contact", "end", "feedback"} <= {
        entry.step.kind for entry in log
    }
    assert any(entry.undone for entry in log)


def test_the_same_clock_gives_the_same_demonstration(workspace, tmp_path):
    make_demonstration(tmp_path / "again.sqlite", lambda: NOW)
    again = Workspace(database=tmp_path / "again.sqlite", programmes_folder=None, clock=lambda: NOW)
    for intake in INTAKES:
        first, second = (load_roster(one, intake.cohort) for one in (workspace, again))
        assert [one.id for one in first.applicants] == [one.id for one in second.applicants]
        assert first.pairs == second.pairs
    again.close()
