"""The chosen inspections, one after the other, each with what was said of it and its pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sqlalchemy import select

from qeu_station.core.correction import Standing, standing
from qeu_station.core.recipe import Recipe
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import DatasetError, ImageError, JournalError
from qeu_station.services.review.pictures import relocated
from qeu_station.services.review.source import ReviewSource
from qeu_station.services.viewing import PictureMemory
from qeu_station.storage import schema
from qeu_station.storage.bulk import SaidEntry, said_of
from qeu_station.storage.recorded import RecordedRecipes
from qeu_station.storage.serial import record_from_json
from qeu_station.storage.text import file_name

_TOGETHER = 50
"""Records read at a time."""


@dataclass(frozen=True, eq=False)
class Item:
    """One chosen inspection.

    Attributes:
        seq: Number of its entry.
        record: It names its pictures where they lie now.
        said: Every correction, oldest first.
        name: Name for its files, which no other of this export has.
        book: Recipes and pictures that several share.
    """

    seq: int
    record: InspectionRecord
    said: tuple[SaidEntry, ...]
    name: str
    book: Book = field(repr=False)

    @cached_property
    def standing(self) -> Standing:
        """What operators say of it, taken together."""
        return standing((entry.hash, entry.correction) for entry in self.said)

    @property
    def recipe(self) -> Recipe:
        """The recipe it was judged with.

        Raises:
            DatasetError: The journal does not hold it.
        """
        return self.book.recipe(self.record)

    def test_bytes(self) -> bytes:
        """Return the file of the test image as it was judged.

        Raises:
            ImageError: It was moved, removed or changed since.
        """
        path = Path(self.record.test.path)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ImageError(
                f'Picture "{path}" cannot be read: {error.strerror or error}. It was moved or '
                "removed after it was judged."
            ) from error
        if hashlib.sha256(content).hexdigest() != self.record.test.sha256:
            raise ImageError(f'"{path}" is not the picture that was judged; it was changed since.')
        return content


class Book:
    """Recipes and pictures that are read once for many items."""

    def __init__(self, source: ReviewSource) -> None:
        self._recipes = RecordedRecipes(source.reader)
        self.pictures = PictureMemory()

    def recipe(self, record: InspectionRecord) -> Recipe:
        """Return the recipe of a record.

        Raises:
            DatasetError: The journal does not hold it.
        """
        recipe = self._recipes.get(record.recipe.sha256)
        if recipe is None:
            raise DatasetError(
                f"Recipe {record.recipe.name} {record.recipe.version} is not in the journal, "
                "so its grid is not known."
            )
        return recipe


def read_items(source: ReviewSource, seqs: Sequence[int]) -> Iterator[Item]:
    """Yield the chosen inspections in the order of ``seqs``.

    Raises:
        StorageError: The journal cannot be read.
    """
    book, names = Book(source), _Names()
    for start in range(0, len(seqs), _TOGETHER):
        some = [int(seq) for seq in seqs[start : start + _TOGETHER]]
        records = _records(source, some)
        said = said_of(source.reader, {record.id for record in records.values()})
        for seq in some:
            record = relocated(source, records[seq])
            name = names.of(record)
            yield Item(seq, record, tuple(said.get(record.id, ())), name, book)


def _records(source: ReviewSource, seqs: Sequence[int]) -> dict[int, InspectionRecord]:
    entries, reader = schema.entries, source.reader
    query = select(entries.c.seq, entries.c.payload).where(
        entries.c.station == reader.station,
        entries.c.kind == "inspection",
        entries.c.seq.in_(seqs),
    )
    found = {row.seq: record_from_json(row.payload) for row in reader.rows(query)}
    missing = sorted(set(seqs) - set(found))
    if missing:
        raise JournalError(
            f'Journal "{reader.place}" has no inspection {missing[0]} any more; it was replaced '
            "while it was open. Open it again."
        )
    return found


class _Names:
    """Gives every inspection a file name of its own, also where letters' case does not count."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, record: InspectionRecord) -> str:
        name = file_name(record.pair)
        if name.casefold() in self._given:
            name = f"{name}-{record.id[:8]}"
        while name.casefold() in self._given:
            name += "+"
        self._given.add(name.casefold())
        return name
