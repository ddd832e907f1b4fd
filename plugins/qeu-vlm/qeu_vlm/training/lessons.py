"""What there is to learn from: pairs a model is shown, with the answer people gave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from qeu_station.api import Example, PluginError
from qeu_station.toolkit.question import answer, question
from qeu_station.toolkit.reasoning import check_reasoning
from qeu_station.toolkit.record_pictures import read_picture
from qeu_station.toolkit.recorded_pair import recorded_pair
from qeu_station.toolkit.records import DatasetError, Record, Records
from qeu_vlm.showing import Shown, ShowSettings, show
from qeu_vlm.vocabulary import OK, UNKNOWN


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """A pair with its right answer.

    Attributes:
        name: Name of the pair.
        group: What a split must not tear apart.
        show: Returns what the model is shown of it.
        cells: Name of the defect per cell, as the model calls the cells, in an answer's order;
            empty for a good part.
        rows: Row labels as the model is told them.
        columns: Column labels as the model is told them.
        addresses: What the model calls the judged cells, in an answer's order.
        reasoning: The steps that lead to the answer, empty for none.
    """

    name: str
    group: str
    show: Callable[[], Shown] = field(repr=False)
    cells: Mapping[str, str]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    addresses: tuple[str, ...]
    reasoning: str = ""

    @property
    def question(self) -> str:
        """What the model is asked."""
        return question(self.rows, self.columns)

    @property
    def answer(self) -> str:
        """What it is to say."""
        return answer(self.cells)

    @property
    def label(self) -> str:
        """The class it counts as when examples are drawn: its rarest word is not known yet."""
        return next(iter(self.cells.values()), OK)


class LeftOutError(Exception):
    """A pair teaches nothing; the message says why."""


def defects_of(example: Example, addresses: Sequence[str]) -> tuple[dict[str, str], bool]:
    """Return the class per defective cell, and whether a cell of unknown class was taken for good.

    Who names the defects of a part has looked at all of it; a part of which no defect is named
    counts as good only when every cell of it is known to be.

    Raises:
        LeftOutError: It is not known what the right answer is.
    """
    cells = {a: c for a, c in example.cells.items() if a in addresses}
    bad = {address: label for address, label in cells.items() if label != OK}
    if UNKNOWN in bad.values():
        raise LeftOutError("a cell is defective without a class, so that its name is not known")
    if example.missed and not bad:
        raise LeftOutError("a defect is known, but not which cell it is in")
    open_ = [address for address in addresses if address not in cells]
    if not bad and open_:
        raise LeftOutError(f"whether {open_[0]} is good is not known ({len(open_)} cells)")
    return bad, bool(open_)


def taught(
    name: str, group: str, shown: Shown, again: Callable[[], Shown], bad: Mapping[str, str]
) -> Taught:
    """Return a pair with its answer.

    Args:
        name: Name of the pair.
        group: What a split must not tear apart.
        shown: What the model is shown of it.
        again: Returns the same once more, when it is needed.
        bad: Class per defective cell of the product's grid.
    """
    spoken = shown.spoken(bad)
    return Taught(name, group, again, spoken, shown.rows, shown.columns, tuple(shown.addresses))


def taught_by_records(
    records: Records, settings: ShowSettings, classes: Sequence[str], reasoning: bool
) -> tuple[list[Taught], list[Taught], dict[str, str]]:
    """Return the pairs of imported records: to learn from, to measure on, and why others are not.

    Args:
        records: The records.
        settings: How pairs are shown.
        classes: Names of defects that the recipe has.
        reasoning: Whether their reasoning is used; one that is none is left out, and told.
    """
    left_out: dict[str, str] = {}

    def of(side: Sequence[Record]) -> list[Taught]:
        made = []
        for record in side:
            try:
                made.append(_of_record(record, settings, classes, reasoning))
            except (LeftOutError, DatasetError, PluginError, ValueError) as error:
                left_out[record.name] = str(error)
        return made

    return of(records.train), of(records.test), left_out


def _of_record(
    record: Record, settings: ShowSettings, classes: Sequence[str], reasoning: bool
) -> Taught:
    strange = [label for label in record.cells.values() if label not in classes]
    if strange:
        raise LeftOutError(f'"{strange[0]}" is no class of the recipe ({", ".join(classes)})')
    shown = _shown(record, settings)
    spoken = shown.spoken(record.cells)
    if len(spoken) != len(record.cells):
        raise LeftOutError("its answer names a cell that is not judged")
    steps = ""
    if reasoning and record.reasoning:
        steps = check_reasoning(record.reasoning, record.cells, tuple(shown.addresses.values()))
    return Taught(
        record.name,
        record.group,
        lambda: _shown(record, settings),
        spoken,
        shown.rows,
        shown.columns,
        tuple(shown.addresses),
        steps,
    )


def _shown(record: Record, settings: ShowSettings) -> Shown:
    if record.has_pair:
        return show(recorded_pair(record), settings)
    if settings.way != "composite":
        raise LeftOutError(f"it has the composite only; this model is shown {settings.way}")
    names = {row + column: row + column for row in record.rows for column in record.columns}
    picture = np.ascontiguousarray(read_picture(record.pictures[0])[..., ::-1])
    return Shown((picture,), ("",), record.rows, record.columns, names)
