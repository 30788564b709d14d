"""Intake: a file becomes applications; data plus a list of problems, never an exception for a bad row."""

from .forms import FormReading, FormRequest, Repair, SetAside, read_form
from .readers import FileRejected
from .reading import Vocabulary, read_answer, vocabulary
from .recognising import MissingColumns

__all__ = [
    "FileRejected",
    "FormReading",
    "FormRequest",
    "MissingColumns",
    "Repair",
    "SetAside",
    "Vocabulary",
    "read_answer",
    "read_form",
    "vocabulary",
]
