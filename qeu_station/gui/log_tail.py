"""The last messages of the log, kept for the window."""

from __future__ import annotations

import logging
import threading
from collections import deque
from dataclasses import dataclass

LENGTH = 2000


@dataclass(frozen=True, slots=True)
class LogLine:
    """One message.

    Attributes:
        number: Counts up without a gap, from 1.
        level: As of ``logging``.
        text: Time, level and message, with a traceback where there is one.
    """

    number: int
    level: int
    text: str


class LogTail(logging.Handler):
    """Keeps the last messages; may be asked from any thread."""

    def __init__(self, length: int = LENGTH) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S"))
        self._kept: deque[LogLine] = deque(maxlen=length)
        self._guard = threading.Lock()
        self._count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        text = self.format(record)
        with self._guard:
            self._count += 1
            self._kept.append(LogLine(self._count, record.levelno, text))

    def since(self, number: int) -> list[LogLine]:
        """Return the messages after the one of a number, as far as they are kept."""
        with self._guard:
            return [line for line in self._kept if line.number > number]

    def lines(self, last: int, level: int = logging.DEBUG) -> list[str]:
        """Return the text of the last messages of a level or above."""
        with self._guard:
            return [line.text for line in self._kept if line.level >= level][-last:]
