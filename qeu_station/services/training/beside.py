"""A training in a process of its own, so that the line and the window go first."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from json import dumps
from pathlib import Path
from typing import Any

from qeu_station import paths
from qeu_station.api import TrainingStep
from qeu_station.pluginhost.child import Child, ChildError
from qeu_station.services.training.request import TrainRequest, request_to_json

GRACE_S = 20.0
"""How long a training may take to end after it was told to, in seconds."""

LOOK_S = 0.2


class State(StrEnum):
    """How a training ended."""

    SAVED = "saved"
    WITHHELD = "withheld"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a training.

    Attributes:
        state: Whether the recipe has a new version, the model was kept but not put to use, or it
            was stopped or failed. One that was stopped goes on with ``resume``.
        words: Why it failed or was withheld; else what the trainer says of its model, a sentence
            each.
        recipe: Name of the recipe.
        version: Its version that uses the model; 0 where none does.
        report: The page, None where none was written.
    """

    state: State
    words: tuple[str, ...] = ()
    recipe: str = ""
    version: int = 0
    report: Path | None = None


class TrainingBeside:
    """The window's end of a training's process; it starts at once.

    Args:
        home: The station's home.
        request: What to train.
    """

    def __init__(self, home: Path, request: TrainRequest) -> None:
        self._end_by: float | None = None
        self._child = Child("training", log=paths.logs(home) / "training.log")
        self._child.send({"home": os.fsencode(home), "request": dumps(request_to_json(request))})

    @property
    def pid(self) -> int:
        """Process id."""
        return self._child.pid

    def follow(self, on_step: Callable[[TrainingStep], None]) -> Ended:
        """Hand on every step, and return what became of it; blocks until it has ended."""
        try:
            while True:
                message = self._next()
                if message is None:
                    return Ended(State.STOPPED)
                if message["kind"] == "ended":
                    return _ended(message)
                on_step(_step(message))
        except ChildError as error:
            if self._end_by is not None:
                return Ended(State.STOPPED)
            return Ended(State.FAILED, (f"The process of this training {error}.",))
        finally:
            self._child.end()

    def stop(self) -> None:
        """Ask it to end; what it has learned is kept for ``resume``."""
        self._end_by = time.monotonic() + GRACE_S
        try:
            self._child.send({"kind": "stop"})
        except ChildError:
            return  # it is gone already; ``follow`` tells so

    def end(self) -> None:
        """End it now; what it kept so far goes on with ``resume``."""
        self._end_by = time.monotonic()
        self._child.end()

    def _next(self) -> Mapping[str, Any] | None:
        """Return its next message; None when it was stopped and does not end."""
        while not self._child.arrived(LOOK_S):
            if self._end_by is not None and time.monotonic() > self._end_by:
                return None
        return self._child.receive()


def _step(message: Mapping[str, Any]) -> TrainingStep:
    return TrainingStep(message["done"], message["total"], message["doing"], message["values"])


def _ended(message: Mapping[str, Any]) -> Ended:
    report = message["report"]
    return Ended(
        State(message["state"]),
        tuple(message["words"]),
        message["recipe"],
        message["version"],
        Path(os.fsdecode(report)) if report else None,
    )
