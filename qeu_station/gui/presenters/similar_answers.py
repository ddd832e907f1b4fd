"""What one question for similar pairs gives: the nearest, then their pictures one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qeu_station.errors import QeuError
from qeu_station.gui.presenters.ports import Task
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.presenters.similar_state import Answer
from qeu_station.gui.presenters.similar_words import alike_words, place_words

if TYPE_CHECKING:
    from qeu_station.services.review import Columns
    from qeu_station.services.similar import PlaceName, PlaceReader, Similar, SimilarIndex

ANSWERS = 24
PICTURE = 112
"""Longer side of a small picture, in pixels."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: a pair, or a ``cell`` or ``region`` of it."""

    inspection: str
    pair: str
    kind: str = ""
    name: str = ""

    @property
    def place(self) -> PlaceName | None:
        """The cell or region, None for the whole pair; in jobs only."""
        from qeu_station.services.similar import PlaceName

        if self.kind == "cell":
            return PlaceName("cell", self.name)
        return PlaceName("region", self.name) if self.kind else None


def answered(
    asked: Asked, index: SimilarIndex, reader: PlaceReader, columns: Columns, task: Task
) -> tuple[Answer, ...]:
    """Return the nearest with their pictures, in a job; what is there already is reported.

    Raises:
        QeuError: What was asked for cannot be compared.
    """
    from qeu_station.services.similar import find_like

    nearest = find_like(index, asked.inspection, asked.place, ANSWERS, reader)
    rows = columns.rows_of([each.seq for each in nearest]).tolist()
    found = [each for each, row in zip(nearest, rows, strict=True) if row >= 0]
    answers = tuple(_answers(found, columns))
    for number, each in enumerate(found):
        if task.cancelled:
            break
        task.report(answers)
        answers = _with_picture(answers, number, each, reader)
    return answers


def _answers(found: Sequence[Similar], columns: Columns) -> Iterator[Answer]:
    rows = columns.rows_of([each.seq for each in found])
    for each, row in zip(found, rows.tolist(), strict=True):
        known = columns.row(row)
        yield Answer(
            row,
            known.pair,
            known.verdict,
            label_at(columns, row, each.there.name),
            alike_words(each),
            place_words(each.here, each.there),
        )


def label_at(columns: Columns, row: int, cell: str) -> str:
    """Return what a cell is: by people, or else by the station; empty for a cell that passed."""
    for marks in (columns.said, columns.marks):
        start, stop = marks.row.searchsorted([row, row + 1])
        for place in range(start, stop):
            if marks.cell[place] == cell:
                return marks.label[place]
    return ""


def _with_picture(
    answers: tuple[Answer, ...], number: int, found: Similar, reader: PlaceReader
) -> tuple[Answer, ...]:
    from qeu_station.services.similar import small_place

    try:
        made = replace(answers[number], picture=small_place(reader, found.id, found.there, PICTURE))
    except QeuError as error:
        made = replace(answers[number], why=sentence(str(error)))
    return (*answers[:number], made, *answers[number + 1 :])
