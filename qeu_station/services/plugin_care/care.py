"""Plugins of the station at work: one reloaded, a worker suspended, switched off, looked at."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from qeu_station.core.record import DISABLED
from qeu_station.errors import InputError
from qeu_station.pluginhost import (
    Catalog,
    CheckReport,
    CheckStep,
    PluginLog,
    Stopped,
    WorkerHealth,
    load_catalog,
    logs_of,
    never,
    normalised,
)
from qeu_station.services.live import LiveStation
from qeu_station.services.plugin_care.enabling import write_enabled
from qeu_station.services.plugin_care.overview import Overview, PluginView, overview
from qeu_station.services.plugin_care.selftest import SelfTest, self_test
from qeu_station.services.plugin_care.trying import (
    Trying,
    check_parameters_of,
    conformance,
    save_parameters,
)
from qeu_station.services.station import Station

_POLL_S = 0.05
_ON_THE_WAY = ("starting", "restarting")


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What became of a reload.

    Attributes:
        plugin: Its name.
        usable: Whether anything of it can be used; else nothing was changed.
        before: Its version that ran before; empty for none, and for a drop-in file.
        after: Its version now; empty for a drop-in file.
        running: Its inspectors that the recipe in use has, and how their new workers are.
        problems: Why something of it cannot be used.
        overview: All plugins as they are known now.
    """

    plugin: str
    usable: bool
    before: str
    after: str
    running: tuple[WorkerHealth, ...]
    problems: tuple[str, ...]
    overview: Overview


class PluginCare:
    """What the Plugins screen works with; every method may take long and is called in jobs.

    Args:
        live: The station at work.
    """

    def __init__(self, live: LiveStation) -> None:
        self._live = live

    def overview(self, again: bool = False, stopped: Stopped = never) -> Overview:
        """Return every plugin.

        Args:
            again: Look anew into those that had problems when they were last looked into.
            stopped: Asked again and again while plugins are looked into.

        Raises:
            StoppedError: A person stopped it.
        """
        home = self._live.home
        return overview(load_catalog(home.host, again, stopped=stopped), home)

    def recipe(self) -> str:
        """Return the recipe in use, empty for none."""
        station = self._live.running
        return "" if station is None else station.loaded.recipe.name

    def health(self) -> tuple[WorkerHealth, ...]:
        """Return the state of every worker of the recipe in use."""
        return self._live.health()

    def logs(self, plugin: PluginView) -> tuple[PluginLog, ...]:
        """Return the ends of what a plugin printed, the newest first."""
        names = [component.name for component in plugin.components]
        return logs_of(self._live.home.host.log_dir, plugin.name, names)

    def parameters(self, wanted: Trying) -> None:
        """Let the plugin's own model look at parameters.

        Raises:
            PluginError: They are not allowed.
        """
        check_parameters_of(wanted, self._catalog(), self._live.home)

    def save(self, wanted: Trying) -> str:
        """Save parameters as a new version of a recipe; return ``NAME@VERSION``.

        Raises:
            QeuError: They are not allowed, or it cannot be written.
        """
        saved = save_parameters(wanted, self._catalog(), self._live.home).recipe
        return f"{saved.name}@{saved.version}"

    def check(
        self, wanted: Trying, on_check: Callable[[CheckStep], None], stopped: Stopped
    ) -> CheckReport:
        """Run the conformance kit, see ``trying.conformance``."""
        return conformance(wanted, self._catalog(), self._live.home, on_check, stopped)

    def self_test(
        self, wanted: Trying, on_step: Callable[[str], None], stopped: Stopped
    ) -> SelfTest:
        """Try an inspector, see ``selftest.self_test``."""
        return self_test(wanted, self._catalog(), self._live.home, on_step, stopped)

    def restart(self, inspector: str) -> None:
        """End a worker, forget its failures, and start it anew in the background.

        Raises:
            InputError: Its plugin is disabled, or no recipe is in use.
        """
        self._live.restart(inspector)

    def suspend(self, inspector: str) -> None:
        """End a worker until it is restarted; parts are REVIEW where it is gating.

        Raises:
            InputError: No recipe is in use.
        """
        self._running().suspend(inspector)

    def reload(
        self,
        plugin: str,
        on_step: Callable[[str], None] = lambda step: None,
        stopped: Stopped = never,
    ) -> Reloaded:
        """Load one plugin anew, and give its running inspectors fresh workers.

        What cannot be loaded changes nothing: its workers go on as they were loaded. Inspections
        under way in them end as REVIEW. Other plugins are left alone.

        Args:
            plugin: Its name.
            on_step: Called before each step: ``load``, ``exchange``, ``start``.
            stopped: Asked again and again; after the exchange it ends the waiting only.

        Raises:
            PluginError: The recipe in use cannot be run with it; nothing was changed.
            StoppedError: A person stopped it; nothing was changed.
        """
        on_step("load")
        home = self._live.home
        fresh = load_catalog(home.host, anew=(plugin,), stopped=stopped)
        problems = tuple(each.error for each in fresh.failed if _is(each.name, plugin))
        after = _version(fresh, plugin)
        station = self._live.running
        before = "" if station is None else station.version_of(plugin)
        names: frozenset[str] = frozenset()
        usable = any(_is(origin.name, plugin) for origin in fresh.plugins)
        if station is not None and usable:
            on_step("exchange")
            station.exchange(plugin, fresh)
            on_step("start")
            names = station.uses_of(plugin)
            _wait(station, names, stopped)
        running = tuple(each for each in self.health() if each.inspector in names)
        return Reloaded(plugin, usable, before, after, running, problems, overview(fresh, home))

    def set_enabled(self, plugin: str, on: bool, stopped: Stopped = never) -> Overview:
        """Use a plugin or not, now and after the next start.

        Without it, its running inspectors are suspended: parts are REVIEW where they are gating.

        Raises:
            InputError, StorageError: The settings cannot be written; nothing was changed.
            PluginError: The recipe in use cannot be run with it; it is enabled all the same.
            StoppedError: A person stopped the look into it; it is enabled all the same.
        """
        home = write_enabled(plugin, on, self._live.home)
        self._live.follow(home)
        catalog = load_catalog(home.host, anew=(plugin,) if on else (), stopped=stopped)
        station = self._live.running
        if station is not None and on:
            station.exchange(plugin, catalog)
        elif station is not None:
            for name in station.uses_of(plugin):
                station.suspend(name, DISABLED)
        return overview(catalog, home)

    def _catalog(self) -> Catalog:
        return load_catalog(self._live.home.host)

    def _running(self) -> Station:
        station = self._live.running
        if station is None:
            raise InputError("No recipe is in use; choose one first.")
        return station


def _wait(station: Station, names: frozenset[str], stopped: Stopped) -> None:
    """Wait until the workers are ready or have failed."""
    while not stopped():
        states = [each.state for each in station.health() if each.inspector in names]
        failed = [each for each in station.health() if each.inspector in names and each.last_error]
        if failed or not any(state in _ON_THE_WAY for state in states):
            return
        time.sleep(_POLL_S)


def _version(catalog: Catalog, plugin: str) -> str:
    return next((each.version for each in catalog.plugins if _is(each.name, plugin)), "")


def _is(name: str, plugin: str) -> bool:
    return normalised(name) == normalised(plugin)
