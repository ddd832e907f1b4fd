"""Plugins without files and processes, for the tests of their screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from qeu_station.errors import PluginError, StoppedError
from qeu_station.pluginhost import (
    Catalog,
    CheckOutcome,
    CheckReport,
    CheckStep,
    PluginLog,
    WorkerHealth,
    WorkerTimings,
)
from qeu_station.services.plugin_care import (
    ComponentView,
    Overview,
    PluginView,
    RecipeUse,
    Reloaded,
    SelfTest,
    Trying,
)

SCHEMA = {
    "properties": {
        "level": {
            "type": "number", "minimum": 1, "maximum": 255, "default": 128.0, "title": "Level",
            "description": "Difference that is surely a defect.",
        },
    },
}  # fmt: skip

EDGES = ComponentView(
    "inspector", "edges", "1.2", "Whether edges are where they were.", SCHEMA,
    ("cell",), "gating", (), (RecipeUse("board", 3, {"level": 90.0}), RecipeUse("tray", 1)),
)  # fmt: skip
TRAINER = ComponentView("trainer", "edges", "1.2", "Learns edges.", SCHEMA)
GOOD = PluginView("qeu-edges", "0.4.0", "/site-packages", False, "loaded", (), (EDGES, TRAINER))
BROKEN = PluginView(
    "qeu-broken", "0.1", "", False, "failed",
    ("cannot be loaded: it raised ImportError: no optics",),
)  # fmt: skip
OFF = PluginView("qeu-off", "2.0", "/site-packages", False, "disabled")

READY = WorkerHealth(
    "edges", "ready", 4711, 0, "", 120.0, "cpu", 150.0,
    WorkerTimings(12, 1, 1500.0, 21.0, 20.0, 33.0, 40.0),
)  # fmt: skip
PASSED = SelfTest(None, "cpu", 1500.0, 30.0, 20.0, 2.0, 90.0, 4096, 0.99, 0.02)


class FakeCare:
    """Answers at once; a test changes its attributes to have it fail."""

    def __init__(self) -> None:
        self.plugins: tuple[PluginView, ...] = (BROKEN, GOOD, OFF)
        self.workers: tuple[WorkerHealth, ...] = (READY,)
        self.in_use = "board"
        self.fails: Exception | None = None
        self.asked: list[tuple[Any, ...]] = []
        self.found = PASSED
        self.reloaded = Reloaded(
            "qeu-edges", True, "0.4.0", "0.5.0", (READY,), (), self._overview()
        )
        self.printed: tuple[PluginLog, ...] = (
            PluginLog("edges", Path("/logs/edges.log"), "warm\nready\n", False, 2.0),
            PluginLog("load", Path("/logs/probe-qeu-edges.log"), "hello\n", True, 1.0),
        )

    def _overview(self) -> Overview:
        return Overview(self.plugins, Catalog())

    def _ask(self, *what: Any) -> None:
        self.asked.append(what)
        if self.fails is not None:
            raise self.fails

    def overview(self, again, stopped) -> Overview:
        self._ask("overview", again)
        return self._overview()

    def recipe(self) -> str:
        return self.in_use

    def health(self) -> tuple[WorkerHealth, ...]:
        return self.workers

    def logs(self, plugin) -> tuple[PluginLog, ...]:
        if plugin.name == "qeu-broken":
            return (
                PluginLog("load", Path("/logs/probe-qeu-broken.log"), "Traceback\n", False, 3.0),
            )
        return self.printed if plugin.name == "qeu-edges" else ()

    def parameters(self, wanted: Trying) -> None:
        self._ask("parameters", wanted)

    def save(self, wanted: Trying) -> str:
        self._ask("save", wanted)
        return f"{wanted.recipe}@4"

    def check(self, wanted, on_check, stopped) -> CheckReport:
        self._ask("check", wanted)
        done: list[CheckOutcome] = []
        for name, message in (("factory_builds", ""), ("judges_grey", "the answer has no cells")):
            on_check(CheckStep(name, 2, tuple(done)))
            if stopped():
                raise StoppedError("stopped")
            done.append(CheckOutcome(name, message))
        on_check(CheckStep("", 2, tuple(done)))
        return CheckReport(tuple(done))

    def self_test(self, wanted, on_step, stopped) -> SelfTest:
        self._ask("self-test", wanted)
        for step in ("prepare", "start", "judge"):
            on_step(step)
            if stopped():
                raise StoppedError("stopped")
        return self.found

    def restart(self, inspector: str) -> None:
        self._ask("restart", inspector)
        self.workers = (replace(READY, state="restarting"),)

    def suspend(self, inspector: str) -> None:
        self._ask("suspend", inspector)
        self.workers = (replace(READY, state="suspended", last_error="was suspended by a person"),)

    def reload(self, plugin, on_step, stopped) -> Reloaded:
        self._ask("reload", plugin)
        for step in ("load", "exchange", "start"):
            on_step(step)
        if stopped():
            raise StoppedError("stopped")
        return self.reloaded

    def set_enabled(self, plugin, on, stopped) -> Overview:
        self._ask("enable" if on else "disable", plugin)
        state = "loaded" if on else "disabled"
        self.plugins = tuple(
            replace(each, state=state) if each.name == plugin else each for each in self.plugins
        )
        return self._overview()


REFUSED = PluginError('Parameters of inspector "edges" are not valid: level: too low. Check it.')
