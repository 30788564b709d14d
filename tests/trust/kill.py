"""End an evening with `kill -9` at random moments, and see what is left: python -m tests.trust.kill [TIMES] [SEED]."""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.trust.evening import actions_of, all_marks, found_wrong, prepare, workspace_in


def run_evening(folder, pipe):
    """Run the evening, acknowledging each action on a pipe."""
    workspace = workspace_in(folder)
    for name, act in actions_of(workspace, folder):
        act()
        os.write(pipe, f"{name}\n".encode())


def cut_off(folder, seconds):
    """Run an evening in a process of its own and kill it after a time; return the actions that were acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            run_evening(folder, writing)
        finally:
            os._exit(0)
    os.close(writing)
    os.set_blocking(reading, False)
    told, end = b"", time.monotonic() + seconds
    while time.monotonic() < end and os.waitpid(child, os.WNOHANG) == (0, 0):
        told += _read(reading)
        time.sleep(0.0005)
    _kill(child)
    told += _read(reading)
    os.close(reading)
    return told.decode().split("\n")[:-1]


def _read(reading):
    try:
        return os.read(reading, 1 << 20)
    except BlockingIOError:
        return b""


def _kill(child):
    try:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    except (ProcessLookupError, ChildProcessError):
        pass


def kill_often(times, seed):
    """Cut off that many evenings before their end; return after which action, and what was found wrong."""
    chance = random.Random(seed)
    after, wrong, number = Counter(), [], 0
    with tempfile.TemporaryDirectory() as place:
        pattern = Path(place) / "pattern"
        prepare(pattern)
        shutil.copytree(pattern, Path(place) / "whole")
        started = time.monotonic()
        expected = all_marks(Path(place) / "whole")
        longest = time.monotonic() - started
        while after.total() < times:
            number += 1
            folder = Path(place) / f"evening-{number}"
            shutil.copytree(pattern, folder)
            done = cut_off(folder, chance.uniform(0.0, longest))
            if len(done) < len(expected) - 1:
                after[done[-1] if done else "nothing"] += 1
            allowed = expected[len(done) : len(done) + 2]
            wrong += [f"evening {number}: {one}" for one in found_wrong(folder, allowed)]
            shutil.rmtree(folder)
    return after, wrong


if __name__ == "__main__":
    times, seed = (int(word) for word in [*sys.argv[1:], *["500", "1"][len(sys.argv) - 1 :]])
    started = time.monotonic()
    after, wrong = kill_often(times, seed)
    print(
        f"{times} evenings killed (seed {seed}) in {time.monotonic() - started:.0f} s; wrong: {len(wrong)}"
    )
    print(
        "last action acknowledged:",
        ", ".join(f"{name} {many}" for name, many in after.most_common()),
    )
    for line in wrong:
        print(line)
    sys.exit(bool(wrong))
