"""Nothing private of Textual is used or overridden, and nothing waits for the paint after a paint."""

import ast
import inspect
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import mentor_tui.tui

FOLDER = Path(mentor_tui.tui.__file__).parent


OF_PYTHON = {"_exit"}
"""Names of the standard library that only look private."""


def is_private(name):
    return name.startswith("_") and not name.endswith("__") and name not in OF_PYTHON


def trees():
    for path in sorted(FOLDER.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def names_of_ours():
    """Return every private name that this package gives to something."""
    names = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Store):
                names.add(node.attr if isinstance(node, ast.Attribute) else node.id)
    return names


def test_no_private_name_of_another_package_is_used():
    ours = names_of_ours()
    strange = [
        f"{path.name}:{node.lineno} {node.attr}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in ours
    ]
    assert strange == []


def classes_of_ours():
    for module in walk_packages([str(FOLDER)], "mentor_tui.tui."):
        for _, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
            if kind.__module__ == module.name:
                yield kind


def of_textual(kind):
    """Return the private names that Textual gives to the things of a class, in its bodies and its `__init__`s."""
    names = set()
    for base in kind.__mro__:
        if base.__module__.split(".")[0] != "textual":
            continue
        names |= set(vars(base))
        begins = vars(base).get("__init__")
        if begins is not None:
            names |= set(begins.__code__.co_names)
    return {name for name in names if is_private(name)}


def given_by(kind):
    """Return the private names that a class of ours gives, in its body and to itself."""
    names = set(vars(kind))
    for node in ast.walk(ast.parse(inspect.cleandoc("\n" + inspect.getsource(kind)))):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.attr)
    return {name for name in names if is_private(name)}


GIVEN_BY_TEXTUAL = {
    "_abc_impl",
    "_computes",
    "_css_type_name",
    "_css_type_names",
    "_decorated_handlers",
    "_inherit_bindings",
    "_inherit_component_classes",
    "_inherit_css",
    "_merged_bindings",
    "_parameters",
    "_reactives",
}
"""What making a class leaves in it."""


def test_no_private_name_of_textual_is_overridden():
    clashes = [
        f"{kind.__name__}.{name}"
        for kind in classes_of_ours()
        for name in sorted(given_by(kind) & of_textual(kind) - GIVEN_BY_TEXTUAL)
    ]
    assert clashes == []


AFTER_A_PAINT = {"app.py": 1, "working.py": 2, "help.py": 2, "importing.py": 1, "choosing.py": 1}
"""Where something waits for the paint: opening the file, taking keys again, typing in the help, the row a list begins with."""


def test_no_other_dialog_waits_for_the_paint_of_the_one_before():
    for path, tree in trees():
        waits = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr == "call_after_refresh"
        ]
        assert len(waits) <= AFTER_A_PAINT.get(path.name, 0), path
