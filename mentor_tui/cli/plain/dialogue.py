"""Questions and answers over two streams: one line a statement, nothing that a terminal would obey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ...domain.visible import visible

_YES = ("y", "yes", "o", "oui")


@dataclass(frozen=True, kw_only=True)
class Dialogue:
    """Tells and asks. An empty answer goes back; the end of the input raises EOFError."""

    source: TextIO
    target: TextIO

    def tell(self, text: str) -> None:
        """Tell one statement on one line."""
        self.target.write(visible(text) + "\n")
        self.target.flush()

    def ask(self, question: str) -> str:
        """Ask, and return the answer without blanks around it.

        Raises:
            EOFError: the input has ended.
        """
        self.tell(question)
        answer = self.source.readline()
        if not answer:
            raise EOFError
        return answer.strip()

    def choose(self, question: str, options: Sequence[str], told: bool = False) -> int | None:
        """Return the place of the option that was chosen by its number; None for an empty answer.

        Args:
            question: what is asked.
            options: what can be chosen.
            told: whether the options are known from before; `?` tells them then.
        """
        if not told:
            self._tell_options(options)
        hint = "? tells them; " if told else ""
        while True:
            answer = self.ask(
                f"{question} A number from 1 to {len(options)}; {hint}Enter goes back."
            )
            if not answer:
                return None
            if answer == "?":
                self._tell_options(options)
                continue
            place = _place(answer, len(options))
            if place is not None:
                return place
            self.tell(f"{answer!r} is none of them; ? tells them again.")

    def choose_or_end(
        self, question: str, options: Sequence[str], told: bool = False
    ) -> int | None:
        """Choose, where the end of the input is an answer too: None."""
        try:
            return self.choose(question, options, told)
        except EOFError:
            return None

    def _tell_options(self, options: Sequence[str]) -> None:
        for number, option in enumerate(options, 1):
            self.tell(f"{number}: {option}")

    def agreed(self, question: str) -> bool:
        """Ask for a yes; anything else is a no."""
        return self.ask(f"{question} y is yes, anything else is no.").casefold() in _YES

    def ask_path(self, question: str) -> Path | None:
        """Ask for a path, as it is typed or pasted; None for an empty answer."""
        answer = self.ask(f"{question} Its path; Enter goes back.").strip("'\"")
        return Path(answer).expanduser() if answer else None


def _place(answer: str, number: int) -> int | None:
    """Return the place that a number names, None where it names none."""
    if not (answer.isascii() and answer.isdigit()):
        return None
    place = int(answer) - 1
    return place if 0 <= place < number else None
