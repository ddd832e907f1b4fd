"""The queue on disk: one small file in the station's home, replaced as a whole."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from qeu_station import paths
from qeu_station.errors import StorageError
from qeu_station.services.jobqueue.job import BatchJob, BatchOrder, JobState, Progress, QueueState
from qeu_station.storage.atomic import storage_errors, write_bytes

VERSION = 1
_DAMAGE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


def queue_file(home: Path) -> Path:
    """Return the file of the queue."""
    return paths.batches(home) / "queue.json"


def load_queue(home: Path) -> tuple[QueueState, str]:
    """Return the queue as it was left; a damaged file is put aside, and the second part says so.

    A job whose process was killed waits again, before all others.

    Raises:
        StorageError: The file cannot be read, or a newer version wrote it.
    """
    file = queue_file(home)
    try:
        left = _read(file)
    except _DAMAGE as error:
        return QueueState(), _put_aside(file, error)
    return replace(left, jobs=tuple(_resting(left.jobs))), ""


def read_queue(home: Path) -> QueueState:
    """Return the queue as the window that runs it wrote it last; nothing is changed.

    Raises:
        StorageError: The file cannot be read, or is damaged.
    """
    file = queue_file(home)
    try:
        return _read(file)
    except _DAMAGE as error:
        raise StorageError(
            f'The queue of batches "{file}" is damaged ({error!r}). The window puts it aside when '
            "it is opened the next time."
        ) from error


def _read(file: Path) -> QueueState:
    try:
        with storage_errors(f'read the queue of batches "{file}"'):
            content = file.read_bytes()
    except StorageError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return QueueState()
        raise
    data = json.loads(content)
    if data["version"] > VERSION:
        raise StorageError(
            f'The queue of batches "{file}" was written by a newer version of QEU Station; '
            "update this one."
        )
    return QueueState(tuple(job_from_json(each) for each in data["jobs"]), bool(data["held"]))


def save_queue(home: Path, state: QueueState) -> None:
    """Write the queue, all or nothing.

    Raises:
        StorageError: It cannot be written; the old file stays.
    """
    data = {
        "version": VERSION,
        "held": state.held,
        "jobs": [job_to_json(job) for job in state.jobs],
    }
    write_bytes(queue_file(home), json.dumps(data, indent=1).encode())


def order_to_json(order: BatchOrder) -> dict[str, Any]:
    """Return an order as JSON values; ASCII escapes keep file names that are no text."""
    truth = None if order.truth is None else str(order.truth)
    return asdict(order) | {"pairs": str(order.pairs), "out": str(order.out), "truth": truth}


def order_from_json(data: Mapping[str, Any]) -> BatchOrder:
    """Return what ``order_to_json`` wrote.

    Raises:
        ValueError, TypeError, LookupError: It is something else.
    """
    truth = data["truth"]
    lanes = int(data["lanes"])
    if lanes < 1:
        raise ValueError(f"{lanes} lanes")
    return BatchOrder(
        recipe=_text(data["recipe"]),
        pairs=Path(_text(data["pairs"])),
        out=Path(_text(data["out"])),
        lanes=lanes,
        archive=bool(data["archive"]),
        truth=None if truth is None else Path(_text(truth)),
    )


def job_to_json(job: BatchJob) -> dict[str, Any]:
    """Return a job as JSON values."""
    return asdict(job) | {"order": order_to_json(job.order)}


def job_from_json(data: Mapping[str, Any]) -> BatchJob:
    """Return what ``job_to_json`` wrote.

    Raises:
        ValueError, TypeError, LookupError: It is something else.
    """
    how_far = data["progress"]
    return BatchJob(
        id=_text(data["id"]),
        order=order_from_json(data["order"]),
        added=_text(data["added"]),
        state=JobState(data["state"]),
        wish=None if data["wish"] is None else JobState(data["wish"]),
        progress=Progress(
            int(how_far["done"]),
            int(how_far["total"]),
            {_text(name): int(count) for name, count in how_far["verdicts"].items()},
        ),
        problem=_text(data["problem"]),
        ended=_text(data["ended"]),
        overlays=tuple(_text(name) for name in data["overlays"]),
        identity=_text(data["identity"]),
    )


def _resting(jobs: Sequence[BatchJob]) -> list[BatchJob]:
    """No process outlives the one that ran the queue: what ran waits first, or has its wish."""
    rested = [replace(j, state=j.wish or JobState.WAITING, wish=None) if j.running else j
              for j in jobs]  # fmt: skip
    ran = {job.id for job in jobs if job.running}
    return sorted(rested, key=lambda job: job.id not in ran)


def _put_aside(file: Path, error: Exception) -> str:
    number = 1
    while (aside := file.with_name(f"queue-damaged-{number}.json")).exists():
        number += 1
    with storage_errors(f'put the damaged queue of batches "{file}" aside'):
        file.replace(aside)
    return (
        f'The queue of batches was damaged ({error!r}) and lies in "{aside}" now; it begins '
        "empty. The results of its batches are untouched: order a batch again with the same "
        "output folder, and it goes on."
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
