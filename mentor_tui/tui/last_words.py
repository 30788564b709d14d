"""What is printed when the app had to end: a sentence. What the interface would print shows what people wrote."""

from __future__ import annotations

import os
import re
from typing import Any

from rich.console import Console
from rich.segment import Segments

_KIND = re.compile(r"^([A-Za-z_][A-Za-z0-9_.]*)(?::|$)", re.MULTILINE)


class LastWords(Console):
    """Prints sentences as they are, and of a whole traceback only which kind of error it was."""

    def __init__(self) -> None:
        super().__init__(markup=False, highlight=False, stderr=True)

    def print(self, *objects: Any, **options: Any) -> None:
        """Print a sentence; MENTOR_TUI_TRACEBACK=1 lets a traceback through."""
        if os.environ.get("MENTOR_TUI_TRACEBACK"):
            super().print(*objects, **options)
            return
        for thing in objects:
            super().print(thing if isinstance(thing, str) else _sentence(thing))


def _sentence(thing: object) -> str:
    kind = f" ({_kind(thing)})" if isinstance(thing, Segments) else ""
    return (
        f"Mentor TUI had to stop{kind}. Everything decided is saved. "
        "MENTOR_TUI_TRACEBACK=1 shows where."
    )


def _kind(traceback: Segments) -> str:
    """Return the name of the error that a printed traceback ends with."""
    text = "".join(segment.text for segment in traceback.segments)
    kinds = _KIND.findall(text)
    return str(kinds[-1]) if kinds else "unknown"
