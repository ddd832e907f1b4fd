"""Everything the Batches screen shows, as frozen snapshots."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

WAITING, RUNNING, PAUSED = "waiting", "running", "paused"
CANCELLED, FAILED, DONE = "cancelled", "failed", "done"
"""States of a job as ``services.jobqueue.JobState`` has them."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch in the table.

    Attributes:
        id: Of the job.
        name: What people call it.
        recipe: Recipe and version.
        state: Decides the drawing.
        word: The state in words.
        done: Share of the pairs that are judged, 0 to 1; None before they are counted.
        counted: How many of how many, in words; empty before they are counted.
        rate: Pairs per second, in words; empty while unknown.
        left: Time left, in words; empty while unknown.
        passed: Number of PASS.
        review: Number of REVIEW.
        failed: Number of FAIL.
    """

    id: str
    name: str
    recipe: str
    state: str
    word: str
    done: float | None = None
    counted: str = ""
    rate: str = ""
    left: str = ""
    passed: int = 0
    review: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class BatchDetail:
    """The batch that is chosen.

    Attributes:
        id: Of the job.
        title: Its name.
        state: Decides the drawing.
        sentence: How it stands, in one sentence.
        problem: Why it failed; empty otherwise.
        facts: Pairs of name and value.
        out: Its output folder.
    """

    id: str
    title: str
    state: str
    sentence: str
    problem: str
    facts: tuple[tuple[str, str], ...]
    out: Path


@dataclass(frozen=True, slots=True)
class BatchesState:
    """The Batches screen.

    Attributes:
        rows: What runs and waits in its order, then what rests, then what has ended.
        current: Id of the chosen batch, empty for none.
        detail: What is known of it, None for none.
        can: Keys of the actions that may be used now.
        held: Whether nothing is started.
        summary: The whole queue in one line; empty for an empty one.
        problem: What is wrong with the queue itself; empty for nothing.
        ready: Whether the queue is open.
        closed: Why it could not be opened; empty otherwise.
    """

    rows: tuple[BatchRow, ...] = ()
    current: str = ""
    detail: BatchDetail | None = None
    can: frozenset[str] = frozenset()
    held: bool = False
    summary: str = ""
    problem: str = ""
    ready: bool = False
    closed: str = ""
