"""The shift in numbers, kept as parts are judged."""

from __future__ import annotations

from array import array
from bisect import insort
from collections.abc import Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING

from qeu_station.core.correction import Standing
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.correcting import Said
from qeu_station.gui.presenters.inspect_state import Counters

if TYPE_CHECKING:
    from qeu_station.core.record import InspectionRecord


class ShiftCount:
    """Counts of one shift; each change costs the same however long the shift is.

    Args:
        since: Start of the shift, UTC in ISO 8601, empty for the beginning of the journal.
        verdicts: Number of inspections so far, per verdict.
        corrected: Number of those that were corrected.
        milliseconds: Cycle time of each of them.
    """

    def __init__(
        self,
        since: str = "",
        verdicts: Mapping[str, int] | None = None,
        corrected: int = 0,
        milliseconds: Sequence[float] = (),
    ) -> None:
        self._since = since
        self._verdicts = {v: (verdicts or {}).get(v, 0) for v in Verdict}
        self._corrected = corrected
        self._times = array("d", sorted(milliseconds))
        self._sum = sum(milliseconds)
        self.shown = self._counters()

    def judged(self, verdict: Verdict, milliseconds: float | None) -> None:
        """Count an inspection; its time in milliseconds, None when it is not known."""
        self._verdicts[verdict] += 1
        if milliseconds is not None:
            insort(self._times, milliseconds)
            self._sum += milliseconds
        self.shown = self._counters()

    def corrected(self, change: int) -> None:
        """Count inspections that are now (+1) or no longer (-1) corrected."""
        if change:
            self._corrected += change
            self.shown = self._counters()

    def _counters(self) -> Counters:
        total = sum(self._verdicts.values())
        passed = self._verdicts[Verdict.PASS]
        times = self._times
        return Counters(
            total=total,
            passed=passed,
            failed=self._verdicts[Verdict.FAIL],
            review=self._verdicts[Verdict.REVIEW],
            corrected=self._corrected,
            yield_=passed / total if total else None,
            fastest=times[0] if times else None,
            mean=self._sum / len(times) if times else None,
            p95=times[ceil(0.95 * len(times)) - 1] if times else None,
            since=self._since,
        )


def contradicted(record: InspectionRecord, said: Said) -> bool:
    """Tell whether what is in force of an inspection says another thing than the station did."""
    standing = Standing(
        cells=dict(said.cells),
        part=said.decision or None,
        added=tuple(mark.drawn for mark in said.boxes),
        struck=tuple(region for region, _ in said.struck),
    )
    cells = {address: item.verdict for address, item in record.cells.items()}
    return standing.contradicts(record.part.verdict, cells)
