"""The program of a training: one trainer that sees examples, then learns and tells how it goes."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qeu_station.api import Example, TrainerContext, TrainerSpec, TrainingStep
from qeu_station.api.outcomes import plain_outcome, plain_step
from qeu_station.errors import InputError
from qeu_station.pluginhost.child_main import HostChannel
from qeu_station.pluginhost.plugin_import import load_dropin, resolve
from qeu_station.pluginhost.replies import logged, reply
from qeu_station.pluginhost.session import Fault, pin_threads, validated
from qeu_station.pluginhost.wire import PairReader, Wire


def run(channel: HostChannel) -> None:
    """Build the trainer that the first message describes, then answer until it has trained."""
    setup = channel.receive()
    made: list[_Training] = []

    def open_() -> Wire:
        if setup["only_check"]:
            _given(setup)
            return {}
        made.append(_Training(setup, channel))
        return {"recalls": made[0].recalls}

    reply(channel, logged(lambda: _refusing(open_, setup["factory"])), 0)
    while made:
        message = channel.receive()
        if message["do"] == "close":
            return
        reply(channel, made[0].answer(message), 0)


def _refusing(call: Callable[[], Wire], factory: str) -> Wire:
    """Return what ``call`` returns, or what a trainer refuses in words for the person.

    These are errors that say that something given is wrong, and each ValueError that the trainer's
    own package raises; one of a library is a fault like any other.
    """
    try:
        return call()
    except InputError as error:
        return {"refused": str(error)}
    except ValueError as error:
        if not _is_of(error, factory.partition(":")[0].partition(".")[0]):
            raise
        return {"refused": str(error)}


def _is_of(error: ValueError, package: str) -> bool:
    """Return whether the innermost frame of an error belongs to a package."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return str(frame.f_globals.get("__name__", "")).partition(".")[0] == package


def _given(setup: Wire) -> tuple[TrainerSpec, Any]:
    """Return the trainer's registration and its parameters, checked."""
    if setup["dropin"]:
        load_dropin(Path(setup["dropin"]))
    spec = TrainerSpec(
        setup["name"], setup["version"], setup["factory"], parameters=setup["parameters_model"]
    )
    return spec, validated(spec, setup["parameters"])


class _Training:
    """The trainer and what it is asked."""

    def __init__(self, setup: Wire, channel: HostChannel) -> None:
        spec, parameters = _given(setup)
        self._factory = spec.factory
        context = TrainerContext(
            parameters=parameters,
            classes=tuple(setup["classes"]),
            seed=setup["seed"],
            threads=setup["threads"],
            work=Path(setup["work"]),
            bundle=Path(setup["bundle"]),
            recipe=setup["recipe"],
        )
        self._trainer: Any = resolve(spec.factory)(context)
        for method in ("observe", "train"):
            if not callable(getattr(self._trainer, method, None)):
                raise TypeError(f"factory {spec.factory} gave no object with a method {method}")
        pin_threads(context.threads)
        self.recalls = callable(getattr(self._trainer, "recall", None))
        self._channel = channel
        self._reader = PairReader()
        self._one_at_a_time = threading.Lock()

    def answer(self, message: Wire) -> Wire | Fault:
        asked = {"recall": self._recall, "observe": self._observe, "train": self._train}
        return logged(lambda: _refusing(lambda: asked[message["do"]](message), self._factory))

    def _recall(self, message: Wire) -> Wire:
        return {"known": bool(self._trainer.recall(example_from_wire(message["example"])))}

    def _observe(self, message: Wire) -> Wire:
        pair = self._reader.pair(message["pair"])
        self._trainer.observe(pair, example_from_wire(message["example"]))
        return {}

    def _train(self, message: Wire) -> Wire:
        return {"outcome": plain_outcome(self._trainer.train(self._tell))}

    def _tell(self, step: TrainingStep) -> None:
        plain = plain_step(step)
        with self._one_at_a_time:  # a trainer may tell from its threads
            self._channel.send({"step": plain})


def example_from_wire(wire: Wire) -> Example:
    """Return the example that ``example_to_wire`` described."""
    missed = tuple((label, tuple(box)) for label, box in wire["missed"])
    return Example(wire["name"], wire["key"], wire["group"], wire["regions"], wire["cells"], missed)


def example_to_wire(example: Example) -> Wire:
    """Return an example as plain data."""
    return {
        "name": example.name,
        "key": example.key,
        "group": example.group,
        "regions": dict(example.regions),
        "cells": dict(example.cells),
        "missed": [(label, box) for label, box in example.missed],
    }
