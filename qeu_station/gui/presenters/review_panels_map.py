"""The defect map: how often each cell was no PASS, and of which class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qeu_station.core.grid import Grid
from qeu_station.gui.presenters.ports import Jobs, Task
from qeu_station.gui.presenters.review_panels import FilterWish, PanelPresenter, without
from qeu_station.gui.presenters.review_panels_state import READY, Look, MapState, Named
from qeu_station.gui.presenters.review_panels_words import number
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.review import Columns, DefectMap
    from qeu_station.services.review.columns import Rows
    from qeu_station.services.review.filtering import Filter
    from qeu_station.services.review.product import Product

ALL = ""
"""Key of what stands for all classes."""

UNCLASSED = "\0"
"""Key of findings that nothing named; no class is called so."""


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """What the work brings."""

    map: DefectMap
    product: Product
    inspections: int


class DefectMapPresenter(PanelPresenter[MapState]):
    """Decides what the defect map shows."""

    own = ("cells", "classes")

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs, "review.map", MapState())
        self._counted: Counted | None = None
        self._product: Product | None = None
        self._cells: tuple[str, ...] = ()
        self._classes: tuple[str, ...] = ()

    def set_rows(
        self, columns: Columns | None, rows: Rows | None = None, filter: Filter | None = None
    ) -> None:
        """Count other inspections; the cells and classes of ``filter`` are what is chosen."""
        if columns is None:
            self._counted = self._product = None
            self._cells = self._classes = ()
        if filter is not None:
            self._cells, self._classes = filter.cells, filter.classes
        super().set_rows(columns, rows, filter)

    def press_cell(self, address: str) -> FilterWish:
        """Choose a cell, or give it up when it is the chosen one; empty gives all up."""
        self._cells = () if not address or self._cells == (address,) else (address,)
        return self._chosen()

    def press_class(self, key: str) -> FilterWish:
        """Choose a class, or give it up; ``ALL`` gives all up."""
        if key == UNCLASSED:
            return self._unclassed()
        self._classes = () if key == ALL or self._classes == (key,) else (key,)
        return self._chosen()

    def _unclassed(self) -> FilterWish:
        """List the inspections with a cell that nothing named; a filter has no word for them."""
        import numpy as np

        words = translate("ReviewPanels", "no class named")
        if self.columns is None:
            return FilterWish({})
        marks = self.columns.marks
        rows = np.unique(marks.row[marks.label.codes < 0]).astype(np.int32)
        return FilterWish({"classes": ()}, rows, words)

    def _chosen(self) -> FilterWish:
        self._refresh()
        return FilterWish({"cells": self._cells, "classes": self._classes})

    def look(self, look: Look) -> None:
        """Say how far the map is."""
        self.put(replace(self.state, look=look))

    def count(self) -> None:
        """Count beside the window."""
        columns, rows, asked = self.columns, self.rows, self.filter
        source, known = self.source, self._product

        def do(task: Task) -> Counted:
            from qeu_station.services.review import defect_map
            from qeu_station.services.review.product import Product, main_recipe, product_of

            assert columns is not None
            chosen = without(columns, rows, asked, "cells", "classes")
            found = defect_map(columns, chosen)
            if known is not None and known.sha256 == main_recipe(columns, chosen):
                return Counted(found, known, len(chosen))
            read = Product() if source is None else product_of(source.reader, columns, chosen)
            return Counted(found, read, len(chosen))

        self.work(do, self._done)

    def _done(self, counted: Counted) -> None:
        self._counted, self._product = counted, counted.product
        self._refresh()

    def _refresh(self) -> None:
        if self._counted is not None:
            self.put(resolve(self._counted, self._cells, self._classes))


def resolve(counted: Counted, cells: tuple[str, ...], classes: tuple[str, ...]) -> MapState:
    """Return what the map shows for what was counted and chosen."""
    product = counted.product
    counts = _per_cell(counted.map, classes)
    on_grid = {address: counts.get(address, 0) for address in product.grid.addresses}
    outside = sum(counts.values()) - sum(on_grid.values())
    return MapState(
        look=READY,
        grid=product.grid,
        size=product.size,
        picture=product.picture,
        counts=on_grid,
        classes=tuple(_per_class(counted, cells, classes)),
        chosen=cells,
        about=_about(counted),
        remark=_remark(product, outside),
    )


def _per_cell(found: DefectMap, classes: tuple[str, ...]) -> Mapping[str, int]:
    if not classes:
        return found.totals
    places = [place for place, name in enumerate(found.classes) if name in classes]
    sums = found.counts[:, places].sum(axis=1)
    return dict(zip(found.cells, sums.tolist(), strict=True))


def _per_class(counted: Counted, cells: tuple[str, ...], classes: tuple[str, ...]) -> list[Named]:
    found, recipe = counted.map, counted.product.recipe
    kept = [place for place, cell in enumerate(found.cells) if not cells or cell in cells]
    sums = dict(zip(found.classes, found.counts[kept].sum(axis=0).tolist(), strict=True))
    unclassed = int(found.unclassed[kept].sum())
    colours = {each.name: each.colour for each in recipe.class_table.entries} if recipe else {}
    names = sorted((n for n in sums if sums[n] or n in classes), key=lambda n: (-sums[n], n))
    listed = [Named(n, n, sums[n], colours.get(n, ""), n in classes) for n in names]
    if unclassed:
        words = translate("ReviewPanels", "no class named")
        listed.append(Named(UNCLASSED, words, unclassed))
    everything = translate("ReviewPanels", "All classes")
    return [Named(ALL, everything, sum(sums.values()) + unclassed, "", not classes), *listed]


def _about(counted: Counted) -> str:
    words = translate("ReviewPanels", "inspections in which a cell is not PASS, of {count}")
    said = words.format(count=number(counted.inspections))
    recipe = counted.product.recipe
    return said if recipe is None else f"{recipe.name} v{recipe.version} · {said}"


def _remark(product: Product, outside: int) -> str:
    remarks = [_missing(product)] if product.missing else []
    if outside:
        words = translate("ReviewPanels", "In cells that this grid does not have: {count}")
        remarks.append(words.format(count=number(outside)))
    return " ".join(remarks)


def _missing(product: Product) -> str:
    if product.recipe is not None:
        return sentence(product.missing)
    return translate("ReviewPanels", "The recipe that judged these parts is not in the journal.")


def shade(count: int, largest: int) -> float:
    """Return how strong the shade of a count is, 0..1; its root, so that few are seen too."""
    return (count / largest) ** 0.5 if count > 0 and largest > 0 else 0.0


def neighbour(grid: Grid, address: str, down: int, right: int) -> str:
    """Return the next judged cell in a direction, or the same where there is none."""
    row, column = grid.position(address)
    while True:
        row, column = row + down, column + right
        if not (0 <= row < len(grid.rows) and 0 <= column < len(grid.columns)):
            return address
        found = grid.rows[row] + grid.columns[column]
        if found not in grid.unused:
            return found


def spoken(state: MapState, address: str) -> str:
    """Return a cell in words."""
    words = translate("ReviewPanels", "{cell}: not PASS in {count}")
    said = words.format(cell=address, count=number(state.counts.get(address, 0)))
    if address not in state.chosen:
        return said
    chosen = translate("ReviewPanels", "chosen")
    return f"{said}, {chosen}"
