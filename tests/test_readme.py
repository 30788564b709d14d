"""The README is run: its Python example, its commands, its pictures and the tests that it names."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from mentor_tui.cli.main import make_parser

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_python_example_runs(capsys):
    for code in blocks("python"):
        exec(compile(code, "README.md", "exec"), {})
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
    promised = re.findall(r"`(test_\w+)`", README)
    assert promised
    assert all(f"def {name}(" in code for name in promised)
