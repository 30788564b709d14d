"""Feed damaged input until it hurts: python -m tests.fuzz readers|programmes|templates|settings [MINUTES] [SEED].

Each case may end in a result or in the sentence that is meant for it; anything else is printed with its seed, and kept
beside `--keep`. What was found lives on as ordinary tests.
"""

import contextlib
import random
import re
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from datetime import datetime
from email import message_from_bytes, policy
from importlib import resources
from pathlib import Path
from typing import ClassVar

from mentor_tui.actions.importing import ImportRequest, plan_import, write_import
from mentor_tui.actions.workspace import ActionError, Workspace
from mentor_tui.intake import FileRejected
from mentor_tui.outputs.drafting import KINDS, LetterError, Recipient, draft
from mentor_tui.outputs.mail import mail_bytes
from mentor_tui.programmes import ProgrammeError, parse_programme
from mentor_tui.tui.settings import Settings
from tests.forms import NLLS_HEADINGS, csv_text, nlls_rows

LONGEST = 20
"""Seconds after which a case counts as hanging."""

NASTY = [
    "\0",
    "\ufeff",
    "\x1b]52;c;AAAA\x07",
    "\u202e",
    "=1+1",
    '"',
    "'",
    ",",
    ";",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "a" * 5000,
    "💥",
    "é",
    "\udcff",
    "[@click=app.quit]x[/]",
    "{{ 7 * 7 }}",
    "{% for x in y %}",
    "<b>",
    "&amp;",
    "999999999999999999999",
    "-1",
    "1e309",
    "NaN",
    "2-4",
    "4-Feb",
    "31/02/2027",
    "0",
    "",
    " ",
    "\\",
    "/",
    "../../x",
    "CON",
    "%s",
    "${x}",
    "Mentor, Mentee",
    "true",
    "null",
]


def mangled(text, chance):
    """Return a text with a few damages: cut, doubled, swapped, strange characters put in."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(text))
        end = min(len(text), at + chance.choice((1, 3, 20, 200)))
        what = chance.randint(0, 5)
        if what == 0:
            text = text[:at] + chance.choice(NASTY) + text[at:]
        elif what == 1:
            text = text[:at] + text[end:]
        elif what == 2:
            text = text[:at] + text[at:end] * chance.randint(1, 4) + text[end:]
        elif what == 3:
            text = text[:at] + chance.choice(NASTY) + text[end:]
        elif what == 4:
            lines = text.split("\n")
            chance.shuffle(lines) if chance.random() < 0.2 else lines.insert(
                chance.randint(0, len(lines)), chance.choice(lines)
            )
            text = "\n".join(lines)
        else:
            text = (
                text[:at]
                + "".join(chr(chance.randint(0, 0x2FF)) for _ in range(chance.randint(1, 8)))
                + text[end:]
            )
    return text


class Readers:
    """Form files: CSV in several encodings, XLSX whole and with bytes changed."""

    def __init__(self, folder):
        self.folder, self.number = folder, 0

    def case(self, chance):
        self.number += 1
        rows = [[*row] for row in chance.sample(nlls_rows(), chance.randint(1, 8))]
        for _ in range(chance.randint(0, 10)):
            row = chance.choice(rows)
            row[chance.randrange(len(row))] = chance.choice(NASTY)
        ending = chance.choice(["csv"] * 6 + ["xlsx", "tsv"])
        path = self.folder / f"form-{self.number}.{ending}"
        if ending == "xlsx":
            path.write_bytes(self._workbook(rows, chance))
        else:
            text = mangled(csv_text(NLLS_HEADINGS, rows, chance.choice(",;\t")), chance)
            encoding = chance.choice(
                [
                    "utf-8",
                    "utf-8-sig",
                    "utf-16",
                    "utf-16-le",
                    "utf-16-be",
                    "cp1252",
                    "latin-1",
                    "mac-roman",
                ]
            )
            path.write_bytes(
                text.encode(encoding, chance.choice(["replace", "ignore", "namereplace"]))
            )
        workspace = Workspace(
            database=self.folder / "fuzz.sqlite",
            programmes_folder=None,
            clock=lambda: datetime(2027, 2, 1),
        )
        try:
            plan = plan_import(
                workspace,
                ImportRequest(files=[path], cohort=f"c{self.number % 50}", programme="nlls"),
            )
            if self.number % 10 == 0:
                write_import(workspace, plan)
        finally:
            workspace.close()
            path.unlink()

    def _workbook(self, rows, chance):
        import io

        import xlsxwriter

        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False})
        sheet = book.add_worksheet()
        for at, row in enumerate([NLLS_HEADINGS, *rows]):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, str(cell).encode("utf-8", "ignore").decode()[:32000])
        book.close()
        data = bytearray(stream.getvalue())
        for _ in range(chance.choice((0, 1, 1, 5, 50))):
            data[chance.randrange(len(data))] = chance.randint(0, 255)
        return bytes(data[: len(data) if chance.random() < 0.8 else chance.randint(0, len(data))])

    expected = (FileRejected, ActionError)


class Programmes:
    """Programme files: the five, damaged."""

    expected = (ProgrammeError,)

    def __init__(self, folder):
        place = resources.files("mentor_tui.programmes")
        self.texts = [
            one.read_text(encoding="utf-8") for one in place.iterdir() if one.name.endswith(".toml")
        ]
        self.values = [
            line.split("=", 1)[1].strip()
            for text in self.texts
            for line in text.splitlines()
            if "=" in line
        ]

    def case(self, chance):
        text = chance.choice(self.texts)
        if chance.random() < 0.6:
            lines = text.split("\n")
            for _ in range(chance.randint(1, 4)):
                at = chance.randrange(len(lines))
                if "=" in lines[at]:
                    lines[at] = (
                        lines[at].split("=", 1)[0]
                        + "= "
                        + chance.choice(
                            [
                                *self.values,
                                '"' + chance.choice(NASTY) + '"',
                                "-1",
                                "[]",
                                "{}",
                                "1e400",
                                "2027-13-01",
                            ]
                        )
                    )
            text = "\n".join(lines)
        else:
            text = mangled(text, chance)
        parse_programme(text, "fuzzed")


class Templates:
    """Letter templates: the shipped ones, damaged, and pieces of Jinja put together."""

    expected = (LetterError,)
    PIECES: ClassVar = [
        "{{ person.name }}",
        "{{ partners[0].email }}",
        "{% if peers %}",
        "{% endif %}",
        "{% for p in partners %}{{ p }}{% endfor %}",
        "{{ ''.__class__.__mro__ }}",
        "{{ person.__init__.__globals__ }}",
        "{{ cycler.__init__ }}",
        "{{ 'x' * 99 }}",
        "{{ 1 / 0 }}",
        "{% include 'x' %}",
        "{% import 'os' as os %}",
        "{% set a = [] %}",
        "{{ missing }}",
        "{{ why | upper }}",
        "{{ why | nothing }}",
        "{{ '%s' % person }}",
        "{{ person.name.format(1) }}",
        "{{ range(3) | list }}",
        "{{ starts + 1 }}",
        "{# note #}",
        "{{",
        "}}",
        "{%",
        "{{ '{0.__class__}'.format(person) }}",
        "{{ dict(a=1) }}",
        "{{ lipsum() }}",
        "{{ namespace(a=1).a }}",
        "Subject: x\n",
    ]

    def __init__(self, folder):
        self.folder = folder / "letters"
        self.folder.mkdir()
        place = resources.files("mentor_tui.outputs").joinpath("templates")
        self.texts = {
            kind: place.joinpath(f"{kind}.txt").read_text(encoding="utf-8") for kind in KINDS
        }
        partner = {
            "name": "Beth Cho",
            "email": "beth@example.org",
            "organisation": "L",
            "position": "",
        }
        self.speaks_of = {
            "programme": {"name": "P", "organisation": "O"},
            "person": partner,
            "partners": [partner],
            "partner_names": "Beth Cho",
            "why": "because",
            "starts": "2027-01-01",
            "ends": "",
            "helper": True,
            "peers": False,
            "role_label": "Mentor",
            "liaison": None,
            "month": 1,
            "topic": "t",
            "pairs": [],
            "today": "2027-02-01",
        }

    def case(self, chance):
        kind = chance.choice(KINDS)
        text = self.texts[kind]
        for _ in range(chance.randint(0, 5)):
            at = chance.randint(0, len(text))
            text = text[:at] + chance.choice(self.PIECES) + text[at:]
        if chance.random() < 0.4:
            text = mangled(text, chance)
        (self.folder / f"{kind}.txt").write_bytes(text.encode("utf-8", "surrogateescape"))
        name = chance.choice([*NASTY, "Ana Ortiz"])
        letter = draft(kind, [Recipient(name, "ana@example.org")], self.speaks_of, [self.folder])
        data = mail_bytes(letter, datetime(2027, 2, 1, 10))
        mail = message_from_bytes(data, policy=policy.default)
        assert mail["Bcc"] is None
        assert not re.search(r"<class |built-in|0x[0-9a-f]{6}", letter.text), (
            "the sandbox let something through"
        )
        assert mail.get_body(("plain",)).get_content() == letter.text


class Settings_:
    """The settings file."""

    expected = ()

    def __init__(self, folder):
        self.path = folder / "settings.json"

    def case(self, chance):
        good = '{"theme": "mentor-dark", "cohort": "spring", "keys": {"board.accept": "a,y", "app.undo": "ctrl+z"}}'
        self.path.write_bytes(mangled(good, chance).encode("utf-8", "surrogateescape"))
        found = Settings(self.path)
        _ = (found.theme + found.cohort, [name + key for name, key in found.keys.items()])
        found.keep_theme(chance.choice(("mentor-light", "mentor-dark", "x")))
        Settings(self.path)


TARGETS = {
    "readers": Readers,
    "programmes": Programmes,
    "templates": Templates,
    "settings": Settings_,
}


def fuzz(target, seconds, seed):
    """Run cases of a target for a time; print what was found; return how many cases and findings there were."""

    def too_long(_number, _frame):
        raise TimeoutError(f"longer than {LONGEST} s")

    signal.signal(signal.SIGALRM, too_long)
    found, cases, end = Counter(), 0, time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as place:
        one = TARGETS[target](Path(place))
        while time.monotonic() < end:
            cases += 1
            signal.alarm(LONGEST)
            try:
                with contextlib.suppress(*one.expected):
                    one.case(random.Random(f"{seed}-{cases}"))
            except Exception:
                lines = traceback.format_exc().strip().split("\n")
                where = next(
                    (line.strip() for line in reversed(lines) if "mentor_tui" in line), lines[-2]
                )
                kind = f"{lines[-1].split(':')[0]} at {where}"
                found[kind] += 1
                if found[kind] == 1:
                    print(f"{target} seed {seed} case {cases}: {lines[-1]}\n  {where}", flush=True)
            finally:
                signal.alarm(0)
    return cases, found


if __name__ == "__main__":
    target, minutes, seed = [*sys.argv[1:], *["readers", "1", "1"][len(sys.argv) - 1 :]]
    cases, found = fuzz(target, float(minutes) * 60, seed)
    print(
        f"{target}: {cases} cases in {minutes} minutes, {sum(found.values())} findings of {len(found)} kinds"
    )
    sys.exit(bool(found))
