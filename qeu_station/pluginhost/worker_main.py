"""The program of a worker: one inspector, or one learner, answering the host's messages."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator

import psutil

from qeu_station.api import PreparedPair
from qeu_station.api.answers import evidence_to_json
from qeu_station.api.findings import plain_examination, request_from_plain
from qeu_station.pluginhost.child_main import HostChannel
from qeu_station.pluginhost.plugin_import import resolve
from qeu_station.pluginhost.replies import logged, reply
from qeu_station.pluginhost.session import (
    Fault,
    InspectorSession,
    asked,
    device_of,
    pin_threads,
)
from qeu_station.pluginhost.voice import Inbox, Voice
from qeu_station.pluginhost.wire import PairReader, Wire

_ORPHAN_GRACE_S = 10.0
"""A worker that hangs in native code cannot see its host go; it ends itself so much later."""


def run(channel: HostChannel) -> None:
    """Set up as the first message says, then answer until the host says ``close``."""
    setup = channel.receive()
    _pin_to(setup["affinity"])
    jobs: dict[str, Callable[[InspectorSession, HostChannel], _Job]] = {
        "inspect": _InspectJob,
        "learn": _LearnJob,
        "examine": _ExamineJob,
        "validate": _Job,
    }
    made: list[_Job] = []

    def prepare() -> Wire:
        made.append(jobs[setup["job"]](InspectorSession(setup), channel))
        return {"pid": os.getpid(), "device": made[0].device, "cancels": made[0].cancels}

    end_after(setup["deadline_s"] + _ORPHAN_GRACE_S)
    reply(channel, logged(prepare), 0)
    end_after(0)
    receive = Inbox(channel, made[0].cancel).next if made and made[0].cancels else channel.receive
    while made:
        message = receive()
        if message["do"] == "close":
            made[0].close()
            return
        end_after(message["deadline_s"] + _ORPHAN_GRACE_S)
        answer = made[0].answer(message)
        end_after(0)
        reply(channel, answer, message["number"])


class _Job:
    """Does nothing beyond the set-up, which has validated the parameters."""

    device = ""
    cancels = False

    def __init__(self, session: InspectorSession, channel: HostChannel) -> None:
        self._session = session
        self._reader = PairReader()

    def cancel(self, number: int) -> None:
        """End the work on this message, or with 0 on any."""

    def answer(self, message: Wire) -> Wire | Fault:
        return "invalid", f"was started to check its parameters, and cannot {message['do']}"

    def close(self) -> None:
        pass


class _InspectJob(_Job):
    def __init__(self, session: InspectorSession, channel: HostChannel) -> None:
        super().__init__(session, channel)
        self._inspector = session.inspector()
        self.device = device_of(self._inspector)
        self.cancels = callable(getattr(self._inspector, "cancel", None))
        self._turn = threading.Lock()
        self._number = 0
        self._voice: Voice | None = None
        if hasattr(self._inspector, "say"):
            self._voice = Voice(channel)
            self._inspector.say = self._voice.say

    def answer(self, message: Wire) -> Wire | Fault:
        pair = self._reader.pair(message["pair"])
        with self._numbered(message["number"]):
            return logged(lambda: self._inspected(pair))

    def cancel(self, number: int) -> None:
        with self._turn:  # so that it never strikes the next inspection
            if self._number and number in (0, self._number):
                logged(lambda: self._inspector.cancel() or {})  # type: ignore[attr-defined]

    @contextlib.contextmanager
    def _numbered(self, number: int) -> Iterator[None]:
        self._now_at(number)
        try:
            yield
        finally:
            self._now_at(0)

    def _now_at(self, number: int) -> None:
        with self._turn:
            self._number = number
        if self._voice is not None:
            self._voice.about(number)

    def _inspected(self, pair: PreparedPair) -> Wire:
        answer = asked(self._inspector, self._session.spec, pair)
        return answer | {"device": device_of(self._inspector)}

    def close(self) -> None:
        close = getattr(self._inspector, "close", None)
        if close is not None:
            close()


class _LearnJob(_Job):
    def __init__(self, session: InspectorSession, channel: HostChannel) -> None:
        super().__init__(session, channel)
        self._learner = resolve(session.spec.learner)(session.context)
        pin_threads(session.context.threads)

    def answer(self, message: Wire) -> Wire | Fault:
        if message["do"] == "observe":
            return logged(lambda: self._observe(message))
        return logged(lambda: {"learned": evidence_to_json(self._learner.learned())})

    def _observe(self, message: Wire) -> Wire:
        self._learner.observe(self._reader.pair(message["pair"]), frozenset(message["good_cells"]))
        return {}


class _ExamineJob(_Job):
    def answer(self, message: Wire) -> Wire | Fault:
        return logged(lambda: self._examined(message))

    def _examined(self, message: Wire) -> Wire:
        try:
            found = resolve(self._session.spec.examiner)(request_from_plain(message["request"]))
        except ValueError as refused:  # of the model, not of the plugin
            return {"refused": str(refused)}
        return {"examination": plain_examination(found)}


def end_after(seconds: float) -> None:
    """Let the system end this process after ``seconds`` whatever it does by then; 0 for never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)  # unhandled, the signal ends the process
    elif seconds:
        faulthandler.dump_traceback_later(seconds, exit=True)
    else:
        faulthandler.cancel_dump_traceback_later()


def _pin_to(cores: list[int]) -> None:
    """Stay on these cores, where the system offers that."""
    if cores:
        with contextlib.suppress(AttributeError, OSError, ValueError, psutil.Error):
            psutil.Process().cpu_affinity(cores)
