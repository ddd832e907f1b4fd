"""The process of one batch: judges what is left of it, and tells how far it is."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qeu_station.errors import JournalTakenError, QeuError
from qeu_station.pluginhost.child_main import HostChannel
from qeu_station.pluginhost.standing_back import stand_back
from qeu_station.services.jobqueue.job import BatchOrder
from qeu_station.services.jobqueue.stored import order_from_json

if TYPE_CHECKING:
    from qeu_station.services.batch.run import BatchProgress
    from qeu_station.services.judging import JudgeResult
    from qeu_station.services.opening import OpenHome

TAKEN_S = 30.0
"""How long a journal may still be held by what remains of a killed run, or by a review in which
somebody has just corrected something, in seconds."""


def run(channel: HostChannel) -> None:
    """Judge the batch that the first message orders; any later message stops it."""
    from qeu_station.services.jobqueue.judged import judged_before
    from qeu_station.services.opening import open_home

    first = channel.receive()
    stand_back()
    home = open_home(Path(os.fsdecode(first["home"])))
    order = order_from_json(json.loads(first["order"]))
    before = judged_before(order.out, home.settings.station)

    def how_far(progress: BatchProgress) -> dict[str, Any]:
        return _how_far(progress, before) | {"identity": _identity(order.out)}

    def tell(progress: BatchProgress) -> None:
        channel.send({"kind": "progress"} | how_far(progress))

    try:
        done = _judged(order, home, tell, channel.arrived)
    except QeuError as error:
        reason = str(error).encode("utf-8", "replace").decode()  # it may name any file
        channel.send({"kind": "failed", "reason": reason, "identity": _identity(order.out)})
        return
    overlays = [] if done.results is None else [path.name for path in done.results.overlays]
    channel.send(
        {"kind": "ended", "completed": done.run.completed, "overlays": overlays}
        | how_far(done.run.progress)
    )


def _judged(
    order: BatchOrder,
    home: OpenHome,
    tell: Callable[[BatchProgress], None],
    stopped: Callable[[], bool],
) -> JudgeResult:
    """Judge; a journal that a killed run still holds for a moment is waited for."""
    from qeu_station.services.judging import JudgeRequest, judge_many

    request = JudgeRequest(
        recipe=order.recipe,
        pairs=order.pairs,
        out=order.out,
        truth=order.truth,
        lanes=order.lanes,
        resume=True,
        archive=order.archive,
    )
    end = time.monotonic() + TAKEN_S
    while True:
        try:
            return judge_many(request, home, tell, stopped)
        except JournalTakenError:
            if time.monotonic() > end or stopped():
                raise
            time.sleep(0.2)


def _how_far(progress: BatchProgress, before: Mapping[str, int]) -> dict[str, Any]:
    return {
        "done": progress.done,
        "total": progress.total,
        "verdicts": dict(Counter(before) + Counter(progress.verdicts)),
        "rate": progress.rate,
        "remaining_s": progress.remaining_s,
    }


def _identity(out: Path) -> str:
    """Return what the output folder is made for, as its manifest says."""
    from qeu_station.services.batch_files import MANIFEST

    try:
        return str(json.loads((out / MANIFEST).read_bytes())["identity"])
    except (OSError, ValueError, LookupError):
        return ""
