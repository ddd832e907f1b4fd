"""Everything the Batches screen asks of the rooms below; what is heavy is imported when asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qeu_station.services.jobqueue.job import BatchJob, BatchOrder
from qeu_station.services.jobqueue.queue import JobQueue
from qeu_station.services.jobqueue.running import log_file
from qeu_station.services.jobqueue.stored import queue_file
from qeu_station.services.opening import OpenHome

if TYPE_CHECKING:
    from qeu_station.services.jobqueue.deleting import Holding
    from qeu_station.services.jobqueue.survey import Survey

LOG_LINES = 400


class BatchDesk:
    """Batches of one home. Every method may wait for the disk.

    Args:
        home: The station's home.
    """

    def __init__(self, home: OpenHome) -> None:
        self._home = home

    @property
    def lanes(self) -> int:
        """Lanes of a batch when none are asked for."""
        return self._home.settings.lanes

    def has_queue(self) -> bool:
        """Whether a batch was ever ordered here."""
        return queue_file(self._home.folder).exists()

    def open(self) -> JobQueue:
        """Open the queue, and go on with what was under way.

        Raises:
            StorageError: Another program runs it, or its file cannot be read.
        """
        return JobQueue.open(self._home)

    def recipes(self) -> Sequence[str]:
        """Return the names of all recipes, sorted."""
        from qeu_station.storage.recipes import list_recipes

        return sorted({place.name for place in list_recipes(self._home.folder)})

    def sample(self) -> BatchOrder:
        """Return an order of the shipped sample pairs."""
        from qeu_station.services.demo import RECIPE, samples

        return BatchOrder(RECIPE, samples(), Path())

    def looked_through(
        self, order: BatchOrder, taken: Collection[Path], unwanted: Callable[[], bool]
    ) -> tuple[BatchOrder, Survey]:
        """Return an order with an output folder, and what it would do; nothing is written.

        Args:
            order: What would be added; without an output folder (``.``) one is proposed.
            taken: Output folders of the jobs in the queue.
            unwanted: Whether nobody waits for the answer any more.
        """
        from qeu_station.services.jobqueue.ordering import proposed_out
        from qeu_station.services.jobqueue.survey import survey

        if order.out == Path():
            order = replace(order, out=proposed_out(self._home.folder, order.pairs, taken))
        return order, survey(order, self._home, taken, unwanted)

    def holding(self, job: BatchJob) -> Holding:
        """Return what can be deleted with a job.

        Raises:
            StorageError: Its output folder cannot be read.
        """
        from qeu_station.services.jobqueue.deleting import holding

        return holding(job, self._home)

    def save_report(self, job: BatchJob, target: Path, say: Callable[[str], str]) -> Path:
        """Write a job's report, whole or of what has been judged so far.

        Args:
            job: Whose report.
            target: The file.
            say: Says the page's words in its language.

        Raises:
            InputError: Nothing was judged yet.
            StorageError: It cannot be written.
        """
        from qeu_station.services.jobqueue.reporting import save_report

        return save_report(job, target, say)

    def log(self, job: BatchJob) -> str:
        """Return the last lines of what a job's process printed, empty for nothing."""
        try:
            text = log_file(self._home.folder, job.id).read_text("utf-8", "replace")
        except OSError:
            return ""
        return "\n".join(text.splitlines()[-LOG_LINES:])
