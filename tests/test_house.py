"""The house: what may be imported when, how large things may be, and that nothing of this is written by accident."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import mentor_tui
from mentor_tui.cli.main import GROUPS, _modules_of, make_parser
from tests.house import count

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


def test_the_app_and_the_version_wait_for_no_command():
    """Starting the app and asking for the version load neither the database nor a programme."""
    loaded = loaded_after("from mentor_tui.cli.main import main; main(['--version'])")
    assert not loaded & {"textual", "numpy", "sqlmodel", "sqlalchemy", "pydantic", "rapidfuzz"}


def test_every_command_is_found_in_its_group():
    for module, names in GROUPS.items():
        for name in names:
            assert _modules_of([name]) == (module,)
            with pytest.raises(SystemExit) as ended:
                make_parser([name, "--help"]).parse_args([name, "--help"])
            assert ended.value.code == 0
    everything = next(
        action.choices for action in make_parser()._actions if isinstance(action.choices, dict)
    )
    assert set(everything) == {name for names in GROUPS.values() for name in names}


def test_the_code_is_plain():
    counts = count()
    assert counts.skipped_layouts == 0
    assert counts.per_thousand(counts.positional_calls) <= 1


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
