"""What a correction must fit before it enters the journal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from qeu_station.core.correction import Correction
from qeu_station.errors import InputError, did_you_mean

PART_CLASSES = ("ok", "ng")


def check_correction(
    correction: Correction,
    record: Mapping[str, Any],
    addresses: Collection[str],
    earlier: Collection[str],
) -> None:
    """Check a correction against the inspection it speaks of.

    Args:
        correction: What the operator says.
        record: The inspection's payload.
        addresses: Cells of the recipe's grid.
        earlier: Entry hashes of the corrections of the same inspection.

    Raises:
        InputError: It says nothing, or names a cell, class, region or correction that is not there.
    """
    classes = record["classes"]
    regions = [region["id"] for region in record["regions"]]
    _each("Cell", correction.cells, addresses, "is not on the grid of this inspection")
    _each("Class", correction.cells.values(), classes, "is not in the recipe of this inspection")
    _each("Class", (b.label for b in correction.added), classes[1:], "is no defect of this recipe")
    _each("Region", correction.struck, regions, "is not in this inspection")
    if correction.part is not None:
        _each("Part class", [correction.part], PART_CLASSES, "is not known")
    if correction.supersedes is not None and correction.supersedes not in earlier:
        raise InputError(
            f'The correction supersedes "{correction.supersedes}", which is no correction of '
            f"inspection {correction.inspection}. Give the entry hash that it was recorded with."
        )
    for drawn in correction.added:
        x1, y1, x2, y2 = drawn.box
        if not (x1 < x2 and y1 < y2):
            raise InputError(f"Box {list(drawn.box)} is empty; x1 < x2 and y1 < y2 are needed.")
    if not _says_anything(correction):
        raise InputError("The correction says nothing; name a cell, the part, a box or a region.")


def _each(what: str, given: Iterable[str], allowed: Collection[str], problem: str) -> None:
    for name in given:
        if name not in allowed:
            raise InputError(
                f'{what} "{name}" {problem}.{did_you_mean(name, allowed)} '
                f"Allowed: {', '.join(allowed) or 'none'}."
            )


def _says_anything(correction: Correction) -> bool:
    said = (correction.cells, correction.part, correction.added, correction.struck, correction.note)
    return any(said) or correction.supersedes is not None
