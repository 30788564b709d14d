"""How long a large form takes to import, beside reading its cells with the standard library alone.

python -m tests.benchmarks.importing [ROWS] [COLUMNS]
"""

import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.forms import NLLS_HEADINGS, csv_text, nlls_row

AREAS = [
    "Policy Creation / Review",
    "Board Relations",
    "Budget management",
    "Scheduling",
    "Circulation",
    "Technology",
    "Programming",
    "Diversity, Equity, & Inclusion",
    "Customer service/difficult patrons",
]


def write_form(path, rows, columns):
    """Write a form of the Northern Lights programme with many rows, and further columns that no field takes."""
    chance = random.Random(1)
    more = columns - len(NLLS_HEADINGS)
    words = [
        line.strip()
        for line in Path(__file__).read_text(encoding="utf-8").split()
        if line.isalpha()
    ]
    table = []
    for number in range(rows):
        goals = " ".join(chance.choices(words, k=30))
        row = nlls_row(
            number % 200,
            f"First{number} Last{number}",
            chance.choice(["Mentor", "Mentee"]),
            ", ".join(chance.sample(AREAS, 3)),
            email=f"p{number}@example.org",
            library=f"Library {number // 5}",
            goals=goals,
        )
        table.append([*row, *(f"answer {number} {column}" for column in range(more))])
    path.write_text(
        csv_text([*NLLS_HEADINGS, *(f"Further question {n}?" for n in range(more))], table),
        encoding="utf-8",
    )


def main(rows, columns):
    with tempfile.TemporaryDirectory() as place:
        form, database = Path(place) / "form.csv", Path(place) / "mentor.sqlite"
        write_form(form, rows, columns)
        started = time.perf_counter()
        with form.open(newline="", encoding="utf-8") as file:
            cells = sum(len(row) for row in csv.reader(file))
        plain = time.perf_counter() - started
        print(
            f"{rows} rows x {columns} columns, {form.stat().st_size / 2**20:.1f} MB, {cells} cells"
        )
        print(f"csv.reader alone                        {plain:6.2f} s")
        command = [sys.executable, "-m", "mentor_tui", "--database", str(database)]
        for what, words in (
            ("import, written", ["import", str(form), "--cohort", "c", "--programme", "nlls"]),
            ("import of the same file again", ["import", str(form), "--cohort", "c"]),
            ("applicants", ["applicants", "--cohort", "c", "--format", "csv"]),
        ):
            started = time.perf_counter()
            subprocess.run([*command, *words], check=True, capture_output=True)
            took = time.perf_counter() - started
            print(f"{what:38}  {took:6.2f} s   {took / plain:5.1f} x")
        print(
            f"largest process                         {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:6.0f} MB"
        )


if __name__ == "__main__":
    main(*(int(word) for word in [*sys.argv[1:], *["10000", "40"][len(sys.argv) - 1 :]]))
