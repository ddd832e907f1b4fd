from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qeu_station.errors import PluginError
from qeu_station.pluginhost import new_plugin


def test_a_new_plugin_passes_its_own_test(tmp_path: Path) -> None:
    folder = new_plugin("solder-joints", tmp_path)
    assert folder == tmp_path / "qeu-solder-joints"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider"],
        cwd=folder,
        env=os.environ | {"PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout


@pytest.mark.parametrize("name", ["", "Edges", "9lives", "a b", "class", "../evil", "a" * 70])
def test_a_name_that_cannot_be_one_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PluginError, match="cannot be the name of a plugin"):
        new_plugin(name, tmp_path)
    assert not list(tmp_path.iterdir())


def test_an_installed_distribution_is_not_displaced(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match='"qeu-station" is installed already'):
        new_plugin("station", tmp_path)
    assert not list(tmp_path.iterdir())


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    new_plugin("edges", tmp_path)
    with pytest.raises(PluginError, match="exists already"):
        new_plugin("qeu-edges", tmp_path)
