"""Where the pictures of reviewed inspections lie now; folders move after they were judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from qeu_station.core.record import ImageStamp, InspectionRecord
from qeu_station.errors import StorageError
from qeu_station.services.review.columns import Columns
from qeu_station.services.review.source import ReviewSource
from qeu_station.storage import streaming
from qeu_station.storage.archive import Archive


@dataclass(frozen=True, slots=True)
class Picture:
    """The test picture of one row.

    Attributes:
        row: The inspection's row.
        path: Where it lies now, None when it was found nowhere.
        recorded: Where it lay when it was judged.
        sha256: Hash of its bytes, empty when it could not be read then.
    """

    row: int
    path: Path | None
    recorded: str
    sha256: str


def pictures_of(source: ReviewSource, columns: Columns, rows: Iterable[int]) -> list[Picture]:
    """Return the test pictures of some rows (those on the screen), in the order of ``rows``.

    Raises:
        StorageError: The journal cannot be read.
    """
    asked = [int(row) for row in rows]
    seqs = {int(columns.seq[row]): row for row in asked}
    found = {}
    for piece in streaming.pictures(source.reader, list(seqs)):
        for seq, path, sha256 in piece:
            stamp = found_now(source, ImageStamp(path, sha256))
            place = Path(stamp.path)
            row = seqs[seq]
            found[row] = Picture(row, place if place.is_file() else None, path, sha256)
    return [found[row] for row in asked if row in found]


def relocated(source: ReviewSource, record: InspectionRecord) -> InspectionRecord:
    """Return a record that names its pictures where they lie now, as far as they were found."""
    references = tuple(found_now(source, stamp) for stamp in record.references)
    return replace(record, test=found_now(source, record.test), references=references)


def found_now(source: ReviewSource, stamp: ImageStamp) -> ImageStamp:
    """Return where a picture lies now: where it was judged, or in the source's archive."""
    if not stamp.sha256 or Path(stamp.path).is_file():
        return stamp
    try:
        return replace(stamp, path=str(Archive(source.images).path(stamp.sha256)))
    except StorageError:
        return stamp
