from __future__ import annotations

import json

import pytest
from PIL import Image

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError
from qeu_station.storage.boxes import guess_format, read_boxes
from qeu_station.storage.truth import TruthBox


@pytest.fixture
def pairs(tmp_path) -> tuple[Pair, ...]:
    """Two pairs of 200 x 100 pixels, the second one stored lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("L", (200, 100)).save(tmp_path / "a_test.png")
    Image.new("L", (100, 200)).save(tmp_path / "b_test.jpg", exif=exif)
    return Pair("a", tmp_path / "a_test.png"), Pair("b", tmp_path / "b_test.jpg")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "boxes").mkdir()
    return tmp_path / "boxes"


def test_deeppcb_text(folder, pairs):
    (folder / "a.txt").write_text("1 2 30 40 1\n5,6,7,8,6\n")
    (folder / "b.txt").write_text("")
    assert read_boxes(folder, "deeppcb", pairs) == {
        "a": (TruthBox((1, 2, 30, 40), "open"), TruthBox((5, 6, 7, 8), "pin-hole")),
        "b": (),
    }


def test_yolo_uses_the_size_after_exif(folder, pairs):
    (folder / "classes.txt").write_text("scratch\nbig dent\n")
    for name in ("a_test.txt", "b_test.txt"):
        (folder / name).write_text("1 0.5 0.5 0.1 0.2\n")
    box = TruthBox((90, 40, 110, 60), "big dent")
    found = read_boxes(folder, "yolo", pairs)
    assert {name: boxes[0].label for name, boxes in found.items()} == dict.fromkeys("ab", box.label)
    for boxes in found.values():
        assert boxes[0].box == pytest.approx(box.box)


def test_coco(tmp_path, pairs):
    data = {
        "images": [
            {"id": 1, "file_name": "x/a_test.png"},
            {"id": 2, "file_name": "b_test.jpg"},
            {"id": 3, "file_name": "a_temp.png"},
        ],
        "categories": [{"id": 7, "name": "dent"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 7, "bbox": [1, 2, 3.5, 4]}],
    }
    (tmp_path / "c.json").write_text(json.dumps(data))
    assert read_boxes(tmp_path / "c.json", "coco", pairs) == {
        "a": (TruthBox((1, 2, 4.5, 6), "dent"),),
        "b": (),
    }


def test_csv(tmp_path, pairs):
    (tmp_path / "c.csv").write_text("pair,x1,y1,x2,y2,label\na,1,2,3,4.5,dent\nb,,,,,\n")
    assert read_boxes(tmp_path / "c.csv", "csv", pairs) == {
        "a": (TruthBox((1, 2, 3, 4.5), "dent"),),
        "b": (),
    }


def test_csv_may_name_the_cell_for_people(tmp_path, pairs):
    (tmp_path / "c.csv").write_text("pair,label,x1,y1,x2,y2,cell\na,dent,1,2,3,4.5,U1\n")
    assert read_boxes(tmp_path / "c.csv", "csv", pairs) == {
        "a": (TruthBox((1, 2, 3, 4.5), "dent"),)
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 2 3\n", r'a\.txt, line 1: "1 2 3" is not 5 numbers'),
        ("1 2 3 4 1\n1 2 x 4 1\n", r"a\.txt, line 2"),
        ("1 2 3 nan 1\n", "is not 5 numbers"),
        ("3 2 1 4 1\n", "is empty; x1 < x2"),
        ("1 2 3 4 7\n", "type 7 is not 1-6"),
        ("1 2 3 4 1.5\n", "type 1.5 is not 1-6"),
    ],
)
def test_a_wrong_line_is_named(folder, pairs, text, said):
    (folder / "a.txt").write_text(text)
    with pytest.raises(DatasetError, match=said):
        read_boxes(folder, "deeppcb", pairs)


@pytest.mark.parametrize("text", ["[]", "{", '{"images": [], "categories": []}', "3"])
def test_wrong_coco_is_said(tmp_path, pairs, text):
    (tmp_path / "c.json").write_text(text)
    with pytest.raises(DatasetError, match="is not COCO JSON"):
        read_boxes(tmp_path / "c.json", "coco", pairs)


@pytest.mark.parametrize("annotation", [{}, {"bbox": [1]}, {"bbox": [1, 2, 3, "x"]}, 5])
def test_a_wrong_coco_annotation_is_named(tmp_path, pairs, annotation):
    data = {
        "images": [{"id": 1, "file_name": "a.png"}],
        "categories": [],
        "annotations": [annotation],
    }
    (tmp_path / "c.json").write_text(json.dumps(data))
    with pytest.raises(DatasetError, match="annotation 1"):
        read_boxes(tmp_path / "c.json", "coco", pairs)


def test_a_yolo_class_without_a_name_is_named(folder, pairs):
    (folder / "classes.txt").write_text("scratch\n")
    (folder / "a_test.txt").write_text("1 0.5 0.5 0.1 0.2\n")
    with pytest.raises(DatasetError, match="class 1 is not 0-0"):
        read_boxes(folder, "yolo", pairs)


def test_a_box_of_an_unknown_pair_is_an_error_unless_a_subset_is_judged(folder, pairs):
    for name in ("a.txt", "aa.txt"):
        (folder / name).write_text("1 2 3 4 1")
    with pytest.raises(DatasetError, match='there is no pair "aa"'):
        read_boxes(folder, "deeppcb", pairs)
    assert set(read_boxes(folder, "deeppcb", pairs, subset=True)) == {"a"}


def test_boxes_of_other_pairs_only_are_an_error(folder, pairs):
    (folder / "zz.txt").write_text("1 2 3 4 1")
    with pytest.raises(DatasetError, match="says nothing of these 2 pairs"):
        read_boxes(folder, "deeppcb", pairs, subset=True)


def test_what_cannot_be_read_is_said(folder, pairs):
    with pytest.raises(DatasetError, match='Did you mean "coco"'):
        read_boxes(folder, "cocoa", pairs)
    with pytest.raises(DatasetError, match="does not exist"):
        read_boxes(folder / "nothing", "csv", pairs)
    with pytest.raises(DatasetError, match="no text file"):
        read_boxes(folder, "yolo", pairs)
    with pytest.raises(DatasetError, match="is not a folder"):
        read_boxes(pairs[0].test, "deeppcb", pairs)


@pytest.mark.parametrize(
    ("file", "text", "kind"),
    [
        ("a.txt", "1 2 3 4 1", "deeppcb"),
        ("a.txt", "0 0.5 0.5 0.1 0.1", "yolo"),
        ("classes.txt", "dent", "yolo"),
    ],
)
def test_the_format_of_a_folder_is_guessed(folder, file, text, kind):
    (folder / file).write_text(text)
    assert guess_format(folder) == kind


def test_the_format_of_a_file_is_guessed(tmp_path):
    for name, kind in (("a.json", "coco"), ("a.csv", "csv")):
        (tmp_path / name).touch()
        assert guess_format(tmp_path / name) == kind


@pytest.mark.parametrize("brackets", ["[", '{"a":'])
def test_coco_nested_without_end_is_said(tmp_path, pairs, brackets):
    (tmp_path / "c.json").write_text(brackets * 100_000)
    with pytest.raises(DatasetError, match="is not COCO JSON"):
        read_boxes(tmp_path / "c.json", "coco", pairs)


def coco_file(folder, categories, corner=1):
    content = {
        "images": [{"id": 1, "file_name": "a_test.png"}],
        "categories": categories,
        "annotations": [{"image_id": 1, "category_id": 7, "bbox": [corner, 1, 3, 3]}],
    }
    (folder / "c.json").write_text(json.dumps(content))
    return folder / "c.json"


def test_a_coco_number_beyond_floating_point_is_named(tmp_path, pairs):
    file = coco_file(tmp_path, [{"id": 7, "name": "dent"}], corner=10**400)
    with pytest.raises(DatasetError, match="annotation 1: OverflowError"):
        read_boxes(file, "coco", pairs)


def test_a_coco_category_named_twice_is_no_guess(tmp_path, pairs):
    file = coco_file(tmp_path, [{"id": 7, "name": "dent"}, {"id": 7, "name": "scratch"}])
    with pytest.raises(DatasetError, match="an id stands twice"):
        read_boxes(file, "coco", pairs)


@pytest.mark.parametrize(
    ("categories", "said"),
    [
        ([], "7 is no id of categories in this file; it lists none"),
        ([{"id": "7", "name": "dent"}], "7 is no id of categories in this file; it lists '7'"),
        ([{"id": 7, "name": " "}], "annotation 1: its class has no name"),
    ],
)
def test_a_coco_annotation_without_a_category_is_named(tmp_path, pairs, categories, said):
    with pytest.raises(DatasetError, match=said):
        read_boxes(coco_file(tmp_path, categories), "coco", pairs)


def test_an_empty_line_never_gives_yolo_classes_another_number(folder, pairs):
    (folder / "a_test.txt").write_text("1 0.5 0.5 0.1 0.2\n")
    (folder / "classes.txt").write_text("scratch\n\ndent\n\n")
    with pytest.raises(DatasetError, match=r"classes.txt, line 2: a class without a name"):
        read_boxes(folder, "yolo", pairs)
