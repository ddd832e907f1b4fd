"""A process of the host: a fresh interpreter, a private channel, drained output, a sure end.

The interpreter is started as *spawn* does it, but without running the caller's main module, and
with the environment, standard streams and process group it needs from its first instruction on:
thread pools are pinned before any library is loaded, and a Ctrl-C in the terminal reaches the
host alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing import connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgpack
import psutil

from qeu_station.api.answers import numpy_value
from qeu_station.errors import StoppedError
from qeu_station.pluginhost.output import OutputDrain

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MAX_MESSAGE = 16 << 20
"""Bytes of the largest message that is read from a child."""

POLL_S = 0.02

Stopped = Callable[[], bool]
"""Tells whether a person wants no more of what is under way."""


def never() -> bool:
    """Say that nobody stops it."""
    return False


_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from qeu_station.pluginhost import child_main; child_main.main(*sys.argv[2:])"
)
_THREAD_POOLS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMBA_NUM_THREADS",
    "OPENCV_FOR_THREADS_NUM",
)
_EXIT_WAIT_S = 5.0


class ChildError(Exception):
    """The child is no more, or broke the protocol.

    Attributes:
        kind: ``crashed``, ``timeout``, ``memory`` or ``invalid``.
    """

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind


class Child:
    """One process with a two-way channel of msgpack messages.

    Args:
        role: What it does, a key of the programs in ``child_main``.
        extra_paths: Folders added to its ``sys.path``.
        log: File for what it prints, or None.
        threads: Threads its libraries may use.

    Attributes:
        peak_mb: Largest resident memory that was seen, in mebibytes.
        exited: Whether it is certain that it has ended.
    """

    def __init__(
        self, role: str, extra_paths: Sequence[Path] = (), log: Path | None = None, threads: int = 1
    ) -> None:
        self._connection, theirs = connection.Pipe()
        held, self._lifeline = connection.Pipe(duplex=False)
        with theirs, held:
            handles = theirs.fileno(), held.fileno()
            self._process = _launch(role, handles, extra_paths, threads)
        assert self._process.stdout is not None
        self._output = OutputDrain(self._process.stdout, log, f"{role}, process {self.pid}")
        self._watched: psutil.Process | None = None
        self._sending = threading.Lock()
        self.peak_mb = 0.0
        self.exited = False

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    @property
    def channel(self) -> Connection:
        """The channel, for ``multiprocessing.connection.wait``."""
        return self._connection

    def send(self, message: dict[str, Any]) -> None:
        """Send one message.

        Raises:
            ChildError: The child is gone.
        """
        data = msgpack.packb(message, default=numpy_value)
        try:
            with self._sending:  # a person may end what is being asked
                self._connection.send_bytes(data)
        except OSError:
            raise self._gone() from None

    def arrived(self, seconds: float) -> bool:
        """Return whether a message, or the end of the child, came within ``seconds``."""
        try:
            return self._connection.poll(seconds)
        except OSError:  # how Windows says that the other end is gone
            return True

    def receive(self) -> dict[str, Any]:
        """Return the message that has arrived; blocks until one has.

        Raises:
            ChildError: The child is gone, or what it sent is no message or too large.
        """
        try:
            data = self._connection.recv_bytes(MAX_MESSAGE)
        except EOFError:
            raise self._gone() from None
        except OSError:
            if self._connection.closed:
                raise ChildError("crashed", "was ended by the station") from None
            if self._connection.readable:  # it ended within a message, which is no matter of size
                raise self._gone() from None
            self.end()
            raise ChildError(
                "invalid", f"sent a message above {MAX_MESSAGE >> 20} MiB and was ended"
            ) from None
        try:
            message = msgpack.unpackb(data)
        except ValueError:  # also msgpack's own errors
            message = None
        if not isinstance(message, dict):
            self.end()
            raise ChildError("invalid", "sent something that is no message and was ended")
        return message

    def check(self, memory_mb: int | None) -> None:
        """End the child when its resident size is above ``memory_mb`` mebibytes.

        Raises:
            ChildError: It was ended.
        """
        size = self.resident_mb()
        if memory_mb is not None and size > memory_mb:
            self.end()
            raise ChildError(
                "memory", f"used {size:.0f} MiB of memory, {memory_mb} are allowed, and was ended"
            )

    def time_out(self, seconds: float) -> ChildError:
        """End the child that did not answer in time; returns the error to raise."""
        self.end()
        return ChildError("timeout", f"did not answer within {seconds:g} s and was ended")

    def ask(
        self,
        message: dict[str, Any],
        deadline_s: float,
        memory_mb: int | None = None,
        stopped: Stopped = never,
    ) -> dict[str, Any]:
        """Send one message and return the answer to it.

        Raises:
            ChildError: No answer; the child is ended.
            StoppedError: Nobody wants the answer any more; the child is ended.
        """
        self.send(message)
        return self.next_message(deadline_s, memory_mb, stopped)

    def next_message(
        self, deadline_s: float, memory_mb: int | None = None, stopped: Stopped = never
    ) -> dict[str, Any]:
        """Return the next message.

        Raises:
            ChildError: None came; the child is ended.
            StoppedError: Nobody wants it any more; the child is ended.
        """
        end = time.monotonic() + deadline_s
        while not self.arrived(POLL_S):
            self.check(memory_mb)
            if stopped():
                self.end()
                raise StoppedError("It was stopped before it had ended.")
            if time.monotonic() > end:
                raise self.time_out(deadline_s)
        return self.receive()

    def resident_mb(self) -> float:
        """Return its resident memory in mebibytes, 0 when it is gone."""
        try:
            if self._watched is None:
                self._watched = psutil.Process(self._process.pid)
            size = self._watched.memory_info().rss / (1 << 20)
        except psutil.Error:
            return 0.0
        self.peak_mb = max(self.peak_mb, size)
        return size

    def computed_s(self) -> float:
        """Return the seconds that its threads have computed, 0 when it is gone."""
        try:
            if self._watched is None:
                self._watched = psutil.Process(self._process.pid)
            times = self._watched.cpu_times()
        except psutil.Error:
            return 0.0
        return float(times.user + times.system)

    def end(self, grace_s: float = 0.0) -> None:
        """End it and everything it started; ``exited`` tells whether that is certain."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(grace_s)
        _kill(self._process)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_EXIT_WAIT_S)
        self.exited = self._process.returncode is not None
        self._output.join(0.2)
        self._connection.close()
        self._lifeline.close()

    def _gone(self) -> ChildError:
        """Describe the end of a child that closed its channel."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1.0)
        code = self._process.returncode
        self.end()
        return ChildError("crashed", describe_exit(code))


def describe_exit(code: int | None) -> str:
    """Return how a process ended, as a sentence without subject.

    Args:
        code: Exit code; negative is a signal; None when it closed its channel and lived on.
    """
    if code is None:
        return "closed its channel to the station and was ended"
    if code == 0xC0000005:
        return "died with an access violation (0xC0000005)"
    if code >= 0:
        return f"ended its process with exit code {code}"
    name = (signal.strsignal(-code) or "unknown").lower()
    hint = "; the system does so when memory runs out" if -code == 9 else ""
    return f"died with signal {-code} ({name}{hint})"


def _launch(
    role: str, handles: tuple[int, ...], extra_paths: Sequence[Path], threads: int
) -> subprocess.Popen[bytes]:
    paths = [str(Path(path).absolute()) for path in (*sys.path, *map(str, extra_paths))]
    environment = dict(os.environ, PYTHONUTF8="1")
    environment |= dict.fromkeys(_THREAD_POOLS, str(threads))
    command = ["-c", _BOOT, json.dumps(paths), role, *map(str, handles)]
    streams: dict[str, Any] = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
    }
    if sys.platform == "win32":
        from qeu_station.pluginhost.child_windows import launch

        return launch(command, environment, handles, streams)
    return subprocess.Popen(
        [sys.executable, *command],
        env=environment,
        pass_fds=handles,
        start_new_session=True,
        **streams,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and what it started."""
    if sys.platform == "win32":
        from qeu_station.pluginhost.child_windows import kill

        kill(process)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # it leads a group of its own
