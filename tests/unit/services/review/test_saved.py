"""Filters kept by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qeu_station.errors import StorageError
from qeu_station.services.review import Filter, load_filters, save_filters
from qeu_station.services.review.saved import FILE


def test_what_was_saved_is_there_again(tmp_path: Path) -> None:
    filters = {"傷 on U1": Filter(cells=("U1",), classes=("傷",)), "all": Filter()}
    save_filters(tmp_path / "家", filters)
    assert load_filters(tmp_path / "家") == filters
    assert list(load_filters(tmp_path / "家")) == ["傷 on U1", "all"]


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert load_filters(tmp_path) == {}


@pytest.mark.parametrize("content", ["", "[1, 2]", "{", '"x"', "\x00"])
def test_a_damaged_file_stops_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    assert load_filters(tmp_path) == {}


def test_a_filter_of_a_newer_station_is_left_out(tmp_path: Path) -> None:
    data = {"old": {"text": "a"}, "new": {"colour": "red"}, "odd": 7}
    (tmp_path / FILE).write_text(json.dumps(data))
    assert load_filters(tmp_path) == {"old": Filter(text="a")}


def test_the_old_ones_stay_when_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(StorageError):
        save_filters(tmp_path / "home", {"a": Filter()})
