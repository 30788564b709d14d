"""What every test may use: a clock that stands still, a workspace on a temporary file, no network."""

import os
import socket
import time
from datetime import datetime

import pytest

from mentor_tui.actions.demonstration import make_demonstration
from mentor_tui.actions.workspace import Workspace

NOW = datetime(2027, 2, 1, 10, 30)


def pytest_xdist_auto_num_workers(config):
    """Run one process more than there are cores: the app's tests wait for it a third of their time."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Nothing here may open a connection to anywhere but this machine."""
    real = socket.socket.connect

    def refuse(self, address):
        if self.family != getattr(socket, "AF_UNIX", None):
            raise AssertionError(f"a connection to {address!r} was tried")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """The file of the demonstration, made once for all processes of the tests. Copy it before writing."""
    place = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    path = place / "demonstration.sqlite"
    try:
        (place / "demonstration-is-made").mkdir()
    except FileExistsError:
        for _ in range(1200):
            if path.exists():
                return path
            time.sleep(0.1)
        pytest.fail("the process that makes the demonstration did not finish in two minutes")
    make_demonstration(place / "making.sqlite", lambda: NOW)
    return (place / "making.sqlite").rename(path)


@pytest.fixture
def workspace(tmp_path):
    made = Workspace(
        database=tmp_path / "mentor.sqlite",
        programmes_folder=tmp_path / "programmes",
        clock=lambda: NOW,
    )
    yield made
    made.close()
