"""What a plugin's process prints: drained at any rate, the newest of it kept."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

LOG_LIMIT = 1_000_000
"""Bytes of one log file; a process may not print more than that in ``REFILL_S``."""

REFILL_S = 60.0
"""Seconds after which a full log becomes the previous one, and a new one begins."""

_CHUNK = 1 << 16


class OutputDrain:
    """Reads a process's output in a thread until it ends, so that printing never blocks it.

    Args:
        stream: Read end of the process's standard output and error.
        path: Log file to append to, or None to drop everything.
        title: What is said in the log before the first thing that is printed; empty for nothing.
    """

    def __init__(self, stream: IO[bytes], path: Path | None, title: str = "") -> None:
        self._stream = stream
        self._path = path
        self._title = title
        self._thread = threading.Thread(target=self._drain, name="plugin-output", daemon=True)
        self._thread.start()

    def join(self, timeout_s: float) -> None:
        """Wait until everything printed has been read, at most ``timeout_s``."""
        self._thread.join(timeout_s)

    def _drain(self) -> None:
        with self._stream:
            room, since = _room(self._path), time.monotonic()
            while chunk := self._read():
                if len(chunk) >= room and time.monotonic() - since > REFILL_S:
                    room, since = _room(self._path), time.monotonic()
                if room > 0 and self._path is not None:
                    chunk = self._titled(chunk)
                    room -= _append(self._path, chunk[:room], last=len(chunk) >= room)

    def _titled(self, chunk: bytes) -> bytes:
        if not self._title:
            return chunk
        title, self._title = self._title, ""
        at = datetime.now(UTC).isoformat(" ", "seconds").removesuffix("+00:00")
        return f"[{at}Z {title}]\n".encode() + chunk

    def _read(self) -> bytes:
        try:
            return self._stream.read1(_CHUNK)  # type: ignore[attr-defined, no-any-return]
        except (OSError, ValueError):
            return b""


def _room(path: Path | None) -> int:
    """Return how many bytes may be logged; a log that is half full becomes the previous one."""
    if path is None:
        return 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        size = path.stat().st_size if path.exists() else 0
        if size >= LOG_LIMIT // 2:
            path.replace(path.with_name(path.name + ".1"))
            size = 0
        return LOG_LIMIT - size
    except OSError:  # such as a log that another process holds open on Windows
        return 0


def _append(path: Path, chunk: bytes, last: bool) -> int:
    """Append to the log; a log that cannot be written must not harm the inspection."""
    try:
        with path.open("ab") as file:
            file.write(chunk + (b"\n[further output is dropped]\n" if last else b""))
    except OSError:
        return LOG_LIMIT
    return len(chunk)
