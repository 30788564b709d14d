"""Each count of a cohort is made once: list, report and overview say the same."""

from mentor_tui.actions.deciding import decide
from mentor_tui.actions.overview import cohort_row
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.actions.suggesting import problem_of
from mentor_tui.views.cohort_figures import (
    people_figures,
    role_figures,
    rules_of_all,
    topic_figures,
)
from mentor_tui.views.fit_figures import decided_fits, fit_figures
from tests.forms import nlls_rows
from tests.review.small import COHORT, bring, person


def test_the_figures_of_a_small_cohort(workspace, tmp_path):
    bring(workspace, tmp_path, nlls_rows())
    roster = load_roster(workspace, COHORT)
    figures, row = people_figures(roster), cohort_row(roster)
    assert figures.people == row.people == len(roster.applicants)
    assert figures.eligible + figures.ineligible + figures.undecided <= figures.people
    verdicts = sum(number for role in role_figures(roster) for _, number in role.verdicts)
    assert verdicts == sum(len(applicant.roles) for applicant in roster.applicants)
    times = sum(
        len(entry.verdict.reasons)
        for applicant in roster.applicants
        for entry in applicant.roles.values()
    )
    assert sum(rules_of_all(role_figures(roster)).values()) == times


def test_bands_hold_every_fit_once_at_their_boundaries():
    fits = [0, 19.999, 20, 39.9, 40, 60, 79.99, 80, 100]
    figures = fit_figures(fits)
    assert [band.pairs for band in figures.bands] == [2, 2, 1, 2, 2]
    assert sum(band.pairs for band in figures.bands) == len(fits)
    assert (fit_figures([]).mean, fit_figures([]).lowest) == (0.0, 0.0)


def test_decided_pairs_come_with_their_fits_the_lowest_first(workspace, tmp_path):
    bring(workspace, tmp_path)
    roster = load_roster(workspace, COHORT)
    for learner, helper in (("Kofi Moreau", "Beth Cho"), ("Jonas Berg", "Pat Abbott")):
        decide(workspace, COHORT, "accept", [person(roster, helper), person(roster, learner)])
    fits = decided_fits(problem_of(workspace, COHORT))
    assert [roster.name(decided.pair.learner) for decided in fits] == ["Jonas Berg", "Kofi Moreau"]
    assert fits[0].fit < fits[1].fit


def test_a_topic_is_counted_once_for_each_person_whatever_it_is_called(workspace, tmp_path):
    bring(workspace, tmp_path)
    topics = {
        topic.topic: (topic.wanted, topic.offered)
        for topic in topic_figures(load_roster(workspace, COHORT))
    }
    assert topics["Budget management"] == (1, 1)
    assert max(wanted for wanted, _ in topics.values()) == 2
