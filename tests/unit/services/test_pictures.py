"""Overlays are drawn from the pictures that were judged, or not at all."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from qeu_station.core.record import ImageStamp
from qeu_station.imaging.io import read_image
from qeu_station.services.pictures import overlay_bytes
from tests.unit.services.making import item, picture, record, tiny_recipe, write


def stamp(path: Path) -> ImageStamp:
    return ImageStamp(str(path), read_image(path).sha256, 96, 64)


@pytest.mark.parametrize("matrix", [None, [1, 0, 3, 0, 1, -2, 0, 0, 1]])
def test_an_overlay_shows_both_pictures(tmp_path: Path, matrix: list[float] | None) -> None:
    test = write(tmp_path / "t.png", picture(defect=True))
    reference = write(tmp_path / "r.png", picture())
    registration = {} if matrix is None else {"registration": {"to_reference": matrix}}
    judged = record(
        "X", item("FAIL", 0.1), test=stamp(test), references=(stamp(reference),),
        preparation=registration, cells={"U1": item("FAIL", 0.1)},
    )  # fmt: skip
    for extension in (".jpg", ".png"):
        data = overlay_bytes(judged, tiny_recipe(), extension)
        assert data is not None
        drawn = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        assert drawn.shape[1] >= 2 * 96
    test.write_bytes(reference.read_bytes())
    assert overlay_bytes(judged, tiny_recipe()) is None
    test.unlink()
    assert overlay_bytes(judged, tiny_recipe()) is None


def test_a_pair_that_could_not_be_read_has_no_overlay() -> None:
    assert overlay_bytes(record("X", references=()), tiny_recipe()) is None
