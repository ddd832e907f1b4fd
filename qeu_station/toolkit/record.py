"""A record that teaches a model of pictures and language: pictures, question, right answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qeu_station.core.grid import DEFAULT_COLUMNS, DEFAULT_ROWS, Grid

METADATA = "metadata.jsonl"
SPLITS = ("train", "test")

PICTURES = ("file_name", "reference_file_name", "test_file_name", "difference_file_name")
"""Columns that name a picture: the composite, then what models that read channels are shown."""

PROVENANCE = (
    "pair", "group", "serial", "station", "inspection", "at", "said_by", "recipe",
    "recipe_version", "recipe_sha256", "reference_sha256", "test_sha256", "software",
)  # fmt: skip
"""Columns that say where a record comes from; any may be missing."""

COLUMNS = (
    *PICTURES, "sha256", "question", "answer", "reasoning", "question_version", "names", "rows",
    "columns", "unused", "corners", "mode", "tolerance", *PROVENANCE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """One pair with its question and its answer.

    Attributes:
        pictures: The composite, and where they are known the reference, the test image on the
            reference, and their difference, all of one size; PNG files.
        question: What is asked.
        answer: The right answer, see ``toolkit.question``.
        cells: The same as the name of the defect per cell; empty for a good part.
        reasoning: The steps that lead there, empty for none.
        names: Names of defects that may be given.
        grid: Its cells in pixels of the reference; None where only labels are known.
        rows: Row labels.
        columns: Column labels.
        mode: ``colour``, ``grey`` or ``binary``.
        tolerance: Local shift that the difference forgives, in pixels.
        provenance: Where it comes from, by the names in ``PROVENANCE``.
        place: File and line, for messages.
    """

    pictures: tuple[Path, ...]
    question: str
    answer: str
    cells: Mapping[str, str]
    reasoning: str = ""
    names: tuple[str, ...] = ()
    grid: Grid | None = None
    rows: tuple[str, ...] = DEFAULT_ROWS
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    mode: str = "colour"
    tolerance: int = 0
    provenance: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""

    @property
    def folder(self) -> Path:
        """Folder of its ``metadata.jsonl``; its pictures lie there or below."""
        return Path(self.place.rpartition(", line ")[0]).parent

    @property
    def name(self) -> str:
        """Name of the pair; of the picture where none is given."""
        return str(self.provenance.get("pair") or self.pictures[0].stem)

    @property
    def group(self) -> str:
        """What a split must not tear apart: the lot, else the serial number, else the pair."""
        known = self.provenance
        return str(known.get("group") or known.get("serial") or self.name)

    @property
    def has_pair(self) -> bool:
        """Whether reference, test and difference lie beside the composite."""
        return len(self.pictures) == len(PICTURES) and self.grid is not None


@dataclass(frozen=True, slots=True)
class Records:
    """A folder of records, by split; a folder without splits is all ``train``."""

    train: tuple[Record, ...]
    test: tuple[Record, ...] = ()
