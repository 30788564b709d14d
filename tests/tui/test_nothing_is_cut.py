"""Every screen and overlay at every size: no line, key, heading or number is cut without saying so."""

import pytest
from textual.widgets import Input, Static

from mentor_tui.tui.screens.base import MainScreen
from mentor_tui.tui.widgets.keys import KeyBar
from mentor_tui.tui.widgets.lines import Lines
from mentor_tui.tui.widgets.rows import Rows
from tests.tui.conftest import press, ready

SIZES = [(60, 20), (80, 24), (120, 35), (160, 45), (220, 60)]
OF_OVERLAYS = [(60, 20), (80, 24), (160, 45)]
OF_PEERS = [(60, 20), (160, 45)]
OVERLAYS = {
    "1": ["N", "e", "d", "greater_than_sign", "m", "i"],
    "2": ["enter", "c", "exclamation_mark", "n", "F", "C", "i"],
    "3": ["w", "e", "enter", "X", "K", "n", "percent_sign", "slash", "y"],
    "4": ["l", "J", "X", "r", "Q", "Y", "L", "I", "enter"],
    "5": ["enter"],
}


def faults(screen):
    """Return what is cut on a screen, in words."""
    found = []
    for widget in screen.query(Lines):
        width, height = widget.content_size
        if width < 1 or height < 1 or isinstance(widget, KeyBar):
            continue
        lines = widget._maker(width, height)
        found += [
            f"{widget.id}: {one.plain!r} is {one.cell_length} wide in {width}"
            for one in lines
            if one.cell_length > width
        ]
        if len(lines) > height:
            found.append(f"{widget.id}: {len(lines)} lines in {height}: {lines[height].plain!r}")
    for table in screen.query(Rows):
        found += table_faults(table)
    for widget in screen.query(Static):
        if (
            widget.region.height
            and not screen.region.contains_region(widget.region)
            and widget.display
        ):
            inside_scroll = any(type(one).__name__ == "VerticalScroll" for one in widget.ancestors)
            found += [] if inside_scroll else [f"{widget}: outside the screen"]
    return found


def table_faults(table):
    """Return headings and numbers of a table that do not fit their columns."""
    width = table.scrollable_content_region.width
    if width < 4 or not table.display:
        return []
    widths, found = table._widths(width - 2), []
    for column, room in zip(table.columns, widths, strict=True):
        if room and len(column.heading) > room:
            found.append(f"heading {column.heading!r} in {room}")
    for row in range(min(table.many, 40)):
        for column, cell, room in zip(table.columns, table._make(row), widths, strict=False):
            text = cell if isinstance(cell, str) else cell.plain
            if column.right and room and len(text) > room:
                found.append(f"number {text!r} under {column.heading!r} in {room}")
    return found


def shown(app):
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def faults_at(sizes, pilot, where):
    """Return what is cut on the screen that stands, as the terminal changes through sizes."""
    cut = []
    for size in sizes:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        cut += [f"{where} at {size}: {fault}" for fault in faults(pilot.app.screen)]
        if not isinstance(pilot.app.screen, MainScreen):
            assert "Esc" in shown(pilot.app), f"{where} at {size}: the way out is not on screen"
    return cut


@pytest.mark.parametrize(
    ("cohort", "of_screens", "of_overlays"),
    [("nmrt-2026", SIZES, OF_OVERLAYS), ("mla-2026", OF_PEERS, OF_PEERS)],
    ids=["two sides", "peers"],
)
@pytest.mark.parametrize("number", OVERLAYS)
async def test_on_every_screen_and_overlay_nothing_is_cut(
    app_on, number, cohort, of_screens, of_overlays
):
    app = app_on(cohort)
    cut = []
    async with app.run_test(size=of_screens[-1]) as pilot:
        await ready(pilot)
        await press(pilot, number)
        cut += await faults_at(of_screens, pilot, f"screen {number}")
        bar = app.screen.query_one(KeyBar)._line(of_screens[-1][0], 1)[0].plain
        assert bar.strip().startswith("? ")
        assert ".." not in bar
        for key in OVERLAYS[number]:
            await press(pilot, key)
            if not isinstance(app.screen, MainScreen):
                cut += await faults_at(of_overlays, pilot, f"screen {number}, {key}")
                await press(pilot, "escape")
            assert isinstance(app.screen, MainScreen), f"screen {number}, {key}"
        for field in app.screen.query(Input):
            field.display = False
    assert cut == []


async def test_a_terminal_too_small_in_between_costs_nothing(app_on):
    app = app_on("nlls-spring-2027")
    async with app.run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        for key in OVERLAYS["3"]:
            await press(pilot, key)
            for size in ((30, 8), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
            while not isinstance(app.screen, MainScreen):
                await press(pilot, "escape")
            assert app.is_running
        await press(pilot, "3", "a")
        assert app.workspace.store.log()[0].step.kind == "accept"
