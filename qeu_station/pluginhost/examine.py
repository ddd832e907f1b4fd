"""A model made elsewhere, looked at by the plugin that would run it, in a process of its own."""

from __future__ import annotations

import time
from collections.abc import Callable

from qeu_station.api import Examination, ExaminationRequest
from qeu_station.api.findings import examination_from_plain, request_to_plain
from qeu_station.core.opinion import OpinionFault
from qeu_station.errors import BundleError, PluginError, StoppedError
from qeu_station.pluginhost.catalog import InspectorEntry
from qeu_station.pluginhost.child import Child, ChildError
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.supervisor import launch_worker
from qeu_station.pluginhost.use import InspectorUse
from qeu_station.pluginhost.wire import Wire

COMPUTING_S = 30.0
"""Seconds of computing after which a model computes without end. They are those of the processor,
so that a machine with other work to do does not count against the model."""

Waiting = Callable[[float], None]
"""Told, again and again, for how many seconds a model has been looked at."""

_TOO_MUCH = {
    "memory": "It is far too large, or computes something absurd.",
    "timeout": "It computes without end, or is far too large.",
}
"""What a model does, by the kind of the end of whoever looked at it."""


def examine(
    entry: InspectorEntry,
    request: ExaminationRequest,
    options: HostOptions,
    memory_mb: int = 4096,
    computing_s: float = COMPUTING_S,
    waiting: Waiting = lambda seconds: None,
) -> Examination:
    """Return what an inspector's examiner found.

    It has ``options.start_deadline_s`` seconds to start, and as many for the model, of which it may
    compute ``computing_s``.

    Raises:
        BundleError: The model is refused, or takes more time or memory than it may; the message
            says why.
        PluginError: The inspector takes no such models, or its plugin failed.
    """
    if not entry.spec.examiner:
        raise PluginError(f'Inspector "{entry.name}" takes no models made elsewhere.')
    use = InspectorUse(entry, memory_mb=memory_mb)
    child = launch_worker(use, "examine", options)
    try:
        watch = _Watch(child, computing_s, waiting)
        answer = _answer(child, request, options.start_deadline_s, memory_mb, watch)
        if "refused" in answer:
            raise BundleError(str(answer["refused"]))
        if "fault" in answer:
            raise _failure(entry, str(answer["fault"][1]))
        return examination_from_plain(answer.get("examination"))
    except ChildError as error:
        if error.kind in _TOO_MUCH:
            raise BundleError(
                f"{request.file} is refused: the process that looked at it {error}. "
                f"{_TOO_MUCH[error.kind]} Export a smaller model."
            ) from None
        raise _failure(entry, str(error)) from None
    except StoppedError:
        raise BundleError(
            f"{request.file} is refused: it computed for {computing_s:g} s without an end. It "
            "loops for ever, or is far too large: export it without loops, or a smaller one."
        ) from None
    except OpinionFault as error:
        raise _failure(entry, f"gave an answer that breaks the contract: {error}") from None
    finally:
        child.end()


class _Watch:
    """Looks at how long a child has computed, and says how long it has been waited for."""

    def __init__(self, child: Child, computing_s: float, waiting: Waiting) -> None:
        self._child, self._limit, self._waiting = child, computing_s, waiting
        self._begun = time.monotonic()
        self._before: float | None = None

    def __call__(self) -> bool:
        """Return whether it has computed for too long; counted from the first call on."""
        self._waiting(time.monotonic() - self._begun)
        spent = self._child.computed_s()
        if self._before is None:
            self._before = spent
        return spent - self._before > self._limit


def _answer(
    child: Child, request: ExaminationRequest, deadline_s: float, memory_mb: int, watch: _Watch
) -> Wire:
    started = child.next_message(deadline_s, memory_mb)
    if "fault" in started:
        return started
    message = {"do": "examine", "request": request_to_plain(request)}
    timed = {**message, "deadline_s": deadline_s, "number": 0}
    return child.ask(timed, deadline_s, memory_mb, watch)


def _failure(entry: InspectorEntry, reason: str) -> PluginError:
    return PluginError(f'Inspector "{entry.name}" could not look at the model: it {reason}.')
