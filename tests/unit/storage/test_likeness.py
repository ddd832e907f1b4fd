"""The file of vectors holds what was put in, whole, and is begun anew when it is not right."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qeu_station.errors import StorageError
from qeu_station.storage import likeness
from qeu_station.storage.likeness import READ, LikenessFile, LikenessRow

DIMENSIONS = 5


def row(seq: int, cells: int = 1, regions: int = 0, **more: object) -> LikenessRow:
    vectors = np.random.default_rng(seq).normal(size=(cells + regions, DIMENSIONS))
    made = LikenessRow(
        seq, f"id{seq}", "盆", f"serial {seq}", READ,
        tuple(f"U{n}" for n in range(cells)), tuple(f"x:{n}" for n in range(regions)),
        vectors.astype(np.float16),
    )  # fmt: skip
    return replace(made, **more)


def same(first: LikenessRow, second: LikenessRow) -> bool:
    texts = ("seq", "id", "recipe", "part", "state", "cells", "regions")
    return all(getattr(first, n) == getattr(second, n) for n in texts) and np.array_equal(
        first.vectors, second.vectors
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "日誌" / "journal.similar"


@settings(max_examples=30, deadline=None)
@given(counts=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6))
def test_what_was_put_in_comes_out(
    counts: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("likeness") / "f.similar"
    rows = [row(seq, *each) for seq, each in enumerate(counts)]
    with LikenessFile(file, "a", DIMENSIONS) as opened:
        opened.put(reversed(rows))
    with LikenessFile(file, "a", DIMENSIONS) as opened:
        found = list(opened.rows())
        assert opened.known() == {each.seq: (each.id, READ) for each in rows}
    assert len(found) == len(rows)
    assert all(same(*each) for each in zip(found, rows, strict=True))


def test_a_row_is_replaced_and_dropped(path: Path) -> None:
    with LikenessFile(path, "a", DIMENSIONS) as opened:
        opened.put([row(1), row(2)])
        opened.put([row(2, cells=3)])
        opened.drop([1])
        assert [each.cells for each in opened.rows()] == [("U0", "U1", "U2")]


def test_all_rows_are_put_or_none(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with LikenessFile(path, "a", DIMENSIONS) as opened:
        wrong = replace(row(2), id=None)  # the table refuses it after the first was written
        with pytest.raises(StorageError, match="cannot be used"):
            opened.put([row(1), wrong])
        assert opened.known() == {}


def test_another_stamp_begins_anew(path: Path) -> None:
    with LikenessFile(path, "a", DIMENSIONS) as opened:
        opened.put([row(1)])
    with LikenessFile(path, "b", DIMENSIONS) as opened:
        assert opened.known() == {}


@pytest.mark.parametrize("column", ["vectors", "cells", "part", "id"])
def test_a_changed_row_is_neither_known_nor_given(path: Path, column: str) -> None:
    with LikenessFile(path, "a", DIMENSIONS) as opened:
        opened.put([row(1), row(2)])
    value = b"\0" * 10 if column == "vectors" else "X"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE inspections SET {column} = ? WHERE seq = 1", (value,))
        connection.commit()
    with LikenessFile(path, "a", DIMENSIONS) as opened:
        assert set(opened.known()) == {2}
        assert [each.seq for each in opened.rows()] == [2]


def test_two_may_have_it_open(path: Path) -> None:
    with LikenessFile(path, "a", DIMENSIONS) as first, LikenessFile(path, "a", DIMENSIONS) as other:
        first.put([row(1)])
        other.put([row(2)])
        assert set(first.known()) == {1, 2}


def test_one_that_is_written_for_long_is_left_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LikenessFile(path, "a", DIMENSIONS) as opened:
        opened.put([row(1)])
    monkeypatch.setattr(likeness, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="in use"):
            LikenessFile(path, "a", DIMENSIONS)
        holder.execute("ROLLBACK")
    with LikenessFile(path, "a", DIMENSIONS) as opened:
        assert set(opened.known()) == {1}


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match="cannot be used"):
        LikenessFile(tmp_path / "file" / "f.similar", "a", DIMENSIONS)


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "f.similar").mkdir()
    with pytest.raises(StorageError, match="cannot be used"):
        LikenessFile(tmp_path / "f.similar", "a", DIMENSIONS)
