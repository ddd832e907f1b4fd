"""The part on the screen as corrections see it: its record, what was said of it, its cells."""

from __future__ import annotations

from collections.abc import Mapping

from qeu_station.core.grid import Grid
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters import marks
from qeu_station.gui.presenters.correcting import History, Said
from qeu_station.gui.presenters.inspect_state import CellMark, ClassKey
from qeu_station.gui.presenters.part import Part
from qeu_station.gui.presenters.writing import Writer


class OnScreen:
    """Knows the part that is corrected.

    Args:
        writer: Keeps what was said.

    Attributes:
        part: The part, None when nothing is open.
        hint: What the last key did not do, and why; empty when it did.
        early: Whether something was said that could not be taken yet.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.part: Part | None = None
        self.hint = ""
        self.early = False

    def wanted(self) -> History | None:
        """Return the history to correct, None while it cannot be; that is remembered."""
        history = self.correctable
        self.early = history is None
        return history

    @property
    def history(self) -> History | None:
        """What was said of the part; None while it is not known."""
        record = self.part.record if self.part else None
        return self._writer.history(record.id) if record else None

    @property
    def elsewhere(self) -> tuple[History, ...]:
        """Other parts with corrections that are not on the disk and do not get there."""
        return tuple(other for other in self._writer.stuck if other is not self.history)

    @property
    def correctable(self) -> History | None:
        """The history of a part whose record and pictures are shown, None otherwise."""
        return self.history if self.part is not None and self.part.correctable else None

    @property
    def said(self) -> Said:
        """What is in force of the part."""
        return self.history.said() if self.history else Said()

    @property
    def verdict(self) -> Verdict | None:
        """The station's, None before it is known."""
        record = self.part.record if self.part else None
        return Verdict(record.part.verdict) if record else None

    @property
    def agreed(self) -> bool:
        """Whether the operator's word on the part is on the disk."""
        return bool(self.history and self.said.part and not self.history.unsaved)

    @property
    def contradicted(self) -> bool:
        """Whether corrected cells and boxes say another thing than the verdict."""
        record = self.part.record if self.part else None
        return record is not None and marks.contradicts(record, self.said, self.cells)

    @property
    def grid(self) -> Grid | None:
        """The grid over the reference of the part, by the recipe it was judged with."""
        if self.part is None or self.part.page is None or self.part.recipe is None:
            return None
        height, width = self.part.page.pictures.reference.shape[:2]
        return marks.grid_over(self.part.recipe.grid, width, height)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Cells that can be corrected."""
        return self.grid.addresses if self.grid else ()

    @property
    def classes(self) -> tuple[ClassKey, ...]:
        """Classes of the recipe the part was judged with."""
        recipe = self.part.recipe if self.part else None
        return marks.class_keys(recipe) if recipe else ()

    @property
    def colours(self) -> Mapping[str, str]:
        """Colour per class."""
        return {shown.name: shown.colour for shown in self.classes}

    @property
    def cells(self) -> tuple[CellMark, ...]:
        """The cells as they are drawn, none of them chosen."""
        return self.marked(())

    def marked(self, chosen: tuple[str, ...]) -> tuple[CellMark, ...]:
        """Return the cells as they are drawn."""
        part = self.part
        record, advice = (part.record, part.advice) if part else (None, ())
        return marks.cell_marks(record, self.addresses, self.said, self.colours, chosen, advice)
