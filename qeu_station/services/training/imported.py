"""Imported records: questions and answers that a trainer reads itself, beside pairs or alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qeu_station.errors import InputError
from qeu_station.pluginhost.catalog import ComponentEntry
from qeu_station.toolkit.records import holds_records, metadata_files, read_records

PARAMETER = "records"
"""Parameter of trainers that learn from imported records: their folder."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A folder of records, checked.

    Attributes:
        folder: Where they lie.
        train: Number of records to learn from.
        test: Number of records to measure on.
        id: SHA-256 over all they say; the hashes of their pictures are part of it.
        alone: Whether nothing else is learned from.
    """

    folder: Path
    train: int
    test: int
    id: str
    alone: bool

    @property
    def as_json(self) -> dict[str, Any]:
        """What a report says of them."""
        return {"folder": str(self.folder), "train": self.train, "test": self.test}


def with_records(
    parameters: Mapping[str, Any], records: Path | None, truth: Path | None, entry: ComponentEntry
) -> Mapping[str, Any]:
    """Return a trainer's parameters; a folder of imported records becomes one of them.

    Args:
        parameters: The values that were given.
        records: What to learn from, as a person gave it.
        truth: Truth of ``records``, where it was given.
        entry: The trainer.

    Raises:
        InputError: The trainer does not learn from such records, or they are given twice.
    """
    if records is None or not holds_records(records):
        return parameters
    known: Mapping[str, Any] = entry.parameters_schema or {}
    if PARAMETER not in known.get("properties", {}):
        raise InputError(
            f'"{records}" holds questions and answers, which trainer "{entry.spec.name}" does not '
            "learn from. Give it pairs: a folder made by dataset import, a batch, or a journal."
        )
    if PARAMETER in parameters or truth is not None:
        raise InputError(
            f'"{records}" holds records with their answers; neither --truth nor --set '
            f"{PARAMETER}=... goes with them. To learn from the corrections in the journal too, "
            f"leave --records out and give --set {PARAMETER}={records}."
        )
    return {**parameters, PARAMETER: str(records.absolute())}


def imported(parameters: Mapping[str, Any], records: Path | None) -> Imported | None:
    """Return the imported records that a trainer's parameters name, every line checked.

    Args:
        parameters: As ``with_records`` returns them.
        records: What to learn from, as a person gave it.

    Raises:
        DatasetError: They cannot be used; the message names file and line.
    """
    given = parameters.get(PARAMETER)
    if not isinstance(given, str) or not given:
        return None
    folder = Path(given).expanduser()
    found = read_records(folder, hashes=False)  # the trainer reads their pictures
    digest = hashlib.sha256()
    for file in metadata_files(folder):
        digest.update(file.read_bytes())
    alone = records is not None and holds_records(records)
    return Imported(folder, len(found.train), len(found.test), digest.hexdigest(), alone)
