from __future__ import annotations

import os
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.capture.folder_watch import FolderWatch
from qeu_station.core.pair import Pair
from qeu_station.errors import SourceError
from tests.unit.capture.conftest import until

SETTLE_S = 0.05


def picture(kind: str = ".png") -> bytes:
    return cv2.imencode(kind, np.arange(3000, dtype=np.uint8).reshape(50, 60))[1].tobytes()


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(picture(Path(name).suffix))


def quiet(watch: FolderWatch) -> list[str]:
    """Names of the pairs that come while nothing changes for a while."""
    found: list[Pair] = []
    for _ in range(3):
        found += watch.poll()
        time.sleep(1.5 * SETTLE_S)
    return [pair.name for pair in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "届く"
    made.mkdir()
    return made


@pytest.fixture
def watch(folder: Path) -> FolderWatch:
    return FolderWatch(folder, need_reference=True, settle_s=SETTLE_S, say_after_s=2 * SETTLE_S)


def test_a_pair_comes_once_and_not_before_it_has_settled(folder, watch):
    put(folder, "A_test.png", "A_ref.jpg")
    assert watch.poll() == []
    time.sleep(2 * SETTLE_S)
    assert watch.poll() == [Pair("A", folder / "A_test.png", folder / "A_ref.jpg")]
    assert quiet(watch) == []
    put(folder, "sub/B_test.png", "sub/B_temp.png")
    assert quiet(watch) == ["B"]


def test_a_pair_waits_for_its_reference(folder, watch):
    put(folder, "A_test.png")
    assert quiet(watch) == []
    put(folder, "A_temp.png")
    assert quiet(watch) == ["A"]


def test_with_the_recipes_own_reference_every_picture_is_a_part(folder):
    watch = FolderWatch(folder, need_reference=False, settle_s=SETTLE_S)
    put(folder, "A.png", "B.png")
    assert quiet(watch) == ["A", "B"]
    put(folder, "C_ref.png")
    assert quiet(watch) == []
    put(folder, "C_test.png", "D.png")
    assert quiet(watch) == ["C"]
    put(folder, "E.png")
    assert quiet(watch) == [], "beside NAME_test, other pictures are no parts"


def test_a_file_that_grows_is_waited_for(folder, watch):
    put(folder, "A_ref.png")
    data = picture()
    for size in range(0, len(data), len(data) // 4):
        (folder / "A_test.png").write_bytes(data[:size])
        assert watch.poll() == []
        time.sleep(SETTLE_S / 2)
    (folder / "A_test.png").write_bytes(data)
    assert quiet(watch) == ["A"]


@pytest.mark.parametrize("kind", [".png", ".jpg", ".bmp", ".tif"])
def test_a_file_cut_off_is_never_taken_until_it_is_whole(folder, watch, kind):
    put(folder, "A_ref.png")
    data = picture(kind)
    test = folder / f"A_test{kind}"
    test.write_bytes(data[: len(data) // 2])
    assert quiet(watch) == []
    assert "A_test" in watch.waiting[str(test)]
    test.write_bytes(data)
    assert quiet(watch) == ["A"]
    assert watch.waiting == {}


def test_a_file_that_becomes_whole_behind_its_time_and_size_is_tried_again(folder, watch):
    """As some copy programs write: size first, the old time last."""
    put(folder, "A_ref.png")
    data = picture()
    test = folder / "A_test.png"
    test.write_bytes(bytes(len(data)))
    os.utime(test, (1e9, 1e9))
    assert quiet(watch) == []
    test.write_bytes(data)
    os.utime(test, (1e9, 1e9))
    until(lambda: [pair.name for pair in watch.poll()] == ["A"])


@pytest.mark.parametrize(
    "name", [".A_test.png", "~A_test.png", "A_test.tmp.png", "A_test.png.part"]
)
def test_temporary_names_are_left_alone(folder, watch, name):
    put(folder, "A_ref.png")
    (folder / name).write_bytes(picture())
    assert quiet(watch) == []
    (folder / name).rename(folder / "A_test.png")
    assert quiet(watch) == ["A"]


def test_a_file_is_not_named_before_it_had_time_to_become_whole(folder):
    watch = FolderWatch(folder, need_reference=False, settle_s=SETTLE_S, say_after_s=60)
    (folder / "A.png").write_bytes(picture()[:-40])
    assert quiet(watch) == []
    assert watch.waiting == {}


def test_a_part_that_waits_for_its_reference_is_named(folder, watch):
    put(folder, "A_test.png")
    assert quiet(watch) == []
    assert watch.waiting == {str(folder / "A_test.png"): "Its reference picture is not there yet."}
    put(folder, "A_ref.png")
    assert quiet(watch) == ["A"]
    assert watch.waiting == {}


def test_a_file_that_grows_for_long_is_named(folder, watch, monkeypatch):
    monkeypatch.setattr("qeu_station.capture.folder_watch.GROWING_S", SETTLE_S)
    put(folder, "A_ref.png")
    test, data = folder / "A_test.png", picture()
    for size in range(100, 1000, 100):
        test.write_bytes(data[:size])
        watch.poll()
        time.sleep(SETTLE_S / 3)
    assert watch.waiting == {str(test): "It is still being written."}
    test.write_bytes(data)
    assert quiet(watch) == ["A"]
    assert watch.waiting == {}


def test_a_picture_larger_than_allowed_is_named(folder):
    watch = FolderWatch(folder, False, settle_s=SETTLE_S, max_pixels=2999, say_after_s=SETTLE_S)
    put(folder, "A.png")
    assert quiet(watch) == []
    assert "2,999" in watch.waiting[str(folder / "A.png")]


def test_a_file_that_vanishes_is_forgotten(folder, watch):
    put(folder, "A_test.png", "A_ref.png")
    watch.poll()
    (folder / "A_test.png").unlink()
    assert quiet(watch) == []
    put(folder, "A_test.png")
    assert watch.poll() == []
    assert quiet(watch) == ["A"]


def test_a_file_that_vanishes_while_it_is_looked_at_waits(folder, watch, monkeypatch):
    put(folder, "A_test.png", "A_ref.png")
    watch.poll()
    time.sleep(2 * SETTLE_S)
    whole = watch._whole

    def late(path: str) -> bool:
        (folder / "A_test.png").unlink(missing_ok=True)
        return whole(path)

    monkeypatch.setattr(watch, "_whole", late)
    assert watch.poll() == []


def test_a_folder_that_goes_and_comes_back_gives_nothing_twice(folder, watch):
    put(folder, "A_test.png", "A_ref.png")
    assert quiet(watch) == ["A"]
    away = folder.rename(folder.with_name("away"))
    with pytest.raises(SourceError, match="It is watched again as soon as it is back"):
        watch.poll()
    put(away, "B_test.png", "B_ref.png")
    away.rename(folder)
    assert quiet(watch) == ["B"]


def test_a_second_part_of_a_name_is_not_taken_and_says_why(folder, watch):
    put(folder, "A_test.png", "A_ref.png")
    assert quiet(watch) == ["A"]
    put(folder, "sub/A_test.png", "sub/A_ref.png")
    assert quiet(watch) == []
    assert 'Part "A" was taken already' in watch.waiting[str(folder / "sub" / "A_test.png")]


def test_a_file_that_may_not_be_read_waits(folder, watch):
    put(folder, "A_ref.png")
    (folder / "A_test.png").mkdir()
    assert quiet(watch) == []
    (folder / "A_test.png").rmdir()
    put(folder, "A_test.png")
    assert quiet(watch) == ["A"]


def test_one_poll_reads_only_for_a_while(folder, watch, monkeypatch):
    monkeypatch.setattr("qeu_station.capture.folder_watch.READ_BUDGET_S", 0.0)
    put(folder, *(f"{k}_{end}.png" for k in range(3) for end in ("test", "ref")))
    watch.poll()
    time.sleep(2 * SETTLE_S)
    found = [pair.name for pair in watch.poll()]
    assert len(found) < 3
    monkeypatch.undo()
    assert sorted(found + quiet(watch)) == ["0", "1", "2"]


def test_what_has_lain_there_long_is_taken_at_the_first_look_only(folder, watch, monkeypatch):
    monkeypatch.setattr("qeu_station.capture.folder_watch.OLD_S", -1.0)
    put(folder, "A_test.png", "A_ref.png", "B_test.png")
    assert [pair.name for pair in watch.poll()] == ["A"]
    put(folder, "B_ref.png")
    assert watch.poll() == []
    assert quiet(watch) == ["B"]


@given(st.lists(st.sampled_from(["A_test", "A_ref", "B_test", "B_ref", "C_test"]), max_size=8))
def test_whatever_order_files_come_in_each_whole_pair_comes_once(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("watched")
    watch = FolderWatch(folder, need_reference=True, settle_s=0)
    found = []
    for name in names:
        put(folder, f"{name}.png")
        found += [pair.name for pair in watch.poll()]
    found += [pair.name for _ in range(2) for pair in watch.poll()]
    expected = [k for k in "AB" if {f"{k}_test", f"{k}_ref"} <= {*names}]
    assert sorted(found) == expected
