"""Days as people type them: one day is taken, two are asked about, none is refused."""

import pytest

from mentor_tui.actions.typed_days import days_meant, no_day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-11-05", ["2026-11-05"]),
        ("25.11.2026", ["2026-11-25"]),
        ("11/25/2026", ["2026-11-25"]),
        ("5 November 2026", ["2026-11-05"]),
        ("5.11.2026", ["2026-05-11", "2026-11-05"]),
        ("5.5.2026", ["2026-05-05"]),
        ("31.2.2026", []),
        ("soon", []),
    ],
)
def test_days_meant(text, days):
    assert days_meant(text) == days


def test_what_is_wrong_is_said_without_a_guess():
    assert no_day("25.11.2026") == ""
    assert "2026-05-11 or 2026-11-05" in no_day("5.11.2026")
    assert "is no day" in no_day("soon")
