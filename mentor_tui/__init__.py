"""Mentor TUI: the matching desk for library mentoring programmes."""

__version__ = "0.2.0"
