"""What a batch in the queue is, and what may become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class JobState(StrEnum):
    """Where a job stands.

    ``paused``, ``cancelled`` and ``failed`` jobs keep what was judged, and can go on.
    """

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    FAILED = "failed"
    DONE = "done"


CAN_GO_ON = frozenset({JobState.PAUSED, JobState.CANCELLED, JobState.FAILED})


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """A batch as a person orders it.

    Attributes:
        recipe: ``NAME``, ``NAME@VERSION`` or path; the queue keeps it with its version.
        pairs: Folder or CSV of pairs.
        out: Output folder; made when missing, gone on with when it holds just this batch.
        lanes: Processes that judge side by side.
        archive: Copy every picture into ``out``.
        truth: Known truth, or None.
    """

    recipe: str
    pairs: Path
    out: Path
    lanes: int = 1
    archive: bool = False
    truth: Path | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is, those pairs included that were judged before an interruption.

    Attributes:
        done: Pairs in its journal.
        total: All pairs, 0 before they are counted.
        verdicts: Count per verdict.
        rate: Pairs per second of the run under way, 0 while unknown.
        remaining_s: Estimated seconds left, None while unknown.
    """

    done: int = 0
    total: int = 0
    verdicts: Mapping[str, int] = field(default_factory=dict)
    rate: float = 0.0
    remaining_s: float | None = None


@dataclass(frozen=True, slots=True)
class BatchJob:
    """One batch in the queue.

    Attributes:
        id: Names it for good.
        order: What was ordered.
        added: When, UTC in ISO 8601.
        state: Where it stands.
        wish: What it becomes when its process has ended, while that is under way.
        progress: As it was heard last.
        problem: Why it failed; empty otherwise.
        ended: When it ended last, empty before.
        overlays: Names of the overlay pictures it wrote.
        identity: What its output folder was made for, see ``batch.plan``; empty before.
    """

    id: str
    order: BatchOrder
    added: str
    state: JobState = JobState.WAITING
    wish: JobState | None = None
    progress: Progress = Progress()
    problem: str = ""
    ended: str = ""
    overlays: tuple[str, ...] = ()
    identity: str = ""

    @property
    def name(self) -> str:
        """What people call it: its output folder's name."""
        return self.order.out.name or str(self.order.out)

    @property
    def running(self) -> bool:
        """Whether its process works, or is being ended."""
        return self.state is JobState.RUNNING


@dataclass(frozen=True, slots=True)
class QueueState:
    """The queue at one moment.

    Attributes:
        jobs: In the order they run in.
        held: Whether no job is started.
        problem: Why the queue cannot be kept on disk, empty when it is.
    """

    jobs: tuple[BatchJob, ...] = ()
    held: bool = False
    problem: str = ""

    def job(self, id: str) -> BatchJob | None:
        """Return a job by its id."""
        return next((job for job in self.jobs if job.id == id), None)
