"""Contacts for the tests of views."""

from mentor_tui.domain.records import Contact


def noted(on, kind):
    """Return a contact of one pair."""
    return Contact(
        cohort="c", number=1, helper="h", learner="l", kind=kind, on=on, text="", at=on, person=""
    )
