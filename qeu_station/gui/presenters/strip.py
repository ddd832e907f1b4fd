"""The strip of the last parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.correcting import Said
from qeu_station.gui.presenters.inspect_state import StripEntry

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.core.record import InspectionRecord

LENGTH = 30


class Strip:
    """The last parts, the newest first; ``shown`` stays the same object while nothing changes."""

    def __init__(self) -> None:
        self.shown: tuple[StripEntry, ...] = ()

    def add(self, record: InspectionRecord, thumbnail: np.ndarray | None = None) -> None:
        """Put a record in front; one that is there already stays where it is."""
        if any(entry.id == record.id for entry in self.shown):
            return
        entry = StripEntry(
            record.id, record.pair, Verdict(record.part.verdict), thumbnail=thumbnail
        )
        self.shown = (entry, *self.shown)[:LENGTH]

    def append(self, record: InspectionRecord) -> None:
        """Put an older record at the end."""
        if len(self.shown) < LENGTH and all(entry.id != record.id for entry in self.shown):
            verdict = Verdict(record.part.verdict)
            self.shown = (*self.shown, StripEntry(record.id, record.pair, verdict))

    def name(self, inspection: str) -> str:
        """Return the name of a part, empty when it is not on the strip."""
        return next((entry.part for entry in self.shown if entry.id == inspection), "")

    def picture(self, inspection: str, thumbnail: np.ndarray) -> None:
        """Give a part its picture, unless it has one."""
        self._change(inspection, lambda e: e if e.thumbnail is not None
                     else replace(e, thumbnail=thumbnail))  # fmt: skip

    def lacks(self, inspection: str) -> bool:
        """Tell whether a part is on the strip and has no picture yet."""
        return any(e.id == inspection and e.thumbnail is None for e in self.shown)

    def gone(self, inspection: str) -> None:
        """Note that no picture of a part can be read."""
        self._change(inspection, lambda e: replace(e, gone=True))

    def said(self, inspection: str, said: Said) -> None:
        """Note what the operator said of a part."""

        def change(entry: StripEntry) -> StripEntry:
            if (entry.said, entry.corrected) == (said.decision, said.corrected):
                return entry
            return replace(entry, said=said.decision, corrected=said.corrected)

        self._change(inspection, change)

    def current(self, inspection: str) -> None:
        """Mark the part that is on the screen; an empty id marks none."""
        for entry in self.shown:
            if entry.current != (entry.id == inspection):
                self._change(entry.id, lambda e: replace(e, current=e.id == inspection))

    def _change(self, inspection: str, change: Callable[[StripEntry], StripEntry]) -> None:
        changed = tuple(change(e) if e.id == inspection else e for e in self.shown)
        if any(new is not old for new, old in zip(changed, self.shown, strict=True)):
            self.shown = changed
