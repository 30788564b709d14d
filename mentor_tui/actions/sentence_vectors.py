"""Vectors of what people wrote: made by a model once, kept with the cohort, off unless it wants them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..domain.records import Cohort, LogEntry
from ..errors import StoreError
from .workspace import ActionError, Workspace, exclusive

if TYPE_CHECKING:
    from .sentence_model import Encoder

MEANING = "meaning"
"""The cohort's setting; also the folder beside the programmes that holds a coordinator's own model."""

Piece = tuple[str, str]


def vectors_of(workspace: Workspace, cohort: Cohort) -> KeptVectors | None:
    """Return what gives vectors to a cohort's texts; None where it compares by words alone."""
    return KeptVectors(workspace, cohort.name) if cohort.settings.get(MEANING) else None


class KeptVectors:
    """Vectors of a cohort's texts. The model is loaded when a text is new."""

    def __init__(self, workspace: Workspace, cohort: str) -> None:
        self._workspace, self._cohort = workspace, cohort

    def __call__(self, pieces: Sequence[Piece]) -> Any:
        """Return the vectors of texts, a row each; what is new is computed and kept.

        Raises:
            ModelMissing: the model is not on this machine.
        """
        import numpy as np

        encoder = encoder_of(self._workspace)
        keys = [(person, _digest(encoder.name, text)) for person, text in pieces]
        kept = self._workspace.store.vectors(self._cohort)
        by_text = {digest: vector for (_, digest), vector in kept.items()}
        made: dict[Piece, bytes] = {}
        for key, (_, text) in zip(keys, pieces, strict=True):
            if key[1] not in by_text:
                by_text[key[1]] = encoder.encode(text).tobytes()
            if key not in kept:
                made[key] = by_text[key[1]]
        self._keep(made)
        return np.array([np.frombuffer(by_text[digest], dtype=np.float16) for _, digest in keys])

    def _keep(self, made: dict[Piece, bytes]) -> None:
        """Keep what was made; where the file cannot be written it is made again the next time."""
        if not made:
            return
        try:
            self._workspace.store.keep_vectors(self._cohort, made)
        except StoreError:
            return


def encoder_of(workspace: Workspace) -> Encoder:
    """Return the model of this machine, loaded once.

    Raises:
        ModelMissing: it is not here.
    """
    if workspace.encoder is None:
        from .sentence_model import sentence_model

        folder = workspace.programmes_folder
        workspace.encoder = sentence_model(folder / MEANING if folder else None)
    return workspace.encoder


def _digest(model: str, text: str) -> str:
    return hashlib.sha256(f"{model}\n{text}".encode("utf-8", "replace")).hexdigest()


@exclusive
def set_meaning(workspace: Workspace, name: str, wanted: bool) -> LogEntry:
    """Keep with a cohort whether goals are compared by meaning too, as one step of the log.

    Raises:
        ActionError: it does, or does not, already.
        ModelMissing: it is wanted, and the model is not on this machine.
    """
    from .cohorts import change_settings

    words = {True: "by words and meaning", False: "by words alone"}
    if bool(workspace.cohort(name).settings.get(MEANING)) == wanted:
        raise ActionError(f"{name} compares goals {words[wanted]} already")
    if wanted:
        encoder_of(workspace)
    sentence = f"Goals are compared {words[wanted]}"
    return change_settings(workspace, name, sentence, **{MEANING: wanted})
