"""A live source: always the newest picture, and a source that is lost is opened again."""

from __future__ import annotations

import logging
import threading
import time

from qeu_station.capture.feed import Feed, FeedEndedError
from qeu_station.capture.frame import Frame, SourceState
from qeu_station.capture.use import SourceUse
from qeu_station.errors import QeuError
from qeu_station.pluginhost import HostOptions
from qeu_station.pluginhost.child import ChildError

log = logging.getLogger(__name__)

BACKOFF_S = (0.5, 1.0, 2.0, 5.0)
"""Waits before a lost source is opened again; the last one repeats."""

_TURN_S = 0.05
"""How soon a request to close is seen."""


class LiveSource:
    """A source in a process of its own, watched by one thread; see ``FrameSource``.

    Opening begins at once and is not waited for. What goes wrong, at the first opening too, shows
    in ``state`` and ``problem``, and the source is opened again until ``close``.

    Args:
        use: The source.
        options: Folders and limits of the plugin host.
    """

    def __init__(self, use: SourceUse, options: HostOptions) -> None:
        self._use = use
        self._options = options
        self._changed = threading.Condition()
        self._closing = threading.Event()
        self._state: SourceState = "opening"
        self._problem = ""
        self._feed: Feed | None = None
        self._frame: Frame | None = None
        self._failures = 0
        self._thread = threading.Thread(target=self._run, name=f"capture {use.label}", daemon=True)
        self._thread.start()

    @property
    def state(self) -> SourceState:
        """``opening``, ``live``, ``lost`` or ``closed``."""
        return self._state

    @property
    def problem(self) -> str:
        """Why it is lost or closed, a sentence; empty while all is well."""
        return self._problem

    @property
    def label(self) -> str:
        """What the source is called."""
        return self._use.label

    @property
    def pid(self) -> int | None:
        """Process id of the source, None without a process."""
        feed = self._feed
        return None if feed is None else feed.pid

    def newest(self) -> Frame | None:
        """Return the newest picture, None unless the source is live.

        The same picture is the same object, so that the caller sees whether there is a new one.
        """
        with self._changed:
            return self._newest()

    def after(self, moment: float, timeout_s: float) -> Frame | None:
        """Return the newest picture whose grab began after ``moment``, of ``time.monotonic``.

        Waits for one at most ``timeout_s``; None when none came, or the source was closed.
        """
        end = time.monotonic() + timeout_s
        with self._changed:
            while not self._has_after(moment):
                left = end - time.monotonic()
                if left <= 0 or self._state == "closed":
                    return None
                self._changed.wait(left)
            return self._newest()

    def close(self) -> None:
        """End the source's process and the thread, and give their memory back."""
        self._closing.set()
        with self._changed:
            self._become("closed", self._problem if self._state == "closed" else "")
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _has_after(self, moment: float) -> bool:
        held = self._feed.held if self._feed is not None and self._state == "live" else None
        return held is not None and held.at > moment

    def _newest(self) -> Frame | None:
        held = self._feed.held if self._feed is not None and self._state == "live" else None
        if self._feed is None or held is None:
            return None
        if self._frame is None or self._frame.number != held.number:
            copied = self._feed.copied()
            self._frame = copied and Frame(copied[1], copied[0].at, copied[0].number)
        return self._frame

    def _run(self) -> None:
        number = 0
        while not self._closing.is_set():
            try:
                self._feed = Feed(self._use, self._options, number)
                self._watch(self._feed)
            except FeedEndedError:
                self._say("closed", f"{self._use.label} has ended: there are no more pictures.")
            except ChildError as error:
                self._lose(error.kind, str(error))
            except (QeuError, OSError) as error:
                self._lose("source", str(error))
            except Exception as error:
                log.exception("capture of %s", self._use.label)
                self._lose("raised", f"failed: {error!r}")
            number = self._drop(number)
            if self._state == "closed":
                return
            self._closing.wait(BACKOFF_S[min(self._failures, len(BACKOFF_S)) - 1])

    def _watch(self, feed: Feed) -> None:
        while not self._closing.is_set():
            feed.wait(_TURN_S)
            if feed.advance():
                self._failures = 0
                self._say("live", "")

    def _drop(self, number: int) -> int:
        """End the process that failed; return the number of its last picture."""
        with self._changed:
            feed, self._feed, self._frame = self._feed, None, None
        if feed is None:
            return number
        feed.close()
        return feed.number

    def _lose(self, kind: str, reason: str) -> None:
        self._failures += 1
        sentence = reason if kind == "source" else f"{self._use.label} {reason.rstrip('.')}."
        if self._failures == 1:
            log.warning("%s", sentence)
        self._say("lost", sentence)

    def _say(self, state: SourceState, problem: str) -> None:
        with self._changed:
            if not self._closing.is_set():
                self._become(state, problem)

    def _become(self, state: SourceState, problem: str) -> None:
        self._state, self._problem = state, problem
        self._changed.notify_all()
