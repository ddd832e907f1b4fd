"""Deleting what a batch made, and nothing else: no picture of a person, no file of another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from qeu_station.services.batch_files import (
    IMAGES,
    JOURNAL,
    MANIFEST,
    OVERLAYS,
    REPORT,
    TABLES,
)
from qeu_station.services.jobqueue.job import BatchJob
from qeu_station.services.jobqueue.judged import corrected
from qeu_station.services.jobqueue.running import log_file
from qeu_station.services.opening import OpenHome
from qeu_station.storage.atomic import storage_errors
from qeu_station.storage.database import locate
from qeu_station.storage.writer import claim_writer

_OF_THE_JOURNAL = (f"{Path(JOURNAL).stem}.similar",)
"""What the station computed from the journal and keeps beside it; worth nothing without it."""
_DATABASE = ("-journal", "-wal", "-shm", "")
"""Ends of the files of a database, the database itself last."""
_COPY = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{60}(\.[a-z0-9]{1,8})?")
"""Where the archive of a batch keeps a copy: under the hash of its content."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """What is to be deleted with a job.

    Attributes:
        results: Journal with its corrections, tables, report and overlay pictures.
        images: The copies of the pictures that the batch made.
    """

    results: bool = False
    images: bool = False


@dataclass(frozen=True, slots=True)
class Deleted:
    """What was deleted: number of files and their bytes; ``left`` is what else lies there."""

    files: int = 0
    size: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Holding:
    """What a job's output folder holds of it: number of files and their bytes.

    Attributes:
        results: Of the results.
        images: Of the copies of pictures.
        corrections: Corrections in its journal.
    """

    results: tuple[int, int] = (0, 0)
    images: tuple[int, int] = (0, 0)
    corrections: int = 0


def holding(job: BatchJob, home: OpenHome) -> Holding:
    """Return what can be deleted with a job.

    Raises:
        StorageError: Its output folder cannot be read.
    """
    out = job.order.out
    with storage_errors(f'read the folder "{out}"'):
        return Holding(
            _sum(_results(job)), _sum(_images(job)), corrected(out, home.settings.station)
        )


def delete_job(job: BatchJob, home: OpenHome, what: Deletion) -> Deleted:
    """Delete what is asked for; a deletion that was interrupted is done by asking again.

    Raises:
        JournalTakenError: Another program writes the journal.
        StorageError: A file cannot be deleted.
    """
    out = job.order.out
    if not _is_its(job):
        what = Deletion()
    gone = Deleted()
    with ExitStack() as undo, storage_errors(f'delete the results in "{out}"'):
        if what.results and (out / JOURNAL).exists():
            release = claim_writer(locate(out / JOURNAL), home.settings.station)
            undo.callback(release)
        images = list(_images(job)) if what.images else []
        results = list(_results(job)) if what.results else []
        gone = _deleted(images, results)
    with storage_errors(f'delete the results in "{out}"'):
        if what.results:
            (out / f"{JOURNAL}.lock").unlink(missing_ok=True)
        if what.results or what.images:
            _clear(out)
    log = log_file(home.folder, job.id)
    for each in (log, log.with_name(f"{log.name}.1")):
        with suppress(OSError):
            each.unlink(missing_ok=True)
    return gone


def _results(job: BatchJob) -> Iterator[Path]:
    """Yield the result files that are there, those first that others are told by."""
    out = job.order.out
    if not _is_its(job):
        return
    for name in (name for name in job.overlays if Path(name).name == name):
        yield from _plain(out / OVERLAYS / name)
    yield from _plain(out / REPORT)
    for table in TABLES:
        yield from _plain(out / f"{table}.parquet", out / f"{table}.csv")
    place = locate(out / JOURNAL)
    for name in (*_OF_THE_JOURNAL, JOURNAL):
        yield from _plain(*(out / f"{name}{end}" for end in _DATABASE))
    yield from _plain(place.head, out / MANIFEST)


def _images(job: BatchJob) -> Iterator[Path]:
    """Yield the copies a batch made; files that only lie in the same folder are no copies."""
    folder = job.order.out / IMAGES
    if not job.order.archive or folder.is_symlink() or not _is_its(job):
        return
    for file in folder.glob("??/??/*"):
        if _COPY.fullmatch(file.relative_to(folder).as_posix()):
            yield from _plain(file)


def _is_its(job: BatchJob) -> bool:
    """Whether the output folder holds this job's batch, and not another one by now."""
    try:
        made_for = json.loads((job.order.out / MANIFEST).read_bytes())["identity"]
    except FileNotFoundError:
        return bool(job.identity) and not (job.order.out / JOURNAL).exists()
    except (OSError, ValueError, LookupError, TypeError):
        return False
    return bool(job.identity) and made_for == job.identity


def _plain(*files: Path) -> Iterator[Path]:
    """Yield what is a file itself; a link leads to what is somebody else's."""
    return (file for file in files if file.is_file() and not file.is_symlink())


def _sum(files: Iterator[Path]) -> tuple[int, int]:
    sizes = [file.stat().st_size for file in files]
    return len(sizes), sum(sizes)


def _deleted(*groups: list[Path]) -> Deleted:
    count = size = 0
    for file in (file for group in groups for file in group):
        size += file.stat().st_size
        file.unlink()
        count += 1
    return Deleted(count, size)


def _clear(out: Path) -> None:
    """Delete the folders that are empty now."""
    images = out / IMAGES
    folders = [*images.glob("??/??"), *images.glob("??"), images, out / OVERLAYS, out]
    for folder in folders:
        with suppress(OSError):  # it holds something else, or is not there
            folder.rmdir()
