"""What every child process runs first."""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import os
import queue
import signal
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Any

import msgpack

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


_PROGRAMS = {
    "probe": "qeu_station.pluginhost.probe_main",
    "check": "qeu_station.pluginhost.check_main",
    "work": "qeu_station.pluginhost.worker_main",
}


class HostChannel:
    """The child's end of the channel. When the host goes, even by ``kill -9``, the child goes.

    A thread of its own waits for messages, so that the end of the host is noticed while an
    inspector is busy.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._messages: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="host-channel", daemon=True).start()

    def receive(self) -> dict[str, Any]:
        """Return the host's next message."""
        message: dict[str, Any] = msgpack.unpackb(self._messages.get())
        return message

    def send(self, message: dict[str, Any]) -> None:
        """Send one message to the host."""
        self.send_packed(msgpack.packb(message))

    def send_packed(self, data: bytes) -> None:
        """Send one message that is packed already."""
        try:
            self._connection.send_bytes(data)
        except OSError:
            os._exit(0)

    def _listen(self) -> None:
        while True:
            try:
                self._messages.put(self._connection.recv_bytes())
            except (EOFError, OSError):
                os._exit(0)


def main(role: str, handle: str) -> None:
    """Run as ``role`` with the channel at ``handle``; never returns."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    code = 0
    try:
        channel = HostChannel(_connect(int(handle)))
        program = importlib.import_module(_PROGRAMS[role])
        program.run(channel)
    except BaseException:
        traceback.print_exc()
        code = 1
    # Threads and exit handlers that a plugin leaves behind must not keep the process.
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):  # a plugin may have closed or replaced it
            stream.flush()
    os._exit(code)


def _connect(handle: int) -> Connection:
    from multiprocessing import connection

    if sys.platform == "win32":
        os.set_handle_inheritable(handle, False)
        return connection.PipeConnection(handle)
    os.set_inheritable(handle, False)  # what a plugin starts must not hold the channel open
    return connection.Connection(handle)
