"""What an operator says of an inspection: it supersedes, it never overwrites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qeu_station.core.classes import OK
from qeu_station.core.region import Box
from qeu_station.errors import InputError


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A defect the station missed: box in test-image pixels after EXIF, exclusive end."""

    box: Box
    label: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One statement about one inspection.

    Attributes:
        inspection: Id of the inspection.
        operator: Who says so.
        cells: Class name per corrected cell address; ``ok`` clears it.
        part: Class ``ok`` or ``ng`` for the whole part, or None when only cells are corrected.
        added: Boxes around defects that were missed.
        struck: Ids of regions that are no defect.
        note: Free text.
        supersedes: Entry hash of the correction this one replaces (undo, redo), or None.

    Raises:
        InputError: ``part`` is neither ``ok`` nor ``ng`` nor None.
    """

    inspection: str
    operator: str
    cells: Mapping[str, str] = field(default_factory=dict)
    part: str | None = None
    added: tuple[DrawnBox, ...] = ()
    struck: tuple[str, ...] = ()
    note: str = ""
    supersedes: str | None = None

    def __post_init__(self) -> None:
        if self.part not in (None, "ok", "ng"):
            raise InputError(
                f'A part cannot be corrected to "{self.part}"; say ok or ng, or correct its cells.'
            )

    def as_json(self) -> dict[str, Any]:
        """Return JSON values only."""
        return {
            "inspection": self.inspection,
            "operator": self.operator,
            "cells": dict(self.cells),
            "part": self.part,
            "added": [{"box": list(b.box), "label": b.label} for b in self.added],
            "struck": list(self.struck),
            "note": self.note,
            "supersedes": self.supersedes,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Correction:
        """Return the correction that ``as_json`` wrote."""
        return cls(
            inspection=data["inspection"],
            operator=data["operator"],
            cells=dict(data["cells"]),
            part=data["part"],
            added=tuple(DrawnBox(tuple(b["box"]), b["label"]) for b in data["added"]),
            struck=tuple(data["struck"]),
            note=data["note"],
            supersedes=data["supersedes"],
        )


def in_force(corrections: Iterable[tuple[str, Correction]]) -> list[Correction]:
    """Return the corrections that no other of the same inspection supersedes, oldest first.

    Args:
        corrections: (entry hash, correction) in the order of the journal.
    """
    listed = list(corrections)
    replaced = {(correction.inspection, correction.supersedes) for _, correction in listed}
    return [
        correction for entry, correction in listed if (correction.inspection, entry) not in replaced
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """What operators say of one inspection, all corrections in force taken together.

    Attributes:
        cells: Class name per corrected cell address.
        part: ``ok``, ``ng``, or None when nobody spoke of the whole part.
        added: Boxes around defects that were missed.
        struck: Ids of regions that are no defect.
        note: The last note.
        operator: Who spoke last, empty when nobody did.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    part: str | None = None
    added: tuple[DrawnBox, ...] = ()
    struck: tuple[str, ...] = ()
    note: str = ""
    operator: str = ""

    def contradicts(self, verdict: str, cells: Mapping[str, str]) -> bool:
        """Return whether the station was corrected, not only agreed with.

        Args:
            verdict: The station's over the part: PASS, REVIEW or FAIL.
            cells: The station's verdict per cell.
        """
        if self.added or self.struck:
            return True
        if self.part is not None and verdict != ("PASS" if self.part == OK else "FAIL"):
            return True
        return any(
            cells.get(address) != ("PASS" if name == OK else "FAIL")
            for address, name in self.cells.items()
        )


def standing(corrections: Iterable[tuple[str, Correction]]) -> Standing:
    """Take the corrections in force of one inspection together; what was said later counts.

    Args:
        corrections: (entry hash, correction) in the order of the journal.
    """
    cells: dict[str, str] = {}
    part, note, operator = None, "", ""
    added: list[DrawnBox] = []
    struck: list[str] = []
    for said in in_force(corrections):
        cells.update(said.cells)
        part = said.part or part
        added += [box for box in said.added if box not in added]
        struck += [region for region in said.struck if region not in struck]
        note = said.note or note
        operator = said.operator
    return Standing(cells, part, tuple(added), tuple(struck), note, operator)
