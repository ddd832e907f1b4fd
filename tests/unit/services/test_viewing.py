"""Pictures for the screen show what was judged, on every kind of picture, or say why not."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from qeu_station.core.recipe import ImageSettings
from qeu_station.core.record import ImageStamp, InspectionRecord
from qeu_station.errors import ImageError
from qeu_station.imaging.apart import apart
from qeu_station.imaging.io import LoadedImage
from qeu_station.services.viewing import (
    PictureMemory,
    ViewedPair,
    lasting,
    thumbnail,
    view_file,
    view_record,
)
from tests.unit.services.making import picture, record, tiny_recipe, write

SHIFT = np.array([[1.0, 0.0, 5.0], [0.0, 1.0, 3.0], [0.0, 0.0, 1.0]])


def stamp(path: Path) -> ImageStamp:
    return ImageStamp(str(path), hashlib.sha256(path.read_bytes()).hexdigest(), 96, 64)


def judged(
    test: Path, *references: Path, to_reference: np.ndarray | None = SHIFT
) -> InspectionRecord:
    found = None if to_reference is None else [float(v) for v in to_reference.ravel()]
    return record(
        test=stamp(test),
        references=tuple(stamp(path) for path in references),
        preparation={"registration": {"to_reference": found}},
    )


def moved(pixels: np.ndarray) -> np.ndarray:
    """The picture as a camera sees it that stands off by ``SHIFT``."""
    there = np.linalg.inv(SHIFT)
    return cv2.warpPerspective(pixels, there, pixels.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A test picture off by ``SHIFT`` and with a defect, and its reference."""
    test = write(tmp_path / "テスト.png", moved(picture(defect=True)))
    return test, write(tmp_path / "reference.png", picture())


def test_colour_is_laid_onto_the_reference_and_is_rgb(pair: tuple[Path, Path]) -> None:
    viewed = view_record(judged(*pair), tiny_recipe(), difference=True)
    assert viewed.aligned
    assert np.array_equal(viewed.reference, picture()[..., ::-1])
    assert np.array_equal(viewed.test[6:-6, 8:-8], picture(defect=True)[6:-6, 8:-8, ::-1])
    assert viewed.test.flags.c_contiguous
    x, y, w = np.reshape(viewed.to_test, (3, 3)) @ (20.0, 20.0, 1.0)
    assert (x / w, y / w) == pytest.approx((15.0, 17.0))
    assert viewed.difference is not None
    assert viewed.difference[8:24, 8:24].mean() > 10 * viewed.difference[40:60, 40:90].mean()


@pytest.mark.parametrize("mode", ["grey", "binary"])
def test_grey_and_binary_recipes_show_grey(pair: tuple[Path, Path], mode: str) -> None:
    images = ImageSettings(mode)  # type: ignore[arg-type]
    viewed = view_record(judged(*pair), tiny_recipe(image=images), difference=True)
    assert viewed.reference.shape == viewed.test.shape == (64, 96)
    assert len(np.unique(viewed.reference)) > 2
    assert viewed.difference is not None
    if mode == "binary":
        assert viewed.difference.max() == 255


def test_sixteen_bit_is_shown_in_the_recipes_range(tmp_path: Path) -> None:
    deep = np.full((64, 96), 1000, np.uint16)
    deep[:, 48:] = 4095
    path = write(tmp_path / "deep.png", deep)
    images = ImageSettings("grey", pixel_range=(0, 4095))
    shown = view_file(path, images)
    assert shown.dtype == np.uint8
    assert set(np.unique(shown)) == {62, 255}
    eye = np.eye(3)
    viewed = view_record(judged(path, path, to_reference=eye), tiny_recipe(image=images))
    assert np.array_equal(viewed.test, shown)


def test_what_was_not_registered_is_shown_as_taken(pair: tuple[Path, Path], tmp_path: Path) -> None:
    small = write(tmp_path / "small.png", picture()[:40])
    for each in (judged(*pair, to_reference=None), judged(small, pair[1])):
        viewed = view_record(each, tiny_recipe(), difference=True)
        assert not viewed.aligned
        assert viewed.difference is None
        taken = picture()[:40] if each.test.path == str(small) else moved(picture(defect=True))
        assert np.array_equal(viewed.test, taken[..., ::-1])


def test_moved_or_changed_files_are_not_shown(pair: tuple[Path, Path]) -> None:
    said, recipe = judged(*pair), tiny_recipe()
    pair[0].write_bytes(pair[1].read_bytes())
    with pytest.raises(ImageError, match="changed since"):
        view_record(said, recipe)
    pair[0].unlink()
    with pytest.raises(ImageError, match="moved or removed"):
        view_record(said, recipe)
    with pytest.raises(ImageError, match="never read"):
        view_record(replace(said, references=()), recipe)


def test_several_references_are_one_basis(pair: tuple[Path, Path], tmp_path: Path) -> None:
    other = write(tmp_path / "other.png", picture(defect=True))
    memory, both = PictureMemory(), judged(*pair, other)

    def difference(said: InspectionRecord, memory: PictureMemory | None) -> np.ndarray:
        found = view_record(said, tiny_recipe(), difference=True, memory=memory).difference
        assert found is not None
        return found

    alone, first = difference(judged(*pair), None), difference(both, memory)
    assert first[8:24, 8:24].max() < alone[8:24, 8:24].max()
    assert np.array_equal(first, difference(both, memory))
    assert np.array_equal(alone, difference(judged(*pair), memory))


def test_the_memory_gives_what_was_judged_and_forgets_the_oldest(tmp_path: Path) -> None:
    memory = PictureMemory(limit=3 * picture().nbytes)
    paths = [write(tmp_path / f"{seed}.png", picture(seed)) for seed in range(4)]
    stamps = [stamp(path) for path in paths]
    for seed, each in enumerate(stamps):
        memory.keep(LoadedImage(paths[seed], picture(seed), each.sha256, "png"))
    for path in paths:
        path.unlink()
    with pytest.raises(ImageError, match="moved or removed"):
        memory.picture(stamps[0])
    for seed in (1, 2, 3):
        assert np.array_equal(memory.picture(stamps[seed]), picture(seed))


def test_a_file_is_decoded_again_when_it_is_another_picture(tmp_path: Path) -> None:
    memory, path = PictureMemory(), write(tmp_path / "part.png", picture(1))
    first, content = memory.read(path)
    assert content == path.read_bytes()
    assert memory.read(path)[0].pixels is first.pixels
    write(path, picture(2))
    assert np.array_equal(memory.read(path)[0].pixels, picture(2))
    copy = write(tmp_path / "copy.png", picture(1))
    known = memory.read(copy)[0]
    assert (known.path, known.pixels is first.pixels) == (copy, True)
    path.write_bytes(content[:-40])
    with pytest.raises(ImageError):
        memory.read(path)


def test_what_is_kept_lies_apart_from_what_comes_and_goes(tmp_path: Path) -> None:
    large = np.tile(picture(), (8, 8, 1))
    memory, path = PictureMemory(), write(tmp_path / "part.png", large)
    kept = memory.read(path)[0].pixels
    assert apart(kept) is kept
    memory.keep(LoadedImage(path, large.copy(), "frame", "png"))
    seen = memory.picture(ImageStamp("", "frame"))
    assert apart(seen) is seen is memory.picture(ImageStamp("", "frame"))
    pair = lasting(ViewedPair("part", large, large.copy(), difference=large[:, :, 0]))
    for each in (pair.reference, pair.test, pair.difference):
        assert each is not None
        assert apart(each) is each
    assert np.array_equal(pair.reference, large)


def test_two_pictures_are_kept_whatever_their_size() -> None:
    memory = PictureMemory(limit=1)
    for seed in range(3):
        memory.keep(LoadedImage(Path(), picture(seed), str(seed), "png"))
    assert np.array_equal(memory.picture(ImageStamp("", "1")), picture(1))
    with pytest.raises(ImageError):
        memory.picture(ImageStamp("gone.png", "0"))


@pytest.mark.parametrize("made", [picture(), picture()[..., 0], picture()[:, :1]])
def test_a_thumbnail_is_small_and_rgb(made: np.ndarray) -> None:
    small = thumbnail(made, 16)
    assert small.shape == (16, max(1, round(made.shape[1] / 4)), 3)
    assert small.mean() == pytest.approx(made.mean(), abs=2)
