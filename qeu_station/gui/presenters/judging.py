"""Judging parts one after the other, and remembering which were judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.ports import Jobs

if TYPE_CHECKING:
    from qeu_station.core.pair import Pair
    from qeu_station.core.record import InspectionRecord


@dataclass(eq=False, slots=True)
class Wish:
    """One inspection that was asked for; read by the job's thread, written by the window's.

    Attributes:
        pair: The pair as the queue knows it.
        asked: The same with the serial number it gets.
        own: The serial number it had before, empty for none.
        wanted: Whether the operator still looks at the part.
        explicit: Whether it was asked for, so that it is done in any case.
    """

    pair: Pair
    asked: Pair
    own: str = ""
    wanted: bool = True
    explicit: bool = False


class Judge:
    """Runs inspections in the queue ``station``, and knows the inspection of each pair.

    Args:
        jobs: Where they run.
        judged: Takes a pair and its record, which is on the disk.
        failed: Takes a wish and the error that kept it from being judged.
        skipped: Takes a wish that nobody had any more when its turn came.
    """

    def __init__(
        self,
        jobs: Jobs,
        judged: Callable[[Pair, InspectionRecord], None],
        failed: Callable[[Wish, Exception], None],
        skipped: Callable[[Wish], None],
    ) -> None:
        self._jobs = jobs
        self._judged = judged
        self._failed = failed
        self._skipped = skipped
        self._running: dict[Pair, Wish] = {}
        self._known: dict[bytes, str] = {}

    def begin(self, wish: Wish, work: Callable[[], InspectionRecord]) -> None:
        """Judge a pair with ``work`` when its turn comes, if it is still wanted then."""
        self._running[wish.pair] = wish
        self._jobs.ordered(
            "station",
            lambda task: work() if wish.wanted or wish.explicit else None,
            lambda record: self._done(wish, record),
            lambda error: self._on_failed(wish, error),
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
        return self._known.get(_mark(pair))

    def forget_pairs(self) -> None:
        """Forget which pairs were judged: with another recipe they are judged anew."""
        self._known.clear()

    def _done(self, wish: Wish, record: InspectionRecord | None) -> None:
        self._running.pop(wish.pair, None)
        if record is None:
            self._skipped(wish)
        else:
            self._known[_mark(wish.pair)] = record.id
            self._judged(wish.pair, record)

    def _on_failed(self, wish: Wish, error: Exception) -> None:
        self._running.pop(wish.pair, None)
        self._failed(wish, error)


def _mark(pair: Pair) -> bytes:
    """Return what tells a pair from all others; the pairs of a day are too large to be kept."""
    return blake2b(repr(pair).encode(), digest_size=16).digest()
