"""The look: dark, light, and one of high contrast; few colours, each of which only repeats what a letter or a word says."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="mentor-dark",
    dark=True,
    primary="#6cb6ff",
    secondary="#5fd3b4",
    accent="#6cb6ff",
    warning="#f0b35c",
    error="#f28b9a",
    success="#5fd3b4",
    foreground="#dbe4ea",
    background="#0f141a",
    surface="#151c24",
    panel="#1b2530",
    variables={
        "band": "#151c24",
        "line": "#2f3d4a",
        "quiet": "#8d9fae",
        "shared": "#5fd3b4",
        "missing": "#f0b35c",
        "act": "#6cb6ff",
        "blocking": "#f28b9a",
        "keyword": "#a9b8c4",
        "cursor": "#1e3142",
        "track": "#2f3d4a",
        "footer-key-foreground": "#6cb6ff",
    },
)

LIGHT = Theme(
    name="mentor-light",
    dark=False,
    primary="#0b5cad",
    secondary="#0a6f5c",
    accent="#0b5cad",
    warning="#8a5200",
    error="#b3213f",
    success="#0a6f5c",
    foreground="#1d2730",
    background="#fbfaf7",
    surface="#f1efe9",
    panel="#e9e6de",
    variables={
        "band": "#f1efe9",
        "line": "#c9c4b8",
        "quiet": "#55616a",
        "shared": "#0a6f5c",
        "missing": "#8a5200",
        "act": "#0b5cad",
        "blocking": "#b3213f",
        "keyword": "#3c4850",
        "cursor": "#cfe2f5",
        "track": "#d8d3c6",
        "footer-key-foreground": "#0b5cad",
    },
)

CONTRAST = Theme(
    name="mentor-contrast",
    dark=True,
    primary="#8fd3ff",
    secondary="#7dffb0",
    accent="#8fd3ff",
    warning="#ffe066",
    error="#ffb3b3",
    success="#7dffb0",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    variables={
        "band": "#000000",
        "line": "#b0b0b0",
        "quiet": "#e0e0e0",
        "shared": "#7dffb0",
        "missing": "#ffe066",
        "act": "#8fd3ff",
        "blocking": "#ffb3b3",
        "keyword": "#ffffff",
        "cursor": "#002a66",
        "track": "#8a8a8a",
        "footer-key-foreground": "#8fd3ff",
    },
)

THEMES = (DARK, LIGHT, CONTRAST)
