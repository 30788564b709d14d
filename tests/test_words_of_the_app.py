"""No sentence that the app can show names a command or one of its arguments; the command line says them itself."""

import ast
from pathlib import Path

import pytest

import mentor_tui
from mentor_tui import errors
from mentor_tui.actions.handing_over import FORMAT
from mentor_tui.tui.opening import sentence_of

ROOM = Path(mentor_tui.__file__).parent
NOT_SHOWN = {"cli", "__main__.py"}
"""The command line, and what speaks before the app is there."""
COMMAND = "mentor-tui "


def sources():
    for path in sorted(ROOM.rglob("*.py")):
        if path.relative_to(ROOM).parts[0] not in NOT_SHOWN:
            yield path


def kinds_of_error():
    return {name for name, value in vars(errors).items() if isinstance(value, type)}


def for_the_command(tree):
    """Return the nodes of texts that only the command line prints: docstrings apart, the second argument of errors."""
    nodes = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in kinds_of_error() | {"__init__"} and len(node.args) > 1:
                nodes |= {inner for argument in node.args[1:] for inner in ast.walk(argument)}
        elif isinstance(node, ast.Assign):
            named = {getattr(target, "id", "") for target in node.targets}
            if any(name.casefold().endswith("by_command") for name in named):
                nodes |= set(ast.walk(node.value))
    return nodes


def docstrings(tree):
    nodes = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            nodes |= {each.value for each in body if isinstance(each, ast.Expr)}
    return nodes


def names_the_command(text):
    words = text.replace("`", " ").replace("'", " ").replace("(", " ").split()
    flag = any(word.startswith("--") and word[2:3].isalpha() for word in words)
    return flag or (COMMAND in text and text != FORMAT)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOM)))
def test_no_text_of_the_rooms_below_the_command_line_names_an_argument(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    allowed = for_the_command(tree) | docstrings(tree)
    found = [
        f"line {node.lineno}: {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node not in allowed and names_the_command(node.value)
    ]
    assert found == []


def test_the_command_says_the_argument_and_the_app_does_not():
    error = errors.ActionError("ending a pair needs a reason", "--reason TEXT")
    assert error.sentence_by_command == "ending a pair needs a reason: --reason TEXT"
    assert sentence_of(error) == "ending a pair needs a reason"


def test_every_error_of_ours_is_its_own_sentence_in_the_app():
    for name in sorted(kinds_of_error()):
        kind = getattr(errors, name)
        if issubclass(kind, errors.MentorError) and kind.__init__ is errors.MentorError.__init__:
            assert sentence_of(kind("The sky is low")) == "The sky is low", name
    assert sentence_of(KeyError("Ann")) == "This did not work (KeyError). Nothing was changed."
