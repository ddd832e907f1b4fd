"""Which pictures a part needs: those of its pair, or those its record was judged on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.pages import PageRequest, Pages
from qeu_station.gui.presenters.part import Page
from qeu_station.gui.presenters.ports import Jobs, Station

if TYPE_CHECKING:
    from qeu_station.core.pair import Pair
    from qeu_station.core.record import InspectionRecord


class Reading:
    """Asks for pictures, and for those that are likely to be asked for next.

    Args:
        jobs: Where they are read.
        judged: Returns the record of a pair that was judged and is in memory, or None.

    Attributes:
        station: Reads them.
        difference: Whether the difference is read with those of a record.
    """

    def __init__(self, jobs: Jobs, judged: Callable[[Pair], InspectionRecord | None]) -> None:
        self._pages = Pages(jobs)
        self._judged = judged
        self.station: Station | None = None
        self.difference = False

    def pair(
        self,
        pair: Pair,
        done: Callable[[Page], None],
        failed: Callable[[Exception], None],
        ahead: Iterable[Pair],
    ) -> None:
        """Read the pictures of a pair that is not judged yet."""
        self._pages.want(self._of_pair(pair), done, failed, [self._next(other) for other in ahead])

    def record(
        self,
        record: InspectionRecord,
        done: Callable[[Page], None],
        failed: Callable[[Exception], None],
        ahead: Iterable[Pair],
    ) -> None:
        """Read the pictures of a record; one whose pair could not be read has none."""
        if record.references:
            others = [self._next(other) for other in ahead]
            self._pages.want(self._of_record(record), done, failed, others)

    def drop(self, pair: Pair) -> None:
        """Forget the pictures of a pair, which is shown as it was judged from now on."""
        self._pages.drop(pair)

    def nothing(self) -> None:
        """Drop what was asked for."""
        self._pages.nothing()

    def _next(self, pair: Pair) -> PageRequest:
        record = self._judged(pair)
        return self._of_pair(pair) if record is None else self._of_record(record)

    def _of_pair(self, pair: Pair) -> PageRequest:
        station = self._working()
        return PageRequest(pair, lambda: station.pair_pictures(pair))

    def _of_record(self, record: InspectionRecord) -> PageRequest:
        station, difference = self._working(), self.difference
        key = (record.id, difference)
        return PageRequest(key, lambda: station.record_pictures(record, difference))

    def _working(self) -> Station:
        if self.station is None:
            raise RuntimeError("pictures were asked for before there is a station")
        return self.station
