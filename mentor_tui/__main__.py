"""Start the program: `mentor-tui` or `python -m mentor_tui`."""

import sys


def main() -> int:
    """Run the command line and return its exit code."""
    from mentor_tui.cli.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
