"""Pictures of records are looked at before they are decoded."""

from __future__ import annotations

import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest

from qeu_station.errors import DatasetError
from qeu_station.toolkit.record_pictures import read_picture

PICTURE = np.arange(12 * 20 * 3, dtype=np.uint8).reshape(12, 20, 3)


@pytest.fixture
def png(tmp_path: Path) -> Path:
    file = tmp_path / "絵.png"
    file.write_bytes(cv2.imencode(".png", PICTURE)[1].tobytes())
    return file


def claiming(file: Path, width: int, height: int) -> None:
    """Let a PNG say that it has another size."""
    data = bytearray(file.read_bytes())
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    file.write_bytes(data)


def test_it_comes_as_it_was_written(png: Path) -> None:
    assert np.array_equal(read_picture(png, kind="PNG"), PICTURE)
    assert read_picture(png, cv2.IMREAD_GRAYSCALE).shape == (12, 20)


@pytest.mark.parametrize("size", [(60_000, 60_000), (10_001, 10_000)])
def test_one_that_says_it_is_gigantic_is_not_decoded(png: Path, size: tuple[int, int]) -> None:
    claiming(png, *size)
    with pytest.raises(DatasetError, match=r'"絵.png" is no picture of at most 100 megapixels'):
        read_picture(png)


def test_what_is_damaged_or_of_another_format_is_refused(png: Path, tmp_path: Path) -> None:
    jpeg = tmp_path / "p.png"
    jpeg.write_bytes(cv2.imencode(".jpg", PICTURE)[1].tobytes())
    assert read_picture(jpeg).shape == PICTURE.shape
    with pytest.raises(DatasetError, match="is no PNG of at most"):
        read_picture(jpeg, kind="PNG")
    png.write_bytes(png.read_bytes()[:45])
    with pytest.raises(DatasetError, match="is damaged"):
        read_picture(png)
    png.write_text("hello")
    with pytest.raises(DatasetError, match="is no picture"):
        read_picture(png)
