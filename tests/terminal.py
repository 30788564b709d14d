"""A real pseudo-terminal for tests and benchmarks."""

import fcntl
import os
import pty
import select
import struct
import termios
import time


class Terminal:
    """A program on a pseudo-terminal, by default of 160 columns and 45 lines. `seen` is everything that it wrote."""

    def __init__(self, words, environment, size=(160, 45)):
        self.seen = b""
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.execvpe(words[0], words, environment)
        self.resize(*size)

    def resize(self, width, height):
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def until(self, mark, seconds=15.0):
        """Read until some bytes are painted; return how long it took and what was read."""
        started, seen = time.perf_counter(), b""
        while time.perf_counter() - started < seconds:
            if select.select([self.file], [], [], 0.01)[0]:
                seen += self._read()
                if mark in seen:
                    return time.perf_counter() - started
        raise TimeoutError(f"{mark!r} was not painted")

    def settled(self, quiet=0.12, seconds=3.0):
        """Read until nothing is painted for a while; return the time of the first and of the last paint."""
        started, first, last = time.perf_counter(), None, None
        while time.perf_counter() - started < seconds:
            if select.select([self.file], [], [], 0.005)[0]:
                self._read()
                last = time.perf_counter() - started
                first = first if first is not None else last
            elif last is not None and time.perf_counter() - started - last > quiet:
                break
        return first, last

    def _read(self):
        try:
            found = os.read(self.file, 65536)
        except OSError:
            return b""
        self.seen += found
        return found

    def ended(self, seconds=10.0):
        """Read until the program has ended; return its exit code, negative for a signal."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            if select.select([self.file], [], [], 0.02)[0]:
                self._read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while select.select([self.file], [], [], 0.05)[0] and self._read():
                    pass
                return os.waitstatus_to_exitcode(status)
        raise TimeoutError("the program did not end")

    def press(self, keys):
        os.write(self.file, keys)

    def close(self):
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.file)
