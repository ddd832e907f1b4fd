"""What a trainer keeps of a pair is whole or not there, and runs no code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qeu_station.toolkit.keeping import keep_arrays, recalled_arrays

ARRAYS = {"words": np.array(["a", "裏"]), "numbers": np.arange(6.0).reshape(2, 3)}


@pytest.mark.parametrize("small", [False, True])
def test_it_comes_back_as_it_was_kept(tmp_path: Path, small: bool) -> None:
    file = tmp_path / "対.npz"
    keep_arrays(file, ARRAYS, small)
    kept = recalled_arrays(file, "words", "numbers")
    assert kept is not None
    assert all(np.array_equal(kept[name], array) for name, array in ARRAYS.items())
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    assert recalled_arrays(file, "planes") is None


def test_what_is_torn_or_absent_is_nothing(tmp_path: Path) -> None:
    file = tmp_path / "p.npz"
    assert recalled_arrays(file) is None
    keep_arrays(file, ARRAYS)
    whole = file.read_bytes()
    for length in (0, 10, len(whole) // 2, len(whole) - 5):
        file.write_bytes(whole[:length])
        assert recalled_arrays(file) is None


def test_objects_are_neither_kept_nor_read(tmp_path: Path) -> None:
    file = tmp_path / "p.npz"
    with pytest.raises(ValueError, match="Object arrays"):
        keep_arrays(file, {"words": np.array([{}, {}], object)})
    assert not file.exists()
    np.savez(file, words=np.array([{}, {}], object))
    assert recalled_arrays(file) is None
