"""Judged pictures are kept, and only those that were judged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.pair import Pair
from qeu_station.core.record import ImageStamp, InspectionRecord
from qeu_station.errors import StorageError
from qeu_station.imaging.io import read_image
from qeu_station.services.keeping import archived
from qeu_station.storage.archive import Archive
from qeu_station.storage.recipes import LoadedRecipe
from tests.unit.services.making import picture, record, tiny_recipe, write


def keep(judged: InspectionRecord, test: Path, reference: Path, archive: Path) -> InspectionRecord:
    """Of a recipe with its own reference, over a pair that has one beside it all the same."""
    loaded = LoadedRecipe(tiny_recipe(), archive, "", "0" * 64, (reference,))
    return archived(judged, Pair("A", test, test), loaded, Archive(archive))


def stamp(path: Path) -> ImageStamp:
    return ImageStamp(str(path), read_image(path).sha256, 96, 64)


@pytest.fixture
def pictures(tmp_path: Path) -> tuple[Path, Path]:
    return write(tmp_path / "検査_test.png", picture(1)), write(tmp_path / "ref.png", picture(0))


def test_the_record_names_the_copies(tmp_path: Path, pictures: tuple[Path, Path]) -> None:
    test, reference = pictures
    judged = record(test=stamp(test), references=(stamp(reference),))
    kept = keep(judged, test, reference, tmp_path / "archive")
    for path, before, after in (
        (test, judged.test, kept.test),
        (reference, judged.references[0], kept.references[0]),
    ):
        assert Path(after.path).read_bytes() == path.read_bytes()
        assert Path(after.path) != path
        assert (after.sha256, after.width) == (before.sha256, before.width)
    from_pair = Pair("A", Path(kept.test.path), Path(kept.references[0].path))
    recipe = LoadedRecipe(replace(tiny_recipe(), reference="from pair"), tmp_path, "", "0" * 64)
    assert archived(kept, from_pair, recipe, Archive(tmp_path / "archive")) == kept


def test_a_picture_that_changed_meanwhile_is_refused(
    tmp_path: Path, pictures: tuple[Path, Path]
) -> None:
    test, reference = pictures
    judged = record(test=stamp(test), references=(stamp(reference),))
    write(test, picture(5))
    with pytest.raises(StorageError, match="changed while it was judged"):
        keep(judged, test, reference, tmp_path / "archive")
    test.unlink()
    with pytest.raises(StorageError, match="検査_test"):
        keep(judged, test, reference, tmp_path / "archive")
