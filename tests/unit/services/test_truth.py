"""Known truth, from cells or from boxes on the recipe's grid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.pair import Pair
from qeu_station.core.recipe import GridSettings
from qeu_station.errors import DatasetError, RecipeError
from qeu_station.services.truth import boxes_to_cells, load_truth
from qeu_station.storage.datasets import Dataset, save_dataset
from qeu_station.storage.pairs import PairRules, read_pairs
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.storage.truth import TruthBox


@pytest.fixture
def pairs(tests: Path) -> tuple[Pair, ...]:
    return read_pairs(tests, PairRules(need_reference=False))


def csv(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(("pair,cell,label", *rows)), encoding="utf-8")
    return path


def test_a_csv_of_cells(loaded: LoadedRecipe, pairs: tuple[Pair, ...], tmp_path: Path) -> None:
    file = csv(tmp_path / "t.csv", "A,U1,missing", "A,U2,ok", "B,D3,ambiguous")
    known = load_truth(file, loaded, pairs)
    assert known["A"] == {"U1": "missing", "U2": "ok"}
    assert known["B"] == {"D3": "ambiguous"}


@pytest.mark.parametrize(
    ("row", "word"),
    [("A,E9,missing", "E9"), ("A,U1,mising", "mising"), ("Z,U1,missing", "Z"), ("A,U1", "label")],
)
def test_a_label_that_does_not_fit_is_named(
    loaded: LoadedRecipe, pairs: tuple[Pair, ...], tmp_path: Path, row: str, word: str
) -> None:
    with pytest.raises(DatasetError, match=word):
        load_truth(csv(tmp_path / "t.csv", row), loaded, pairs)


def test_boxes_lie_on_the_grid_over_the_whole_reference(
    loaded: LoadedRecipe, pairs: tuple[Pair, ...]
) -> None:
    """Cells are 32 x 32: a box of 12 columns in U1 and 4 in U2 makes U2 ambiguous (25 %)."""
    boxes = {"A": [TruthBox((20, 4, 36, 20), "missing")], "B": []}
    known = boxes_to_cells(boxes.items(), loaded, pairs)
    assert known["A"] == {
        "U1": "missing", "U2": "ambiguous", "U3": "ok", "D1": "ok", "D2": "ok", "D3": "ok",
    }  # fmt: skip
    assert set(known["B"].values()) == {"ok"}
    assert "C" not in known


def test_a_grid_of_its_own_needs_no_picture(loaded: LoadedRecipe) -> None:
    grid = GridSettings(rows=("U",), columns=("1", "2"), box=(0, 0, 20, 10))
    boxed = replace(loaded, recipe=replace(loaded.recipe, grid=grid), references=())
    pair = Pair("A", Path("absent.png"))
    known = boxes_to_cells({"A": [TruthBox((12, 2, 18, 8), "missing")]}.items(), boxed, [pair])
    assert known == {"A": {"U1": "ok", "U2": "missing"}}


def test_a_box_of_an_unknown_class_is_refused(
    loaded: LoadedRecipe, pairs: tuple[Pair, ...]
) -> None:
    with pytest.raises(RecipeError, match=r'"mising".*Did you mean "missing"'):
        boxes_to_cells({"A": [TruthBox((0, 0, 9, 9), "mising")]}.items(), loaded, pairs)


def test_cell_labels_of_a_dataset_win_over_its_boxes(
    loaded: LoadedRecipe, pairs: tuple[Pair, ...], tmp_path: Path
) -> None:
    boxes = {"A": (TruthBox((4, 4, 20, 20), "missing"),)}
    dataset = Dataset(pairs, boxes, {"A": {"U1": "ambiguous"}, "B": {"D1": "missing"}})
    save_dataset(dataset, tmp_path / "set")
    known = load_truth(tmp_path / "set", loaded, pairs)
    assert known["A"]["U1"] == "ambiguous"
    assert known["A"]["D3"] == "ok"
    assert known["B"] == {"D1": "missing"}


def test_nothing_there_is_said(loaded: LoadedRecipe, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="does not exist"):
        load_truth(tmp_path / "absent", loaded, [])
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetError):
        load_truth(tmp_path / "empty", loaded, [])
