"""The station at work: what it returns is on the disk, whatever happens beside it."""

from __future__ import annotations

import errno
import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from qeu_station.core.correction import Correction
from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError, ImageError, InputError, QeuError, StorageError
from qeu_station.imaging.io import read_image
from qeu_station.services.live import LiveStation
from qeu_station.services.opening import OpenHome
from qeu_station.storage.recipes import LoadedRecipe, save_recipe
from tests.unit.services.making import picture, tiny_recipe, write


@pytest.fixture
def live(home: OpenHome, loaded: LoadedRecipe) -> Iterator[LiveStation]:
    with LiveStation.open(home) as station:
        station.use(loaded.recipe.name)
        yield station


def test_judged_is_on_disk_and_shown_laid_onto_the_reference(
    live: LiveStation, tests: Path, home: OpenHome
) -> None:
    pair = Pair("X", tests / "X_test.png", None, "S-1")
    record = live.inspect(pair, "Aoki")
    assert (record.part.verdict, record.operator) == ("FAIL", "Aoki")
    for stamp in (record.test, *record.references):
        kept = Path(stamp.path)
        assert kept.is_relative_to(home.archive)
        assert hashlib.sha256(kept.read_bytes()).hexdigest() == stamp.sha256
    assert live.record(record.id) == record
    viewed = live.record_pictures(record, difference=True)
    assert viewed.aligned
    assert viewed.difference is not None
    assert viewed.difference.max() > 0
    assert viewed.test.shape == viewed.reference.shape


def test_a_frame_is_judged_on_the_pixels_that_are_kept(live: LiveStation, tests: Path) -> None:
    frame = read_image(tests / "X_test.png").pixels
    record = live.inspect_frame(frame, "frame-1", "S-2", "Aoki")
    assert record.part.verdict == "FAIL"
    assert np.array_equal(read_image(Path(record.test.path)).pixels, frame)


def test_what_cannot_be_judged_is_recorded_for_review(live: LiveStation, tests: Path) -> None:
    gone = live.inspect(Pair("gone", tests / "gone.png"), "Aoki")
    frame = read_image(tests / "X_test.png").pixels[:-8]
    small = live.inspect_frame(frame, "small", "", "Aoki")
    for record, reason in ((gone, "does not exist"), (small, "same size")):
        assert record.part.verdict == "REVIEW"
        assert reason in record.part.reasons[0]
        assert live.record(record.id) == record
        with pytest.raises(ImageError, match="never read"):
            live.record_pictures(record)
    assert Path(small.test.path).is_file()


def test_a_watched_folder_takes_no_picture_larger_than_the_settings_allow(
    home: OpenHome, loaded: LoadedRecipe, tests: Path
) -> None:
    write(tests / "large_test.png", np.zeros((200, 200, 3), np.uint8))
    settings = home.settings.model_copy(update={"max_pixels": 200 * 200 - 1})
    with LiveStation.open(replace(home, settings=settings)) as station:
        station.use(loaded.recipe.name)
        watch = station.watch(tests)
        found: set[str] = set()
        end = time.monotonic() + 60
        while not {"A", "B", "C", "X"} <= found and time.monotonic() < end:
            found |= {pair.name for pair in watch.poll()}
            time.sleep(0.05)
        found |= {pair.name for _ in range(2) for pair in watch.poll()}
    assert found == {"A", "B", "C", "X"}


@pytest.mark.parametrize("name", ["メモ.txt", "model.onnx", "anim.gif", "no suffix"])
def test_a_file_that_is_no_list_of_pairs_is_refused_by_its_name(
    live: LiveStation, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"test\nA_test.png\n")
    with pytest.raises(DatasetError, match=f'"{name}" cannot be opened: it is no folder, no CSV'):
        live.pairs(tmp_path / name)


def test_a_picture_changed_since_is_not_shown(
    live: LiveStation, home: OpenHome, tests: Path
) -> None:
    record = live.inspect(Pair("A", tests / "A_test.png"), "")
    judged = live.record_pictures(record).test
    Path(record.test.path).write_bytes((tests / "X_test.png").read_bytes())
    assert np.array_equal(live.record_pictures(record).test, judged)
    live.close()
    with LiveStation.open(home) as later, pytest.raises(ImageError, match="changed since"):
        later.record_pictures(record)


def test_a_recipe_that_cannot_be_used_leaves_the_one_before(live: LiveStation, tests: Path) -> None:
    with pytest.raises(QeuError):
        live.use("tary")
    assert live.inspect(Pair("A", tests / "A_test.png"), "").part.verdict == "PASS"


def test_without_a_recipe_nothing_is_judged(home: OpenHome, tests: Path) -> None:
    with LiveStation.open(home) as station:
        assert station.health() == ()
        with pytest.raises(InputError, match="No recipe is in use"):
            station.inspect(Pair("A", tests / "A_test.png"), "")


def test_the_shift_counts_what_was_contradicted(live: LiveStation, tests: Path) -> None:
    assert live.seen("S-1") is None
    agreed = live.inspect(Pair("A", tests / "A_test.png", None, "S-1"), "")
    denied = live.inspect(Pair("X", tests / "X_test.png", None, "S-1"), "")
    live.correct(Correction(agreed.id, "Aoki", part="ok"))
    live.correct(Correction(denied.id, "Aoki", part="ok"))
    shift = live.shift("")
    assert shift.verdicts == {"PASS": 1, "FAIL": 1}
    assert shift.corrected == 1
    assert len(shift.milliseconds) == 2
    seen = live.seen("S-1")
    assert seen is not None
    assert (seen.times, seen.verdict, seen.part) == (2, "FAIL", "X")
    assert [record.id for record in live.recent(1)] == [denied.id]


def test_corrections_beside_judging_are_all_kept(live: LiveStation, tests: Path) -> None:
    first = live.inspect(Pair("X", tests / "X_test.png"), "")

    def correct(number: int) -> str:
        return live.correct(Correction(first.id, "Aoki", note=str(number)))

    with ThreadPoolExecutor(3) as threads:
        said = [threads.submit(correct, number) for number in range(20)]
        for _ in range(3):
            live.inspect(Pair("A", tests / "A_test.png"), "")
        entries = {each.result() for each in said}
    assert {entry for entry, _ in live.corrections(first.id)} == entries
    assert len(entries) == 20
    assert len(live.recent(10)) == 4


def test_a_start_that_fails_keeps_the_recipe_in_use(
    live: LiveStation, home: OpenHome, loaded: LoadedRecipe, tests: Path
) -> None:
    broken = save_recipe(tiny_recipe("broken"), loaded.references, home.folder)
    broken.references[0].write_bytes(b"no picture")
    with pytest.raises(QeuError):
        live.use("broken")
    record = live.inspect(Pair("A", tests / "A_test.png"), "")
    assert (record.recipe.name, record.part.verdict) == ("tray", "PASS")


def test_a_frame_needs_a_recipe_with_a_reference(live: LiveStation, home: OpenHome) -> None:
    save_recipe(replace(tiny_recipe("pairs"), reference="from pair"), [], home.folder)
    live.use("pairs")
    with pytest.raises(InputError, match="brings none"):
        live.inspect_frame(picture(), "frame", "", "")
    assert live.recent(1) == []


def test_an_inspector_started_anew_judges_on(live: LiveStation, tests: Path) -> None:
    live.restart("tiny")
    assert live.inspect(Pair("X", tests / "X_test.png"), "").part.verdict == "FAIL"
    assert [each.inspector for each in live.health()] == ["tiny"]


def test_a_full_disk_records_nothing(
    live: LiveStation,
    tests: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("qeu_station.storage.atomic.sync", full)
        with pytest.raises(StorageError, match="No space left"):
            live.inspect(Pair("A", tests / "A_test.png"), "")
        gone = live.inspect(Pair("gone", tests / "gone.png"), "")  # has no picture to keep
    assert "left behind" in caplog.text  # the head outside the database could not be written
    assert [each.id for each in live.recent(9)] == [gone.id]
    assert live.inspect(Pair("A", tests / "A_test.png"), "").part.verdict == "PASS"


_KILLED = """
import os, sys
from pathlib import Path
from qeu_station.core.correction import Correction
from qeu_station.services.live import LiveStation
from qeu_station.services.opening import open_home

station = LiveStation.open(open_home(Path(sys.argv[1])))
print(station.correct(Correction(sys.argv[2], "Aoki", part="ok")), flush=True)
os.kill(os.getpid(), 9 if os.name == "posix" else 15)
"""


def test_a_correction_outlives_a_kill_right_after_it(
    live: LiveStation, home: OpenHome, tests: Path
) -> None:
    record = live.inspect(Pair("X", tests / "X_test.png"), "")
    live.close()
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(home.folder), record.id],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert killed.returncode != 0
    with LiveStation.open(home) as later:
        assert [entry for entry, _ in later.corrections(record.id)] == [killed.stdout.strip()]
        assert later.shift("").corrected == 1
