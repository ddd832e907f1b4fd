"""Letting others write a batch's journal again, once nothing was said of it for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from qeu_station.gui.presenters.ports import Corrects
from qeu_station.gui.presenters.review_jobs import NamedJobs

if TYPE_CHECKING:
    from qeu_station.services.reviewing import ReviewDesk

RELEASE_S = 20.0
"""How long after the last correction a batch's journal is let go of for others."""


def release_later(jobs: NamedJobs, desk: Corrects | None) -> None:
    """Let go of what is held for corrections, unless there are more of them until then."""

    def release() -> None:
        known = cast("ReviewDesk", desk)
        jobs.ordered("journal", lambda task: known.release(), lambda _: None)

    if desk is not None:
        jobs.later(f"release {id(desk)}", RELEASE_S, release)
