"""Where this machine keeps the program's files: platformdirs, nothing else."""

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
