"""Cells as they are drawn: the station's verdict, or what the operator's correction makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from qeu_station.core.classes import OK
from qeu_station.core.grid import Grid
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.advised import advised_cells
from qeu_station.gui.presenters.correcting import Said
from qeu_station.gui.presenters.inspect_state import CellMark, ClassKey

if TYPE_CHECKING:
    from qeu_station.core.recipe import GridSettings, Recipe
    from qeu_station.core.record import AdviceRecord, InspectionRecord


@lru_cache(maxsize=8)
def grid_over(settings: GridSettings, width: int, height: int) -> Grid:
    """Return the grid for a reference of that many pixels; the same object for the same one."""
    return settings.over(width, height)


@lru_cache(maxsize=8)
def _class_keys(recipe_classes: tuple[tuple[str, str, str], ...]) -> tuple[ClassKey, ...]:
    return tuple(ClassKey(*entry) for entry in recipe_classes)


def class_keys(recipe: Recipe) -> tuple[ClassKey, ...]:
    """Return the classes of a recipe with keys and colours, ``ok`` first.

    A letter that begins a row types an address: taken for a class it would correct the cell before.
    """
    entries, rows = recipe.class_table.entries, recipe.grid.rows
    keys = ["" if _begins_row(entry.key, rows) else entry.key for entry in entries]
    shown = zip(entries, keys, strict=True)
    return _class_keys(tuple((entry.name, key, entry.colour) for entry, key in shown))


def _begins_row(key: str, rows: Sequence[str]) -> bool:
    return key.isalpha() and any(row.casefold().startswith(key.casefold()) for row in rows)


def cell_marks(
    record: InspectionRecord | None,
    addresses: Sequence[str],
    said: Said,
    colours: Mapping[str, str],
    selected: Sequence[str],
    advice: Sequence[AdviceRecord] = (),
) -> tuple[CellMark, ...]:
    """Return one mark per judged cell; none before the part is judged.

    A cell the record says nothing of is REVIEW. Advice is marked where nobody spoke of the cell.
    """
    if record is None:
        return ()
    corrected = dict(said.cells)
    advised = advised_cells(record, advice, colours)
    return tuple(
        CellMark(
            address,
            _verdict(record, address, corrected.get(address)),
            corrected.get(address),
            colours.get(corrected.get(address, ""), ""),
            address in selected,
            None if address in corrected else advised.get(address),
        )
        for address in addresses
    )


def contradicts(record: InspectionRecord, said: Said, cells: Sequence[CellMark]) -> bool:
    """Tell whether cells and boxes say another thing than the station's verdict of the part."""
    verdict = Verdict(record.part.verdict)
    if verdict is Verdict.PASS:
        return bool(said.boxes) or any(name != OK for _, name in said.cells)
    cleared = any(name == OK for _, name in said.cells)
    left = said.boxes or any(cell.verdict is Verdict.FAIL for cell in cells)
    return verdict is Verdict.FAIL and cleared and not left


def _verdict(record: InspectionRecord, address: str, corrected: str | None) -> Verdict:
    if corrected is not None:
        return Verdict.PASS if corrected == OK else Verdict.FAIL
    item = record.cells.get(address)
    return Verdict.REVIEW if item is None else Verdict(item.verdict)
