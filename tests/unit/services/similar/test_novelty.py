"""What nobody has seen before is new; what people looked at is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from qeu_station.core.correction import Correction
from qeu_station.core.record import InspectionRecord
from qeu_station.services.opening import OpenHome
from qeu_station.services.review import ReviewSource, load, refresh
from qeu_station.services.similar import build_index, load_index, novelty
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipes import LoadedRecipe

from .conftest import part


def judged(
    source: ReviewSource, station: OpenHome, journal: Journal, loaded: LoadedRecipe, folder: Path
) -> None:
    """Enough good parts to say what is usual."""
    journal.append_inspections([part(n, "good", folder / "more", loaded) for n in range(200, 230)])
    build_index(source, station.folder, load(source))


def test_defects_are_newer_than_good_parts(
    source: ReviewSource, station: OpenHome, journal: Journal, loaded: LoadedRecipe, tmp_path: Path
) -> None:
    judged(source, station, journal, loaded, tmp_path)
    columns = load(source)
    found = novelty(load_index(source, station.folder), columns)
    good = columns.verdict == 0
    assert found[~good].min() > max(2.0, found[good].max())
    assert (found[good] <= 1).mean() >= 0.9


def test_a_defect_that_people_looked_at_is_known(
    source: ReviewSource,
    station: OpenHome,
    journal: Journal,
    loaded: LoadedRecipe,
    tmp_path: Path,
    parts: Sequence[InspectionRecord],
) -> None:
    judged(source, station, journal, loaded, tmp_path)
    columns = load(source)
    index = load_index(source, station.folder)
    before = novelty(index, columns)
    for each in parts[1::4]:  # the holes
        journal.append_correction(Correction(each.id, "佐藤", part="ng"))
    after = novelty(index, refresh(source, columns))
    holes, scratches = slice(1, 24, 4), slice(2, 24, 4)
    assert (after[holes] < before[holes]).all()
    assert after[holes].max() < after[scratches].min()


def test_a_contradicted_pass_is_not_taken_for_good(
    source: ReviewSource, station: OpenHome, journal: Journal, loaded: LoadedRecipe, tmp_path: Path
) -> None:
    judged(source, station, journal, loaded, tmp_path)
    columns = load(source)
    wrong = np.zeros(len(columns), bool)
    wrong[columns.verdict == 0] = True
    nothing_known = replace(columns, contradicted=wrong, corrected=np.zeros_like(wrong))
    assert np.isnan(novelty(load_index(source, station.folder), nothing_known)).all()


def test_with_too_few_known_parts_nothing_is_said(source: ReviewSource, station: OpenHome) -> None:
    columns = load(source)
    build_index(source, station.folder, columns)
    assert np.isnan(novelty(load_index(source, station.folder), columns)).all()


def test_what_is_not_in_the_index_has_no_novelty(
    source: ReviewSource, station: OpenHome, journal: Journal, loaded: LoadedRecipe, tmp_path: Path
) -> None:
    judged(source, station, journal, loaded, tmp_path)
    columns = load(source)
    journal.append_inspections([part(300, "hole", tmp_path / "late", loaded)])
    grown = refresh(source, columns)
    found = novelty(load_index(source, station.folder), grown)
    assert np.isnan(found[-1])
    assert np.isfinite(found[:-1]).all()
