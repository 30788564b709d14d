"""Start the program: `mentor-tui` or `python -m mentor_tui`."""

import gc
import signal
import sys


class _Stopped(BaseException):
    """A signal came while the program was still being loaded."""


def main() -> int:
    """Run the command line and return its exit code; a signal while it loads ends it in one sentence."""
    try:
        _obey_while_loading()
        gc.disable()  # nothing of what is loaded is garbage, and looking for some costs a tenth of the time
        from mentor_tui.cli.main import main as run

        return run()
    except KeyboardInterrupt:
        return _said("interrupted", 130)
    except _Stopped as stopped:
        return _said("stopped", 128 + int(str(stopped)))


def _obey_while_loading() -> None:
    def stop(number: int, _frame: object) -> None:
        raise _Stopped(number)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)


def _said(word: str, code: int) -> int:
    print(f"mentor-tui: {word}; nothing half done was written", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
