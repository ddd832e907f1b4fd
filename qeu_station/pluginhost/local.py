"""An inspector in the host's own process: a choice for debugging, without any isolation."""

from __future__ import annotations

import sys
import time

import msgpack

from qeu_station.api import Inspector, PreparedPair
from qeu_station.pluginhost.checking import checked_answer, raw_text
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.session import (
    Fault,
    InspectorSession,
    answered,
    device_of,
    guarded,
    setup_message,
)
from qeu_station.pluginhost.use import InspectorUse, Listener, Reply, Said, WorkerHealth
from qeu_station.pluginhost.wire import MAX_SAID, Wire


class LocalInspector:
    """The same contract as a worker's, answered by a plain call.

    Args:
        use: The inspector; its deadline and memory limit do not hold here.
        options: Folders of plugins.
    """

    def __init__(self, use: InspectorUse, options: HostOptions) -> None:
        self.use = use
        self._options = options
        self._session: InspectorSession | None = None
        self._inspector: Inspector | None = None
        self._fault: Fault = ("start", "has not been started")
        self._state = "stopped"
        self._first_ms = 0.0

    @property
    def health(self) -> WorkerHealth:
        """A snapshot of its state."""
        error = "" if self._state in ("ready", "stopped") else self._fault[1]
        return WorkerHealth(self.use.name, self._state, None, 0, error, 0.0, self._device())

    def start(self) -> None:
        """Build and warm up the inspector."""
        for path in map(str, self._options.extra_paths):
            if path not in sys.path:
                sys.path.append(path)
        fault = guarded(self._build)
        self._state = "suspended" if isinstance(fault, tuple) else "ready"
        if isinstance(fault, tuple):
            self._fault = ("start", f"could not start: it {fault[1]}")

    def inspect(self, pair: PreparedPair, listener: Listener | None = None) -> Reply:
        """Return the inspector's reply; nothing is late here."""
        begin = time.monotonic()
        if self._inspector is not None and hasattr(self._inspector, "say"):
            self._inspector.say = lambda text: self._say(str(text), begin, listener)
        self._first_ms = 0.0
        answer = self._answer(pair)
        outcome = answer if isinstance(answer, tuple) else checked_answer(answer, self.use, pair)
        return Reply(
            inspector=self.use.name,
            opinions={} if isinstance(outcome, tuple) else outcome,
            fault=outcome if isinstance(outcome, tuple) else None,
            milliseconds=1000 * (time.monotonic() - begin),
            device=self._device(),
            raw=raw_text(answer),
            first_ms=self._first_ms,
        )

    def restart(self) -> None:
        """Build the inspector anew."""
        self.close()
        self.start()

    def suspend(self, reason: str = "was suspended by a person") -> None:
        """Close the inspector until ``restart``."""
        self.close()
        self._state, self._fault = "suspended", ("suspended", reason)

    def close(self) -> None:
        """Let the inspector close what it holds."""
        close = getattr(self._inspector, "close", None)
        self._inspector = None
        self._state = "stopped"
        if close is not None:
            guarded(lambda: close() or {})

    def _say(self, text: str, begin: float, listener: Listener | None) -> None:
        now = 1000 * (time.monotonic() - begin)
        self._first_ms = self._first_ms or now
        if listener is not None:
            listener.said(Said(self.use.name, text[:MAX_SAID], now, self._first_ms))

    def _build(self) -> Wire:
        self._session = InspectorSession(setup_message(self.use, "inspect", self._options.threads))
        self._inspector = self._session.inspector()
        return {}

    def _answer(self, pair: PreparedPair) -> Wire | Fault:
        if self._inspector is None or self._session is None:
            return self._fault
        answer: Wire = msgpack.unpackb(
            msgpack.packb(answered(self._inspector, self._session.spec, pair))
        )
        return answer

    def _device(self) -> str:
        return "" if self._inspector is None else device_of(self._inspector)
