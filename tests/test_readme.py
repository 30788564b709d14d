"""The pages are run: their Python example, commands, pictures, and the tests that they name."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from mentor_tui.cli.main import make_parser

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / ".github" / "ARCHITECTURE.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / ".github").glob("*.md"))]


def blocks(language, page=README):
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def test_the_python_example_runs(capsys):
    for code in blocks("python", ARCHITECTURE):
        exec(compile(code, "ARCHITECTURE.md", "exec"), {})
    assert capsys.readouterr().out == "[(0, 1), (1, 0), (1, 2)] 155 True\n"


@pytest.mark.parametrize(
    "line",
    [
        line
        for block in blocks("sh")
        for line in block.splitlines()
        if line.startswith("mentor-tui ")
    ],
)
def test_every_command_of_the_readme_is_one(line):
    make_parser().parse_args(line.split()[1:])


def test_every_picture_is_there():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    assert all((ROOT / unquote(path)).is_file() for path in pictures)


def test_every_test_that_a_promise_names_is_there():
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")
    )
    promised = re.findall(r"`(test_\w+)`", ARCHITECTURE)
    assert promised
    assert all(f"def {name}(" in code for name in promised)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_points_at_is_there(page):
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#:]+)\)", text) if "//" not in link]
    assert all((page.parent / unquote(link)).exists() for link in links)
    named = re.findall(r"`((?:mentor_tui|tests)/[\w./-]+)`", text)
    assert all((ROOT / path).exists() for path in named if "*" not in path)


def test_the_readme_is_short_enough_to_be_read():
    assert README.count("\n") <= 120
