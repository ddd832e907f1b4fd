"""Only what the recipe would say again today is learned from, and only what is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.correction import Correction
from qeu_station.core.recipe import DecisionSettings, InspectorSettings, RegionSettings
from qeu_station.errors import DatasetError
from qeu_station.services.fusing import records as module
from qeu_station.services.fusing.records import FusionRecords, read_fusion_records
from qeu_station.services.opening import OpenHome
from qeu_station.services.roster import build_roster
from qeu_station.storage.recipes import LoadedRecipe, save_recipe
from tests.unit.services.fusing.judged import catalog, correct, judged, keep, recipe, votes
from tests.unit.services.making import picture, write

SAID = votes(parts=3)


@pytest.fixture
def tray(home: OpenHome, tmp_path: Path) -> LoadedRecipe:
    return save_recipe(recipe(), [write(tmp_path / "reference.png", picture())], home.folder)


def read(home: OpenHome, loaded: LoadedRecipe, place: Path | None = None) -> FusionRecords:
    return read_fusion_records(place, None, loaded, build_roster(loaded, catalog()), home)


def test_what_operators_said_becomes_the_class_of_regions(
    home: OpenHome, tray: LoadedRecipe
) -> None:
    correct(home, SAID, keep(home, tray, SAID))
    found = read(home, tray)
    names = [SAID.classes[number] for number in SAID.truth]
    assert [each.regions["R1"] for each in found.labelled] == names
    assert [each.defective for each in found.labelled] == [name != "ok" for name in names]
    assert [each.group for each in found.labelled] == list(SAID.groups)
    assert found.left_out == {}


def test_other_weights_and_thresholds_make_no_difference(
    home: OpenHome, tray: LoadedRecipe
) -> None:
    correct(home, SAID, keep(home, tray, SAID))
    inspectors = (InspectorSettings("alpha", weight=0.2, deadline_s=9), tray.recipe.inspectors[1])
    changed = replace(tray.recipe, decision=DecisionSettings(0.9, 0.1), inspectors=inspectors)
    newer = save_recipe(changed, tray.references, home.folder)
    assert len(read(home, newer).labelled) == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"regions": RegionSettings(grow=3)},
        {
            "inspectors": (
                InspectorSettings("alpha", parameters={"a": 1}),
                InspectorSettings("beta"),
            )
        },
    ],
)
def test_what_is_prepared_or_inspected_otherwise_now_is_left_out(
    home: OpenHome, tray: LoadedRecipe, changes: dict[str, object]
) -> None:
    correct(home, SAID, keep(home, tray, SAID))
    newer = save_recipe(replace(tray.recipe, **changes), tray.references, home.folder)  # type: ignore[arg-type]
    with pytest.raises(DatasetError, match=r"prepares or inspects otherwise \(3 times\)"):
        read(home, newer)


def test_another_model_or_version_is_left_out_and_counted(
    home: OpenHome, tray: LoadedRecipe
) -> None:
    records = [judged(tray, SAID, n) for n in range(3)]
    alpha, beta = records[0].opinions
    records[0] = replace(records[0], opinions=(replace(alpha, version="0.9"), beta))
    records[1] = replace(records[1], opinions=(alpha, replace(beta, model_sha256="ab")))
    correct(home, SAID, keep(home, tray, SAID, records))
    found = read(home, tray)
    assert [each.record.pair for each in found.labelled] == ["P2"]
    assert found.left_out == {
        "judged by another version or model of alpha": 1,
        "judged by another version or model of beta.w": 1,
    }


def test_what_a_model_was_trained_on_proves_nothing(
    home: OpenHome, tray: LoadedRecipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(home, SAID, keep(home, tray, SAID))
    monkeypatch.setattr(module, "trained_on", lambda *given: {"P1": "beta"})
    found = read(home, tray)
    assert [each.record.pair for each in found.labelled] == ["P0", "P2"]
    assert found.left_out == {"beta was trained on it": 1}


def test_an_inspector_that_came_later_leaves_older_records_out(
    home: OpenHome, tray: LoadedRecipe
) -> None:
    records = [judged(tray, SAID, n) for n in range(3)]
    records[0] = replace(records[0], opinions=records[0].opinions[:1])
    correct(home, SAID, keep(home, tray, SAID, records))
    assert read(home, tray).left_out == {"judged without beta.w": 1}


def test_a_part_judged_again_counts_once_and_the_newest_usable_one(
    home: OpenHome, tray: LoadedRecipe
) -> None:
    correct(home, SAID, keep(home, tray, SAID))
    first = judged(tray, SAID, 0)
    alpha, beta = first.opinions
    broken = replace(first, id="a" * 32, opinions=(replace(alpha, version="0.9"), beta))
    again = replace(first, id="b" * 32, at="2026-02-02T03:04:05.678+00:00")
    with home.journal() as journal:
        journal.append_inspections([again, broken])
    found = read(home, tray)
    assert len(found.labelled) == 3
    assert {each.record.id for each in found.labelled if each.record.pair == "P0"} == {"b" * 32}
    assert found.left_out == {}


def test_a_part_that_could_not_be_registered_counts_for_the_rates_only(
    home: OpenHome, tray: LoadedRecipe
) -> None:
    lost = {"registration": {"to_reference": None, "problem": "cannot be registered"}}
    records = [judged(tray, SAID, 0, preparation=lost), judged(tray, SAID, 1)]
    correct(home, SAID, keep(home, tray, SAID, records))
    first, second = read(home, tray).labelled
    assert first.regions == {}
    assert first.defective is not None
    assert second.regions


def test_only_some_cells_known_leaves_the_part_unknown(home: OpenHome, tray: LoadedRecipe) -> None:
    only = judged(tray, SAID, 0)
    with home.journal() as journal:
        journal.append_recipe(tray)
        journal.append_inspections([only])
        journal.append_correction(Correction(only.id, "Mai", {"U1": "ok"}))
    (found,) = read(home, tray).labelled
    assert found.defective is None
    assert found.regions == {"R1": "ok"}


def test_pairs_that_were_not_judged_are_no_opinions(
    home: OpenHome, tray: LoadedRecipe, tests: Path
) -> None:
    with pytest.raises(DatasetError, match="holds no recorded opinions"):
        read(home, tray, tests)


def test_the_id_stands_for_what_is_known(home: OpenHome, tray: LoadedRecipe) -> None:
    correct(home, SAID, keep(home, tray, SAID))
    before = read(home, tray)
    assert read(home, tray).id == before.id
    with home.journal() as journal:
        journal.append_correction(Correction(judged(tray, SAID, 0).id, "Mai", {"U2": "missing"}))
    assert read(home, tray).id != before.id
