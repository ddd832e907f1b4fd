"""What the window has to tell: one notice at a time, the gravest first, and never a pile."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from qeu_station.errors import QeuError
from qeu_station.gui.presenters.plain import ended
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

Severity = Literal["error", "warning", "info"]

INFO_S = 6.0
"""How long good news stays; anything else stays until somebody closes it."""

MOST = 50
"""Notices that wait at most; beyond it the oldest of the least grave go."""

_GRAVITY: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell.

    Attributes:
        severity: Decides colour, symbol and order.
        title: What happened in a few words; empty when ``text`` says it all.
        text: What happened and what to do.
        detail: A report for who mends it, such as a traceback; empty for none.
        told: The words of the error it tells of, before they were translated; empty for no error.
        first: Whether it asks for an answer, so that it stands before all others.
    """

    severity: Severity
    title: str
    text: str
    detail: str = ""
    told: str = field(default="", compare=False)
    first: bool = False


@dataclass(slots=True)
class _Waiting:
    notice: Notice
    at: float
    count: int = 1


class Notices:
    """Notices that nobody has closed yet.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._waiting: list[_Waiting] = []

    @property
    def current(self) -> Notice | None:
        """The one to show: what asks, or the gravest, the oldest of these; None for nothing."""
        return self._waiting[0].notice if self._waiting else None

    @property
    def count(self) -> int:
        """How often the current one happened."""
        return self._waiting[0].count if self._waiting else 0

    @property
    def more(self) -> int:
        """How many others wait."""
        return max(len(self._waiting) - 1, 0)

    def add(self, notice: Notice) -> None:
        """Tell of something; what was told before with the same words is counted instead."""
        for known in self._waiting:
            if _same(known.notice, notice):
                known.notice, known.at = notice, self._clock()
                known.count += 1
                return
        self._waiting.append(_Waiting(notice, self._clock()))
        self._waiting.sort(key=_gravity)  # stable: the oldest of a severity stays first
        if len(self._waiting) > MOST:
            self._drop_one()

    def dismiss(self) -> None:
        """Close the current one."""
        del self._waiting[:1]

    def end(self, told: str) -> None:
        """Close what tells of an error whose cause is gone."""
        self._waiting = [w for w in self._waiting if not told or w.notice.told != told]

    def take_over(self, before: Notices) -> None:
        """Take what waits elsewhere, in the language that is spoken now; questions are left."""
        taken = [waiting for waiting in before._waiting if not waiting.notice.first]
        for waiting in taken:
            waiting.notice = _said_anew(waiting.notice)
        self._waiting = sorted([*taken, *self._waiting], key=_gravity)

    def expire(self) -> bool:
        """Close good news that was seen long enough; return whether there was any."""
        now, before = self._clock(), len(self._waiting)
        self._waiting = [w for w in self._waiting if _end(w) > now]
        return len(self._waiting) != before

    def next_end(self) -> float | None:
        """Return in how many seconds the next one closes by itself, None for never."""
        ends = [_end(w) for w in self._waiting if w.notice.severity == "info"]
        return max(min(ends) - self._clock(), 0.0) if ends else None

    def _drop_one(self) -> None:
        least = _gravity(self._waiting[-1])
        del self._waiting[next(i for i, w in enumerate(self._waiting) if _gravity(w) == least)]


def from_error(error: BaseException) -> Notice:
    """Return the notice of an exception: raised on purpose it speaks for itself."""
    if isinstance(error, QeuError):
        return Notice("error", "", sentence(str(error)), told=str(error))
    text = translate(
        "Notices",
        "{kind}: {words} Work can go on; copy the report and send it to who looks after the "
        "station.",
    )
    return Notice(
        "error",
        translate("Notices", "Internal error"),
        text.format(kind=type(error).__name__, words=ended(" ".join(str(error).split()))),
        "".join(traceback.format_exception(error)),
        str(error),
    )


def _said_anew(notice: Notice) -> Notice:
    spoke_for_itself = notice.told and not notice.title
    return replace(notice, text=sentence(notice.told)) if spoke_for_itself else notice


def _same(one: Notice, other: Notice) -> bool:
    return (one.severity, one.title, one.text) == (other.severity, other.title, other.text)


def _gravity(waiting: _Waiting) -> int:
    return -1 if waiting.notice.first else _GRAVITY[waiting.notice.severity]


def _end(waiting: _Waiting) -> float:
    return waiting.at + INFO_S if waiting.notice.severity == "info" else float("inf")
