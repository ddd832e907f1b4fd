"""Hooks register records; a hook the station does not know is found."""

from __future__ import annotations

import pluggy
import pytest

from qeu_station.api import GROUP, InspectorSpec, Scope, hookimpl, hookspecs


class Plugin:
    @hookimpl
    def qeu_inspectors(self):
        yield InspectorSpec("edges", "1.0", frozenset({Scope.CELL}), "qeu_edges.inspector:build")


class Misspelt:
    @hookimpl
    def qeu_inspector(self):
        yield from ()


@pytest.fixture
def manager():
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    return manager


def test_records_arrive_through_the_hook(manager):
    manager.register(Plugin())
    (records,) = manager.hook.qeu_inspectors()
    assert [spec.name for spec in records] == ["edges"]
    manager.check_pending()


@pytest.mark.parametrize("hook", ["qeu_inspectors", "qeu_trainers", "qeu_sources", "qeu_sinks"])
def test_every_hook_is_optional(manager, hook):
    assert getattr(manager.hook, hook)() == []


def test_a_misspelt_hook_is_reported(manager):
    manager.register(Misspelt())
    with pytest.raises(pluggy.PluginValidationError, match="qeu_inspector"):
        manager.check_pending()
