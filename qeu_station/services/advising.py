"""What inspectors say beside a record: while they work, and after the verdict."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from qeu_station.core.record import AdviceRecord
from qeu_station.pluginhost import Reply, Said

log = logging.getLogger(__name__)


class Adviser(Protocol):
    """Who hears of one inspection beyond its record; called from threads of the plugin host."""

    def said(self, said: Said) -> None:
        """Hear what an inspector says while it works."""
        ...

    def advise(self, advice: AdviceRecord) -> None:
        """Take what an inspector says after the verdict."""
        ...


class Listening:
    """Listens to one inspection for an adviser.

    Args:
        adviser: Who hears.
        advice_of: Makes advice of a late reply; may wait until the pair is checked.
    """

    def __init__(self, adviser: Adviser, advice_of: Callable[[Reply], AdviceRecord]) -> None:
        self._adviser = adviser
        self._advice_of = advice_of

    def said(self, said: Said) -> None:
        """Hear what an inspector says while it works."""
        self._adviser.said(said)

    def late(self, reply: Reply) -> None:
        """Take the reply of an inspector that went on."""
        try:
            advice = self._advice_of(reply)
        except Exception:  # the pair could not be checked: there is no record to advise on
            log.debug("inspector %s was late for nothing", reply.inspector, exc_info=True)
            advice = AdviceRecord(reply.inspector, ())
        self._adviser.advise(advice)
