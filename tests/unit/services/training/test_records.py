"""What operators said becomes truth: the later word counts, and nothing is taken for complete."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.correction import Correction, DrawnBox, Standing, standing
from qeu_station.core.region import Region
from qeu_station.errors import DatasetError
from qeu_station.learning.examples import Truth
from qeu_station.services.opening import OpenHome
from qeu_station.services.training.records import read_records, truth_of
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.storage.truth import TruthBox
from tests.unit.services.making import item, record

REGION = Region("R1", (1, 1, 9, 9), (2, 2, 10, 10), 50, 90.0, 40.0, ("U1",))


def said(**values: object) -> Correction:
    return Correction("id", "Mai", **values)  # type: ignore[arg-type]


def stands(*corrections: Correction) -> Standing:
    return standing((str(number), each) for number, each in enumerate(corrections))


def test_the_later_correction_of_a_cell_counts() -> None:
    later = stands(said(cells={"U1": "missing", "U2": "ok"}), said(cells={"U1": "ok"}))
    assert truth_of(record(), later) == Truth(None, {"U1": "ok", "U2": "ok"}, complete=False)


def test_a_part_called_ok_after_all_teaches_no_defect() -> None:
    drawn = DrawnBox((5, 5, 20, 20), "missing")
    bad = said(cells={"U1": "missing"}, added=(drawn,))
    assert truth_of(record(), stands(bad, said(part="ok"))) == Truth(None, {}, complete=True)
    again = truth_of(record(), stands(said(part="ok"), said(cells={"U1": "missing"})))
    assert again == Truth(None, {"U1": "missing"}, complete=False)


def test_struck_regions_and_drawn_boxes_are_places_in_the_test_image() -> None:
    drawn = DrawnBox((5, 5, 20, 20), "missing")
    truth = truth_of(record(regions=(REGION,)), stands(said(struck=("R1",), added=(drawn,))))
    assert truth.cleared == ((2, 2, 10, 10),)
    assert not truth.complete
    assert truth.boxes == (TruthBox((5, 5, 20, 20), "missing"),)


@pytest.mark.parametrize(("part", "complete"), [("ok", True), ("ng", False)])
def test_only_a_part_that_is_ok_is_known_completely(part: str, complete: bool) -> None:
    assert truth_of(record(), stands(said(part=part))).complete is complete


def test_a_journal_gives_what_was_corrected(home: OpenHome, loaded: LoadedRecipe) -> None:
    a, b, other = record("A"), record("B"), record("C")
    with home.journal() as journal:
        journal.append_inspections([a, b, other])
        journal.append_correction(Correction(a.id, "Mai", {"U1": "missing"}))
        first = journal.append_correction(Correction(b.id, "Mai", {"U1": "missing"}))
        journal.append_correction(Correction(b.id, "Mai", {"U1": "ok"}, supersedes=first))
    records = read_records(None, None, loaded, home)
    # All three pictures of this test are the same file: the one corrected last is taken.
    (known,) = records.known
    assert known.pair.name == "B"
    assert known.truth.cells == {"U1": "ok"}
    assert known.sha256 == "cd" * 32


def test_different_pictures_of_one_name_stay_in_one_group(
    home: OpenHome, loaded: LoadedRecipe
) -> None:
    first = record("A")
    second = replace(first, id="f" * 32, test=replace(first.test, sha256="12" * 32))
    with home.journal() as journal:
        journal.append_inspections([first, second])
        for each in (first, second):
            journal.append_correction(Correction(each.id, "Mai", {"U1": "missing"}))
    known = read_records(None, None, loaded, home).known
    assert [each.pair.name for each in known] == ["A", "A#2"]
    assert known[1].pair.group == "A"


def test_a_class_the_recipe_has_no_longer_leaves_the_record_out(
    home: OpenHome, loaded: LoadedRecipe
) -> None:
    classes = ("ok", "unknown", "missing", "rust")
    old = record("A", item("REVIEW"), classes=classes, cells={"U1": item("REVIEW")})
    with home.journal() as journal:
        journal.append_inspections([old])
        journal.append_correction(Correction(old.id, "Mai", {"U1": "rust"}))
    records = read_records(None, None, loaded, home)
    assert records.known == ()
    assert 'Class "rust" is not in this recipe' in records.left_out["A"]


def test_a_place_that_knows_nothing_says_so(
    home: OpenHome, loaded: LoadedRecipe, tests: Path, tmp_path: Path
) -> None:
    with pytest.raises(DatasetError, match="brings no truth of its pairs; give it with --truth"):
        read_records(tests, None, loaded, home)
    with pytest.raises(DatasetError, match="does not exist"):
        read_records(tmp_path / "nowhere", None, loaded, home)
    with pytest.raises(DatasetError, match="does not exist"):
        read_records(tests, tmp_path / "nowhere", loaded, home)
    Journal.open(tmp_path / "j.db", "station").close()
    with pytest.raises(DatasetError, match="Nobody has corrected"):
        read_records(tmp_path / "j.db", None, loaded, home)
