"""Programmes as data: the schema, the loader, one TOML file each."""

from .check import Mistake, impossible_dates
from .loader import ProgrammeError, known_ids, parse_programme, programme_text, shipped_ids
from .schema import Agreement, JobShadow, Option, Programme, Question, Role, Rule, Topic, Weights

__all__ = [
    "Agreement",
    "JobShadow",
    "Mistake",
    "Option",
    "Programme",
    "ProgrammeError",
    "Question",
    "Role",
    "Rule",
    "Topic",
    "Weights",
    "impossible_dates",
    "known_ids",
    "parse_programme",
    "programme_text",
    "shipped_ids",
]
