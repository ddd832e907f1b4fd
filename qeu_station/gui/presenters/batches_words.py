"""How the Batches screen says numbers and states."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.batches_state import (
    CANCELLED,
    DONE,
    FAILED,
    PAUSED,
    WAITING,
)
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.jobqueue import BatchJob

_SOON_S = 10
_MINUTE, _HOUR = 60, 3600


def state_word(job: BatchJob, held: bool) -> str:
    """Return where a job stands, in a word or two."""
    if job.running:
        return _running_word(job)
    if job.state == WAITING and held:
        return translate("Batches", "Held")
    return {
        WAITING: translate("Batches", "Waiting"),
        PAUSED: translate("Batches", "Paused"),
        CANCELLED: translate("Batches", "Cancelled"),
        FAILED: translate("Batches", "Failed"),
        DONE: translate("Batches", "Done"),
    }[job.state.value]


def sentence_of(job: BatchJob, held: bool) -> str:
    """Return what a job's state means for who looks at it."""
    if job.running:
        return translate("Batches", "It is judged beside the line, in a process of its own.")
    if job.state == WAITING and held:
        return translate("Batches", "The queue is held: it starts when the queue is released.")
    return {
        WAITING: translate("Batches", "It starts when those before it have ended."),
        PAUSED: translate("Batches", "What was judged is kept. Go on whenever you like."),
        CANCELLED: translate("Batches", "What was judged is kept, and it can still go on."),
        FAILED: translate("Batches", "What was judged is kept. Put it right, then go on."),
        DONE: translate("Batches", "Every pair is judged, and the report is written."),
    }[job.state.value]


def counted_words(done: int, total: int) -> str:
    """Return how many of how many pairs are judged; empty before they are counted."""
    if not total:
        return ""
    return translate("Batches", "{done} of {total}").format(done=f"{done:,}", total=f"{total:,}")


def rate_words(rate: float) -> str:
    """Return pairs per second, or per minute for slow ones; empty while unknown."""
    if rate <= 0:
        return ""
    if rate < 1:
        return translate("Batches", "{number} / min").format(number=f"{60 * rate:.1f}")
    return translate("Batches", "{number} / s").format(number=f"{rate:.1f}")


def time_words(seconds: float | None) -> str:
    """Return a length of time as coarse as it is sure; empty while unknown."""
    if seconds is None:
        return ""
    if seconds < _SOON_S:
        return translate("Batches", "a few seconds")
    if seconds < _MINUTE:
        return translate("Batches", "{seconds} s").format(seconds=5 * round(seconds / 5))
    if seconds < _HOUR:
        return translate("Batches", "{minutes} min").format(minutes=round(seconds / _MINUTE))
    hours, rest = divmod(round(seconds / _MINUTE), 60)
    return translate("Batches", "{hours} h {minutes} min").format(hours=hours, minutes=rest)


def moment_words(at: str) -> str:
    """Return a time in the clock of this machine, ``2026-11-21 15:04``; empty for none."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return ""


def size_words(size: int) -> str:
    """Return bytes as kB, MB or GB."""
    for unit, bytes_each in (("GB", 1e9), ("MB", 1e6)):
        if size >= bytes_each:
            return f"{size / bytes_each:.1f} {unit}"
    return f"{size / 1e3:.0f} kB"


def _running_word(job: BatchJob) -> str:
    if job.wish is not None:
        return {
            PAUSED: translate("Batches", "Pausing…"),
            CANCELLED: translate("Batches", "Cancelling…"),
        }.get(job.wish.value, translate("Batches", "Stopping…"))
    progress = job.progress
    if not progress.total or (not progress.rate and progress.done < progress.total):
        return translate("Batches", "Starting…")
    if progress.done >= progress.total:
        return translate("Batches", "Writing the report…")
    return translate("Batches", "Judging")
