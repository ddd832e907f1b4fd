"""What is exported, how far that is, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qeu_station.errors import InputError, StorageError, did_you_mean
from qeu_station.services.report.words import Say, english

if TYPE_CHECKING:
    from qeu_station.services.review.source import ReviewSource

FORMATS = ("csv", "parquet", "coco", "classes", "overlays", "html", "pdf", "finetune")
"""What can be written: tables, boxes, a folder per class, marked pictures, reports, and records to
fine-tune a model of language and pictures with."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """A selection, and where it goes.

    Attributes:
        source: The open journal.
        seqs: Numbers of the chosen inspections' entries, in the order of the selection.
        out: Folder to make; it must not exist.
        formats: Some of ``FORMATS``.
        about: What the person chose by, such as a filter; JSON values, written into the folder.
        title: Heading of the reports; empty takes the recipe's.
        say: Says the words of the reports in their language.
    """

    source: ReviewSource
    seqs: Sequence[int]
    out: Path
    formats: Sequence[str]
    about: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    say: Say = english

    def check(self) -> None:
        """Check what can be checked before anything is read.

        Raises:
            InputError: Nothing was chosen, or a format is not known.
            StorageError: The folder is there already.
        """
        if not self.seqs:
            raise InputError("Nothing is selected, so there is nothing to export.")
        if not self.formats:
            raise InputError(f"Choose at least one format: {', '.join(FORMATS)}.")
        for name in self.formats:
            if name not in FORMATS:
                raise InputError(
                    f'Format "{name}" is not known.{did_you_mean(name, FORMATS)} '
                    f"Formats: {', '.join(FORMATS)}."
                )
        if self.out.exists():
            raise StorageError(
                f'"{self.out}" is there already, and an export overwrites nothing; name a folder '
                "that does not exist."
            )


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far an export is, in inspections of all, and how often one was left out of something."""

    done: int
    total: int
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An inspection that one format lacks, and why."""

    inspection: str
    pair: str
    format: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What an export left behind.

    Attributes:
        out: The folder; nothing is there when it was cancelled.
        total: Number of chosen inspections.
        written: Number of inspections per format.
        left_out: What could not be written, such as pictures that were moved since.
        completed: False when it was cancelled.
    """

    out: Path
    total: int
    written: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    completed: bool = True
