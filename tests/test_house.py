"""The house: what may be imported when, how large things may be, and that nothing of this is written by accident."""

import ast
import subprocess
import sys
from pathlib import Path

import mentor_tui

ROOT = Path(__file__).parent.parent
SOURCES = sorted(Path(mentor_tui.__file__).parent.rglob("*.py"))


def loaded_after(statement):
    code = f"import sys; {statement}; print(' '.join(sorted({{name.split('.')[0] for name in sys.modules}})))"
    return set(
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
    )


def test_the_app_paints_before_it_imports_what_costs_time():
    loaded = loaded_after("import mentor_tui.tui.app")
    heavy = {
        "lap",
        "scipy",
        "rustworkx",
        "xlsxwriter",
        "python_calamine",
        "jinja2",
        "icalendar",
        "sqlmodel",
        "sqlalchemy",
        "pydantic",
        "numpy",
    }
    assert not loaded & heavy


def test_the_command_line_imports_no_screen_and_no_spreadsheet():
    loaded = loaded_after("import mentor_tui.cli.main")
    assert not loaded & {"textual", "lap", "rustworkx", "xlsxwriter", "python_calamine"}


def test_no_file_and_no_function_is_too_long():
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno - node.lineno + 1 <= 40, f"{path}: {node.name}"


def test_no_programme_is_named_in_the_code():
    names = {path.stem for path in (ROOT / "mentor_tui" / "programmes").glob("*.toml")} - {"common"}
    for path in SOURCES:
        if path.name.startswith("demonstration"):
            continue  # the demonstration invents cohorts of the programmes by name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare):
                constants = [
                    one.value
                    for one in (node.left, *node.comparators)
                    if isinstance(one, ast.Constant)
                ]
                assert not names & set(map(str, constants)), path
