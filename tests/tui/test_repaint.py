"""What a key writes to a real terminal: no line that stays as it is, and the cursor where the next key acts."""

from tests.benchmarks.repaint import KEYS, repaints, watched_demonstration

UNDER_A_LONG_MESSAGE = {20}
"""At 80 x 24 the second row of a message lies over this line, which is painted again beneath it."""


def test_no_key_of_the_board_rewrites_a_line_that_stays(tmp_path):
    words = (
        "j next",
        "right, next candidate",
        "left, candidate before",
        "a accept",
        "u undo",
        "s later",
    )
    paints = repaints(tmp_path, (80, 24), {word: KEYS[word] for word in words})
    for paint in paints:
        assert set(paint.same) <= UNDER_A_LONG_MESSAGE, paint
        assert paint.lines, paint
    turned = next(paint for paint in paints if paint.key.startswith("right"))
    assert turned.cursor == (1, 41), "the candidate's name"
    assert paints[0].cursor == (1, 2), "the name of whose turn it is"


def test_without_colour_no_colour_is_written_and_the_cursor_is_shown(tmp_path):
    watched = watched_demonstration(tmp_path, (80, 24), NO_COLOR="1")
    try:
        watched.wait()
        assert watched.screen.shown
        for key in (b"1", b"2", b"4", b"5", b"6", b"7", b"3", b"w"):
            watched.press(key)
        assert watched.screen.colours == set()
    finally:
        watched.terminal.close()


def test_the_instrument_sees_a_line_that_is_rewritten():
    from tests.emulator import Emulator

    screen = Emulator(20, 3)
    screen.feed(b"\x1b[?2026h\x1b[2;1H\x1b[1mhello\x1b[0m\x1b[?2026l")
    screen.begin()
    screen.feed(b"\x1b[?2026h\x1b[2;1H\x1b[1mhello\x1b[0m\x1b[3;1Hnew\x1b[?2026l")
    assert (screen.same, screen.written, screen.moves) == ({1}, {1, 2}, 2)
    screen.feed(b"\x1b[?2026h\x1b[2;1H\x1b[38;5;4mhello\x1b[0m\x1b[?2026l")
    assert screen.colours == {"38;5;4"}
