from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qeu_station import paths
from qeu_station.errors import StorageError


def test_the_argument_wins_over_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "environment"))
    assert paths.home(tmp_path / "argument") == tmp_path / "argument"
    assert paths.home() == tmp_path / "environment"


def test_without_both_the_system_says_where(monkeypatch):
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    assert paths.home().is_absolute()
    assert paths.home().name == "qeu-station"


def test_a_relative_home_becomes_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert paths.home("här") == tmp_path / "här"


def test_everything_lies_in_the_home(tmp_path):
    places = [
        f(tmp_path)
        for f in (
            paths.settings_file,
            paths.recipes,
            paths.journal,
            paths.archive,
            paths.plugins,
            paths.cache,
            paths.logs,
        )
    ]
    assert {place.parent for place in places} == {tmp_path}
    assert len(set(places)) == len(places)


def test_resources_of_an_editable_installation():
    assert (paths.resources() / "recipes").is_dir()


def test_resources_of_a_wheel_lie_in_the_package(monkeypatch, tmp_path):
    inside = tmp_path / "qeu_station" / "resources"
    inside.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "qeu_station" / "paths.py"))
    assert paths.resources() == inside.resolve()


def test_resources_of_a_frozen_installation(monkeypatch, tmp_path):
    inside = tmp_path / "qeu_station" / "resources"
    inside.mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == inside


def test_missing_resources_are_said(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "qeu_station" / "paths.py"))
    with pytest.raises(StorageError, match="install qeu-station again"):
        paths.resources()


def test_importing_is_light():
    code = "import sys, qeu_station.paths; print('platformdirs' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert Path(paths.__file__).is_file()
