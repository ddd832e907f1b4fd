"""The process of one training that the window began: trains, and tells how far it is."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qeu_station.errors import QeuError
from qeu_station.pluginhost.child_main import HostChannel
from qeu_station.services.training.beside import State
from qeu_station.services.training.request import TrainResult, request_from_json

if TYPE_CHECKING:
    from qeu_station.api import TrainingStep


def run(channel: HostChannel) -> None:
    """Train what the first message asks for; any later message stops it."""
    from qeu_station.pluginhost.standing_back import stand_back
    from qeu_station.services.opening import open_home
    from qeu_station.services.training.run import train

    first = channel.receive()
    stand_back()

    def tell(step: TrainingStep) -> None:
        values = {name: float(value) for name, value in step.values.items()}
        told = {"done": step.done, "total": step.total, "doing": step.doing, "values": values}
        channel.send({"kind": "step"} | told)

    try:
        home = open_home(Path(os.fsdecode(first["home"])))
        request = request_from_json(json.loads(first["request"]))
        result = train(request, home, tell, channel.arrived)
    except QeuError as error:
        reason = str(error).encode("utf-8", "replace").decode()  # it may name any file
        channel.send(_ended(State.FAILED, [reason]))
        return
    channel.send(_ended(State.STOPPED) if result is None else _made(result))


def _made(result: TrainResult) -> dict[str, Any]:
    state = State.SAVED if result.used else State.WITHHELD
    words = [*result.outcome.report.summary, *filter(None, [result.verdict])]
    recipe = result.loaded.recipe
    return _ended(state, words) | {
        "recipe": recipe.name,
        "version": recipe.version if result.used else 0,
        "report": os.fsencode(result.report),
    }


def _ended(state: State, words: list[str] | None = None) -> dict[str, Any]:
    told = {"kind": "ended", "state": state.value, "words": words or []}
    return told | {"recipe": "", "version": 0, "report": b""}
