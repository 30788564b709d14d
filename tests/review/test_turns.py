"""Whose turn is next, and the line that says how far a review is."""

from mentor_tui.review.queue import Review
from mentor_tui.tui.board.board_top import top_line
from tests.review.small import COHORT, bring, person, sit


def names(review, people):
    return [review.problem.roster.name(one) for one in people]


def turns(review):
    """Return everybody in the order of their turns, each passed over."""
    passed = []
    while (following := review.next_open(passed)) is not None:
        passed.append(following)
    return names(review, passed)


def test_who_gets_somebody_comes_before_who_gets_nobody_and_who_was_put_off_comes_last(
    workspace, tmp_path
):
    bring(workspace, tmp_path)
    sitting, review = sit(workspace)
    order = turns(review)
    assert sorted(order) == ["Elif Kaya", "Jonas Berg", "Kofi Moreau"]
    assert order[-1] == "Jonas Berg", "the plan gives nobody"
    sitting.decide("later", [person(sitting.roster, order[0])])
    review.update(sitting.problem)
    assert turns(review)[-1] == order[0]


def test_who_is_put_off_and_under_the_cursor_is_not_next(workspace, tmp_path):
    bring(workspace, tmp_path)
    sitting, review = sit(workspace)
    for one in list(review.order):
        sitting.decide("later", [one])
    review.update(sitting.problem)
    assert review.next_open() not in (None, review.cursor)


def test_an_update_keeps_marks_and_changes_of_open_people_alone(workspace, tmp_path):
    bring(workspace, tmp_path)
    sitting, review = sit(workspace)
    kofi, beth = person(sitting.roster, "Kofi Moreau"), person(sitting.roster, "Beth Cho")
    jonas = person(sitting.roster, "Jonas Berg")
    review.marked, review.changed = {kofi, jonas, "gone"}, {kofi}
    sitting.decide("accept", [beth, kofi])
    review.update(sitting.problem)
    assert review.marked == {jonas}
    assert kofi not in review.changed


def test_the_bar_is_full_only_when_everybody_is_placed(workspace, tmp_path):
    rows = []
    from tests.forms import nlls_row

    for number in range(20):
        rows.append(nlls_row(number, f"Mentor{number} Cho", "Mentor", "Scheduling", places="1"))
        rows.append(nlls_row(number + 30, f"Mentee{number} Lee", "Mentee", "Scheduling"))
    bring(workspace, tmp_path, rows)
    sitting, _ = sit(workspace)
    pairs = sitting.suggested_above(0)
    sitting.accept_many(pairs[:19])
    assert "▱" in top_line(Review(problem=sitting.problem), COHORT, 80).plain
    sitting.accept_many(pairs[19:])
    assert "▱" not in top_line(Review(problem=sitting.problem), COHORT, 80).plain
