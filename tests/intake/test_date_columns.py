"""Columns of dates as forms, spreadsheets and people write them; the order is known, or it is asked."""

import json
from datetime import date
from pathlib import Path

import pytest

from mentor_tui.intake.date_order import column_order
from mentor_tui.intake.dates import read_moment

WORDINGS = Path(__file__).parent / "wordings"


def columns(half):
    return json.loads((WORDINGS / f"columns_{half}.json").read_text(encoding="utf-8"))


CASES = [*columns("known"), *columns("apart")]


@pytest.mark.parametrize("case", CASES, ids=[" | ".join(case["cells"][:2]) for case in CASES])
def test_a_column_of_dates_is_read_right_or_asked(case):
    order = column_order(
        texts=case["cells"],
        usual=case["usual"],
        others=case["others"],
        today=date.fromisoformat(case["today"]),
    )
    if case["expect"] == "ask":
        assert not order.sure
        return
    assert order.sure
    moments = [str(read_moment(text, order.order) or "") for text in case["cells"]]
    assert moments == case["expect"]


def test_the_lists_are_long_enough_and_apart():
    known, apart = columns("known"), columns("apart")
    assert len(known) + len(apart) >= 40
    assert not {tuple(case["cells"]) for case in known} & {tuple(case["cells"]) for case in apart}


@pytest.mark.parametrize(
    "text",
    ["yesterday", "31/02/2026", "2026-02-30", "20261301", "9/21/2026 25:00", "21 Smarch 2026", "5"],
)
def test_what_is_no_moment_is_none(text):
    assert read_moment(text) is None


def test_two_orders_in_one_column_leave_it_open():
    assert not column_order(texts=["13/9/2026", "9/14/2026"], usual="MDY").sure
