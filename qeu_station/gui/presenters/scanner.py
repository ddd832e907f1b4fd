"""Tells a barcode scanner that types from a person that types, key by key.

A scanner's keys come faster than anybody types, or begin with its prefix, and end with Enter or
Tab. Every key that might be a scanner's is held back until that is known; a person's keys are then
handed on in the order they were typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K")

ENDS = frozenset("\r\n\t")
SHORTEST = 4
"""Characters of the shortest code that is recognised by its speed alone."""

PATIENCE = 10
"""Gaps that what is surely a scanner's may pause before its end: it must not reach the verdict."""

ANOTHER_CLOCK_S, DRIFT_S = 2.0, 0.001
"""A key cannot be later than this, and per key the clocks part by no more than that."""


@dataclass(frozen=True, slots=True)
class Fed(Generic[K]):
    """What becomes of a key.

    Attributes:
        passed: Keys to hand on now, the oldest first; the key itself is held back, or belongs to
            the code, when it is not among them.
        code: What was scanned, empty while nothing is complete.
        torn: Whether keys came so shortly before the code that they may be its beginning.
    """

    passed: tuple[K, ...] = ()
    code: str = ""
    torn: bool = False


class Moment:
    """Tells when a key was pressed, which may be long before a busy window gets to see it.

    The keyboard's clock and the window's begin at different times; the key that came through
    quickest tells how far they are apart.
    """

    def __init__(self) -> None:
        self._apart: float | None = None

    def of(self, stamp: float, now: float) -> float:
        """Return when a key was pressed, in seconds of ``now``.

        Args:
            stamp: By the clock of the keyboard, in seconds; 0 when it is not known.
            now: When it is seen, in seconds that only grow.
        """
        if not stamp:
            return now
        apart = now - stamp
        if self._apart is None or apart - self._apart > ANOTHER_CLOCK_S:
            self._apart = apart
        self._apart = min(apart, self._apart + DRIFT_S)
        return stamp + self._apart


class Scanner(Generic[K]):
    """Recognises codes in a stream of keys.

    Args:
        prefix: Characters the scanner sends first, empty for none; they are not part of the code.
        gap_ms: Longest time between two keys of a scanner, in milliseconds.
    """

    def __init__(self, prefix: str = "", gap_ms: float = 35) -> None:
        self._prefix = prefix
        self._gap = gap_ms / 1000
        self._text = ""
        self._keys: list[K] = []
        self._last = self._let_go = float("-inf")
        self._torn = False

    def feed(self, character: str, at: float, key: K) -> Fed[K]:
        r"""Take a printable key, Enter or Tab.

        Args:
            character: What it types; ``\r``, ``\n`` or ``\t`` for those that end a code.
            at: When it was pressed, in seconds that only grow.
            key: What is handed back when a person typed it.
        """
        before = self.expire(at)
        if character in ENDS:
            return self._end(before, key)
        if not self._keys:
            self._torn = at - self._let_go < self._gap * PATIENCE / 2
        self._text += character
        self._keys.append(key)
        self._last = at
        return Fed(before)

    def deadline(self) -> float | None:
        """Return when keys that are held must be handed on, None while none is held."""
        if not self._keys:
            return None
        return self._last + self._gap * (PATIENCE if self._is_surely_scanned else 1)

    def expire(self, now: float) -> tuple[K, ...]:
        """Return the keys that are no scanner's after all, once their deadline has come."""
        deadline = self.deadline()
        if deadline is None or now < deadline:
            return ()
        self._let_go = self._last
        return self.release()

    def release(self) -> tuple[K, ...]:
        """Return all keys that are held; needed before any other key than a printable one."""
        keys = tuple(self._keys)
        self._text, self._keys = "", []
        return keys

    def _end(self, before: tuple[K, ...], key: K) -> Fed[K]:
        if self._is_surely_scanned:
            code = self._text.removeprefix(self._prefix)
            self.release()
            return Fed(before, code, self._torn)
        return Fed((*before, *self.release(), key))

    @property
    def _is_surely_scanned(self) -> bool:
        prefixed = bool(self._prefix) and self._text.startswith(self._prefix)
        return len(self._text) >= SHORTEST or (prefixed and len(self._text) > len(self._prefix))
