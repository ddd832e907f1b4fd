"""A batch that runs: its process, and what is heard from it."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from json import dumps
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from qeu_station import paths
from qeu_station.pluginhost.child import Child, ChildError
from qeu_station.services.jobqueue.job import BatchJob, Progress
from qeu_station.services.jobqueue.stored import order_to_json

GRACE_S = 20.0
"""How long a batch may take to commit what it has when it is stopped, in seconds."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a batch's process said.

    Attributes:
        progress: How far it is, None when it did not say.
        ended: Whether it ends now.
        completed: Whether every pair is judged and the results are written.
        reason: Why it failed, empty when it did not.
        overlays: Names of the overlay pictures it wrote.
        identity: What its output folder is made for, empty when it did not say.
    """

    progress: Progress | None = None
    ended: bool = False
    completed: bool = False
    reason: str = ""
    overlays: tuple[str, ...] = ()
    identity: str = ""


class RunningBatch:
    """The queue's end of a batch's process.

    Args:
        job: What it judges.
        home: The station's home.
    """

    def __init__(self, job: BatchJob, home: Path) -> None:
        self.id = job.id
        self.end_by: float | None = None
        self._child = Child("batch", log=log_file(home, job.id))
        self._child.send({"home": os.fsencode(home), "order": dumps(order_to_json(job.order))})

    @property
    def pid(self) -> int:
        """Process id."""
        return self._child.pid

    @property
    def channel(self) -> Connection:
        """Readable when it says something, or has died."""
        return self._child.channel

    def hear(self) -> Told:
        """Return what it says; a death is told as a failure."""
        try:
            return _told(self._child.receive())
        except ChildError as error:
            return Told(ended=True, reason=f"The process of this batch {error}.")
        except (LookupError, TypeError) as error:
            said = f"sent something that is no message ({error!r}) and was ended"
            return Told(ended=True, reason=f"The process of this batch {said}.")

    def stop(self, grace_s: float = GRACE_S) -> None:
        """Ask it to commit what it has and to end."""
        end = time.monotonic() + grace_s
        if self.end_by is None or end < self.end_by:
            self.end_by = end
        try:
            self._child.send({"kind": "stop"})
        except ChildError:
            return  # it is gone already; the channel tells so

    @property
    def overdue(self) -> bool:
        """Whether it was stopped and did not end in time."""
        return self.end_by is not None and time.monotonic() > self.end_by

    def end(self, grace_s: float = 0.0) -> None:
        """End it; its journal holds what was committed."""
        self._child.end(grace_s)


def log_file(home: Path, job: str) -> Path:
    """Return the file of what a batch's process prints."""
    return paths.logs(home) / f"batch-{job}.log"


def _told(message: dict[str, Any]) -> Told:
    if message["kind"] == "failed":
        return Told(ended=True, reason=message["reason"], identity=message["identity"])
    progress = Progress(
        message["done"],
        message["total"],
        message["verdicts"],
        message["rate"],
        message["remaining_s"],
    )
    identity = message["identity"]
    if message["kind"] == "progress":
        return Told(progress, identity=identity)
    overlays = tuple(message["overlays"])
    return Told(progress, True, message["completed"], "", overlays, identity)
