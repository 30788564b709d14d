"""Run evenings on a disk with little room, and see what is left: python -m tests.trust.full_disk [FOLDER] [STEP].

FOLDER stands on a small file system, such as one of 3 MB; without it a file-size limit of the process plays its part.
"""

import os
import resource
import shutil
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

from mentor_tui.errors import MentorError
from tests.trust.evening import actions_of, found_wrong, prepare, workspace_in


def try_evening(folder):
    """Try every action once; return what was refused and what was said."""
    said = []
    workspace = workspace_in(folder)
    try:
        for name, act in actions_of(workspace, folder):
            try:
                act()
            except MentorError as error:
                said.append((name, str(error)))
    finally:
        workspace.close()
    return said


def fill_to(folder, room):
    """Leave so many bytes of room on a file system, and return the file that takes the rest."""
    ballast = folder / "ballast"
    state = os.statvfs(folder)
    with ballast.open("wb") as file:
        left = state.f_bavail * state.f_frsize - room
        while left > 0:
            try:
                left -= file.write(b"\0" * min(left, 65536))
                file.flush()
            except OSError:
                break
    return ballast


def on_small_disk(folder, step):
    """Run evenings with more and more room on a small file system; return what was said and what is wrong."""
    said, wrong = Counter(), []
    state = os.statvfs(folder)
    whole = state.f_bavail * state.f_frsize
    for room in range(0, whole, step):
        evening = folder / "evening"
        prepare(evening)
        ballast = fill_to(folder, room)
        found = try_evening(evening)
        ballast.unlink()
        said.update(sentence.split(":")[-1].strip()[:60] for _, sentence in found)
        wrong += [f"{room} bytes: {one}" for one in found_wrong(evening, [None])]
        shutil.rmtree(evening)
    return said, wrong


def with_file_limit(folder, limit):
    """Run an evening in a process whose files cannot grow beyond a limit; return what is wrong afterwards."""
    prepare(folder)
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        code = 1
        try:
            code = 0 if try_evening(folder) else 3
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return ([f"the process ended with {code}"] if code not in (0, 3) else []) + found_wrong(
        folder, [None]
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        said, wrong = on_small_disk(
            Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 65536
        )
        for sentence, many in said.most_common():
            print(f"{many:5} {sentence}")
    else:
        wrong = []
        for limit in range(40_000, 400_000, 10_000):
            with tempfile.TemporaryDirectory() as place:
                wrong += [
                    f"{limit} bytes: {one}"
                    for one in with_file_limit(Path(place) / "evening", limit)
                ]
    print(f"wrong: {len(wrong)}", *wrong, sep="\n")
    sys.exit(bool(wrong))
