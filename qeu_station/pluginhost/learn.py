"""Learning an inspector's parameters from good parts, in a worker."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from qeu_station.api import PreparedPair
from qeu_station.errors import PluginError
from qeu_station.pluginhost.child import Child, ChildError
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.shared import SharedSpace
from qeu_station.pluginhost.supervisor import launch_worker
from qeu_station.pluginhost.use import InspectorUse
from qeu_station.pluginhost.wire import PairWriter, Wire


def learn(
    use: InspectorUse,
    pairs: Iterable[tuple[PreparedPair, frozenset[str]]],
    options: HostOptions,
) -> dict[str, Any]:
    """Return parameter values learned from pairs, each with the addresses of its good cells.

    Each step has ``options.start_deadline_s`` seconds and the memory of ``use``.

    Raises:
        PluginError: The inspector has no learner, too little was seen, or the plugin failed.
    """
    if not use.entry.spec.learner:
        raise PluginError(f'Inspector "{use.name}" has nothing to learn; it registers no learner.')
    space = SharedSpace()
    try:
        return _Lesson(use, options).result(pairs, space)
    finally:
        space.close()


_REFUSED = "raised ValueError: "
"""How a learner says that too little was seen; the rest is for people."""


class _Lesson:
    """The talk with one learner."""

    def __init__(self, use: InspectorUse, options: HostOptions) -> None:
        self._use = use
        self._options = options

    def result(
        self, pairs: Iterable[tuple[PreparedPair, frozenset[str]]], space: SharedSpace
    ) -> dict[str, Any]:
        writer = PairWriter(space.describe)
        child = launch_worker(self._use, "learn", self._options)
        try:
            self._checked(child.next_message(*self._limits))
            for pair, good_cells in pairs:
                good = sorted(good_cells)
                self._ask(child, {"do": "observe", "pair": writer.wire(pair), "good_cells": good})
            learned = json.loads(self._ask(child, {"do": "learned"})["learned"])
            child.send({"do": "close"})
        except ChildError as error:
            raise self._failure(str(error)) from None
        finally:
            child.end()
        assert isinstance(learned, dict)
        return learned

    @property
    def _limits(self) -> tuple[float, int]:
        return self._options.start_deadline_s, self._use.memory_mb

    def _ask(self, child: Child, message: Wire) -> Wire:
        message |= {"deadline_s": self._options.start_deadline_s, "number": 0}
        return self._checked(child.ask(message, *self._limits))

    def _checked(self, answer: Wire) -> Wire:
        if "fault" in answer:
            raise self._failure(str(answer["fault"][1]))
        return answer

    def _failure(self, reason: str) -> PluginError:
        said = reason.removeprefix(_REFUSED)
        it = "" if said != reason else "it "
        stop = "" if said.endswith(".") else "."
        return PluginError(f'Inspector "{self._use.name}" could not learn: {it}{said}{stop}')
