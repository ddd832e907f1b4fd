from __future__ import annotations

import pytest

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError
from qeu_station.storage.datasets import Dataset, load_dataset, read_cells, save_dataset
from qeu_station.storage.truth import TruthBox


@pytest.fixture
def pairs(tmp_path) -> tuple[Pair, ...]:
    for name in ("a_test.png", "a_ref.png", "線_test.png"):
        (tmp_path / "pictures").mkdir(exist_ok=True)
        (tmp_path / "pictures" / name).touch()
    folder = tmp_path / "pictures"
    return (
        Pair("a", folder / "a_test.png", folder / "a_ref.png", "S 1", "g"),
        Pair("線", folder / "線_test.png"),
    )


def test_a_data_set_reads_back_equal(tmp_path, pairs):
    boxes = {"a": (TruthBox((1 / 3, 2.0, 3.0, 4.0), "dent, big"),), "線": ()}
    dataset = Dataset(pairs, boxes, {"a": {"U1": "ok", "C2": "dent"}})
    save_dataset(dataset, tmp_path / "組")
    loaded = load_dataset(tmp_path / "組")
    assert loaded.boxes == boxes
    assert loaded.cells == dataset.cells
    assert [pair.test.resolve() for pair in loaded.pairs] == [pair.test for pair in pairs]
    assert [(p.name, p.serial, p.group) for p in loaded.pairs] == [
        ("a", "S 1", "g"),
        ("線", "", ""),
    ]
    assert loaded.pairs[1].reference is None


def test_pictures_are_named_relative_to_the_folder(tmp_path, pairs):
    save_dataset(Dataset(pairs), tmp_path / "d")
    assert "../pictures/a_test.png" in (tmp_path / "d" / "pairs.csv").read_text("utf-8")
    assert [file.name for file in (tmp_path / "d").iterdir()] == ["pairs.csv"]


def test_a_data_set_never_replaces_another(tmp_path, pairs):
    save_dataset(Dataset(pairs), tmp_path / "d")
    with pytest.raises(DatasetError, match="exists already"):
        save_dataset(Dataset(pairs), tmp_path / "d")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,E4,ok", r'line 3: cell "E4" is not known'),
        ("a,U11,ok", 'Did you mean "U1"'),
        ("b,U1,ok", 'pair "b" is not known'),
        ("a,U2,dnet", 'label "dnet" is not known. Did you mean "dent"'),
        ("a,U1,ok", "is labelled twice"),
        ("a,,ok", "cell is empty"),
        ("a,U2,", "label is empty"),
    ],
)
def test_a_wrong_cell_label_is_named_with_its_line(tmp_path, pairs, row, said):
    (tmp_path / "c.csv").write_text(f"pair,cell,label\na,U1,dent\n{row}\n")
    with pytest.raises(DatasetError, match=said):
        read_cells(tmp_path / "c.csv", pairs, ["U1", "U2"], ["ok", "dent"])


def test_labels_of_other_pairs_are_left_out_of_a_subset(tmp_path, pairs):
    (tmp_path / "c.csv").write_text("pair,cell,label\na,U1,dent\nother,U1,ok\n")
    assert read_cells(tmp_path / "c.csv", pairs, subset=True) == {"a": {"U1": "dent"}}
