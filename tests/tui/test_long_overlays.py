"""Lists and texts that are longer than their panel: the row under the cursor and the last line can be seen."""

from textual.content import Content

from mentor_tui.tui.screens.choosing import Choosing
from mentor_tui.tui.screens.overlay import Reading
from mentor_tui.tui.widgets.rows import Column
from tests.tui.conftest import ready
from tests.tui.test_nothing_is_cut import shown

SIZES = [(80, 24), (60, 20), (160, 45)]


async def ends_of(pilot, overlay):
    """Show an overlay, and return the screen at its end and at its beginning."""
    pilot.app.push_screen(overlay)
    await pilot.pause()
    screens = []
    for key in ("G", "g"):
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        screens.append(shown(pilot.app))
    await pilot.press("escape")
    await pilot.pause()
    return screens


async def at_every_size(app, lengths):
    """Yield the pilot with a size and a length, for all of them."""
    async with app.run_test(size=SIZES[0]) as pilot:
        await ready(pilot)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            for many in lengths:
                yield pilot, size, many


async def test_the_row_under_the_cursor_is_always_on_the_screen(app_on):
    async for pilot, size, many in at_every_size(app_on(), (3, 13, 14, 15, 40)):
        rows = [[f"letter {number:02d}"] for number in range(1, many + 1)]
        end, beginning = await ends_of(pilot, Choosing("Letters", [Column("who", 20)], rows))
        assert f"letter {many:02d}" in end, (size, many)
        assert "letter 01" in beginning, (size, many)


async def test_the_last_line_of_a_text_can_be_read(app_on):
    async for pilot, size, many in at_every_size(app_on(), (3, 13, 14, 15, 16, 17, 40)):
        lines = [Content(f"flag {number:02d}") for number in range(1, many + 1)]
        end, _ = await ends_of(pilot, Reading("Details", lines))
        assert f"flag {many:02d}" in end, (size, many)
