"""What every test may use: a clock that stands still, a workspace on a temporary file, no network."""

import fcntl
import os
import socket
from datetime import datetime

import pytest

from mentor_tui.actions.demonstration import make_demonstration
from mentor_tui.actions.workspace import Workspace

NOW = datetime(2027, 2, 1, 10, 30)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Nothing here may open a connection to anywhere but this machine."""
    real = socket.socket.connect

    def refuse(self, address):
        if self.family != getattr(socket, "AF_UNIX", None):
            raise AssertionError(f"a connection to {address!r} was tried")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def workspace(tmp_path):
    made = Workspace(
        database=tmp_path / "mentor.sqlite",
        programmes_folder=tmp_path / "programmes",
        clock=lambda: NOW,
    )
    yield made
    made.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """The demonstration, made once for all processes that test at the same time; only copies of it are opened."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    path = folder / "demonstration.sqlite"
    with (folder / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            make_demonstration(folder / "being-made.sqlite", lambda: NOW)
            (folder / "being-made.sqlite").rename(path)
    return path
