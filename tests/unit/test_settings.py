from __future__ import annotations

import pytest

from qeu_station.settings import Settings, load_settings


def write(home, text: str) -> None:
    (home / "settings.toml").write_text(text, encoding="utf-8")


def test_no_file_means_defaults(tmp_path):
    loaded = load_settings(tmp_path)
    assert (loaded.settings, loaded.problems) == (Settings(), ())


def test_values_are_read(tmp_path):
    write(tmp_path, 'station = "線 1"\nlanes = 3\ndisabled_plugins = ["bad"]\narchive = "/big"')
    loaded = load_settings(tmp_path)
    assert loaded.problems == ()
    assert (loaded.settings.station, loaded.settings.lanes) == ("線 1", 3)
    assert loaded.settings.disabled_plugins == ["bad"]
    assert loaded.settings.archive_in(tmp_path) == (tmp_path / "/big")


def test_an_unknown_key_gets_a_suggestion(tmp_path):
    write(tmp_path, 'statoin = "x"\nlanes = 2')
    loaded = load_settings(tmp_path)
    assert 'Did you mean "station"?' in loaded.problems[0]
    assert loaded.settings == Settings(lanes=2)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("lanes = 0", "lanes"),
        ('lanes = "two"', "lanes"),
        ("station = 7", "station"),
        ("disabled_plugins = [1]", "disabled_plugins"),
        ('log_level = "LOUD"', "log_level"),
        ("max_pixels = true", "max_pixels"),
    ],
)
def test_a_wrong_value_is_reported_and_the_others_count(tmp_path, text, key):
    write(tmp_path, f"{text}\nthreads = 4")
    loaded = load_settings(tmp_path)
    assert len(loaded.problems) == 1
    assert f"settings.toml: {key}: got " in loaded.problems[0]
    assert loaded.settings == Settings(threads=4)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"= = =", b"a = 1\na = 2"])
def test_a_broken_file_never_stops_the_station(tmp_path, content):
    (tmp_path / "settings.toml").write_bytes(content)
    loaded = load_settings(tmp_path)
    assert loaded.settings == Settings()
    assert "cannot be read" in loaded.problems[0]


def test_a_folder_in_its_place_never_stops_the_station(tmp_path):
    (tmp_path / "settings.toml").mkdir()
    assert "cannot be read" in load_settings(tmp_path).problems[0]


@pytest.mark.parametrize(
    ("database", "expected"),
    [("journal.db", "{home}"), ("postgresql://line/qeu", "postgresql://line/qeu")],
)
def test_the_database_is_a_file_in_the_home_or_a_url(tmp_path, database, expected):
    expected = expected.format(home=tmp_path / "journal.db")
    assert Settings(database=database).database_in(tmp_path) == expected
