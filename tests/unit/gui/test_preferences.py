from __future__ import annotations

import json
from dataclasses import asdict, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.errors import StorageError
from qeu_station.gui.preferences import FILE, Preferences, load_preferences, save_preferences

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from([field.name for field in fields(Preferences)])


def test_what_was_saved_is_loaded(tmp_path):
    wanted = Preferences(language="ja", theme="dark", stacked=True, operator="佐藤", recipe="a b")
    save_preferences(tmp_path, wanted)
    assert load_preferences(tmp_path) == wanted


def test_without_a_file_there_are_defaults(tmp_path):
    assert load_preferences(tmp_path / "nowhere") == Preferences()


@given(data=st.dictionaries(NAMES | st.text(), VALUES, max_size=6))
def test_any_content_gives_preferences_of_the_right_types(tmp_path_factory, data):
    home = tmp_path_factory.mktemp("home")
    (home / FILE).write_text(json.dumps(data), encoding="utf-8")
    loaded, default = load_preferences(home), Preferences()
    for name, value in asdict(loaded).items():
        expected = getattr(default, name)
        assert value is None or type(value) is type(expected) or expected is None


@given(content=st.binary(max_size=200))
def test_a_damaged_file_never_keeps_the_window_from_starting(tmp_path_factory, content):
    home = tmp_path_factory.mktemp("home")
    (home / FILE).write_bytes(content)
    assert isinstance(load_preferences(home), Preferences)


def test_a_failed_save_keeps_the_old_file(tmp_path, monkeypatch):
    save_preferences(tmp_path, Preferences(operator="Sato"))

    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(StorageError, match="No space left"):
        save_preferences(tmp_path, replace(Preferences(), operator="Ito"))
    monkeypatch.undo()
    assert load_preferences(tmp_path).operator == "Sato"
