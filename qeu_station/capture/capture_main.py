"""The program of a capture process: one source, its pictures written into the host's memory.

A slot belongs to one side at a time. This side writes into a slot that it owns and announces it;
from then on the slot is the host's, until the host gives it back. So nobody ever reads a picture
that is being written. While it owns no slot, pictures are dropped: none waits in a queue.
"""

from __future__ import annotations

import contextlib
import time
import traceback
from pathlib import Path
from typing import Any

import numpy as np

from qeu_station.api import Source, SourceContext, SourceSpec
from qeu_station.errors import SourceError
from qeu_station.pluginhost.child_main import HostChannel
from qeu_station.pluginhost.plugin_import import load_dropin, resolve
from qeu_station.pluginhost.replies import logged
from qeu_station.pluginhost.session import pin_threads, validated
from qeu_station.pluginhost.shared import attached
from qeu_station.pluginhost.wire import Wire
from qeu_station.pluginhost.worker_main import end_after

_ORPHAN_GRACE_S = 10.0
"""A source that hangs in native code cannot see its host go; it ends itself so much later."""

PATIENCE_S = 0.9
"""Seconds between two pictures after which a source that says nothing else is lost."""


class _HostCloses(BaseException):
    """The host wants no more pictures."""


def run(channel: HostChannel) -> None:
    """Open the source that the first message describes, and feed its pictures to the host."""
    setup = channel.receive()
    answer = logged(lambda: _fed(channel, setup))
    channel.send({"fault": list(answer)} if isinstance(answer, tuple) else answer)


def _fed(channel: HostChannel, setup: Wire) -> Wire:
    end_after(setup["deadline_s"] + _ORPHAN_GRACE_S)
    source = _built(setup)
    try:
        source.open()
        pin_threads(setup["threads"])
        patience_s = float(getattr(source, "patience_s", PATIENCE_S))
        channel.send({"opened": patience_s})
        _Feeder(channel).feed(source, patience_s + _ORPHAN_GRACE_S)
    except _HostCloses:
        pass
    except SourceError as error:
        return {"fault": ["source", str(error)]}
    finally:
        _close(source)
    return {"ended": True}


def _built(setup: Wire) -> Source:
    if setup["dropin"]:
        load_dropin(Path(setup["dropin"]))
    spec = SourceSpec(
        setup["name"], setup["version"], setup["factory"], parameters=setup["parameters_model"]
    )
    context = SourceContext(validated(spec, setup["parameters"]), setup["threads"])
    source = resolve(spec.factory)(context)
    if not isinstance(source, Source):
        raise TypeError(f"factory {spec.factory} gave no object with open, grab and close")
    return source


def _close(source: Source) -> None:
    try:
        source.close()
    except Exception:  # the pictures it gave are good; its log says what went wrong at the end
        with contextlib.suppress(Exception):
            traceback.print_exc()


class _Feeder:
    """Writes pictures into slots and announces them."""

    def __init__(self, channel: HostChannel) -> None:
        self._channel = channel
        self._ring = 0
        self._slots: list[np.ndarray] = []
        self._free: list[int] = []

    def feed(self, source: Source, hang_s: float) -> None:
        while True:
            end_after(hang_s)
            at = time.monotonic()
            picture = source.grab()
            if picture is None:
                return
            self._publish(_checked(picture), at)

    def _publish(self, picture: np.ndarray, at: float) -> None:
        while self._channel.arrived():
            self._take(self._channel.receive())
        if not self._slots or picture.nbytes > self._slots[0].nbytes:
            self._ask_for_room(picture.nbytes)
        if not self._free:
            return
        slot = self._free.pop()
        target = self._slots[slot][: picture.nbytes].reshape(picture.shape)
        np.copyto(target, picture)
        shape = list(picture.shape)
        self._channel.send({"slot": slot, "ring": self._ring, "at": at, "shape": shape})

    def _ask_for_room(self, size: int) -> None:
        self._slots = []
        self._channel.send({"room": size})
        while not self._slots:
            self._take(self._channel.receive())

    def _take(self, message: Wire) -> None:
        if message["do"] == "close":
            raise _HostCloses
        if message["do"] == "slots":
            self._ring = message["ring"]
            self._slots = [attached(each) for each in message["slots"]]
            self._free = [*range(len(self._slots))]
        elif message["ring"] == self._ring:
            self._free.append(message["slot"])


def _checked(picture: Any) -> np.ndarray:
    """Return the picture if it is what a source may give."""
    if not isinstance(picture, np.ndarray):
        raise TypeError(f"grab gave a {type(picture).__name__}, it must give a numpy array or None")
    shaped = picture.ndim == 2 or (picture.ndim == 3 and picture.shape[2] == 3)
    if picture.dtype != np.uint8 or not shaped or not picture.size:
        raise TypeError(
            f"grab gave an array of {picture.dtype} {picture.shape}, it must give uint8 (H, W, 3) "
            "BGR or (H, W)"
        )
    return picture
