"""What an operator says of an inspection: it supersedes, it never overwrites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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


def in_force(corrections: Iterable[tuple[str, Correction]]) -> list[tuple[str, Correction]]:
    """Return what still counts of the corrections of one inspection, in the order it counts in.

    A correction that another one supersedes counts no more. A part that is called ``ok`` has no
    defect: cells and boxes that were marked before are left out of the corrections that marked
    them; those marked later, or in the same correction, count. What is said last counts last, but
    a correction that only says again what it or one before it in its line of supersessions said
    (an undo, a redo, one of several boxes taken back) keeps the place of that one.

    Args:
        corrections: (entry hash, correction) in the order of the journal.

    Returns:
        (entry hash, correction without what no longer counts); nothing may be left in one.
    """
    listed = list(corrections)
    replaced = {(said.inspection, said.supersedes) for _, said in listed}
    places = _places(listed)
    counting = [
        at for at, (entry, said) in enumerate(listed) if (said.inspection, entry) not in replaced
    ]
    counting.sort(key=lambda at: (places[at], at))
    kept: list[tuple[str, Correction]] = []
    for entry, said in (listed[at] for at in counting):
        if said.part == OK:
            kept = [(before, _without_defects(content)) for before, content in kept]
        kept.append((entry, said))
    return kept


def _places(listed: Sequence[tuple[str, Correction]]) -> list[int]:
    """Return the place of each correction in the order in which they count."""
    at_entry = {(said.inspection, entry): at for at, (entry, said) in enumerate(listed)}
    places = []
    for at, (_, said) in enumerate(listed):
        place, seen = at, {at}
        before = at_entry.get((said.inspection, said.supersedes or ""))
        while before is not None and before not in seen:
            seen.add(before)
            earlier = listed[before][1]
            if _says_no_more(said, earlier):
                place = min(place, before)
            before = at_entry.get((said.inspection, earlier.supersedes or ""))
        places.append(place)
    return places


def _says_no_more(said: Correction, earlier: Correction) -> bool:
    return (
        said.cells.items() <= earlier.cells.items()
        and said.part in (None, earlier.part)
        and all(box in earlier.added for box in said.added)
        and all(region in earlier.struck for region in said.struck)
        and said.note in ("", earlier.note)
    )


def _without_defects(said: Correction) -> Correction:
    good = {address: name for address, name in said.cells.items() if name == OK}
    return replace(said, cells=good, added=())


@dataclass(frozen=True, slots=True)
class Standing:
    """What operators say of one inspection, all corrections in force taken together.

    Attributes:
        cells: Class name per corrected cell address.
        part: ``ng`` while a cell or a box is marked as a defect, else the last word on the whole
            part; None when nobody spoke of it.
        added: Boxes around defects that were missed.
        struck: Ids of regions that are no defect.
        note: The last note.
        operator: Who spoke last, empty when nobody did.
        cleared: Whether the last word on the whole part was ``ok``: what the station found counts
            no more, only what was marked since.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    part: str | None = None
    added: tuple[DrawnBox, ...] = ()
    struck: tuple[str, ...] = ()
    note: str = ""
    operator: str = ""
    cleared: bool = False

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
    """Take the corrections of one inspection together; what was said later counts.

    ``ok`` for the whole part clears the defects that were marked before it; a cell or a box that is
    marked after it makes the part ``ng``, until that is taken back or cleared. See ``in_force``.

    Args:
        corrections: (entry hash, correction) in the order of the journal.
    """
    cells: dict[str, str] = {}
    word, note = None, ""
    added: list[DrawnBox] = []
    struck: list[str] = []
    listed = list(corrections)
    for _, said in in_force(listed):
        cells.update(said.cells)
        word = said.part or word
        added += [box for box in said.added if box not in added]
        struck += [region for region in said.struck if region not in struck]
        note = said.note or note
    operator = listed[-1][1].operator if listed else ""
    defective = bool(added) or any(name != OK for name in cells.values())
    part = "ng" if defective else word
    return Standing(cells, part, tuple(added), tuple(struck), note, operator, word == OK)
