"""Plugins from the command line: tried, switched off and on, and their output read."""

from __future__ import annotations

import json
from pathlib import Path

from qeu_station import paths
from qeu_station.settings import load_settings
from tests.unit.cli.conftest import Command
from tests.unit.services.making import PLUGIN


def dropped_in(tmp_path: Path, text: str = PLUGIN) -> Path:
    folder = paths.plugins(tmp_path / "home")
    folder.mkdir(parents=True)
    file = folder / "tiny_plugin.py"
    file.write_text(text, "utf-8")
    return file


def test_one_that_works_is_told_with_its_figures(station: Command, tmp_path: Path) -> None:
    dropped_in(tmp_path)
    done = station("plugins", "test", "tiny", "--json")
    found = json.loads(done.out)
    assert (done.code, found["passed"], found["device"]) == (0, True, "cpu")
    assert found["p_ok_blot"] < found["p_ok"]
    done = station("plugins", "test", "difference", "--recipe", "sample")
    assert done.out.endswith("difference: works\n")
    assert "same answer twice" in done.out


def test_one_that_does_not_work_ends_with_its_reason(station: Command) -> None:
    done = station("plugins", "test", "soart3")
    assert done.code == 3
    assert "needs a model bundle" in done.out
    assert done.out.endswith("soart3: does NOT work\n")


def test_off_and_on_again(station: Command, tmp_path: Path) -> None:
    dropped_in(tmp_path)
    assert station("plugins", "disable", "Tiny.Plugin").code == 0
    assert load_settings(tmp_path / "home").settings.disabled_plugins == ["tiny_plugin"]
    listed = json.loads(station("plugins", "list", "--json").out)
    assert listed["disabled"] == ["tiny_plugin"]
    assert station("plugins", "enable", "tiny_plugin").code == 0
    assert load_settings(tmp_path / "home").settings.disabled_plugins == []


def test_a_name_that_no_plugin_has_is_refused(station: Command) -> None:
    done = station("plugins", "disable", "qeu-diference")
    assert done.code == 3
    assert 'Did you mean "qeu-difference"?' in done.err


def test_what_it_printed_is_read(station: Command, tmp_path: Path) -> None:
    assert station("plugins", "log", "qeu-onnx").out == "qeu-onnx has printed nothing.\n"
    dropped_in(tmp_path, 'print("hello 読")\n' + PLUGIN)
    station("plugins", "list")
    said = station("plugins", "log", "tiny_plugin").out
    assert "== load: " in said
    assert "hello 読" in said
