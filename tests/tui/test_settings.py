"""The settings of a hand: what cannot be understood is kept and said."""

import pytest

from mentor_tui.tui.settings import Settings


@pytest.mark.parametrize("text", ['{"theme": "paper",}', "[1]", '{"theme": ', "\x00"])
def test_a_file_that_cannot_be_understood_stays_as_it_is_and_is_said(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text)
    settings = Settings(path)
    assert str(path) in settings.problem
    settings.keep_theme("night")
    settings.keep_cohort("fall")
    assert settings.theme == "night", "it lasts as long as the app"
    assert path.read_text() == text


def test_a_whole_file_and_none_have_no_problem(tmp_path):
    settings = Settings(tmp_path / "settings.json")
    settings.keep_cohort("fall")
    assert settings.problem == ""
    assert Settings(tmp_path / "settings.json").cohort == "fall"
    assert Settings(tmp_path / "settings.json").problem == ""
