"""Keeping the judged pictures in an archive, so that a record can be replayed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qeu_station.core.pair import Pair
from qeu_station.core.record import ImageStamp, InspectionRecord
from qeu_station.errors import StorageError
from qeu_station.storage.archive import Archive
from qeu_station.storage.recipes import LoadedRecipe


def archived(
    record: InspectionRecord, pair: Pair, loaded: LoadedRecipe, archive: Archive
) -> InspectionRecord:
    """Copy a record's pictures into the archive; return the record naming the copies.

    Raises:
        StorageError: The archive cannot be written, or a picture changed since it was judged.
    """
    files = loaded.references
    if loaded.recipe.from_pair and pair.reference is not None:
        files = (pair.reference,)
    references = zip(record.references, files, strict=True)
    return replace(
        record,
        test=_kept(record.test, pair.test, archive),
        references=tuple(_kept(stamp, file, archive) for stamp, file in references),
    )


def _kept(stamp: ImageStamp, file: Path, archive: Archive) -> ImageStamp:
    sha256 = archive.add(file)  # not by the stamp: it shows a name that is no text in escapes
    if sha256 != stamp.sha256:
        raise StorageError(
            f"{stamp.path} changed while it was judged; nothing was recorded. Judge it again."
        )
    return replace(stamp, path=str(archive.path(sha256)))
