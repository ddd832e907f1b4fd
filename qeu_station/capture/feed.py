"""One process of a source, from its start to its end, as the host sees it."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from qeu_station.capture.capture_main import PATIENCE_S
from qeu_station.capture.use import SourceUse, setup_message
from qeu_station.pluginhost import HostOptions, SharedSpace
from qeu_station.pluginhost.child import Child, ChildError
from qeu_station.pluginhost.wire import Wire

SLOTS = 3
"""One that the host holds, one on the way to it, one that is being written."""

MOST_BYTES = 300_000_000
"""Of one picture: 100 megapixels in colour."""

CLOSE_GRACE_S = 0.4
"""Seconds a source has to let go of its camera before its process is killed."""

_WEIGH_EVERY_S = 1.0


class FeedEndedError(Exception):
    """The source has given its last picture and wants no reopening."""


@dataclass(frozen=True, slots=True)
class Held:
    """A picture in the host's hands, not copied yet."""

    slot: int
    number: int
    at: float
    shape: tuple[int, ...]


class Feed:
    """A running process of a source; one thread advances it, any may copy.

    Args:
        use: The source.
        options: Folders and limits of the plugin host.
        number: Number of the last picture of the process before.

    Raises:
        ChildError: The process ended at once.
        QeuError: The system gave no process or no shared memory.
    """

    def __init__(self, use: SourceUse, options: HostOptions, number: int = 0) -> None:
        name = use.entry.spec.name
        log = None if options.log_dir is None else options.log_dir / f"{name}.log"
        self._use = use
        self._space = SharedSpace()
        self._slots: list[np.ndarray] = []
        self._ring = 0
        self._theirs: set[int] = set()
        self._lock = threading.Lock()
        self._number = number
        self._patience_s: float | None = None
        self._moment = -math.inf
        self._child = Child("capture", options.extra_paths, log, options.threads)
        self._last_sign = self._last_weighed = time.monotonic()
        self._child.send(setup_message(use, options.threads))
        self.held: Held | None = None

    @property
    def number(self) -> int:
        """Number of the last picture."""
        return self._number

    @property
    def pid(self) -> int:
        """Process id."""
        return self._child.pid

    def wait(self, seconds: float) -> None:
        """Wait for something to come from the source, at most ``seconds``."""
        self._child.arrived(seconds)

    def advance(self) -> bool:
        """Take what has come from the source; return whether ``held`` is a new picture.

        Raises:
            FeedEndedError: There will be no more pictures.
            ChildError: The source failed, is silent for too long, or broke the protocol; the
                message is a sentence without subject.
            QeuError: The system gave no shared memory.
        """
        now = time.monotonic()
        if now - self._last_weighed > _WEIGH_EVERY_S:
            self._last_weighed = now
            self._child.check(self._use.memory_mb)
        if self._child.arrived(0):
            return self._take(self._child.receive())
        if now - self._last_sign > self._allowed_s:
            raise self._silent()
        return False

    def copied(self) -> tuple[Held, np.ndarray] | None:
        """Return ``held`` with a copy of its pixels, read-only; None before the first picture."""
        with self._lock:
            if self.held is None:
                return None
            shape = self.held.shape
            pixels = self._slots[self.held.slot][: math.prod(shape)].reshape(shape).copy()
            pixels.flags.writeable = False
            return self.held, pixels

    def close(self) -> None:
        """End the process and give the memory back."""
        try:
            self._child.send({"do": "close"})
        except ChildError:
            pass
        else:
            self._child.end(CLOSE_GRACE_S)
        self._space.close()

    @property
    def _allowed_s(self) -> float:
        if self._moment == -math.inf:
            return self._use.open_s
        return self._patience_s or PATIENCE_S

    def _silent(self) -> ChildError:
        seconds = self._allowed_s
        self._child.end()
        if self._moment == -math.inf:
            return ChildError("timeout", f"gave no first picture within {seconds:g} s")
        return ChildError("timeout", f"gave no picture for {seconds:g} s")

    def _take(self, message: Wire) -> bool:
        try:
            return self._taken(message)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            self._child.end()
            raise ChildError("invalid", f"broke the protocol ({error!r}) and was ended") from None

    def _taken(self, message: Wire) -> bool:
        if "slot" in message:
            return self._receive(message)
        if "room" in message:
            self._make_room(int(message["room"]))
        elif "opened" in message:
            self._patience_s = max(0.1, float(message["opened"]))
        elif "fault" in message:
            kind, reason = message["fault"]
            raise ChildError(str(kind), str(reason))
        elif "ended" in message:
            raise FeedEndedError
        else:
            raise ValueError("a message of no known kind")
        return False

    def _receive(self, message: Wire) -> bool:
        slot, shape, at = message["slot"], tuple(message["shape"]), float(message["at"])
        if message["ring"] != self._ring:
            return False
        if slot not in self._theirs or not self._fits(shape):
            raise ValueError(f"slot {slot!r} with a picture of {shape}")
        now = time.monotonic()
        if not self._moment <= at <= now:
            raise ValueError(f"a picture of the moment {at}")
        self._theirs.discard(slot)
        self._number += 1
        self._moment, self._last_sign = at, now
        with self._lock:
            before, self.held = self.held, Held(slot, self._number, at, shape)
        if before is not None:
            self._theirs.add(before.slot)
            self._child.send({"do": "free", "ring": self._ring, "slot": before.slot})
        return True

    def _fits(self, shape: tuple[Any, ...]) -> bool:
        known = all(isinstance(side, int) and side > 0 for side in shape)
        plain = len(shape) == 2 or (len(shape) == 3 and shape[2] == 3)
        return known and plain and math.prod(shape) <= self._slots[0].nbytes

    def _make_room(self, size: int) -> None:
        if not 0 < size <= MOST_BYTES:
            raise ValueError(f"a picture of {size} bytes; at most {MOST_BYTES} are taken")
        self._space.close()
        names = [f"slot {k}" for k in range(SLOTS)]
        with self._lock:
            self._space, self.held = SharedSpace(), None
            self._slots = [self._space.empty(name, (size,), np.uint8) for name in names]
        self._ring += 1
        self._theirs = set(range(SLOTS))
        described = [self._space.describe(*each) for each in zip(names, self._slots, strict=True)]
        self._child.send({"do": "slots", "ring": self._ring, "slots": described})
