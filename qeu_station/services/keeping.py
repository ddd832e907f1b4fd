"""Keeping the judged pictures in an archive, so that a record can be replayed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qeu_station.core.record import ImageStamp, InspectionRecord
from qeu_station.errors import StorageError
from qeu_station.storage.archive import Archive


def archived(record: InspectionRecord, archive: Archive) -> InspectionRecord:
    """Copy a record's pictures into the archive; return the record naming the copies.

    Raises:
        StorageError: The archive cannot be written, or a picture changed since it was judged.
    """
    return replace(
        record,
        test=_kept(record.test, archive),
        references=tuple(_kept(stamp, archive) for stamp in record.references),
    )


def _kept(stamp: ImageStamp, archive: Archive) -> ImageStamp:
    sha256 = archive.add(Path(stamp.path))
    if sha256 != stamp.sha256:
        raise StorageError(
            f"{stamp.path} changed while it was judged; nothing was recorded. Judge it again."
        )
    return replace(stamp, path=str(archive.path(sha256)))
