"""Talks with the program over pipes, as somebody does who listens: waits for a question, then answers it."""

import os
import queue
import subprocess
import sys
import threading

SECONDS = 60
BACK = ""


class Talk:
    """The program at the other end of two pipes."""

    def __init__(self, folder, words=("--plain",), **environment):
        settings = {**os.environ, "HOME": str(folder), "MENTOR_TUI_PLAIN": "", **environment}
        command = [
            sys.executable,
            "-m",
            "mentor_tui",
            *words,
            "--database",
            str(folder / "m.sqlite"),
        ]
        self._program = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**settings, "PYTHONIOENCODING": "utf-8"},
        )
        self._lines = queue.Queue()
        self.told = []
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self):
        for line in self._program.stdout:
            self._lines.put(line.decode())
        self._lines.put(None)

    def _next(self):
        line = self._lines.get(timeout=SECONDS)
        assert line is not None, f"the program ended: {self.told[-8:]}"
        self.told.append(line)
        return line

    def answer(self, question, answer):
        """Wait for a question and answer it; return what was told since the last answer."""
        since = len(self.told)
        while question not in self._next():
            pass
        self._program.stdin.write(f"{answer}\n".encode())
        self._program.stdin.flush()
        return "".join(self.told[since:])

    def pick(self, question, option):
        """Wait for a question and choose the option that begins with some words, by its number."""
        since = len(self.told)
        while question not in self._next():
            pass
        asked_again = self._number(option, since)
        if asked_again is None and "? tells them" in self.told[-1]:
            self._say("?")
            while question not in self._next():
                pass
            asked_again = self._number(option, since)
        assert asked_again is not None, f"{option!r} is none of {self.told[since:]}"
        self._say(asked_again)
        return "".join(self.told[since:])

    def _number(self, option, since):
        for line in reversed(self.told[since:]):
            number, _, words = line.partition(": ")
            if number.isdigit() and words.startswith(option):
                return number
        return None

    def _say(self, answer):
        self._program.stdin.write(f"{answer}\n".encode())
        self._program.stdin.flush()

    def close(self):
        """Let the program go, whatever it was doing."""
        self._program.kill()
        self._program.wait(timeout=SECONDS)
        self._listener.join(timeout=SECONDS)
        self._program.stdin.close()
        self._program.stdout.close()

    def end(self):
        """End the input; return the exit code and everything that was told."""
        self._program.stdin.close()
        code = self._program.wait(timeout=SECONDS)
        while True:
            line = self._lines.get(timeout=SECONDS)
            if line is None:
                break
            self.told.append(line)
        return code, "".join(self.told)
