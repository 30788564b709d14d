"""A small terminal that paints whole frames: keeps what stands in each cell, which lines were written to, and where the cursor is."""

import re

from rich.cells import cell_len

SEQUENCE = re.compile(
    r"\x1b\[(?P<words>[0-9;:?<=> $!]*)(?P<kind>[@-~])"
    r"|\x1b\](?:[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b[PX^_](?:[^\x1b]*)\x1b\\"
    r"|\x1b[()#][0-9A-Za-z]|\x1b[=>78cDEHMNOZ]"
    r"|(?P<text>[^\x1b])",
    re.DOTALL,
)

COLOUR = re.compile(r";(?:[349][0-7]|[34]8;[25];|10[0-7])")
"""What sets a colour among the words of a style; 39 and 49 are the terminal's own."""


class Emulator:
    """A screen of cells. Takes what a program writes."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.cells = [[(" ", "")] * width for _ in range(height)]
        self.row = self.column = 0
        self.style = ""
        self.shown = True
        self.written = set()
        self.same = set()
        self.moves = 0
        self.colours = set()
        self._before = {}
        self._rest = ""

    def feed(self, data):
        """Take bytes; a sequence that is not whole yet waits for its rest."""
        text = self._rest + data.decode("utf-8", "surrogateescape")
        at = 0
        for match in SEQUENCE.finditer(text):
            if match.start() != at:
                break
            at = match.end()
            if match["text"]:
                self._write(match["text"])
            elif match["kind"]:
                self._obey(match["kind"], match["words"])
        self._rest = text[at:]

    def _write(self, sign):
        if sign == "\r":
            self.column = 0
        elif sign == "\n":
            self.row = min(self.row + 1, self.height - 1)
        elif sign >= " ":
            for _ in range(max(cell_len(sign), 0)):
                if self.column < self.width:
                    self._before.setdefault(self.row, tuple(self.cells[self.row]))
                    self.cells[self.row][self.column] = (sign, self.style)
                    self.written.add(self.row)
                self.column += 1

    def _obey(self, kind, words):
        if kind == "H":
            row, _, column = words.partition(";")
            self.row, self.column = int(row or 1) - 1, int(column or 1) - 1
            self.moves += 1
        elif kind == "m":
            self.style = "" if words in ("", "0") else f"{self.style};{words}"
            if COLOUR.search(f";{words};"):
                self.colours.add(words)
        elif kind in ("h", "l") and words == "?25":
            self.shown = kind == "h"
        elif (kind, words) == ("l", "?2026"):
            self._end_frame()
        elif kind == "J":
            for row in range(self.height):
                self.cells[row] = [(" ", "")] * self.width
                self.written.add(row)

    def _end_frame(self):
        """Note which lines a whole paint wrote although they stay what they were."""
        for row, before in self._before.items():
            if before == tuple(self.cells[row]):
                self.same.add(row)
        self._before = {}

    def text(self):
        """Return the lines as they are read."""
        return ["".join(sign for sign, _ in row).rstrip() for row in self.cells]

    def begin(self):
        """Forget what was written so far."""
        self.written, self.same, self.moves, self._before = set(), set(), 0, {}
