"""Records that teach a model of pictures and language: pictures of a pair, question, right answer.

A folder of records is laid out as the library ``datasets`` reads it (``imagefolder``): one folder
per split with the pictures and a ``metadata.jsonl``, one JSON object per line. ``COLUMNS`` names
what a line may hold; ``docs/user-guide/vlm.md`` explains it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from qeu_station.errors import DatasetError
from qeu_station.toolkit.record import (
    COLUMNS,
    METADATA,
    PICTURES,
    PROVENANCE,
    SPLITS,
    Record,
    Records,
)
from qeu_station.toolkit.record_lines import read_lines

__all__ = [
    "COLUMNS",
    "METADATA",
    "PICTURES",
    "PROVENANCE",
    "SPLITS",
    "DatasetError",
    "Record",
    "Records",
    "holds_records",
    "metadata_files",
    "read_records",
]


def metadata_files(folder: Path) -> tuple[Path, ...]:
    """Return the files that name the records of a folder, by split; none where it holds none."""
    return tuple(_places(folder).values())


def holds_records(folder: Path) -> bool:
    """Return whether a folder is one of records."""
    return bool(_places(folder))


def read_records(folder: Path, hashes: bool = True) -> Records:
    """Return the records of a folder, every line checked.

    Args:
        folder: Holds ``train`` and perhaps ``test``, or a ``metadata.jsonl`` itself.
        hashes: Whether the pictures are compared with the hashes in column ``sha256``.

    Raises:
        DatasetError: It holds none, a column is missing or unknown, the question is another than
            the station's, an answer does not parse, or a picture is missing or was changed; the
            message names file and line.
    """
    lines = {name: list(read_lines(place)) for name, place in _places(folder).items()}
    if not any(lines.values()):
        raise DatasetError(
            f'"{folder}" holds no records: there is no line in train/{METADATA} or {METADATA}. '
            "qeu-station dataset export --format vlm writes such a folder."
        )
    every = [line for listed in lines.values() for line in listed]
    names = tuple(dict.fromkeys(name for line in every for name in line.names))
    made = {s: tuple(line.record(names, hashes) for line in found) for s, found in lines.items()}
    _check_apart(made)
    return Records(made.get("train", ()), made.get("test", ()))


def _places(folder: Path) -> dict[str, Path]:
    places = {name: folder / name / METADATA for name in SPLITS}
    there = {name: place for name, place in places.items() if place.is_file()}
    alone = folder / METADATA
    return there or ({SPLITS[0]: alone} if alone.is_file() else {})


def _check_apart(made: Mapping[str, Sequence[Record]]) -> None:
    """Refuse a split that tears a group apart: what was learned would be measured on itself."""
    groups = [{record.group for record in records} for records in made.values()]
    both = set.intersection(*groups) if len(groups) > 1 else set()
    if both:
        raise DatasetError(
            f'"{min(both)}" stands on both sides of the split: what was learned from it would be '
            "measured on itself. Put all of it on one side."
        )
