"""Being told to stop from outside: a closed terminal, a shutdown, an interrupt. The terminal is left as it was."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .app import MentorApp

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
# How long the orderly end may take. Every decision is already in the file when it is acknowledged,
# so that an end which hangs (a terminal that takes no more bytes) loses nothing by being cut off.
SECONDS_TO_END = 5.0


def obey_signals(app: MentorApp) -> None:
    """End the app in order when a signal says so, with the exit code that shells expect (128 + signal)."""
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
                loop.add_signal_handler(number, partial(_stop, app, number))


def _stop(app: MentorApp, number: int) -> None:
    if number == getattr(signal, "SIGHUP", None):
        _let_go_of_the_terminal()
    last_resort = threading.Timer(SECONDS_TO_END, os._exit, [128 + number])
    last_resort.daemon = True
    last_resort.start()
    app.exit(return_code=128 + number, message="Stopped. Everything decided is saved.")


def _let_go_of_the_terminal() -> None:
    """Send to nowhere what the end still writes: the terminal is gone and every write to it would fail."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
