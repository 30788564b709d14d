"""Choosing a file: those nearby in a list, or a path typed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ..text import QUIET, told
from ..widgets.hint import CLOSE, Hint
from ..widgets.rows import Column, Rows
from .overlay import Overlay

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")
_MOST = 200


def files_near(folder: Path, endings: Sequence[str] = TABLES) -> list[Path]:
    """Return the files with one of the endings in a folder, in Downloads and in mentor-lists, the newest first."""
    times: dict[Path, float] = {}
    for place in (folder, Path.home() / "Downloads", Path.home() / "mentor-lists"):
        try:
            for path in place.iterdir():
                if path.suffix.casefold() in endings and path.is_file():
                    times[path] = path.stat().st_mtime
        except OSError:
            continue
    return sorted(times, key=lambda path: (-times[path], path))[:_MOST]


def pasted_path(text: str) -> Path:
    """Return the path of what a terminal pastes: in quotes, as a file address, or with spaces escaped."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) > 1 and line[0] == line[-1] and line[0] in "'\"":
        line = line[1:-1]
    elif line.startswith("file://"):
        line = unquote(urlsplit(line).path)
    elif not Path(line).expanduser().exists():
        line = line.replace("\\ ", " ")
    return Path(line).expanduser()


class FileChoice(Overlay[Path]):
    """Takes the file under the cursor, or the path typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "take", show=False),
        Binding("slash", "type", "type", show=False),
        Binding("tab", "type", "type", show=False),
    ]

    def __init__(self, title: str, folder: Path, endings: Sequence[str] = TABLES) -> None:
        super().__init__()
        self._title, self._folder, self._endings = title, folder, endings
        self._paths = files_near(folder, endings)
        self._answer = ""

    def again(self, answer: Path) -> FileChoice:
        """Return the choice with the path that could not be taken in its field."""
        choice = FileChoice(self._title, self._folder, self._endings)
        choice._answer = str(answer)
        return choice

    def compose(self) -> ComposeResult:
        """Lay out list and field."""
        with Vertical(classes="panel -tall"):
            yield Static(told(self._title, "bold"), classes="title")
            yield Rows(
                [Column("file", 30, 2), Column("folder", 20, 2), Column("size", 9, right=True)]
            )
            yield Input(placeholder="or type a path here: / or Tab comes here, Enter takes it")
            keys = (
                ("", "arrows", "choose"),
                ("enter", "Enter", "takes it"),
                ("slash", "/", "types a path"),
                CLOSE,
            )
            yield Hint(*keys)

    def on_mount(self) -> None:
        """Fill the list."""
        table = self.query_one(Rows)
        table.show(len(self._paths), self._cells, self._nothing())
        field = self.query_one(Input)
        (table if self._paths and not self._answer else field).focus()
        field.value = self._answer

    def _cells(self, row: int) -> list[Content | str]:
        path = self._paths[row]
        try:
            size = f"{max(path.stat().st_size // 1024, 1)} KB"
        except OSError:
            size = ""
        return [told(path.name, "bold"), told(str(path.parent), QUIET), size]

    def action_type(self) -> None:
        """Go to the field, or back to the list."""
        field = self.query_one(Input)
        (self.query_one(Rows) if field.has_focus and self._paths else field).focus()

    def action_take(self) -> None:
        """Take the file under the cursor."""
        if self._paths:
            self.dismiss(self._paths[self.query_one(Rows).cursor])

    def _list(self, folder: Path) -> None:
        """List the files of a folder that was typed."""
        self._folder, self._paths = folder, files_near(folder, self._endings)
        self.query_one(Rows).show(len(self._paths), self._cells, self._nothing(), 0)
        self.query_one(Input).value = ""
        if self._paths:
            self.query_one(Rows).focus()
        else:
            self.query_one(Hint).complain(self._nothing())

    def _nothing(self) -> str:
        return f"No {', '.join(self._endings)} in {self._folder} or in Downloads: / types a path."

    def on_rows_chosen(self) -> None:
        """Take the file that was clicked."""
        self.action_take()

    def on_paste(self, event: events.Paste) -> None:
        """Take a path that was pasted or dropped, wherever the cursor is."""
        event.stop()
        path = pasted_path(event.text)
        field = self.query_one(Input)
        field.value = str(path)
        field.focus()
        if path.is_file():
            self.dismiss(path)
        elif path.is_dir():
            self._list(path)
        else:
            self.query_one(Hint).complain(f"There is no file {str(path)!r}. Enter tries again.")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the path typed, if it is there."""
        path = Path(event.value.strip()).expanduser()
        path = path if path.is_absolute() else self._folder / path
        if event.value.strip() and path.is_dir():
            self._list(path)
            return
        if not event.value.strip() or not path.is_file():
            self.query_one(Hint).complain(
                f"There is no file {event.value!r}. Check the path, or press Esc."
            )
            return
        self.dismiss(path)
