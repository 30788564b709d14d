"""The screen behind an overlay, dimmed: each style is mixed once, not for every piece of every line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen


class Dimmed(BackgroundScreen):
    """Tints the screen behind, as Textual does."""

    @classmethod
    def process_segments(cls, segments: Iterable[Segment], color: Color) -> Iterable[Segment]:
        """Yield the pieces of the screen with the tint, without links."""
        for text, style, control in segments:
            if control:
                yield Segment(text, style, control)
            else:
                yield Segment(text, _tinted(style or Style.null(), color), control)


@lru_cache(maxsize=2048)
def _tinted(style: Style, tint: Color) -> Style:
    bare = style.clear_meta_and_links()
    return bare + Style.from_color(_mixed(bare.color, tint), _mixed(bare.bgcolor, tint))


def _mixed(color: RichColor | None, tint: Color) -> RichColor | None:
    return None if color is None else (Color.from_rich_color(color) + tint).rich_color
