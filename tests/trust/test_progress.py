"""Long actions say how far they are, and stop with nothing half done."""

import io
import os
import signal

import pytest

from mentor_tui.actions import deciding, letters
from mentor_tui.actions.erasing import carry_out, plan_erasure
from mentor_tui.actions.maintenance import back_up, examine
from mentor_tui.actions.roster_loading import load_roster
from mentor_tui.cli import way_out
from mentor_tui.cli.main import main
from mentor_tui.cli.progress_line import progress_line
from mentor_tui.errors import Cancelled
from mentor_tui.review.sitting import Sitting
from tests.trust import kept
from tests.trust.evening import bring, prepare, workspace_in


@pytest.fixture
def evening(tmp_path):
    prepare(tmp_path)
    workspace = workspace_in(tmp_path)
    bring(workspace, tmp_path / "fall.csv", "fall")
    yield workspace
    workspace.close()


class Stop:
    """Notes what it is told, and stops at a number."""

    def __init__(self, at=None):
        self.at, self.seen = at, []

    def __call__(self, done, of):
        self.seen.append((done, of))
        if done == self.at:
            raise Cancelled


def held(workspace):
    return kept.records_of(kept.tables(workspace.database))


def test_accepting_many_tells_and_stops_with_nothing_written(evening):
    sitting = Sitting(evening, "fall")
    pairs = sitting.suggested_above(0)
    before, stop = held(evening), Stop(at=2)
    with pytest.raises(Cancelled):
        sitting.accept_many(pairs, stop)
    assert held(evening) == before
    told = Stop()
    sitting.accept_many(pairs, told)
    assert told.seen == [(number, len(pairs)) for number in range(len(pairs) + 1)]
    assert len(load_roster(evening, "fall").decided) == len(pairs)


@pytest.mark.parametrize("at", [0, 1])
def test_letters_tell_and_stop_with_no_file_written(evening, tmp_path, at):
    deciding.decide(evening, "fall", "accept", ["helper.ao@example.org", "learner.aa@example.org"])
    wish, before = letters.Wish(kind="introduction"), len(evening.store.log())
    with pytest.raises(Cancelled):
        letters.write_wished(evening, "fall", wish, tmp_path / "out", Stop(at=at))
    assert not (tmp_path / "out").exists()
    assert len(evening.store.log()) == before
    told = Stop()
    files, number, _ = letters.write_wished(evening, "fall", wish, tmp_path / "out", told)
    assert number == 2
    assert told.seen[-1] == (2, 2)
    assert all(path.exists() for path in files)


def test_erasing_stops_before_the_database_or_says_what_it_did_not_reach(evening):
    copies = [back_up(evening), back_up(evening)]
    plan, before = plan_erasure(evening, "learner.aa@example.org"), held(evening)
    with pytest.raises(Cancelled):
        carry_out(evening, plan, Stop(at=0))
    assert held(evening) == before
    done = carry_out(evening, plan, Stop(at=1))
    assert {path for path, _ in done.failed} >= set(copies)
    assert all("stopped" in why for _, why in done.failed)
    (problem,) = examine(evening).problems
    assert "not finished" in problem
    assert "Learner Aa" not in str(held(evening))
    again = carry_out(evening, plan_erasure(evening, "learner.aa@example.org"))
    assert again.failed == ()
    assert examine(evening).problems == ()


def test_ctrl_c_stops_a_long_command_at_its_next_step(evening, monkeypatch, capsys):
    real, before = deciding.step_for, held(evening)

    def press(*arguments, **named):
        os.kill(os.getpid(), signal.SIGINT)
        return real(*arguments, **named)

    monkeypatch.setattr(deciding, "step_for", press)
    words = ["--database", str(evening.database), "accept-suggested", "--cohort", "fall"]
    assert main([*words, "--minimum-fit", "0"]) == 130
    assert "nothing was changed" in capsys.readouterr().err
    assert held(evening) == before
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_line_stands_on_a_terminal_alone(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for stream, seen in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr("sys.stderr", way_out.SafeStream(stream))
        with progress_line("letters") as progress:
            progress(3, 9)
        assert ("letters: 3 of 9" in stream.getvalue()) is seen
        assert not stream.getvalue() or stream.getvalue().endswith("\r\x1b[K")
