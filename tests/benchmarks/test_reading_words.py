"""The wordings set apart stay apart: no programme file repeats one."""

import tomllib
from importlib import resources
from pathlib import Path

import pytest

from mentor_tui.domain.names import plain
from tests.benchmarks.reading import TOPICS, run

WORDS = Path(__file__).with_name("reading_words.toml")


def listed(table):
    for value in table.values():
        if isinstance(value, dict):
            yield from listed(value)
        else:
            yield from value


def programme_files():
    entries = resources.files("mentor_tui.programmes").iterdir()
    words = resources.files("mentor_tui.intake").joinpath("heading_words.toml")
    return [*sorted(entry for entry in entries if entry.name.endswith(".toml")), words]


def repeated(words, text):
    strings = {plain(one) for one in text.split('"')}
    return sorted(word for word in words if plain(word) in strings)


@pytest.mark.parametrize("path", programme_files(), ids=lambda path: path.name)
def test_no_programme_file_repeats_what_is_set_apart(path):
    apart = list(listed(tomllib.loads(WORDS.read_text(encoding="utf-8"))["apart"]))
    assert not repeated(apart, path.read_text(encoding="utf-8"))
    assert repeated([*apart, "Full name"], '"Full name"') == ["Full name"]


def test_the_halves_share_no_wording():
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    halves = [{plain(word) for word in listed(words[half])} for half in ("open", "apart")]
    assert not halves[0] & halves[1]
    assert min(len(half) for half in halves) > 150


@pytest.mark.parametrize("programme", sorted(TOPICS))
def test_nothing_that_is_set_apart_is_read_wrong(programme):
    tally = run("apart", [programme], places=range(0, 12, 3))[programme]
    assert not [what for what in tally.wrongs if "wrong" in what.split(":")[0]]
    for what, least in (("columns", 0.88), ("answers", 0.92), ("options", 1.0)):
        right, left_open = tally.counts[f"{what} right"], tally.counts[f"{what} open"]
        assert right >= least * (right + left_open), what
