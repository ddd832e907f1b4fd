"""What looks alike is found; the same part and other recipes are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qeu_station.core.record import InspectionRecord
from qeu_station.errors import ImageError, InputError
from qeu_station.learning.likeness.near import distances
from qeu_station.learning.likeness.vector import DIMENSIONS
from qeu_station.services.opening import OpenHome
from qeu_station.services.review import ReviewSource, load
from qeu_station.services.similar import (
    PlaceName,
    PlaceReader,
    SimilarIndex,
    build_index,
    find_like,
    load_index,
)
from qeu_station.services.similar.index import collected
from qeu_station.storage.journal import Journal
from qeu_station.storage.likeness import READ, LikenessRow
from qeu_station.storage.recipes import LoadedRecipe

from .conftest import BOXES, kind_of, part


def test_parts_with_the_same_defect_are_nearest(
    index: SimilarIndex, parts: Sequence[InspectionRecord]
) -> None:
    for each in parts:
        found = find_like(index, each.id, k=4)
        assert each.id not in {other.id for other in found}
        assert [kind_of(other.id) for other in found] == [kind_of(each.id)] * 4
        assert [other.distance for other in found] == sorted(other.distance for other in found)


def test_a_defect_is_found_in_other_cells_too(
    index: SimilarIndex, parts: Sequence[InspectionRecord]
) -> None:
    found = find_like(index, parts[1].id, PlaceName("cell", "U2"), k=4)
    assert {each.there.name for each in found} - {"U2"}
    assert all(each.here == PlaceName("cell", "U2") for each in found)
    assert all(each.there.name in BOXES for each in found)


def test_regions_are_compared_with_regions(
    index: SimilarIndex, parts: Sequence[InspectionRecord]
) -> None:
    found = find_like(index, parts[2].id, PlaceName("region", "R1"), k=5)
    assert {kind_of(each.id) for each in found} == {"scratch"}
    assert {each.there for each in found} == {PlaceName("region", "R1")}


def test_no_more_than_k(index: SimilarIndex, parts: Sequence[InspectionRecord]) -> None:
    assert len(find_like(index, parts[0].id, k=3)) == 3
    assert len(find_like(index, parts[0].id, k=1000)) == 23


def test_a_cell_that_passed_is_read_from_the_pictures(
    index: SimilarIndex, parts: Sequence[InspectionRecord], source: ReviewSource
) -> None:
    place = PlaceName("cell", "D1")
    with pytest.raises(InputError, match=r'Cell "D1" .* is not in the index'):
        find_like(index, parts[1].id, place)
    found = find_like(index, parts[1].id, place, 1, PlaceReader(source))
    assert kind_of(found[0].id) == "good"


def test_what_is_asked_for_must_exist(
    index: SimilarIndex, parts: Sequence[InspectionRecord], source: ReviewSource
) -> None:
    reader = PlaceReader(source)
    with pytest.raises(InputError, match="not in the index yet"):
        find_like(index, "nobody")
    with pytest.raises(InputError, match='Cell "Z9"'):
        find_like(index, parts[1].id, PlaceName("cell", "Z9"), 5, reader)
    with pytest.raises(InputError, match='no region "R7"; it has R1'):
        find_like(index, parts[1].id, PlaceName("region", "R7"), 5, reader)


def test_gone_pictures_are_said_to_be_gone(
    source: ReviewSource, station: OpenHome, parts: Sequence[InspectionRecord]
) -> None:
    Path(parts[1].test.path).unlink()
    build_index(source, station.folder, load(source))
    index = load_index(source, station.folder)
    with pytest.raises(InputError, match="cannot be compared"):
        find_like(index, parts[1].id)
    with pytest.raises(ImageError, match="moved or removed"):
        find_like(index, parts[1].id, PlaceName("cell", "D1"), 5, PlaceReader(source))
    assert parts[1].id not in {each.id for each in find_like(index, parts[5].id, k=100)}


def test_one_part_answers_once_and_never_to_itself(
    source: ReviewSource,
    station: OpenHome,
    journal: Journal,
    loaded: LoadedRecipe,
    tmp_path: Path,
    parts: Sequence[InspectionRecord],
) -> None:
    again = [
        replace(part(n, "hole", tmp_path / "again", loaded), id=f"{n}", serial=serial)
        for n, serial in ((101, "SN001"), (102, "SN005"), (103, "SN005"))
    ]
    journal.append_inspections(again)
    build_index(source, station.folder, load(source))
    found = {each.id for each in find_like(load_index(source, station.folder), parts[1].id, k=100)}
    assert not found & {parts[1].id, "101"}
    assert len(found & {parts[5].id, "102", "103"}) == 1


def test_other_recipes_are_not_compared(
    source: ReviewSource,
    station: OpenHome,
    journal: Journal,
    loaded: LoadedRecipe,
    tmp_path: Path,
    parts: Sequence[InspectionRecord],
) -> None:
    other = part(5, "hole", tmp_path / "other", loaded, id="other", serial="X")
    journal.append_inspections([replace(other, recipe=replace(other.recipe, name="another"))])
    build_index(source, station.folder, load(source))
    index = load_index(source, station.folder)
    assert "other" not in {each.id for each in find_like(index, parts[1].id, k=100)}
    assert find_like(index, "other") == []


@st.composite
def tables(draw: st.DrawFn) -> list[LikenessRow]:
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    cells = st.lists(st.sampled_from("ABCD"), unique=True, max_size=4)
    rows = []
    for seq in range(draw(st.integers(1, 12))):
        names = tuple(draw(cells))
        vectors = rng.normal(0, 0.2, (len(names), DIMENSIONS)).astype(np.float16)
        recipe, serial = draw(st.sampled_from("pq")), draw(st.sampled_from("1234567"))
        rows.append(LikenessRow(seq, f"i{seq}", recipe, serial, READ, names, (), vectors))
    return rows


@settings(max_examples=60, deadline=None)
@given(rows=tables(), k=st.integers(1, 5), whole=st.booleans())
def test_it_answers_as_a_plain_search_does(rows: list[LikenessRow], k: int, whole: bool) -> None:
    asked = rows[0]
    index = collected(rows)
    if not asked.cells:
        with pytest.raises(InputError):
            find_like(index, asked.id)
        return
    place = None if whole else PlaceName("cell", asked.cells[0])
    wanted = asked.vectors if whole else asked.vectors[:1]
    nearest: dict[str, float] = {}
    for row in rows:
        if row.part != asked.part and row.recipe == asked.recipe and row.cells:
            far = float(distances(wanted, row.vectors).min(axis=1).mean())
            nearest[row.part] = min(far, nearest.get(row.part, np.inf))
    found = find_like(index, asked.id, place, k)
    assert [each.distance for each in found] == pytest.approx(
        sorted(nearest.values())[:k], abs=1e-3
    )
    assert len({rows[each.seq].part for each in found}) == len(found)
