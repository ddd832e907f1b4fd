"""Judging parts one after the other, and remembering what was judged."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.ports import Jobs, Station

if TYPE_CHECKING:
    from qeu_station.core.pair import Pair
    from qeu_station.core.record import InspectionRecord

KEPT = 64
"""Records that stay in memory; the others are read from the journal again."""


@dataclass(eq=False, slots=True)
class Wish:
    """One inspection that was asked for; read by the job's thread, written by the window's.

    Attributes:
        wanted: Whether the operator still looks at the part.
        explicit: Whether the operator asked for it, so that it is done in any case.
    """

    wanted: bool = True
    explicit: bool = False


class Judge:
    """Runs inspections in the queue ``station``, and knows the record of each pair.

    Args:
        jobs: Where they run.
        judged: Takes a pair and its record, which is on the disk.
        failed: Takes a pair and the error that kept it from being judged.
        skipped: Takes a pair that nobody wanted any more when its turn came.
    """

    def __init__(
        self,
        jobs: Jobs,
        judged: Callable[[Pair, InspectionRecord], None],
        failed: Callable[[Pair, Exception], None],
        skipped: Callable[[Pair], None],
    ) -> None:
        self._jobs = jobs
        self._judged = judged
        self._failed = failed
        self._skipped = skipped
        self._running: dict[Pair, Wish] = {}
        self._known: dict[Pair, str] = {}
        self._records: OrderedDict[str, InspectionRecord] = OrderedDict()

    def begin(
        self, station: Station, pair: Pair, asked: Pair, operator: str, explicit: bool
    ) -> None:
        """Judge a pair when its turn comes.

        Args:
            station: Who judges.
            pair: The pair as the queue knows it.
            asked: The same with the serial number it gets.
            operator: Who is signed on.
            explicit: Whether it is judged even when the operator has moved on.
        """
        wish = self._running[pair] = Wish(explicit=explicit)
        self._jobs.ordered(
            "station",
            lambda task: station.inspect(asked, operator) if wish.wanted or wish.explicit else None,
            lambda record: self._done(pair, record),
            lambda error: self._on_failed(pair, error),
        )

    def leave(self, pair: Pair) -> None:
        """Note that the operator looks at another part."""
        if pair in self._running:
            self._running[pair].wanted = False

    def returns(self, pair: Pair) -> bool:
        """Note that the operator looks at a pair again; tell whether it is being judged."""
        wish = self._running.get(pair)
        if wish is not None:
            wish.wanted = True
        return wish is not None

    def known(self, pair: Pair) -> str | None:
        """Return the inspection of a pair that was judged in this session."""
        return self._known.get(pair)

    def record(self, inspection: str) -> InspectionRecord | None:
        """Return a record that is in memory."""
        return self._records.get(inspection)

    def keep(self, record: InspectionRecord) -> None:
        """Keep a record in memory for a while."""
        self._records[record.id] = record
        self._records.move_to_end(record.id)
        if len(self._records) > KEPT:
            self._records.popitem(last=False)

    def forget_pairs(self) -> None:
        """Forget which pairs were judged: with another recipe they are judged anew."""
        self._known.clear()

    def _done(self, pair: Pair, record: InspectionRecord | None) -> None:
        self._running.pop(pair, None)
        if record is None:
            self._skipped(pair)
            return
        self._known[pair] = record.id
        self.keep(record)
        self._judged(pair, record)

    def _on_failed(self, pair: Pair, error: Exception) -> None:
        self._running.pop(pair, None)
        self._failed(pair, error)
