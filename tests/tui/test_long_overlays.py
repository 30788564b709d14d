"""Lists and texts that are longer than their panel: the row under the cursor and the last line can be seen."""

from textual.content import Content

from mentor_tui.tui.screens.choosing import Choosing
from mentor_tui.tui.screens.overlay import Reading
from mentor_tui.tui.widgets.rows import Column
from tests.tui.conftest import ready
from tests.tui.test_nothing_is_cut import shown

SIZES = [(80, 24), (60, 20), (160, 45)]


async def test_the_row_under_the_cursor_is_always_on_the_screen(app_on):
    app = app_on()
    async with app.run_test(size=SIZES[0]) as pilot:
        await ready(pilot)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            for many in (3, 13, 14, 15, 40):
                rows = [[f"letter {number:02d}"] for number in range(1, many + 1)]
                app.push_screen(Choosing("Letters", [Column("who", 20)], rows))
                await pilot.pause()
                await pilot.press("G")
                await pilot.pause()
                assert f"letter {many:02d}" in shown(app), (size, many)
                await pilot.press("g")
                await pilot.pause()
                assert "letter 01" in shown(app), (size, many)
                await pilot.press("escape")
                await pilot.pause()


async def test_the_last_line_of_a_text_can_be_read(app_on):
    app = app_on()
    async with app.run_test(size=SIZES[0]) as pilot:
        await ready(pilot)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            for many in (3, 13, 14, 15, 16, 17, 40):
                lines = [Content(f"flag {number:02d}") for number in range(1, many + 1)]
                app.push_screen(Reading("Details", lines))
                await pilot.pause()
                await pilot.pause()
                await pilot.press("G")
                await pilot.pause()
                assert f"flag {many:02d}" in shown(app), (size, many)
                await pilot.press("escape")
                await pilot.pause()
