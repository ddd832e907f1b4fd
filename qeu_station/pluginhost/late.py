"""An inspector that goes on after the verdict: its answer is taken when it comes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from qeu_station.pluginhost.asked import Asked
from qeu_station.pluginhost.child import POLL_S

_log = logging.getLogger(__name__)


class LateAnswer:
    """Waits in a thread of its own, so that the next pair waits for nobody.

    Args:
        asked: The question that is still open.
        release: Called once nobody reads the pair any more.
    """

    def __init__(self, asked: Asked, release: Callable[[], None]) -> None:
        assert asked.child is not None and asked.question.listener is not None
        self._asked = asked
        self._child = asked.child
        self._listener = asked.question.listener
        self._release = release
        name = f"late answer of {asked.worker.use.name}"
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin to wait."""
        self._thread.start()

    def join(self) -> None:
        """Return when it has ended; its worker must have been closed."""
        self._thread.join()

    def _run(self) -> None:
        asked = self._asked
        while asked.reply is None:
            asked.advance(self._child.arrived(POLL_S))
        asked.worker.busy_with = ""
        try:
            self._listener.late(asked.reply)
        except Exception:  # the next answer is taken all the same
            _log.exception("the late answer of inspector %s is lost", asked.worker.use.name)
        finally:
            if self._child.exited or not self._child.channel.closed:  # gone, or it has answered
                self._release()
