"""What there is, what failed and why, and who uses it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.pluginhost import load_catalog
from qeu_station.services.opening import OpenHome
from qeu_station.services.plugin_care import PluginView, overview
from qeu_station.settings import Settings
from tests.unit.services.plugin_care.conftest import DATA


@pytest.fixture
def seen(home: OpenHome, own: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, PluginView]:
    for name in ("half_broken", "import_raises", "import_segfault"):
        monkeypatch.setattr(sys, "path", [*sys.path, str(DATA / name)])
    off = replace(home, settings=Settings(disabled_plugins=["fake-import-segfault"]))
    found = overview(load_catalog(off.host), off)
    names = [plugin.name for plugin in found.plugins]
    assert names[:2] == ["fake-half-broken", "fake-import-raises"]  # what is wrong comes first
    assert names[-1] == "fake-import-segfault"
    return {plugin.name: plugin for plugin in found.plugins}


def test_every_state_with_its_reason(seen: dict[str, PluginView]) -> None:
    half, raises = seen["fake-half-broken"], seen["fake-import-raises"]
    assert (half.state, [c.name for c in half.components]) == ("partly", ["half"])
    assert "fake_half_broken.absent" in half.problems[0]
    assert (raises.state, raises.version, raises.components) == ("failed", "0.9", ())
    assert "the moon is full" in raises.problems[0]
    off = seen["fake-import-segfault"]
    assert (off.state, off.version, off.problems) == ("disabled", "0.9", ())


def test_what_a_good_one_brings(seen: dict[str, PluginView], own: Path) -> None:
    good = seen["fake-good"]
    assert (good.state, good.version, good.problems) == ("loaded", "1.0", ())
    assert Path(good.path) == own
    inspector, twins = good.components
    assert (inspector.kind, inspector.name, inspector.role) == ("inspector", "good", "gating")
    assert inspector.scopes == ("cell", "part", "region")
    assert inspector.schema is not None
    assert "level" in inspector.schema["properties"]
    assert twins.opinions == ("weight", "bias")
    assert seen["tiny_plugin"].dropin
    uses = {use.recipe: use for use in seen["qeu-difference"].components[0].uses}
    assert uses["sample"].parameters["window"] == 9
    trainers = [c.name for c in seen["qeu-soart3"].components if c.kind == "trainer"]
    assert trainers == ["soart3"]
