"""Judged pictures are kept, and only those that were judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.core.record import ImageStamp
from qeu_station.errors import StorageError
from qeu_station.imaging.io import read_image
from qeu_station.services.keeping import archived
from qeu_station.storage.archive import Archive
from tests.unit.services.making import picture, record, write


def stamp(path: Path) -> ImageStamp:
    return ImageStamp(str(path), read_image(path).sha256, 96, 64)


@pytest.fixture
def pictures(tmp_path: Path) -> tuple[Path, Path]:
    return write(tmp_path / "検査_test.png", picture(1)), write(tmp_path / "ref.png", picture(0))


def test_the_record_names_the_copies(tmp_path: Path, pictures: tuple[Path, Path]) -> None:
    test, reference = pictures
    judged = record(test=stamp(test), references=(stamp(reference),))
    kept = archived(judged, Archive(tmp_path / "archive"))
    for path, before, after in (
        (test, judged.test, kept.test),
        (reference, judged.references[0], kept.references[0]),
    ):
        assert Path(after.path).read_bytes() == path.read_bytes()
        assert Path(after.path) != path
        assert (after.sha256, after.width) == (before.sha256, before.width)
    assert archived(kept, Archive(tmp_path / "archive")) == kept


def test_a_picture_that_changed_meanwhile_is_refused(
    tmp_path: Path, pictures: tuple[Path, Path]
) -> None:
    test, reference = pictures
    judged = record(test=stamp(test), references=(stamp(reference),))
    write(test, picture(5))
    with pytest.raises(StorageError, match="changed while it was judged"):
        archived(judged, Archive(tmp_path / "archive"))
    test.unlink()
    with pytest.raises(StorageError, match="検査_test"):
        archived(judged, Archive(tmp_path / "archive"))
