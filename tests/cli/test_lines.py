"""Tables as lines: one `Heading: value.` line per field, for who listens to them."""

import shutil

import pytest

from mentor_tui.cli.main import main
from mentor_tui.cli.printing import print_lines


def test_a_row_is_one_line_per_field_and_rows_stand_apart(capsys):
    print_lines(("who", "why"), [("Ana", "late"), ("Beth\x1b[2J", "Is she here?"), ("", "")])
    lines = capsys.readouterr().out.split("\n")
    assert lines[:3] == ["Who: Ana.", "Why: late.", ""]
    assert "\x1b" not in "".join(lines)
    assert lines[4:8] == ["Why: Is she here?", "", "Who: none.", "Why: none."]


@pytest.mark.parametrize("command", ["cohorts", "applicants", "pairs", "suggest", "log"])
def test_every_table_can_be_had_as_lines(demonstration, tmp_path, capsys, command):
    database = shutil.copy(demonstration, tmp_path / "mentor.sqlite")
    of = [] if command == "cohorts" else ["--cohort", "nmrt-2026"]
    assert main(["--database", str(database), command, *of, "--format", "lines"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 5
    assert not [line for line in lines if line.startswith("---")]
    fields = [line for line in lines if ": " in line]
    assert all(line.endswith((".", "!", "?")) for line in fields[:5])
