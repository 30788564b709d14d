"""From every screen: help by typing, every command in the palette, a person found, the file looked after, the tour again."""

import shutil

from textual import events
from textual.widgets import Input

from mentor_tui.actions.histories import history_of
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.tui.commands import COMMANDS
from mentor_tui.tui.palette import palette_commands
from mentor_tui.tui.screens.file_choice import FileChoice, pasted_path
from mentor_tui.tui.screens.help import help_lines
from mentor_tui.tui.screens.import_preview import ImportPreview
from mentor_tui.tui.screens.overlay import Reading
from mentor_tui.tui.tour import Tour
from tests.forms import write_nlls
from tests.tui.conftest import press, ready

SIZE = (80, 24)


def text_of(app):
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def test_help_is_grouped_and_narrowed_by_words_or_by_a_key():
    def plain(lines):
        return "\n".join(line.plain for line in lines)

    whole = plain(help_lines("board", ""))
    assert whole.index("Decide") < whole.index("Look") < whole.index("Everywhere")
    assert "Signs" in whole
    narrowed = plain(help_lines("board", "keep apart"))
    assert "keep apart" in narrowed
    assert "accept" not in narrowed
    assert "reject" in plain(help_lines("board", "x"))
    assert help_lines("board", "no such thing") == []
    for screen in {command.screen for command in COMMANDS} - {"app"}:
        text = plain(help_lines(screen, ""))
        text = " ".join(text.split())
        assert all(c.help in text for c in COMMANDS if c.screen in (screen, "app"))


async def test_help_takes_what_is_typed_and_closes(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        steps = len(app.workspace.store.log())
        await press(pilot, "question_mark", *"pin")
        assert "Make this pair so that nothing" in text_of(app)
        assert "Put this learner off" not in text_of(app)
        await press(pilot, "escape")
        assert app.screen.NAME == "board"
        assert len(app.workspace.store.log()) == steps


async def test_the_palette_knows_every_command_and_goes_to_its_screen(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        found = {one.title: one.callback for one in palette_commands(app, app.screen)}
        for command in COMMANDS:
            if command.name != "palette":
                assert any(
                    command.label.casefold() in title.casefold() and command.key_label in title
                    for title in found
                ), command
        title = next(title for title in found if title.startswith("Pairs: letters"))
        found[title]()
        await ready(pilot)
        assert app.screen.NAME == "pairs"
        assert "letters" in app.message.plain


async def test_a_person_is_found_from_any_screen_and_the_way_goes_on_to_pair_and_board(app_on):
    app = app_on("nmrt-2026")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        pair = app.roster.decided[-1]
        name = app.roster.name(pair.learner)
        await press(pilot, "5", "ctrl+f")
        app.screen.query_one(Input).value = name
        await press(pilot, "enter")
        assert app.screen.NAME == "applicants"
        assert app.roster.name(app.screen.current_id()) == name
        await press(pilot, "g", "ctrl+f")
        app.screen.query_one(Input).value = name
        await press(pilot, "enter")
        assert app.roster.name(app.screen.current_id()) == name
        await press(pilot, "P")
        assert app.screen.NAME == "pairs"
        assert app.screen.current_id() == f"{pair.helper}+{pair.learner}"
        await press(pilot, "B")
        assert app.screen.NAME == "board"
        assert app.review.cursor == pair.learner


async def test_a_filter_that_hides_the_person_is_put_away(app_on):
    app = app_on("nmrt-2026")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        wanted = app.roster.decided[0].learner
        await press(pilot, "2", "slash")
        app.screen.query_one(Input).value = "nobody is called this"
        await press(pilot, "enter", "4")
        app.screen.select(f"{app.roster.decided[0].helper}+{wanted}")
        await press(pilot, "@")
        assert app.screen.current_id() == wanted


async def test_a_persons_history_has_what_was_undone_too(app_on):
    app = app_on("nmrt-2026")
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        pair = app.roster.decided[0]
        await press(pilot, "4")
        app.screen.select(f"{pair.helper}+{pair.learner}")
        await press(pilot, "h", "u", "2")
        app.screen.select(pair.learner)
        await press(pilot, "H")
        assert isinstance(app.screen, Reading)
        events_of = history_of(app.workspace, pair.learner)
        words = [event.words for event in events_of]
        assert words[0].startswith("applied")
        assert any(word.startswith(("Accepted", "Pinned")) for word in words)
        assert any(word.startswith("contact, met") for word in words)
        assert [event.at for event in events_of] == sorted(event.at for event in events_of)


async def test_a_cohort_is_deleted_after_its_name_and_u_brings_it_back(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        before = load_roster(app.workspace, "ola-fall-2026")
        await press(pilot, "1")
        app.screen.select("ola-fall-2026")
        await press(pilot, "D")
        app.screen.query_one(Input).value = "ola"
        await press(pilot, "enter")
        assert "Nothing was deleted" in app.message.plain
        await press(pilot, "D")
        app.screen.query_one(Input).value = "ola-fall-2026"
        await press(pilot, "enter")
        assert "ola-fall-2026" not in app.screen.ids
        app.sitting = app.review = None
        await press(pilot, "u")
        after = load_roster(app.workspace, "ola-fall-2026")
        assert [one.id for one in after.applicants] == [one.id for one in before.applicants]
        assert after.pairs == before.pairs


async def test_the_file_is_copied_brought_back_and_examined(app_on, tmp_path):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        shutil.copy(app.workspace.database, tmp_path / "kept.sqlite")
        pairs = len(load_roster(app.workspace, "nlls-spring-2027").decided)
        await press(pilot, "a", "1", "v")
        assert "Everything is in order" in text_of(app)
        await press(pilot, "escape", "S")
        assert "Copied everything to" in app.message.plain
        await press(pilot, "<", "slash")
        app.screen.query_one(Input).value = str(tmp_path / "kept.sqlite")
        await press(pilot, "enter", "enter")
        assert "Brought back kept.sqlite" in app.message.plain
        assert len(load_roster(app.workspace, "nlls-spring-2027").decided) == pairs


async def test_a_person_is_erased_after_the_name(app_on):
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "2")
        person = app.screen.current_id()
        name = app.roster.name(person)
        await press(pilot, "D")
        app.screen.query_one(Input).value = "somebody"
        await press(pilot, "enter")
        assert person in app.roster.people
        await press(pilot, "D")
        app.screen.query_one(Input).value = name
        await press(pilot, "enter")
        assert person not in app.roster.people
        assert person not in app.screen.ids
        assert name not in text_of(app)


async def test_a_second_start_of_the_demonstration_has_a_tour_that_goes_on(app_on):
    app = app_on("nlls-spring-2027")
    app.tour = Tour()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert app.screen.NAME == "cohorts"
        assert "TOUR 1 of 6" in text_of(app)
        await press(pilot, "enter")
        assert app.screen.NAME == "board"
        assert "TOUR 2 of 6" in text_of(app)


def test_a_pasted_path_is_read_as_terminals_write_it(tmp_path):
    form = tmp_path / "my form.csv"
    form.write_text("Name\n")
    for text in (str(form), f"'{form}'", f'"{form}" ', str(form).replace(" ", "\\ ")):
        assert pasted_path(text) == form
    assert pasted_path(form.as_uri() + "\n") == form


async def test_a_path_pasted_into_the_list_of_files_is_taken(app_on, tmp_path):
    form = write_nlls(tmp_path / "my form.csv")
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await press(pilot, "i")
        assert isinstance(app.screen, FileChoice)
        app.screen.post_message(events.Paste(f"'{form}'"))
        await ready(pilot)
        assert isinstance(app.screen, ImportPreview)
        await press(pilot, "escape")


async def test_a_number_key_before_the_first_screen_is_there_does_nothing(app_on, monkeypatch):
    app = app_on()
    monkeypatch.setattr(app, "open_database", lambda sentence="": None)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.workspace = app.where
        await pilot.press("1")
        assert len(app.screen_stack) == 1
