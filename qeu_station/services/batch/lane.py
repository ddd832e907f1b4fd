"""One lane: a process that reads, prepares and judges, with a full set of workers on one core."""

from __future__ import annotations

import json
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any, NamedTuple

from qeu_station.core.pair import Pair
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import QeuError, StorageError
from qeu_station.services.station import StationOptions
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.storage.serial import record_to_json

DEPTH = 2
"""Pairs a lane holds: one under work, one waiting, so that it never idles."""
_RECORD, _FAILED = b"R", b"F"


class Judged(NamedTuple):
    """A record as its lane wrote it, so that the parent need not read it."""

    id: str
    verdict: str
    text: str


@dataclass(frozen=True, slots=True)
class LaneSettings:
    """What a lane needs to open its station; plain data only."""

    loaded: LoadedRecipe
    options: StationOptions
    archive: Path | None
    source: Path | None = None


class Lane:
    """The parent's end of a lane."""

    def __init__(self, settings: LaneSettings, core: int | None) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, child = context.Pipe()
        self._process = context.Process(
            target=_main, args=(settings, core, child), name="lane", daemon=False
        )
        with _interrupts_held():
            self._process.start()
        child.close()
        self.core = core
        self.waiting: deque[Pair] = deque()

    @property
    def pipe(self) -> multiprocessing.connection.Connection[Any, Any]:
        """Readable when the lane has a result or has died."""
        return self._pipe

    @property
    def free(self) -> bool:
        """Whether it can take another pair."""
        return len(self.waiting) < DEPTH

    def give(self, pair: Pair) -> None:
        """Hand it a pair."""
        self.waiting.append(pair)
        try:
            self._pipe.send_bytes(_packed(pair))
        except OSError:
            return  # it died; the reader of the pipe finds out and hands its pairs on

    def take(self) -> Judged | None:
        """Return the next record, or None when the lane died.

        Raises:
            QeuError: The lane could not open its station, or keep a picture.
        """
        try:
            message = self._pipe.recv_bytes()
        except (EOFError, OSError):
            return None
        if message[:1] == _FAILED:
            raise StorageError(message[1:].decode())
        self.waiting.popleft()
        id, verdict, text = message[1:].decode().split("\n", 2)
        return Judged(id, verdict, text)

    def stop(self) -> None:
        """Let it finish, and end it if it does not."""
        self._pipe.close()
        self._process.join(timeout=10)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()

    def exit_reason(self) -> str:
        """Return how a dead lane ended."""
        self._process.join(timeout=5)
        return f"the judging process ended with exit code {self._process.exitcode}"


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let a process that starts here never see Ctrl-C, not even while it loads its libraries."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # its start lets signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _packed(pair: Pair) -> bytes:
    return json.dumps(asdict(pair), default=str).encode()


def _unpacked(message: bytes) -> Pair:
    data: Mapping[str, Any] = json.loads(message)
    reference = data["reference"]
    return Pair(
        name=data["name"],
        test=Path(data["test"]),
        reference=None if reference is None else Path(reference),
        serial=data["serial"],
        group=data["group"],
    )


def _main(
    settings: LaneSettings,
    core: int | None,
    pipe: multiprocessing.connection.Connection[Any, Any],
) -> None:
    """Body of the process: ends when the parent closes the pipe or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _pin(core)
    from qeu_station.services.station import Station

    affinity = None if core is None else frozenset({core})
    options = replace(settings.options, affinity=affinity)
    with suppress(EOFError, OSError):  # the parent closed the pipe, or is gone
        try:
            station = Station(settings.loaded, options)
        except QeuError as error:
            pipe.send_bytes(_FAILED + str(error).encode())
            return
        with station:
            while True:
                pair = _unpacked(pipe.recv_bytes())
                pipe.send_bytes(_judged(station, pair, settings))


def _end_with_parent() -> None:
    """End at once when the parent was killed, even while starting; the workers follow."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _judged(station: Any, pair: Pair, settings: LaneSettings) -> bytes:
    """Return the record of one pair; whatever is wrong with it becomes REVIEW.

    An archive that cannot be written, or a folder of pairs that is gone, is no fault of the pair:
    it ends the batch, and the pair is judged when the batch is resumed.
    """
    from qeu_station.services.keeping import archived
    from qeu_station.services.recording import software_versions, unreadable_record
    from qeu_station.storage.archive import Archive

    try:
        record = station.inspect(pair)
        if settings.archive is not None:
            record = archived(record, pair, settings.loaded, Archive(settings.archive))
    except StorageError as error:
        return _FAILED + str(error).encode()
    except QeuError as error:
        if settings.source is not None and _is_gone(settings.source):
            return _FAILED + _gone_words(settings.source).encode("utf-8", "replace")
        name = settings.options.name
        record = unreadable_record(pair, str(error), name, settings.loaded, software_versions())
    return _RECORD + "\n".join(as_judged(record)).encode()


def _is_gone(source: Path) -> bool:
    """Whether what the pairs came from is lost; a disk that is not there leaves an empty folder."""
    try:
        return not source.exists() or (source.is_dir() and next(source.iterdir(), None) is None)
    except OSError:  # such as a network that is away
        return True


def _gone_words(source: Path) -> str:
    return (
        f'The pairs in "{source}" are gone: the folder was moved or deleted, or its disk or '
        "network is away. What was judged is kept; go on when it is back."
    )


def as_judged(record: InspectionRecord) -> Judged:
    """Return a record in the form that goes into the journal."""
    return Judged(record.id, record.part.verdict, record_to_json(record).decode())


def _pin(core: int | None) -> None:
    import cv2

    cv2.setNumThreads(1)
    if core is None:
        return
    import psutil

    process = psutil.Process()
    if hasattr(process, "cpu_affinity"):  # not on macOS
        process.cpu_affinity([core])
