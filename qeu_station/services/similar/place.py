"""Where the index of a journal lies, and what it was made for."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from qeu_station import paths
from qeu_station.learning.likeness.vector import DIMENSIONS, VERSION
from qeu_station.services.review import ReviewSource
from qeu_station.storage.likeness import LikenessFile

_FORMAT = 1
"""Counts up when the file, or what is put in it, means something else."""


def open_index_file(source: ReviewSource, home: Path) -> LikenessFile:
    """Open the index of a journal, begun anew where it was made for something else.

    Raises:
        StorageError: It cannot be read or written.
    """
    return LikenessFile(index_file(source, home), _stamp(source), DIMENSIONS)


def index_file(source: ReviewSource, home: Path) -> Path:
    """Return the file: beside the journal, or in the home where that cannot be written."""
    file = source.place.file
    if file is not None and os.access(file.parent, os.W_OK):
        return file.with_name(f"{file.stem}.similar")
    name = hashlib.sha256(str(source.place).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return paths.cache(home) / "similar" / f"{name}.similar"


def _stamp(source: ReviewSource) -> str:
    """What the vectors depend on beside the records: the chain they belong to, and how made."""
    first = next(iter(source.reader.entries()), None)
    return json.dumps(
        {
            "format": _FORMAT,
            "vectors": VERSION,
            "station": source.reader.station,
            "first": "" if first is None else first.hash,
        },
        sort_keys=True,
    )
