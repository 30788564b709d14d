"""Whether a cohort compares goals by meaning too, and the vectors of its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..domain.records import Cohort
from ..programmes import Programme
from .workspace import Workspace

if TYPE_CHECKING:
    from ..matching.encoder import Encoder
    from ..matching.meaning import SentenceVectors

FOLDER = "meaning"
"""A coordinator's own model: a folder beside their programmes, with model.onnx and vocab.txt."""


def counts_meaning(cohort: Cohort, programme: Programme) -> bool:
    """Say whether a cohort's goals are compared by meaning: its own setting, else the programme's."""
    return bool(cohort.settings.get("meaning", programme.meaning))


def vectors_for(
    workspace: Workspace, cohort: Cohort, programme: Programme
) -> SentenceVectors | None:
    """Return the vectors of a cohort's sentences; None where words alone count."""
    if not counts_meaning(cohort, programme):
        return None
    from ..matching.meaning import SentenceVectors

    def kept(model: str) -> Mapping[str, bytes]:
        return workspace.store.sentence_vectors(cohort.name, model)

    def keep(model: str, new: Mapping[str, bytes]) -> None:
        workspace.store.keep_sentence_vectors(cohort.name, model, new)

    return SentenceVectors(encoder=lambda: encoder_of(workspace), kept=kept, keep=keep)


def encoder_of(workspace: Workspace) -> Encoder:
    """Return the encoder of the coordinator's folder, else the installed one.

    Raises:
        MeaningMissing: there is none; the sentence says what to install.
    """
    from ..matching.encoder import find_encoder

    folder = workspace.programmes_folder
    return find_encoder(folder / FOLDER if folder else None)
