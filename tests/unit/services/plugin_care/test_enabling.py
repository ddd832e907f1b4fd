"""Plugins are switched off and on in a file that people write too."""

from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station import paths
from qeu_station.errors import InputError, StorageError
from qeu_station.services.opening import OpenHome
from qeu_station.services.plugin_care import write_enabled
from qeu_station.services.plugin_care.enabling import with_disabled
from qeu_station.settings import Settings, load_settings


@pytest.fixture
def home(tmp_path: Path) -> OpenHome:
    folder = tmp_path / "家"
    folder.mkdir()
    return OpenHome(folder, Settings(), ())


def test_off_and_on_again_in_no_file(home: OpenHome) -> None:
    off = write_enabled("qeu-onnx", False, home)
    assert off.settings.disabled_plugins == ["qeu-onnx"]
    assert off.host.disabled == {"qeu-onnx"}
    both = write_enabled("tiny", False, off)
    assert both.settings.disabled_plugins == ["qeu-onnx", "tiny"]
    on = write_enabled("QEU_onnx", True, both)
    assert on.settings.disabled_plugins == ["tiny"]
    assert write_enabled("tiny", True, on).settings.disabled_plugins == []


def test_what_a_person_wrote_stays(home: OpenHome) -> None:
    file = paths.settings_file(home.folder)
    text = (
        '# Linie 3 検査\nstation = "line-3"  # as on the door\n'
        "disabled_plugins = [\n  'old',  # broke in May\n]\nlanes = 2\n"
    )
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    settings = write_enabled("other", False, home).settings
    assert (settings.station, settings.lanes) == ("line-3", 2)
    assert settings.disabled_plugins == ["old", "other"]
    written = file.read_text("utf-8")
    assert "# Linie 3 検査" in written
    assert "# as on the door" in written


def test_the_key_comes_before_tables() -> None:
    changed = with_disabled("[later]\nkey = 1\n", ["a"])
    assert changed.index("disabled_plugins") < changed.index("[later]")


def test_a_file_that_nobody_understands_is_left_alone(home: OpenHome) -> None:
    file = paths.settings_file(home.folder)
    file.write_text("station = = 3", "utf-8")
    with pytest.raises(InputError, match="cannot be changed"):
        write_enabled("tiny", False, home)
    assert file.read_text("utf-8") == "station = = 3"


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    with pytest.raises((InputError, StorageError)):
        write_enabled("tiny", False, OpenHome(blocked, Settings(), ()))


def test_it_is_read_back_as_it_was_written(home: OpenHome) -> None:
    write_enabled("プラグ\"イン'", False, home)
    assert load_settings(home.folder).settings.disabled_plugins == ["プラグ\"イン'"]
