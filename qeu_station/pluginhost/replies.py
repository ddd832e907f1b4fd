"""A child's answers to the host: guarded, logged, and never larger than the host reads."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable

import msgpack

from qeu_station.pluginhost.child_main import HostChannel
from qeu_station.pluginhost.session import Fault, guarded
from qeu_station.pluginhost.wire import MAX_REPLY, Wire


def logged(call: Callable[[], Wire]) -> Wire | Fault:
    """Guard a call; its traceback goes to the plugin's log."""

    def logging_call() -> Wire:
        try:
            return call()
        except BaseException:
            with contextlib.suppress(Exception):  # a plugin may have closed the stream
                traceback.print_exc()
            raise

    return guarded(logging_call)


def reply(channel: HostChannel, answer: Wire | Fault, number: int) -> None:
    """Send an answer, or the fault, to the message of this number."""
    if isinstance(answer, tuple):
        channel.send({"number": number, "fault": answer})
    else:
        channel.send_packed(_packed(answer | {"number": number}))


def _packed(answer: Wire) -> bytes:
    try:
        data: bytes = msgpack.packb(answer)
        if len(data) <= MAX_REPLY:
            return data
        reason = f"gave an answer of {len(data) >> 20} MiB, at most {MAX_REPLY >> 20} are allowed"
    except (TypeError, ValueError, OverflowError) as error:
        reason = f"gave an answer that is no plain data ({error})"
    fault: bytes = msgpack.packb({"number": answer["number"], "fault": ("invalid", reason)})
    return fault
