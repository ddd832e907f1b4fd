"""A model made elsewhere, looked at by the plugin that would run it, in a process of its own."""

from __future__ import annotations

from qeu_station.api import Examination, ExaminationRequest
from qeu_station.api.findings import examination_from_plain, request_to_plain
from qeu_station.core.opinion import OpinionFault
from qeu_station.errors import BundleError, PluginError
from qeu_station.pluginhost.catalog import InspectorEntry
from qeu_station.pluginhost.child import Child, ChildError
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.supervisor import launch_worker
from qeu_station.pluginhost.use import InspectorUse
from qeu_station.pluginhost.wire import Wire

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
) -> Examination:
    """Return what an inspector's examiner found.

    It has ``options.start_deadline_s`` seconds to start, and as many for the model.

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
        answer = _answer(child, request, options.start_deadline_s, memory_mb)
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
    except OpinionFault as error:
        raise _failure(entry, f"gave an answer that breaks the contract: {error}") from None
    finally:
        child.end()


def _answer(child: Child, request: ExaminationRequest, deadline_s: float, memory_mb: int) -> Wire:
    started = child.next_message(deadline_s, memory_mb)
    if "fault" in started:
        return started
    message = {"do": "examine", "request": request_to_plain(request)}
    return child.ask(message | {"deadline_s": deadline_s, "number": 0}, deadline_s, memory_mb)


def _failure(entry: InspectorEntry, reason: str) -> PluginError:
    return PluginError(f'Inspector "{entry.name}" could not look at the model: it {reason}.')
