"""The road of a pair, with a real worker at its end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.opinion import Opinion, ProposedRegion
from qeu_station.core.pair import Pair
from qeu_station.core.recipe import InspectorSettings
from qeu_station.errors import DatasetError, ImageError, PluginError
from qeu_station.pluginhost import load_catalog
from qeu_station.services.evidence import in_recipe_classes
from qeu_station.services.opening import OpenHome
from qeu_station.services.roster import build_roster
from qeu_station.services.station import Station
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.toolkit.bundle import BundleDescription, write_bundle
from tests.unit.services.making import CELLS, catalog_of, entry, picture, tiny_recipe, write


def test_good_and_bad_parts(home: OpenHome, loaded: LoadedRecipe, tests: Path) -> None:
    with Station(loaded, home.station) as station:
        good = station.inspect(Pair("A", tests / "A_test.png"), "Aoki")
        bad = station.inspect(Pair("X", tests / "X_test.png", serial="S-9"))
        faulty = station.inspect(Pair("raises", tests / "A_test.png"))
        (worker,) = station.health()
        with pytest.raises(ImageError, match=r"absent\.png.*does not exist"):
            station.inspect(Pair("absent", tests / "absent.png"))
        small = write(tests / "small_test.png", picture()[:32])
        with pytest.raises(ImageError, match="32"):
            station.inspect(Pair("small", small))
        after = station.inspect(Pair("B", tests / "B_test.png"))
    assert worker.state == "ready"
    assert (good.part.verdict, good.operator, tuple(good.cells)) == ("PASS", "Aoki", CELLS)
    assert [a for a, item in bad.cells.items() if item.verdict == "FAIL"] == ["U1"]
    assert (bad.part.verdict, bad.serial) == ("FAIL", "S-9")
    assert faulty.part.verdict == "REVIEW"
    assert "the lens cap is on" in str(faulty.part.reasons)
    assert after.part.verdict == "PASS"
    assert {"read", "prepare", "inspect", "total"} == set(good.milliseconds)
    assert len(good.test.sha256) == len(good.references[0].sha256) == 64


def test_a_picture_above_the_limit_is_not_decoded(
    home: OpenHome, loaded: LoadedRecipe, tests: Path
) -> None:
    tight = replace(home.station, max_pixels=100)
    with pytest.raises(ImageError, match="max_pixels"):
        Station(loaded, tight)


def test_a_reference_from_the_pair_is_needed(home: OpenHome, tests: Path) -> None:
    recipe = replace(tiny_recipe(), reference="from pair")
    with Station(LoadedRecipe(recipe, tests, "", "0" * 64), home.station) as station:
        with pytest.raises(DatasetError, match='Pair "A" has no reference'):
            station.inspect(Pair("A", tests / "A_test.png"))
        done = station.inspect(Pair("A", tests / "A_test.png", tests / "B_test.png"))
    assert done.part.verdict == "PASS"
    assert done.references[0].path == str(tests / "B_test.png")


def test_an_inspector_that_nobody_has_makes_every_part_review(
    home: OpenHome, loaded: LoadedRecipe, tests: Path
) -> None:
    inspectors = (InspectorSettings("tiny"), InspectorSettings("tinny"))
    recipe = replace(loaded.recipe, inspectors=inspectors)
    with Station(replace(loaded, recipe=recipe), home.station) as station:
        record = station.inspect(Pair("A", tests / "A_test.png"))
        states = {each.inspector: (each.state, each.last_error) for each in station.health()}
    assert record.part.verdict == "REVIEW"
    assert 'Did you mean "tiny"' in str(record.part.reasons)
    assert {each.inspector: each.status for each in record.opinions} == {
        "tinny": "missing",
        "tiny": "answered",
    }
    assert states["tiny"][0] == "ready"
    assert states["tinny"][0] == "missing" and "in recipe.toml" in states["tinny"][1]


def test_a_plugin_that_the_recipe_cannot_go_on_with_is_not_exchanged(
    home: OpenHome, loaded: LoadedRecipe
) -> None:
    """An inspector that judged is not made one that is missing; who was missing stays so."""
    inspectors = (InspectorSettings("tiny", weights={"a": 1.0}), InspectorSettings("tinny"))
    recipe = replace(loaded.recipe, inspectors=inspectors)
    station = Station(replace(loaded, recipe=recipe), home.station)
    catalog = load_catalog(home.host)
    known = catalog.inspectors["tiny"]
    other = replace(known, spec=replace(known.spec, opinions=("b",)))
    fresh = replace(catalog, inspectors={**catalog.inspectors, "tiny": other})
    with pytest.raises(
        PluginError, match=r'tiny cannot judge: .*no opinion "a".*goes on as it was'
    ):
        station.exchange(known.plugin, fresh)
    assert [use.name for use in station.roster.uses] == ["tiny"]
    station.exchange(known.plugin, catalog)
    assert [fault.inspector for fault in station.roster.absent] == ["tinny"]
    station.__exit__(None, None, None)


def test_answers_in_a_bundles_labels_become_the_recipes_classes(tmp_path: Path) -> None:
    about = BundleDescription("net", ("gone", "good"), {"good": "ok", "gone": "missing"})
    write_bundle(tmp_path / "net", about, {"model.onnx": b"\x08\x07\x12\x04test"})
    recipe = replace(tiny_recipe(), inspectors=(InspectorSettings("net", model="net"),))
    loaded = LoadedRecipe(recipe, tmp_path, "", "0" * 64)
    (seat,) = build_roster(loaded, catalog_of(entry("net"))).seats
    said = Opinion(
        regions={"R1": (0.75, 0.25)},
        cells={"U1": (0.25, 0.75)},
        part=(0.5, 0.5),
        proposed=(ProposedRegion((0, 0, 9, 9), (1.0, 0.0)),),
        comment="hm",
    )
    mapped = in_recipe_classes(said, seat, loaded)
    assert mapped.regions["R1"] == pytest.approx((0.25, 0.0, 0.75))
    assert mapped.cells["U1"] == pytest.approx((0.75, 0.0, 0.25))
    assert mapped.part == pytest.approx((0.5, 0.0, 0.5))
    assert mapped.proposed[0].probabilities == pytest.approx((0.0, 0.0, 1.0), abs=1e-6)
    assert mapped.comment == "hm"
    assert in_recipe_classes(said, replace(seat, bundle=None), loaded) is said
