"""Plots tell the same in bars and in figures, in plain signs too, and fit their room."""

import pytest

from mentor_tui.matching.explain import Recruit
from mentor_tui.tui.plots import month_lines, spread_lines, topic_lines
from mentor_tui.views.fit_figures import fit_figures
from mentor_tui.views.month_figures import MonthFigures, month_figures
from tests.tui.conftest import press, ready
from tests.views.contacts import noted

TOPICS = [
    Recruit(
        topic="Policy creation and everything that goes with it",
        key="p",
        unmet=2,
        wanted=9,
        offered=3,
    ),
    Recruit(topic="DEI", key="d", unmet=0, wanted=1, offered=4),
]
MONTHS = [
    MonthFigures(month="2027-01", met=4, silent=0, letters=12),
    MonthFigures(month="2027-02", met=0, silent=2, letters=0),
]


def plots(width):
    return [
        *spread_lines(fit_figures([10, 25, 65, 66, 99]), width),
        *topic_lines(TOPICS, width),
        *month_lines(MONTHS, width),
    ]


@pytest.mark.parametrize("width", [42, 58, 70, 104])
def test_every_line_fits_its_room_and_tells_its_figure(width):
    texts = [text.plain for text in plots(width)]
    assert max(text.cell_length for text in plots(width)) <= width, texts
    words = "\n".join(texts)
    for figure in ("mean 53, lowest 10", "unmet 2", "12 letters", "2 silent"):
        assert figure in words


def test_without_unicode_the_bars_are_plain_signs(monkeypatch):
    monkeypatch.setenv("MENTOR_TUI_ASCII", "1")
    words = "\n".join(text.plain for text in plots(70))
    assert words.isascii()
    assert "#" in words


def test_what_is_there_is_never_drawn_as_nothing():
    few = [MonthFigures(month="2027-01", met=400, silent=0, letters=0), MONTHS[0]]
    bars = [text.plain[12:].split()[0] for text in month_lines(few, 60)]
    assert all(not bar.isdigit() for bar in bars)


def test_months_without_a_contact_stand_between_those_with_one():
    figures = month_figures([noted("2026-11-03", "met"), noted("2027-01-09", "sent:check-in")])
    assert [(month.month, month.met, month.letters) for month in figures] == [
        ("2026-11", 1, 0),
        ("2026-12", 0, 0),
        ("2027-01", 0, 1),
    ]
    assert month_figures([]) == ()
    assert month_figures([noted("2027-01-09", "note")]) == ()


async def test_the_pool_has_its_plots_at_the_right_and_the_figures_with_e(app_on):
    app = app_on("ola-fall-2026")
    async with app.run_test(size=(120, 35)) as pilot:
        await ready(pilot)
        await press(pilot, "6")
        words = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Fits of the suggested and decided pairs" in words
        assert "wanted" in words
        await press(pilot, "e")
        words = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Who is in, who is out and why" in words
        await press(pilot, "G")
        words = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Contacts over the months" in words
