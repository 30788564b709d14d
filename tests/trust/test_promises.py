"""The table of promises names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / ".github" / "ARCHITECTURE.md").read_text("utf-8").split("## Promises")[1]


def test_every_test_of_the_table_of_promises_exists():
    written = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    known = set(re.findall(r"def (test_\w+)", written))
    named = set(re.findall(r"`(test_\w+)`", TABLE))
    assert len(named) > 40
    assert named <= known, named - known
    for path in re.findall(r"`(tests/[\w/.]+)`", TABLE):
        assert (ROOT / path).is_file(), path
