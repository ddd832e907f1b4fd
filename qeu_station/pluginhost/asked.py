"""One inspector asked about one pair, until it has answered, failed, or run out of time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from qeu_station.api import PreparedPair
from qeu_station.core.record import BUSY, LATE
from qeu_station.pluginhost.checking import checked_answer, raw_text
from qeu_station.pluginhost.child import Child, ChildError
from qeu_station.pluginhost.supervisor import Supervised
from qeu_station.pluginhost.use import Listener, Reply, Said
from qeu_station.pluginhost.wire import MAX_SAID, Wire

CANCEL_GRACE_S = 2.0
"""Seconds an inspector that can be cancelled has to end its work by itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What all inspectors are asked.

    Attributes:
        number: Of the round; answers carry it.
        pair: The pair.
        wire: The same as data.
        listener: Hears what they say while they work, and takes late replies; or None.
    """

    number: int
    pair: PreparedPair
    wire: Wire
    listener: Listener | None


class Asked:
    """Waited for until it is ready, then until it answers.

    Args:
        worker: The inspector.
        question: What it is asked.

    Attributes:
        limit_s: Seconds it has, from the moment it is asked.
        child: Its process, once it was asked.
        reply: What became of it; None while that is open.
    """

    def __init__(self, worker: Supervised, question: Question) -> None:
        use = worker.use
        self.worker = worker
        self.question = question
        self.since = time.monotonic()
        self.limit_s = use.longest_s if question.listener is None else use.deadline_s
        self.child: Child | None = None
        self.reply: Reply | None = None
        self._first_ms = 0.0
        self._cancelled = False

    @property
    def overdue(self) -> bool:
        """Whether its time is over."""
        return time.monotonic() - self.since > self.limit_s

    @property
    def may_be_late(self) -> bool:
        """Whether it may go on when its time is over, as somebody will take its answer."""
        return self.question.listener is not None and self.limit_s < self.worker.use.longest_s

    @property
    def milliseconds(self) -> float:
        """Time since it was asked."""
        return 1000 * (time.monotonic() - self.since)

    def try_to_ask(self) -> None:
        """Ask it when it is ready; close it when there is nothing to wait for."""
        worker, question = self.worker, self.question
        if worker.busy_with:
            self.close((BUSY, f"is still busy with {worker.busy_with}"))
            return
        child = worker.ready
        if child is not None:
            self.child, self.since = child, time.monotonic()
            message = {
                "do": "inspect",
                "number": question.number,
                "pair": question.wire,
                "deadline_s": worker.use.longest_s + CANCEL_GRACE_S,
            }
            self._guarded(lambda: child.send(message))
        elif self.overdue or not worker.waiting():
            worker.stopwatch.ended()
            self.close(worker.absence())

    def advance(self, arrived: bool) -> None:
        """Take what arrived, and see to its time and its memory."""
        child = self.child
        assert child is not None
        if arrived:
            self._guarded(lambda: self._take(child))
        else:
            self._guarded(lambda: child.check(self.worker.use.memory_mb))
        if self.reply is None and self.overdue and not self.may_be_late:
            self._guarded(lambda: self._run_out(child))

    def end(self, ended: ChildError) -> None:
        """Close it because its process has ended."""
        fault = ended.kind, str(ended)
        if self.child is not None:
            fault = self.worker.failed(self.child, *fault)
        self.close(fault)

    def close(self, outcome: object, raw: str = "") -> None:
        """Set its reply: opinions, or a fault."""
        self.reply = Reply(
            inspector=self.worker.use.name,
            opinions=outcome if isinstance(outcome, dict) else {},
            fault=outcome if isinstance(outcome, tuple) else None,
            milliseconds=self.milliseconds,
            device=self.worker.device,
            raw=raw,
            first_ms=self._first_ms,
        )

    def _take(self, child: Child) -> None:
        message = child.receive()
        mine = message.get("number") == self.question.number
        if "say" in message:
            if mine:  # an older one came too late to be of interest
                self._hear(str(message["say"])[:MAX_SAID])
            return
        if not mine:
            child.end()
            raise ChildError("invalid", "answered another question than the one asked")
        self.worker.device = str(message.get("device", self.worker.device))
        outcome: object = checked_answer(message, self.worker.use, self.question.pair)
        raw = raw_text(message)
        if self._cancelled:
            outcome = "timeout", f"did not answer within {self.worker.use.longest_s:g} s"
        if (ended := self.worker.ending(child)) is not None:
            outcome, raw = ended, ""
        self.worker.answered(outcome if isinstance(outcome, tuple) else None, self.milliseconds)
        self.close(outcome, raw)

    def _hear(self, text: str) -> None:
        now = self.milliseconds
        self._first_ms = self._first_ms or now
        if self.question.listener is not None:
            said = Said(self.worker.use.name, text, now, self._first_ms)
            self.question.listener.said(said)

    def _run_out(self, child: Child) -> None:
        """End it, softly at first where that spares loading a large model again."""
        use = self.worker.use
        softly = self.worker.cancels and use.longest_s > use.deadline_s
        if softly and not self._cancelled:
            self._cancelled = True
            self.limit_s += CANCEL_GRACE_S
            child.send({"do": "cancel", "number": self.question.number})
            return
        raise child.time_out(min(self.limit_s, use.longest_s))

    def _guarded(self, step: Callable[[], None]) -> None:
        try:
            step()
        except ChildError as ended:
            self.end(ended)

    def postponed(self) -> Asked:
        """Close this with fault ``late``; return the same question with all its patience."""
        later = Asked(self.worker, self.question)
        later.since, later.child, later._first_ms = self.since, self.child, self._first_ms
        later.limit_s = self.worker.use.longest_s
        self.worker.busy_with = self.question.pair.name or "another part"
        self.close((LATE, "is still at work; what it says is added when it comes"))
        return later
