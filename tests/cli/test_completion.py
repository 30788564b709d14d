"""A shell completes commands, options and file names."""

import shutil
import subprocess

import pytest

from mentor_tui.cli.completion_commands import SHELLS
from mentor_tui.cli.main import GROUPS, main


def completed(script, words):
    """Return what bash offers for the last of the words."""
    ask = (
        f"COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; "
        '_shtab_mentor_tui; echo "${COMPREPLY[@]}"'
    )
    result = subprocess.run(
        ["bash", "-c", f"{script}\n{ask}"], capture_output=True, text=True, check=True
    )
    return result.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_commands_and_their_options(capsys):
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    assert completed(script, ["mentor-tui", "sug"]) == ["suggest"]
    assert "--sure" in completed(script, ["mentor-tui", "suggest", "--"])


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_is_told_every_command(shell, capsys):
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for group in GROUPS.values():
        for command in group:
            assert command in script


def test_an_unknown_shell_gets_its_sentence(capsys):
    assert main(["completion", "fish"]) == 2
    assert "fish" in capsys.readouterr().err
