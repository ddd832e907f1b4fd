from __future__ import annotations

import gc
import subprocess
import sys
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import numpy as np
import pytest

from qeu_station.pluginhost import shared
from qeu_station.pluginhost.shared import AttachedArrays, SharedSpace, attached


def test_the_same_request_gives_the_same_buffer_with_its_content() -> None:
    space = SharedSpace()
    space.empty("cell_map", (3, 4), np.uint16)[...] = 7
    assert (space.empty("cell_map", (3, 4), np.uint16) == 7).all()
    space.close()


def test_an_array_of_the_space_is_described_without_a_copy() -> None:
    space = SharedSpace()
    array = space.empty("test", (5, 6), np.uint8)
    view = array.view()
    view.flags.writeable = False
    attached = AttachedArrays().arrays({"test": space.describe("test", view)})["test"]
    array[...] = 9
    assert (attached == 9).all()
    space.close()


@pytest.mark.parametrize("part", ["whole", "rows", "columns", "other type"])
def test_any_other_array_is_copied(part: str) -> None:
    space = SharedSpace()
    base = space.empty("test", (6, 8), np.uint8)
    base[...] = np.arange(48).reshape(6, 8)
    array = {
        "whole": np.array(base),
        "rows": base[:3],
        "columns": base[:, ::2],
        "other type": base.view(np.int8),
    }[part]
    attached = AttachedArrays().arrays({"test": space.describe("test", array)})["test"]
    assert attached.dtype == array.dtype
    np.testing.assert_array_equal(attached, array)
    space.close()


def test_attached_arrays_cannot_be_made_writable() -> None:
    space = SharedSpace()
    array = space.empty("test", (2, 2), np.uint8)
    attached = AttachedArrays().arrays({"test": space.describe("test", array)})["test"]
    with pytest.raises(ValueError, match="WRITEABLE"):
        attached.flags.writeable = True
    space.close()


def test_arrays_stay_readable_after_close() -> None:
    space = SharedSpace()
    array = space.empty("test", (1000, 1000), np.uint8)
    array[...] = 5
    space.close()
    del space
    gc.collect()
    assert array.sum() == 5_000_000


def test_another_shape_gets_another_buffer_and_the_old_array_lives() -> None:
    space = SharedSpace()
    old = space.empty("test", (2, 2), np.uint8)
    old[...] = 1
    space.empty("test", (4, 4), np.uint8)[...] = 2
    assert (old == 1).all()
    attached = AttachedArrays().arrays({"test": space.describe("test", old)})["test"]
    assert (attached == 1).all()
    space.close()


def test_what_is_held_is_not_written_to_and_comes_back_when_it_is_let_go() -> None:
    space = SharedSpace()
    kept, old = space.empty("references", (2,), np.uint8), space.empty("test", (2, 2), np.uint8)
    kept[...], old[...] = 7, 1
    first, again = space.hold(), space.hold()
    new = space.empty("test", (2, 2), np.uint8)
    new[...] = 2
    assert (old == 1).all()
    before = space.describe("references", kept)  # nobody writes to it: it is still the same
    assert before["segment"] != space.describe("test", new)["segment"]
    space.let_go(first)
    space.hold()
    third = space.empty("test", (2, 2), np.uint8)
    assert not any(np.shares_memory(third, each) for each in (old, new))
    space.let_go(again)
    space.hold()
    assert np.shares_memory(space.empty("test", (2, 2), np.uint8), old)
    assert space.describe("references", kept) == before
    space.close()


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the system's list of segments")
def test_holding_part_after_part_takes_no_more_than_it_must(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[Path] = []

    def create(size: int) -> SharedMemory:
        memory = SharedMemory(create=True, size=size)
        made.append(Path("/dev/shm", memory.name))
        return memory

    monkeypatch.setattr(shared, "_create", create)
    space, holds = SharedSpace(), []
    for number in range(20):
        space.empty("test", (2, 2 + number // 10), np.uint8)[...] = number
        holds.append(space.hold())
        if len(holds) > 2:
            space.let_go(holds.pop(0))
    assert len([path for path in made if path.exists()]) <= 4
    space.close()
    assert not [path for path in made if path.exists()]


def test_a_process_that_attached_does_not_remove_the_memory_at_its_end() -> None:
    space = SharedSpace()
    array = space.empty("test", (3,), np.uint8)
    array[...] = 8
    descriptor = space.describe("test", array)
    program = (
        "import sys, json; from qeu_station.pluginhost.shared import AttachedArrays\n"
        "print(AttachedArrays().arrays({'a': json.loads(sys.argv[1])})['a'].tolist())"
    )
    import json

    for _ in range(2):  # a tracker of its own would have removed it after the first
        done = subprocess.run(
            [sys.executable, "-c", program, json.dumps(descriptor)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == "[8, 8, 8]"
        assert done.stderr == ""
    space.close()


def test_what_is_written_into_an_attached_array_is_seen_by_the_host() -> None:
    space = SharedSpace()
    array = space.empty("slot", (2, 3), np.uint8)
    array[...] = 0
    attached(space.describe("slot", array))[1, 2] = 9
    assert array.tolist() == [[0, 0, 0], [0, 0, 9]]
    space.close()
