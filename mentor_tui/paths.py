"""Where this machine keeps the program's files, and folders for the owner alone."""

from pathlib import Path

import platformdirs

NAME = "mentor-tui"


def database_file() -> Path:
    """Return the usual place of the database."""
    return Path(platformdirs.user_data_dir(NAME, appauthor=False)) / "mentor.sqlite"


def settings_folder() -> Path:
    """Return the folder of the coordinator's own settings and programmes."""
    return Path(platformdirs.user_config_dir(NAME, appauthor=False))


def programmes_folder() -> Path:
    """Return the folder where a coordinator's own programme files stand."""
    return settings_folder() / "programmes"


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, 0700 whatever the umask; one that is there stays as it is.

    Raises:
        OSError: one cannot be made.
    """
    if folder.is_dir():
        return
    make_private(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
