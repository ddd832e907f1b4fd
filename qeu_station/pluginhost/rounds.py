"""One pair before all inspectors."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from multiprocessing import connection
from multiprocessing.connection import Connection

from qeu_station.pluginhost.asked import Asked, Question
from qeu_station.pluginhost.child import POLL_S, ChildError
from qeu_station.pluginhost.late import LateAnswer
from qeu_station.pluginhost.shared import SharedSpace
from qeu_station.pluginhost.supervisor import Supervised
from qeu_station.pluginhost.use import Reply


class Round:
    """Asks all at once and collects their replies.

    Args:
        workers: The inspectors.
        question: What they are asked.
        space: Where the arrays of the pair lie.
        late: Takes those that go on afterwards.
    """

    def __init__(
        self,
        workers: Sequence[Supervised],
        question: Question,
        space: SharedSpace,
        late: list[LateAnswer],
    ) -> None:
        self._asked = [Asked(worker, question) for worker in workers]
        self._space = space
        self._late = late

    def replies(self) -> tuple[Reply, ...]:
        """Ask all, collect all; an interruption ends the workers that still owe an answer."""
        try:
            return self._collected()
        except BaseException:
            for asked in self._asked:
                if asked.child is not None and asked.reply is None:
                    asked.child.end()
                    asked.end(ChildError("crashed", "was ended: the station was interrupted"))
            raise
        finally:
            if any(asked.child and not asked.child.exited for asked in self._ended()):
                self._space.hold()  # for ever: a worker that cannot be ended may still read

    def _ended(self) -> list[Asked]:
        return [a for a in self._asked if a.child is not None and a.child.channel.closed]

    def _collected(self) -> tuple[Reply, ...]:
        while open_ones := [asked for asked in self._asked if asked.reply is None]:
            for asked in open_ones:
                if asked.child is None:
                    asked.try_to_ask()
            self._collect([asked for asked in open_ones if asked.reply is None])
        return tuple(asked.reply for asked in self._asked if asked.reply is not None)

    def _collect(self, asked: Sequence[Asked]) -> None:
        running = [(one, one.child.channel) for one in asked if one.child is not None]
        arrived = _arrived([channel for _, channel in running])
        for one, channel in running:
            one.advance(channel.closed or channel in arrived)
            if one.reply is None and one.overdue and one.may_be_late:
                self._postpone(one)

    def _postpone(self, asked: Asked) -> None:
        """Let it go on; the arrays it reads are not written to before it has ended."""
        late = LateAnswer(asked.postponed(), partial(self._space.let_go, self._space.hold()))
        self._late.append(late)
        late.start()


def _arrived(channels: Sequence[Connection]) -> Sequence[object]:
    """Wait a moment; return the channels on which something came."""
    try:
        if channels:
            return connection.wait(channels, POLL_S)
    except (OSError, ValueError):  # one was closed meanwhile: its worker was ended by a person
        return ()
    time.sleep(POLL_S)
    return ()
