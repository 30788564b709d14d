"""Which letters: Enter writes them into a folder, l reads them one by one before."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from ..widgets.hint import Key
from .choosing import Choosing


class LetterKinds(Choosing):
    """The kinds of letters; `reading` says whether they are to be read one by one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("l", "letters", "read", show=False)]
    MORE_KEYS: ClassVar[tuple[Key, ...]] = (("l", "l", "reads them one by one"),)
    reading: bool = False

    def action_letters(self) -> None:
        """Read the letters of the kind under the cursor instead of writing them."""
        self.reading = True
        self.action_take()
