"""Real lanes: spawned processes with a full set of workers, some of which die."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import pytest

from qeu_station.core.pair import Pair
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import StorageError
from qeu_station.services.batch.lane import Judged, Lane, LaneSettings
from qeu_station.services.opening import OpenHome
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.storage.serial import record_from_json
from tests.unit.services.making import picture, write


@pytest.fixture
def settings(home: OpenHome, loaded: LoadedRecipe) -> LaneSettings:
    return LaneSettings(loaded, home.station, None)


@pytest.fixture
def lane(settings: LaneSettings) -> Iterator[Lane]:
    opened = Lane(settings, None)
    yield opened
    opened.stop()


def judged(lane: Lane, *pairs: Pair) -> list[InspectionRecord]:
    for pair in pairs:
        lane.give(pair)
    taken = [lane.take() for _ in pairs]
    return [_read(each) for each in taken if each is not None]


def _read(written: Judged) -> InspectionRecord:
    record = record_from_json(written.text)
    assert (written.id, written.verdict) == (record.id, record.part.verdict)
    return record


def test_a_lane_judges_in_order_and_goes_on_after_a_bad_file(
    lane: Lane, tests: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "空_test.png"
    empty.touch()
    assert lane.free
    good, bad = judged(
        lane,
        Pair("A", tests / "A_test.png", serial="S-1", group="g"),
        Pair("X", tests / "X_test.png"),
    )
    assert (good.pair, good.part.verdict, good.serial, good.group) == ("A", "PASS", "S-1", "g")
    assert bad.part.verdict == bad.cells["U1"].verdict == "FAIL"
    broken, raising = judged(lane, Pair("空", empty), Pair("raises", tests / "B_test.png"))
    assert (broken.part.verdict, broken.replayable) == ("REVIEW", False)
    assert "空_test.png" in broken.part.reasons[0]
    assert raising.part.verdict == "REVIEW"
    assert "the lens cap is on" in str(raising.part.reasons)
    (after,) = judged(lane, Pair("C", tests / "C_test.png"))
    assert after.part.verdict == "PASS"


def test_a_lane_holds_two_pairs(lane: Lane, tests: Path) -> None:
    lane.give(Pair("A", tests / "A_test.png"))
    assert lane.free
    lane.give(Pair("B", tests / "B_test.png"))
    assert not lane.free
    assert lane.take() is not None
    assert lane.free
    assert [pair.name for pair in lane.waiting] == ["B"]


def test_a_dead_lane_says_so_and_keeps_what_it_had(lane: Lane, tests: Path) -> None:
    lane.give(Pair("kills-1", tests / "A_test.png"))
    lane.give(Pair("B", tests / "B_test.png"))
    assert lane.take() is None
    assert [pair.name for pair in lane.waiting] == ["kills-1", "B"]
    assert "exit code" in lane.exit_reason()
    lane.give(Pair("C", tests / "C_test.png"))  # nobody reads it; the batch hands it on


def test_a_lane_whose_recipe_cannot_run_says_why(
    settings: LaneSettings, tests: Path, tmp_path: Path
) -> None:
    small = write(tmp_path / "other.png", picture()[:32, :32])
    broken = replace(settings.loaded, references=(settings.loaded.references[0], small))
    lane = Lane(replace(settings, loaded=broken), None)
    try:
        lane.give(Pair("A", tests / "A_test.png"))
        with pytest.raises(StorageError, match="32"):
            lane.take()
    finally:
        lane.stop()


def test_an_archive_that_cannot_be_written_is_no_verdict(
    settings: LaneSettings, tests: Path, tmp_path: Path
) -> None:
    (tmp_path / "images").write_text("in the way")
    lane = Lane(replace(settings, archive=tmp_path / "images"), None)
    try:
        lane.give(Pair("A", tests / "A_test.png"))
        with pytest.raises(StorageError, match="images"):
            lane.take()
    finally:
        lane.stop()
    assert not active_children()


@pytest.mark.parametrize("empty", [False, True])
def test_a_pair_whose_folder_is_gone_is_not_judged(
    settings: LaneSettings, tests: Path, empty: bool
) -> None:
    """Neither a deleted folder nor the empty one that a lost disk leaves is a fault of the part."""
    lane = Lane(replace(settings, source=tests), None)
    try:
        (tests / "B_test.png").unlink()
        assert [each.part.verdict for each in judged(lane, Pair("B", tests / "B_test.png"))] == [
            "REVIEW"
        ]
        tests.rename(tests.with_name("away"))
        if empty:
            tests.mkdir()
        lane.give(Pair("A", tests / "A_test.png"))
        with pytest.raises(StorageError, match="are gone"):
            lane.take()
    finally:
        lane.stop()
