"""Importing: everything is checked before anything is written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.errors import InputError, StorageError
from qeu_station.services.datasets import ImportRequest, import_dataset
from qeu_station.services.opening import OpenHome
from qeu_station.storage.datasets import load_dataset


@pytest.fixture
def request_(tests: Path, tmp_path: Path) -> ImportRequest:
    return ImportRequest(tmp_path / "組", tests, need_reference=False)


def coco(path: Path, label: str = "missing") -> Path:
    images = [{"id": 1, "file_name": "A_test.png", "width": 96, "height": 64}]
    boxes = [{"image_id": 1, "category_id": 5, "bbox": [4, 5, 10, 11]}]
    content = {"images": images, "annotations": boxes, "categories": [{"id": 5, "name": label}]}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.usefixtures("loaded")
def test_pairs_boxes_and_cells(home: OpenHome, request_: ImportRequest, tmp_path: Path) -> None:
    cells = tmp_path / "cells.csv"
    cells.write_text("pair,cell,label\nX,U1,missing\nX,U2,ok\n", encoding="utf-8")
    whole = replace(
        request_, boxes=coco(tmp_path / "b.json"), cells=cells, group="^[AB]|.", recipe="tray"
    )
    done = import_dataset(whole, home)
    assert (done.pairs, done.boxes, done.cells, done.groups) == (4, 1, 2, 4)
    dataset = load_dataset(request_.out)
    assert [pair.name for pair in dataset.pairs] == ["A", "B", "C", "X"]
    assert dataset.boxes["A"][0].box == (4, 5, 14, 16)
    assert dataset.cells["X"] == {"U1": "missing", "U2": "ok"}


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"need_reference": True}, "no reference"),
        ({"group": "("}, "no regular expression"),
        ({"group": "^Z"}, "does not match"),
        ({"recipe": "tary"}, "tary"),
        ({"boxes": "shorted", "recipe": "tray"}, "shorted"),
        ({"boxes": "missing", "boxes_format": "cocoa"}, "cocoa"),
        ({"cells": "A,E4,missing", "recipe": "tray"}, "E4"),
        ({"cells": "A,U1,mising", "recipe": "tray"}, "mising"),
        ({"cells": "Z,U1,missing"}, "Z"),
        ({"pairs": Path("absent")}, "absent"),
    ],
)
def test_what_does_not_fit_leaves_nothing(
    home: OpenHome,
    request_: ImportRequest,
    tmp_path: Path,
    change: dict[str, object],
    word: str,
) -> None:
    if "boxes" in change:
        change = {**change, "boxes": coco(tmp_path / "b.json", str(change["boxes"]))}
    if "cells" in change:
        cells = tmp_path / "cells.csv"
        cells.write_text(f"pair,cell,label\n{change['cells']}\n", encoding="utf-8")
        change = {**change, "cells": cells}
    with pytest.raises(InputError, match=word):
        import_dataset(replace(request_, **change), home)  # type: ignore[arg-type]
    assert not request_.out.exists()


def test_an_existing_folder_is_not_touched(home: OpenHome, request_: ImportRequest) -> None:
    request_.out.mkdir()
    (request_.out / "letter.txt").write_text("keep me")
    with pytest.raises((InputError, StorageError), match="組"):
        import_dataset(request_, home)
    assert [path.name for path in request_.out.iterdir()] == ["letter.txt"]
