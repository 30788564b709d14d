"""The sitting: one step a key, undo of the open cohort alone, and nothing decided over somebody's head."""

import pytest

from mentor_tui.actions.deciding import clear_flags, decide
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.review.sitting import ChangedElsewhere
from tests.conftest import NOW
from tests.review.small import COHORT, ROWS, asking, bring, look_at, person, sit


@pytest.fixture
def both_ask(workspace, tmp_path):
    rows = [row for row in ROWS if row[2] not in ("Kofi Moreau", "Beth Cho")]
    rows += [asking(8, "Kofi Moreau", "Remote only, please.")]
    rows += [asking(9, "Beth Cho", "Rather not with Kofi Moreau.")]
    bring(workspace, tmp_path, rows)
    return sit(workspace)


def ids(sitting, *names):
    return [person(sitting.roster, name) for name in names]


def open_flags(sitting):
    return sum(not flag.cleared for one in sitting.roster.applicants for flag in one.flags)


def test_reading_the_requests_of_two_people_is_one_step_and_one_undo(both_ask):
    sitting, _ = both_ask
    steps = len(sitting.workspace.store.log(COHORT))
    assert open_flags(sitting) == 2
    entry = sitting.read_requests(ids(sitting, "Kofi Moreau", "Beth Cho"))
    assert len(sitting.workspace.store.log(COHORT)) == steps + 1
    assert open_flags(sitting) == 0
    words, _, names = entry.step.sentence.partition(" of ")
    assert words == "Read the request"
    assert sorted(names.split(" and ")) == ["Beth Cho", "Kofi Moreau"]
    sitting.turn(back=True)
    assert open_flags(sitting) == 2
    sitting.read_requests(ids(sitting, "Kofi Moreau"))
    with pytest.raises(ActionError, match="Nothing is left to read"):
        sitting.read_requests(ids(sitting, "Kofi Moreau", "Elif Kaya"))


def test_the_log_says_that_a_pair_was_made_over_an_unread_request(both_ask):
    sitting, _ = both_ask
    entry = sitting.decide("accept", ids(sitting, "Beth Cho", "Elif Kaya"))
    assert entry.step.sentence == "Accepted Elif Kaya + Beth Cho, the request of Beth Cho not read"
    pair = sitting.roster.placed[ids(sitting, "Elif Kaya")[0]]
    assert pair.reason == "", "a reason would count as a rule that was overridden"
    sitting.turn(back=True)
    clear_flags(sitting.workspace, COHORT, ids(sitting, "Beth Cho")[0])
    sitting.reload()
    entry = sitting.decide("accept", ids(sitting, "Beth Cho", "Elif Kaya"))
    assert entry.step.sentence == "Accepted Elif Kaya + Beth Cho"


def test_undo_belongs_to_the_open_cohort(workspace, tmp_path):
    bring(workspace, tmp_path)
    bring(workspace, tmp_path, cohort="another")
    sitting, _ = sit(workspace)
    theirs, _ = sit(workspace, "another")
    sitting.reload()
    sitting.decide("later", ids(sitting, "Jonas Berg"))
    theirs.reload()
    theirs.decide("later", ids(theirs, "Elif Kaya"))
    sitting.reload()
    assert sitting.undoable == "Put off until later: Jonas Berg"
    assert sitting.turn(back=True)[0].step.cohort == COHORT
    assert not sitting.roster.status_of
    theirs.reload()
    assert list(theirs.roster.status_of) == ids(theirs, "Elif Kaya")


def test_after_a_conflict_the_sitting_knows_what_is_so_and_decided_nothing(workspace, tmp_path):
    bring(workspace, tmp_path)
    sitting, _ = sit(workspace)
    people = ids(sitting, "Beth Cho", "Kofi Moreau")
    other = Workspace(database=workspace.database, clock=lambda: NOW)
    decide(other, COHORT, "accept", people)
    other.close()
    steps = len(workspace.store.log(COHORT))
    with pytest.raises(ChangedElsewhere):
        sitting.decide("reject", people)
    assert len(workspace.store.log(COHORT)) == steps
    assert sitting.roster.placed[people[1]].state == "accepted"


def test_marks_that_the_filter_hides_are_not_among_the_accepted(workspace, tmp_path):
    bring(workspace, tmp_path)
    _, review = sit(workspace)
    review.mark_listed()
    assert len(review.pairs_above(0)) == 2
    assert review.filter("kofi")
    assert [pair[1] for pair in review.pairs_above(0)] == [review.cursor]
    assert len(review.marked_fits()) == 1
    assert review.hidden_marks == 2


def test_a_decision_moves_nobody_in_the_queue_until_it_is_sorted_again(workspace, tmp_path):
    bring(workspace, tmp_path)
    sitting, review = sit(workspace)
    look_at(review, "Kofi Moreau", "Beth Cho")
    order, kofi = list(review.order), review.cursor
    sitting.decide("accept", ids(sitting, "Beth Cho", "Kofi Moreau"))
    review.update(sitting.problem)
    assert review.order == order
    assert review.cursor == kofi
    review.resort()
    assert review.order[-1] == kofi
    assert review.sections[kofi] == "DECIDED"


def test_when_everybody_is_decided_the_review_is_at_its_end(workspace, tmp_path):
    bring(workspace, tmp_path)
    sitting, review = sit(workspace)
    for learner in list(review.order):
        assert not review.at_end
        sitting.decide("unplace", [learner])
        review.update(sitting.problem)
        review.advance()
    assert review.at_end
    review.move(1)
    assert not review.at_end


def test_the_filter_walks_the_free_and_the_depending_pairs(workspace, tmp_path):
    bring(workspace, tmp_path)
    _, review = sit(workspace)
    problem = review.problem
    people = [person for person in review.order if review.partner(person) is not None]
    partners = [problem.helper_ids[review.partner(person)] for person in people]
    pairs = [problem.roster.key(*pair) for pair in zip(partners, people, strict=True)]
    review.sure = dict(zip(pairs, ("free", "depends"), strict=True))
    assert review.filter("unsure")
    assert review.listed == people
    assert review.filter("depends")
    assert review.listed == people[1:]
    review.filter("unsure")
    review.update(problem)
    assert review.listed == people
    review.sure = {pairs[0]: "settled", pairs[1]: "free"}
    assert review.listed == people[1:]
    review.sure = dict.fromkeys(pairs, "settled")
    assert not review.filter("depends")
