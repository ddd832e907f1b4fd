"""What every child process runs first."""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import os
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
    "train": "qeu_station.pluginhost.train_main",
    "capture": "qeu_station.capture.capture_main",
    "batch": "qeu_station.services.jobqueue.batch_main",
    "training": "qeu_station.services.training.training_main",
}


class HostChannel:
    """The child's end of the channel."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sending = threading.Lock()

    def receive(self) -> dict[str, Any]:
        """Return the host's next message; ends the process when the host is gone."""
        try:
            message: dict[str, Any] = msgpack.unpackb(self._connection.recv_bytes())
        except (EOFError, OSError):
            os._exit(0)
        return message

    def arrived(self) -> bool:
        """Return whether a message of the host waits; ends the process when the host is gone."""
        try:
            return self._connection.poll()
        except OSError:
            os._exit(0)

    def send(self, message: dict[str, Any]) -> None:
        """Send one message to the host."""
        self.send_packed(msgpack.packb(message))

    def send_packed(self, data: bytes) -> None:
        """Send one message that is packed already."""
        try:
            with self._sending:  # what an inspector says comes from a thread of its own
                self._connection.send_bytes(data)
        except OSError:
            os._exit(0)


def _end_with_host(lifeline: Connection) -> None:
    """End this process as soon as the host is gone, even by ``kill -9`` during an inspection."""
    try:
        lifeline.recv_bytes()  # nothing is ever sent
    except (EOFError, OSError):
        os._exit(0)


def main(role: str, channel_handle: str, lifeline_handle: str) -> None:
    """Run as ``role`` with the pipes at these handles; never returns."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    code = 0
    try:
        channel = HostChannel(_connect(int(channel_handle)))
        lifeline = _connect(int(lifeline_handle))
        threading.Thread(target=_end_with_host, args=(lifeline,), daemon=True).start()
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
