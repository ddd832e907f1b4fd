"""What reaches the host, and comes from it, while an inspector works."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable

from qeu_station.pluginhost.child_main import HostChannel
from qeu_station.pluginhost.wire import MAX_SAID, Wire

EVERY_S = 0.1
"""Least time between two texts; what is said in between is left out, but for the newest."""


class Voice:
    """Sends what an inspector says, never holding it up.

    Args:
        channel: To the host.
    """

    def __init__(self, channel: HostChannel) -> None:
        self._channel = channel
        self._changed = threading.Condition()
        self._number = 0
        self._text: str | None = None
        threading.Thread(target=self._send, name="voice", daemon=True).start()

    def say(self, text: str) -> None:
        """Say all of a sentence so far; returns at once."""
        said = str(text)[:MAX_SAID].encode("utf-8", "replace").decode()
        with self._changed:
            if self._number:
                self._text = said
                self._changed.notify()

    def about(self, number: int) -> None:
        """Speak about the message of this number from now on; 0 for silence."""
        with self._changed:
            self._number, self._text = number, None

    def _send(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._text is not None)
                message: Wire = {"number": self._number, "say": self._text}
                self._text = None
            self._channel.send(message)
            time.sleep(EVERY_S)


class Inbox:
    """The host's messages, read beside the work, so that a cancel reaches it.

    Args:
        channel: From the host.
        cancel: Called with the number of the message whose work shall end, or 0 for any.
    """

    def __init__(self, channel: HostChannel, cancel: Callable[[int], None]) -> None:
        self._channel = channel
        self._cancel = cancel
        self._messages: queue.SimpleQueue[Wire] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="inbox", daemon=True).start()

    def next(self) -> Wire:
        """Return the next message that is no cancel."""
        return self._messages.get()

    def _read(self) -> None:
        while True:
            message = self._channel.receive()
            if message["do"] == "cancel":
                self._cancel(message["number"])
            else:
                self._messages.put(message)
