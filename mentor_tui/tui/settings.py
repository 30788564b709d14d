"""The coordinator's settings: theme, keys, the cohort last open. One small JSON file, owner only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .. import paths


class Settings:
    """Settings read from a file and kept there; without a file they last as long as the app."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.problem = ""
        """What is wrong with the file, in a sentence; it is kept as it is then, and nothing is written."""
        self._values = self._read()

    @classmethod
    def usual(cls) -> Settings:
        """Return the settings of this user."""
        return cls(paths.settings_folder() / "settings.json")

    def _read(self) -> dict[str, Any]:
        if self._path is None:
            return {}
        try:
            values = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except json.JSONDecodeError as error:
            return self._set_aside(f"line {error.lineno}: {error.msg}")
        except (OSError, ValueError, RecursionError) as error:
            return self._set_aside(getattr(error, "strerror", None) or "it cannot be read")
        if not isinstance(values, dict):
            return self._set_aside("it is not a list of names and values in braces")
        return values

    def _set_aside(self, why: str) -> dict[str, Any]:
        """Leave a file that cannot be understood as it is: a hand wrote it, and can mend it."""
        self.problem = (
            f"{self._path} cannot be understood ({why}). It is left as it is; "
            "settings of today are not kept until it is mended."
        )
        self._path = None
        return {}

    @property
    def theme(self) -> str:
        """The name of the theme."""
        return str(self._values.get("theme", ""))

    @property
    def cohort(self) -> str:
        """The cohort that was open last."""
        return str(self._values.get("cohort", ""))

    @property
    def keys(self) -> dict[str, str]:
        """Other keys for commands, by the name of the command, such as {"board.accept": "a,y"}."""
        keys = self._values.get("keys", {})
        if not isinstance(keys, dict):
            return {}
        return {str(name): str(key) for name, key in keys.items()}

    @property
    def columns(self) -> list[str]:
        """The columns that were chosen for the applicants; empty when none were."""
        columns = self._values.get("columns", [])
        return [str(name) for name in columns] if isinstance(columns, list) else []

    def keep_columns(self, names: list[str]) -> None:
        """Remember the columns of the applicants."""
        self._keep("columns", names)

    def keep_theme(self, name: str) -> None:
        """Remember the theme."""
        self._keep("theme", name)

    def keep_cohort(self, name: str) -> None:
        """Remember the cohort."""
        self._keep("cohort", name)

    def _keep(self, name: str, value: object) -> None:
        if self._values.get(name) == value:
            return
        self._values[name] = value
        if self._path is None:
            return
        from ..outputs.files import prepare_folder, write_whole

        try:
            prepare_folder(self._path.parent)
            write_whole(self._path, (json.dumps(self._values, indent=2) + "\n").encode())
        except OSError:
            self._path = None  # settings that cannot be kept last as long as the app
