"""A cohort small enough to reckon by head: two mentors of one place each, three mentees. Everybody is invented."""

from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.review.queue import Review
from mentor_tui.review.sitting import Sitting
from tests.forms import nlls_row, write_nlls

COHORT = "small"
ROWS = (
    nlls_row(1, "Beth Cho", "Mentor", "Policy Creation / Review, Board Relations", places="1"),
    nlls_row(2, "Pat Abbott", "Mentor", "Budget management", places="1"),
    nlls_row(3, "Kofi Moreau", "Mentee", "Policy Creation / Review, Board Relations"),
    nlls_row(4, "Elif Kaya", "Mentee", "Budget management"),
    nlls_row(5, "Jonas Berg", "Mentee", "Policy Creation / Review, Scheduling"),
)


def bring(workspace, folder, rows=ROWS, cohort=COHORT):
    """Import a form into a cohort."""
    folder.mkdir(parents=True, exist_ok=True)
    request = ImportRequest(
        files=[write_nlls(folder / f"{cohort}.csv", list(rows))], cohort=cohort, programme="nlls"
    )
    write_import(workspace, plan_import(workspace, request))


def asking(number, name, text):
    """Return one of the rows with a request."""
    role, areas = {
        "Beth Cho": ("Mentor", "Policy Creation / Review, Board Relations"),
        "Kofi Moreau": ("Mentee", "Policy Creation / Review, Board Relations"),
    }[name]
    return nlls_row(number, name, role, areas, requests=text)


def sit(workspace, cohort=COHORT):
    """Return a sitting and its queue."""
    sitting = Sitting(workspace, cohort)
    return sitting, Review(problem=sitting.problem)


def person(roster, name):
    """Return the id of somebody by name."""
    return next(one.id for one in roster.applicants if one.name == name)


def look_at(review, learner, helper):
    """Put two people on screen, by name."""
    roster = review.problem.roster
    review.cursor = person(roster, learner)
    review.show(review.problem.helper_at[person(roster, helper)])
