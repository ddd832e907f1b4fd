"""Who judges, and what happens when somebody is not there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.judgement import Fault
from qeu_station.core.recipe import InspectorSettings, Recipe
from qeu_station.errors import BundleError, PluginError
from qeu_station.pluginhost import FailedPlugin
from qeu_station.services.roster import build_roster
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.toolkit.bundle import BundleDescription, write_bundle
from tests.unit.services.making import catalog_of, entry, tiny_recipe


def loaded_with(*inspectors: InspectorSettings, folder: Path = Path("/nowhere")) -> LoadedRecipe:
    recipe: Recipe = replace(tiny_recipe(), inspectors=inspectors)
    return LoadedRecipe(recipe, folder, "", "0" * 64)


def test_a_recipe_and_its_plugin_meet() -> None:
    wanted = InspectorSettings("edges", deadline_s=1.5, memory_mb=99, parameters={"level": 3})
    roster = build_roster(loaded_with(wanted), catalog_of(entry("edges")))
    (use,), (seat,) = roster.uses, roster.seats
    assert (use.deadline_s, use.memory_mb, use.parameters) == (1.5, 99, {"level": 3})
    assert use.classes == ("ok", "unknown", "missing")
    assert use.model is None
    assert (seat.opinion, seat.inspector, seat.gating, seat.weight) == ("edges", "edges", True, 1.0)
    assert roster.absent == ()


def test_an_unknown_inspector_is_a_mistake_of_the_recipe() -> None:
    with pytest.raises(PluginError, match=r'asks for inspector "edgse".*Did you mean "edges"\?'):
        build_roster(loaded_with(InspectorSettings("edgse")), catalog_of(entry("edges")))
    with pytest.raises(PluginError, match="there are: none"):
        build_roster(loaded_with(InspectorSettings("edges")), catalog_of())


def test_one_inspector_may_stand_twice_under_names_of_the_recipe() -> None:
    wanted = (
        InspectorSettings("edges", parameters={"level": 3}),
        InspectorSettings("fine-edges", inspector="edges", parameters={"level": 1}, weight=0.5),
        InspectorSettings("twin", inspector="twins"),
    )
    catalog = catalog_of(entry("edges"), entry("twins", opinions=("weight", "bias")))
    roster = build_roster(loaded_with(*wanted), catalog)
    assert [use.name for use in roster.uses] == ["edges", "fine-edges", "twin"]
    assert [use.entry.spec.factory for use in roster.uses[:2]] == [entry("edges").spec.factory] * 2
    assert [(seat.opinion, seat.inspector, seat.weight) for seat in roster.seats] == [
        ("edges", "edges", 1.0),
        ("fine-edges", "fine-edges", 0.5),
        ("twin.weight", "twin", 1.0),
        ("twin.bias", "twin", 1.0),
    ]


def test_a_name_of_another_inspector_is_refused() -> None:
    wanted = InspectorSettings("edges", inspector="twins")
    catalog = catalog_of(entry("edges"), entry("twins"))
    with pytest.raises(PluginError, match='calls inspector "twins" "edges", which is the name of'):
        build_roster(loaded_with(wanted), catalog)


@pytest.mark.parametrize(("role", "gating"), [(None, True), ("gating", True), ("advisory", False)])
def test_it_may_belong_to_a_plugin_that_failed(role: str | None, gating: bool) -> None:
    failed = (FailedPlugin("qeu-edges", "0.3", "cannot be loaded: it raised OSError"),)
    wanted = InspectorSettings("edges", role=role)  # type: ignore[arg-type]
    roster = build_roster(loaded_with(wanted), catalog_of(failed=failed))
    (fault,) = roster.absent
    assert isinstance(fault, Fault)
    assert (fault.inspector, fault.gating, fault.kind) == ("edges", gating, "missing")
    assert "qeu-edges 0.3: cannot be loaded: it raised OSError" in fault.reason
    assert roster.uses == roster.seats == ()


@pytest.mark.parametrize(("role", "gating"), [(None, True), ("advisory", False)])
def test_it_may_belong_to_a_plugin_that_is_disabled(role: str | None, gating: bool) -> None:
    wanted = InspectorSettings("edges", role=role)  # type: ignore[arg-type]
    catalog = replace(catalog_of(entry("words")), disabled=("qeu-edges",))
    (fault,) = build_roster(loaded_with(wanted), catalog).absent
    assert (fault.inspector, fault.gating, fault.kind) == ("edges", gating, "missing")
    assert "disabled in the settings: qeu-edges" in fault.reason


def test_an_adviser_that_nobody_knows_is_only_missing() -> None:
    wanted = InspectorSettings("egdes", role="advisory")
    (fault,) = build_roster(loaded_with(wanted), catalog_of(entry("edges"))).absent
    assert (fault.gating, fault.kind) == (False, "missing")
    assert 'Did you mean "edges"?' in fault.reason


def test_one_that_decides_and_that_nobody_knows_is_refused() -> None:
    wanted = InspectorSettings("egdes")
    with pytest.raises(PluginError, match='Did you mean "edges"'):
        build_roster(loaded_with(wanted), catalog_of(entry("edges")))


@pytest.mark.parametrize("role", [None, "gating", "advisory"])
@pytest.mark.parametrize("wrong", ["nobody", "no model", "damaged", "other classes", "weights"])
def test_on_a_running_station_whoever_cannot_judge_is_a_fault(
    wrong: str, role: str | None, tmp_path: Path
) -> None:
    wanted = replace(_wrong(wrong, tmp_path), role=role)  # type: ignore[arg-type]
    loaded = loaded_with(InspectorSettings("edges"), wanted, folder=tmp_path)
    catalog = catalog_of(entry("edges"), entry("twins", opinions=("weight", "bias")))
    roster = build_roster(loaded, catalog, running=True)
    assert [use.name for use in roster.uses] == [seat.opinion for seat in roster.seats] == ["edges"]
    (fault,) = roster.absent
    assert (fault.inspector, fault.gating) == (wanted.name, role != "advisory")
    assert fault.kind == ("missing" if wrong == "nobody" else "start")
    told = "It only advises." if role == "advisory" else "Every part will be REVIEW."
    assert roster.warnings[0].endswith(told)
    if wrong == "nobody" and role == "advisory":
        return
    with pytest.raises((PluginError, BundleError)) as refused:
        build_roster(loaded, catalog)
    assert fault.reason == f"cannot judge: {refused.value}"


def _wrong(what: str, folder: Path) -> InspectorSettings:
    """Return an inspector that cannot judge."""
    if what == "nobody":
        return InspectorSettings("egdes")
    if what == "weights":
        return InspectorSettings("twins", weights={"bais": 1.0})
    if what != "no model":
        target = "cracked" if what == "other classes" else "missing"
        about = BundleDescription("net", ("good", "gone"), {"good": "ok", "gone": target})
        write_bundle(folder / "net", about, {"model.onnx": b"\x08\x07\x12\x04test"})
    if what == "damaged":
        (folder / "net/model.onnx").write_bytes(b"\x08\x07\x12\x04tesu")
    return InspectorSettings("net", inspector="edges", model="net")


def test_an_advisory_opinion_never_has_weight() -> None:
    by_recipe = InspectorSettings("edges", role="advisory", weight=5)
    by_plugin = InspectorSettings("words", weight=5)
    roster = build_roster(
        loaded_with(by_recipe, by_plugin),
        catalog_of(entry("edges"), entry("words", role="advisory")),
    )
    assert [(seat.gating, seat.weight) for seat in roster.seats] == [(False, 0.0), (False, 0.0)]


def test_the_recipe_may_let_an_advisory_inspector_decide() -> None:
    wanted = InspectorSettings("words", role="gating", weight=0.5)
    (seat,) = build_roster(loaded_with(wanted), catalog_of(entry("words", role="advisory"))).seats
    assert (seat.gating, seat.weight) == (True, 0.5)


def test_opinions_of_one_computation_have_seats_of_their_own() -> None:
    twins = entry("twins", opinions=("weight", "bias"))
    wanted = InspectorSettings("twins", weight=2.0, weights={"bias": 0.25})
    roster = build_roster(loaded_with(wanted), catalog_of(twins))
    assert [(s.opinion, s.weight) for s in roster.seats_of("twins")] == [
        ("twins.weight", 2.0),
        ("twins.bias", 0.25),
    ]
    assert len(roster.uses) == 1
    assert list(roster.seats_of("other")) == []


def test_a_weight_for_an_opinion_that_is_not_given_is_a_mistake() -> None:
    twins = entry("twins", opinions=("weight", "bias"))
    wanted = InspectorSettings("twins", weights={"bais": 1.0})
    with pytest.raises(PluginError, match=r'no opinion "bais".*Did you mean "bias"\?'):
        build_roster(loaded_with(wanted), catalog_of(twins))


def test_a_bundle_brings_its_own_labels(tmp_path: Path) -> None:
    about = BundleDescription("net", ("good", "gone"), {"good": "ok", "gone": "missing"})
    bundle = write_bundle(tmp_path / "net", about, {"model.onnx": b"\x08\x07\x12\x04test"})
    wanted = InspectorSettings("edges", model="net")
    roster = build_roster(loaded_with(wanted, folder=tmp_path), catalog_of(entry("edges")))
    assert roster.uses[0].classes == ("good", "gone")
    assert roster.uses[0].model == bundle.folder
    assert roster.seats[0].bundle == bundle


def test_a_bundle_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    about = BundleDescription("net", ("good", "gone"), {"good": "ok", "gone": "cracked"})
    write_bundle(tmp_path / "net", about, {"model.onnx": b"\x08\x07\x12\x04test"})
    wanted = InspectorSettings("edges", model="net")
    with pytest.raises(BundleError, match="cracked"):
        build_roster(loaded_with(wanted, folder=tmp_path), catalog_of(entry("edges")))
    with pytest.raises(BundleError):
        build_roster(
            loaded_with(replace(wanted, model="absent"), folder=tmp_path),
            catalog_of(entry("edges")),
        )
