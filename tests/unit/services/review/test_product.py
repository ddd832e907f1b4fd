"""What inspections lie on, read from a real journal; pictures and truth that are gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from qeu_station.core.record import ImageStamp
from qeu_station.errors import DatasetError
from qeu_station.imaging.io import read_image
from qeu_station.services.review import ReviewSource, load
from qeu_station.services.review.known import load_known
from qeu_station.services.review.product import main_recipe, product_of
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipe_text import format_recipe
from qeu_station.storage.recipes import LoadedRecipe
from tests.unit.gui.presenters.review_columns import columns
from tests.unit.services.making import SIZE, record, tiny_recipe

from .conftest import STATION

SHA = "c" * 64


@pytest.fixture
def reference(tmp_path: Path) -> ImageStamp:
    file = tmp_path / "基準.png"
    grey = np.full(SIZE, 90, np.uint8)
    file.write_bytes(cv2.imencode(".png", grey)[1].tobytes())
    return ImageStamp(str(file), read_image(file).sha256, SIZE[1], SIZE[0])


@pytest.fixture
def judged(journal: Journal, reference: ImageStamp, tmp_path: Path) -> Journal:
    """A journal of two pairs, with the recipe that judged them."""
    made = tiny_recipe()
    journal.append_recipe(LoadedRecipe(made, tmp_path, format_recipe(made), SHA))
    plain = [record(name, station=STATION, references=(reference,)) for name in ("a", "b")]
    stamp = replace(plain[0].recipe, sha256=SHA)
    journal.append_inspections([replace(each, recipe=stamp) for each in plain])
    return journal


def test_the_reference_is_the_picture_that_was_judged(judged, source: ReviewSource):
    found = product_of(source.reader, load(source))
    assert found.recipe is not None
    assert found.picture is not None
    assert found.picture.shape[:2] == SIZE
    assert (found.size, found.missing) == ((SIZE[1], SIZE[0]), "")
    assert found.grid.addresses == found.recipe.grid.over(SIZE[1], SIZE[0]).addresses


def test_a_picture_that_was_changed_since_is_not_shown(judged, source, reference):
    grey = np.full(SIZE, 10, np.uint8)
    Path(reference.path).write_bytes(cv2.imencode(".png", grey)[1].tobytes())
    found = product_of(source.reader, load(source))
    assert found.picture is None
    assert "changed since" in found.missing
    assert found.size == (SIZE[1], SIZE[0])  # the grid still lies where it lay


def test_a_recipe_that_is_not_in_the_journal_is_said(journal, source, reference):
    journal.append_inspections([record("a", station=STATION, references=(reference,))])
    found = product_of(source.reader, load(source))
    assert found.recipe is None
    assert "not in the journal" in found.missing


def test_the_recipe_of_most_inspections_counts():
    made = columns([0.9] * 5)
    codes = np.array([0, 1, 1, 1, 0], np.int32)
    mixed = replace(made, recipe_sha256=replace(made.recipe_sha256, codes=codes, table=("a", "b")))
    assert main_recipe(mixed) == "b"
    assert main_recipe(mixed, np.array([0, 4], np.int32)) == "a"
    assert main_recipe(columns([])) == ""


def test_truth_of_the_pairs_that_are_there(judged, source, tmp_path):
    file = tmp_path / "真値.csv"
    file.write_text("pair,cell,label\na,U1,ok\nelsewhere,U1,ok\n", encoding="utf-8")
    assert load_known(file, source.reader, load(source)) == {"a": {"U1": "ok"}}


def test_truth_of_other_pairs_is_refused_with_a_name_that_would_fit(judged, source, tmp_path):
    file = tmp_path / "cells.csv"
    file.write_text("pair,cell,label\nelsewhere,U1,ok\n", encoding="utf-8")
    with pytest.raises(DatasetError, match=r'knows none of these pairs.*"a"'):
        load_known(file, source.reader, load(source))


def test_a_cell_that_the_recipe_does_not_have_is_refused(judged, source, tmp_path):
    file = tmp_path / "cells.csv"
    file.write_text("pair,cell,label\na,Z9,ok\n", encoding="utf-8")
    with pytest.raises(DatasetError, match='cell "Z9" is not known'):
        load_known(file, source.reader, load(source))
