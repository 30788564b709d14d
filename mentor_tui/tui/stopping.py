"""Being told to stop from outside: a closed terminal, a shutdown, an interrupt. The terminal is left as it was."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .app import MentorApp

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


def obey_signals(app: MentorApp) -> None:
    """End the app in order when a signal says so, with the exit code that shells expect (128 + signal)."""
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
                loop.add_signal_handler(number, partial(_stop, app, number))


def _stop(app: MentorApp, number: int) -> None:
    app.exit(return_code=128 + number, message="Stopped. Everything decided is saved.")
