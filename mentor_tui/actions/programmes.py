"""A coordinator's own programme, started from a copy."""

from __future__ import annotations

import re
from pathlib import Path

from ..outputs.files import prepare_folder, write_whole
from .workspace import ActionError, Workspace


def start_programme(workspace: Workspace, programme_id: str, source: str) -> Path:
    """Write a copy of a programme under a new id into the folder of own programmes; return its path.

    Raises:
        ActionError: the id cannot be used or is taken, or the source is unknown.
    """
    if not re.match(r"^[a-z][a-z0-9-]{0,40}$", programme_id):
        raise ActionError(
            f"the id {programme_id!r} has small letters, digits and hyphens only; write for example our-library"
        )
    if programme_id in workspace.programme_ids():
        raise ActionError(f"there is a programme {programme_id!r} already; choose another id")
    if workspace.programmes_folder is None:
        raise ActionError("there is no folder for own programmes")
    text = re.sub(
        r'^id = ".*"$',
        f'id = "{programme_id}"',
        workspace.programme_source(source),
        count=1,
        flags=re.MULTILINE,
    )
    path = workspace.programmes_folder / f"{programme_id}.toml"
    prepare_folder(workspace.programmes_folder)
    write_whole(path, text.encode())
    return path
