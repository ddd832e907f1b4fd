"""The shift: its beginning, its counters, and the strip of its last parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.correcting import History
from qeu_station.gui.presenters.counters import ShiftCount, contradicted
from qeu_station.gui.presenters.ports import Jobs, Station
from qeu_station.gui.presenters.strip import LENGTH, Strip
from qeu_station.gui.presenters.thumbnails import Thumbnails

if TYPE_CHECKING:
    from qeu_station.core.record import InspectionRecord
    from qeu_station.services.live import Shift


def now() -> str:
    """Return the time as records have it: UTC, ISO 8601, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class ShiftDesk:
    """Counts what is judged in a shift.

    Args:
        jobs: Where the journal is read.
        since: Beginning of the shift, UTC in ISO 8601, empty for that of the journal.
        changed: Called after an answer.
        report: Takes errors for a notice.
    """

    def __init__(
        self,
        jobs: Jobs,
        since: str,
        changed: Callable[[], None],
        report: Callable[[Exception], None],
    ) -> None:
        self._jobs = jobs
        self._changed = changed
        self._report = report
        self._station: Station | None = None
        self._since = since
        self._moved = False
        self._corrected: set[str] = set()
        self.strip = Strip()
        self._thumbnails = Thumbnails(jobs, self.strip, changed)
        self.count = ShiftCount(since)

    def attach(self, station: Station) -> None:
        """Read the shift so far, and the last parts."""
        self._station = self._thumbnails.station = station
        self._read()
        self._jobs.latest("recent", lambda task: _recent(station), self._on_recent, self._report)

    def begin(self) -> str:
        """Begin a new shift, which counts from zero; return its beginning."""
        self._jobs.forget("shift")
        self._since = now()
        self._corrected.clear()
        self.count = ShiftCount(self._since)
        return self._since

    def judged(self, record: InspectionRecord) -> None:
        """Count an inspection and put it on the strip."""
        self._moved = True
        self.strip.add(record)
        self._thumbnails.want(record)
        self.count.judged(Verdict(record.part.verdict), record.milliseconds.get("total"))

    def opened(self, history: History) -> None:
        """Note whether an inspection of the journal is counted as corrected already."""
        if contradicted(history.record, history.said()):
            self._corrected.add(history.inspection)

    def said(self, history: History) -> None:
        """Follow what the operator said of an inspection."""
        said = history.said()
        self.strip.said(history.inspection, said)
        before = history.inspection in self._corrected
        after = contradicted(history.record, said)
        if before == after:
            return
        (self._corrected.add if after else self._corrected.discard)(history.inspection)
        if history.record.at >= self._since:
            self.count.corrected(1 if after else -1)

    def _read(self) -> None:
        station, since = self._station, self._since
        if station is not None:
            self._moved = False
            self._jobs.latest(
                "shift", lambda task: station.shift(since), self._on_shift, self._report
            )

    def _on_shift(self, shift: Shift) -> None:
        if self._moved:  # something was judged while the journal was read: is it in or not?
            self._read()
            return
        self.count = ShiftCount(shift.since, shift.verdicts, shift.corrected, shift.milliseconds)
        self._changed()

    def _on_recent(self, histories: Sequence[History]) -> None:
        for history in histories:
            self.strip.append(history.record)
            self.strip.said(history.inspection, history.said())
        for history in reversed(histories):  # the newest are read first
            self._thumbnails.want(history.record)
        self._changed()


def _recent(station: Station) -> list[History]:
    """Read the last parts and what was said of them, in a job."""
    records = station.recent(LENGTH)
    return [History(record, station.corrections(record.id)) for record in records]
