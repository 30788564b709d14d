"""Small forms as form tools write them, for the tests alone. Everybody is invented."""

import csv
import io
from datetime import datetime, timedelta

NLLS_HEADINGS = [
    "Timestamp",
    "Email Address",
    "Your first and last name",
    "I would like to take part as a ... (tick both if both apply)",
    "Name of your library",
    "How many library staff are there (manager included)?",
    "Areas of Interest\nMentors: tick what you feel confident in sharing. Mentees: tick what interests you.",
    "What are your objectives?",
    "How many mentees could you work with?",
    "Other requests or information",
    "Time Commitment (tick all that apply)",
]
PROJECT = (
    "I am open to a project-based relationship, connecting by email, phone, and in-person, "
    "2-3 times in total with limited follow-up."
)
ONGOING = "I am open to an on-going mentorship relationship."


def nlls_row(number, name, role, areas, **more):
    moment = datetime(2027, 1, 11, 9) + timedelta(hours=number)
    email = more.get("email", f"{name.split()[0]}.{name.split()[-1]}@example.org".lower())
    return [
        f"{moment.month}/{moment.day}/{moment:%Y %H:%M:%S}",
        email,
        name,
        role,
        more.get("library", f"Library {number}"),
        more.get("size", "2-4"),
        areas,
        more.get("goals", ""),
        more.get("places", ""),
        more.get("requests", ""),
        more.get("time", PROJECT),
    ]


def nlls_rows():
    """Return a form of the Northern Lights programme: both sides, both roles, write-ins, resubmissions, repairs."""
    dei = "Diversity, Equity, & Inclusion"
    return [
        nlls_row(
            1,
            "Beth Cho",
            "Mentor",
            f"Policy Creation / Review, Board Relations, {dei}",
            places="2",
            size="10+",
            goals="I have led three plan of service cycles and I brief new board members every year.",
            time=f"{PROJECT}, {ONGOING}",
        ),
        nlls_row(
            2,
            "Pat Abbott",
            "Mentor",
            "Budget management, Makerspaces & emerging library tech",
            size="4-Feb",
        ),
        nlls_row(
            3,
            "Ana Ortiz",
            "Mentee",
            "Policy Creation / Review, Board Relations, Makerspaces & emerging library tech",
            goals="I have to write our first plan of service and board meetings still scare me.",
            requests="Remote only, please.",
        ),
        nlls_row(4, "Ivo Lund", "Mentee", f"{dei}, Seed library set-up", size="9-May"),
        nlls_row(5, "Ruth Ng", "Mentor, Mentee", "Seed libraries, Scheduling", time=ONGOING),
        nlls_row(
            6,
            "Ivo Lund",
            "Mentee",
            f"{dei}, Seed library set-up, Scheduling",
            email=" IVO.LUND@EXAMPLE.ORG ",
        ),
        nlls_row(7, "Mina Hart", "Mentee", "Board Relations", library="Library 1"),
        nlls_row(8, "Zoë Roy", "Mentee", "Budget management", goals="Understand budgets."),
    ]


def csv_text(headings, rows, delimiter=","):
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return stream.getvalue()


def write_nlls(path, rows=None, encoding="utf-8-sig"):
    path.write_bytes(
        csv_text(NLLS_HEADINGS, nlls_rows() if rows is None else rows).encode(encoding)
    )
    return path
