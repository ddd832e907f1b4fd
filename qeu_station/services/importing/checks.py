"""Whether a line fits its inspection: its cells, its classes, its regions and its picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from qeu_station.core.region import Box
from qeu_station.errors import did_you_mean
from qeu_station.services.importing.reading import Row
from qeu_station.storage.bulk import Allowed, Known, Subjects, image_sizes
from qeu_station.storage.corrections import PART_CLASSES
from qeu_station.storage.reading import JournalReader


class Checks:
    """Checks what lines say against the grid, the classes and the picture of their inspections.

    Args:
        reader: The journal.
        drawn: Ids of the inspections that lines draw boxes in.
    """

    def __init__(self, reader: JournalReader, drawn: Iterable[str]) -> None:
        self._subjects = Subjects(reader)
        self._sizes = image_sizes(reader, set(drawn))
        self._reader = reader

    def problem(self, row: Row, subject: Known) -> str:
        """Return what is wrong with a line, empty for nothing."""
        return next(chain(self._problems(row, subject), [""]))

    def address(self, row: Row, subject: Known) -> str:
        """Return the cell a line speaks of; small letters are understood."""
        given = row.cell
        return given if given in self._allowed(subject).addresses else given.upper()

    def _problems(self, row: Row, subject: Known) -> Iterator[str]:
        allowed = self._allowed(subject)
        if row.wrong:
            yield row.wrong
        if row.part and row.part.lower() not in PART_CLASSES:
            yield _unknown("Part class", row.part, PART_CLASSES)
        if row.cell and self.address(row, subject) not in allowed.addresses:
            yield _unknown("Cell", row.cell, allowed.addresses)
        if (row.cell or row.box) and not row.label:
            yield f"{'Cell ' + row.cell if row.cell else 'The box'} has no label."
        if row.label and not (row.cell or row.box):
            yield f'Label "{row.label}" belongs to no cell and no box.'
        if row.cell and row.box:
            yield "It names a cell and a box; give each a line of its own."
        classes = allowed.classes[1:] if row.box else allowed.classes
        if row.label and row.label not in classes:
            yield _unknown("Class", row.label, classes)
        yield from self._shapes(row, subject)

    def _shapes(self, row: Row, subject: Known) -> Iterator[str]:
        if row.box is not None:
            yield from _outside(row.box, *self._sizes[subject.id])
        if row.region:
            regions = [each.id for each in self._reader.inspection(subject.id).regions]
            if row.region not in regions:
                yield _unknown("Region", row.region, regions)

    def _allowed(self, subject: Known) -> Allowed:
        return self._subjects.allowed(subject.id, subject.recipe_sha256)


def _outside(box: Box, width: int, height: int) -> Iterator[str]:
    x1, y1, x2, y2 = box
    if not (x1 < x2 and y1 < y2):
        yield f"Box {list(box)} is empty; x1 < x2 and y1 < y2 are needed."
    if not (width and height):
        yield f"Box {list(box)} cannot be checked; the test image was never read."
    if not (x1 >= 0 and y1 >= 0 and x2 <= width and y2 <= height):
        yield (
            f"Box {list(box)} is not within the test image; x from 0 to {width} and y from 0 to "
            f"{height} are allowed."
        )


def _unknown(what: str, given: str, allowed: Collection[str]) -> str:
    near = did_you_mean(given, allowed)
    return f'{what} "{given}" is not known.{near} Allowed: {", ".join(allowed) or "none"}.'
