"""What inspectors say while they work, and what comes after the verdict, for the screen."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import Future
from dataclasses import dataclass, replace

from qeu_station.core.record import AdviceRecord
from qeu_station.pluginhost import Said

TOLD = 50
"""Inspections that are remembered as having got advice."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Saying:
    """An inspector at work.

    Attributes:
        inspector: Its name.
        part: Name of the pair it looks at.
        inspection: Id of the record, empty before there is one.
        text: What it says so far, empty for nothing yet.
        first_ms: Milliseconds until it began to say something, 0 before.
    """

    inspector: str
    part: str
    inspection: str = ""
    text: str = ""
    first_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said now.

    Attributes:
        sayings: Inspectors at work that say something, or that go on after the verdict.
        advised: Ids of the inspections that got advice last, oldest first.
    """

    sayings: tuple[Saying, ...] = ()
    advised: tuple[str, ...] = ()


class Board:
    """Keeps what is said; asked from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sayings: dict[tuple[int, str], Saying] = {}
        self._advised: deque[str] = deque(maxlen=TOLD)

    @property
    def talk(self) -> Talk:
        """What is said now."""
        with self._lock:
            return Talk(tuple(self._sayings.values()), tuple(self._advised))

    def say(self, key: tuple[int, str], saying: Saying) -> None:
        """Show what an inspector says."""
        with self._lock:
            known = self._sayings.get(key)
            inspection = saying.inspection or (known.inspection if known else "")
            self._sayings[key] = replace(saying, inspection=inspection)

    def settle(self, slip: int, part: str, inspection: str, late: Collection[str]) -> None:
        """Show of one inspection only those who go on after its verdict."""
        with self._lock:
            mine = {key: saying for key, saying in self._sayings.items() if key[0] == slip}
            for key in mine:
                del self._sayings[key]
            for inspector in late:
                before = mine.get((slip, inspector), Saying(inspector, part))
                self._sayings[slip, inspector] = replace(before, inspection=inspection)

    def end(self, key: tuple[int, str], inspection: str) -> None:
        """Show an inspector no more; it has advised on an inspection, or on none."""
        with self._lock:
            self._sayings.pop(key, None)
            if inspection:
                self._advised.append(inspection)


class Slip:
    """Hears of one inspection, and records what comes late once the inspection is recorded.

    Args:
        part: Name of the pair.
        board: Shows what is said.
        record: Records advice on an inspection.
    """

    def __init__(
        self, part: str, board: Board, record: Callable[[str, AdviceRecord], None]
    ) -> None:
        self._part = part
        self._board = board
        self._record = record
        self._recorded: Future[str] = Future()

    def said(self, said: Said) -> None:
        """Hear what an inspector says while it works."""
        inspection = self._recorded.result() if self._recorded.done() else ""
        saying = Saying(said.inspector, self._part, inspection, said.text, said.first_ms)
        self._board.say(self._key(said.inspector), saying)

    def advise(self, advice: AdviceRecord) -> None:
        """Record advice; waits until its inspection is recorded, and is lost where that failed."""
        inspection = self._recorded.result()
        try:
            if inspection:
                self._record(inspection, advice)
        except Exception:
            log.exception("what inspector %s said too late is lost", advice.inspector)
            inspection = ""
        self._board.end(self._key(advice.inspector), inspection)

    def settle(self, inspection: str, late: Collection[str] = ()) -> None:
        """Say which record it became, empty for none, and who goes on; only the first call counts.

        Args:
            inspection: Id of the record.
            late: Inspectors whose answers are still to come.
        """
        if not self._recorded.done():
            self._board.settle(id(self), self._part, inspection, late)
            self._recorded.set_result(inspection)

    def _key(self, inspector: str) -> tuple[int, str]:
        return id(self), inspector
