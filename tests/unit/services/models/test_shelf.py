from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.errors import BundleError, InputError
from qeu_station.pluginhost import load_catalog
from qeu_station.services.models import (
    ModelRequest,
    bundle_of,
    export_bundle,
    import_model,
    list_bundles,
    try_model,
    verify_bundles,
)
from qeu_station.services.opening import OpenHome
from qeu_station.services.roster import build_roster
from qeu_station.storage.recipes import LoadedRecipe, load_recipe
from qeu_station.toolkit.bundle import write_bundle


@pytest.fixture
def request_(model: Path, labels: Path) -> ModelRequest:
    return ModelRequest(model, labels, inspector="onnx-cell")


def test_a_model_goes_into_a_recipe_out_again_and_into_another(
    request_: ModelRequest, loaded: LoadedRecipe, home: OpenHome, tmp_path: Path
) -> None:
    saved, bundle = import_model(request_, "tray", {}, home)
    assert saved.recipe.version == loaded.recipe.version + 1
    assert saved.recipe.inspectors[-1].model == "models/onnx-cell"
    assert load_recipe("tray@1", home.folder).recipe.inspectors == loaded.recipe.inspectors

    given = export_bundle("tray", "", tmp_path / "給", home)
    assert given.sha256 == bundle.sha256
    again, second = import_model(
        ModelRequest(given.folder, inspector="onnx-part"), "tray", {}, home
    )
    assert second.sha256 == bundle.sha256
    assert [s.model for s in again.recipe.inspectors] == [
        None,
        "models/onnx-cell",
        "models/onnx-part",
    ]
    names = [each.kept.inspector for each in list_bundles(home, "tray@3")]
    assert names == ["onnx-cell", "onnx-part"]
    with pytest.raises(InputError, match="has 2 such model bundles"):
        export_bundle("tray", "", tmp_path / "other", home)


def test_two_models_of_one_kind_stand_in_a_recipe_under_two_names(
    request_: ModelRequest, loaded: LoadedRecipe, home: OpenHome, tmp_path: Path
) -> None:
    import_model(request_, "tray", {}, home)
    saved, _ = import_model(request_, "tray", {}, home, "second-look")
    assert [(s.name, s.registered, s.model) for s in saved.recipe.inspectors[-2:]] == [
        ("onnx-cell", "onnx-cell", "models/onnx-cell"),
        ("second-look", "onnx-cell", "models/second-look"),
    ]
    roster = build_roster(saved, load_catalog(home.host))
    assert [seat.opinion for seat in roster.seats[-2:]] == ["onnx-cell", "second-look"]
    given = export_bundle("tray", "second-look", tmp_path / "given", home)
    assert given.about.name == request_.file.stem
    with pytest.raises(InputError, match='"second-look" is inspector onnx-cell in recipe "tray"'):
        import_model(replace(request_, inspector="onnx-part"), "tray", {}, home, "second-look")


def test_labels_that_mean_nothing_in_the_recipe_are_refused(
    request_: ModelRequest, loaded: LoadedRecipe, home: OpenHome
) -> None:
    with pytest.raises(BundleError, match='mapped to "scratches"'):
        import_model(request_, "tray", {"missing": "scratches"}, home)
    with pytest.raises(BundleError, match="nothing could ever pass"):
        import_model(request_, "tray", {"ok": "unknown", "*": "ignore"}, home)
    assert load_recipe("tray", home.folder).recipe.version == loaded.recipe.version


def test_what_a_smaller_variant_loses_must_be_agreed_to(
    request_: ModelRequest, loaded: LoadedRecipe, home: OpenHome, tmp_path: Path
) -> None:
    made = bundle_of(request_, {}, loaded.recipe.class_table.names, tmp_path / "whole", home)
    figures = {"lost.right": 0.9, "lost.right before": 0.95, "lost.changed": 3.0, "f": 1.0}
    small = write_bundle(
        tmp_path / "small",
        replace(made.about, metrics=figures),
        {name: made.file(name) for name in made.about.files},
    )
    asked: list[object] = []
    given = replace(request_, file=small.folder)
    with pytest.raises(InputError, match="was not agreed to"):
        import_model(given, "tray", {}, home, agreed=lambda lost: bool(asked.append(lost)))
    assert asked == [{"right": (0.95, 0.9)}]
    saved, _ = import_model(given, "tray", {}, home, agreed=lambda lost: True)
    assert saved.recipe.version == 2
    with pytest.raises(InputError, match="has its own class map"):
        import_model(given, "tray", {"ok": "ok"}, home)


def test_a_changed_file_shows(
    request_: ModelRequest, loaded: LoadedRecipe, home: OpenHome, tmp_path: Path
) -> None:
    saved, _ = import_model(request_, loaded.recipe.name, {}, home)
    assert not any(each.error for each in verify_bundles(home))
    weights = saved.folder / "models" / "onnx-cell" / "model.onnx"
    weights.write_bytes(weights.read_bytes() + b"x")
    wrong = [each for each in verify_bundles(home) if each.error]
    assert [each.kept.name for each in wrong] == ["tray@2"]
    assert "was changed or damaged" in wrong[0].error
    with pytest.raises(BundleError, match="was changed or damaged"):
        export_bundle("tray", "", tmp_path / "out", home)
    assert not (tmp_path / "out").exists()
    (folder,) = verify_bundles(home, str(weights.parent))
    assert folder.error


def test_every_version_is_listed_and_checked(
    request_: ModelRequest, loaded: LoadedRecipe, home: OpenHome
) -> None:
    first, _ = import_model(request_, "tray", {}, home)
    import_model(request_, "tray", {}, home, "second-look")
    everything = [
        ("tray@2", "onnx-cell"),
        ("tray@3", "onnx-cell"),
        ("tray@3", "second-look"),
    ]
    for what, wanted in (("", everything), ("tray", everything), ("tray@2", everything[:1])):
        listed = [each.kept for each in list_bundles(home, what)]
        own = [(kept.name, kept.inspector) for kept in listed if kept.recipe == "tray"]
        assert own == wanted
    weights = first.folder / "models" / "onnx-cell" / "model.onnx"
    weights.write_bytes(weights.read_bytes() + b"x")
    for what in ("", "tray"):
        assert [e.kept.name for e in verify_bundles(home, what) if e.error] == ["tray@2"]
    assert not any(each.error for each in verify_bundles(home, "tray@3"))


def test_an_export_overwrites_nothing(
    request_: ModelRequest, loaded: LoadedRecipe, home: OpenHome, tmp_path: Path
) -> None:
    import_model(request_, loaded.recipe.name, {}, home)
    with pytest.raises(BundleError, match="exists already"):
        export_bundle("tray", "onnx-cell", tmp_path, home)
    with pytest.raises(InputError, match="has 0 such model bundles"):
        export_bundle("tray", "onnx-part", tmp_path / "out", home)


def test_a_model_that_answers_the_same_to_everything_is_warned_of(
    model: Path, labels: Path, loaded: LoadedRecipe, home: OpenHome, tests: Path, tmp_path: Path
) -> None:
    """Where it is taken in, and where it is tried: there its labels tie."""
    onnx = pytest.importorskip("onnx", reason="the ONNX plugin is not installed")
    blind = onnx.load(str(model))
    weights = blind.graph.initializer[0]
    weights.raw_data = bytes(len(weights.raw_data))
    onnx.save(blind, str(tmp_path / "blind.onnx"))
    request = ModelRequest(tmp_path / "blind.onnx", labels, inspector="onnx-cell")
    heard: list[str] = []
    import_model(request, "tray", {}, home, warned=heard.append)
    assert [said.partition(":")[0] for said in heard] == ["Warning"]
    assert "gives the same answer whatever it is shown" in heard[0]
    done = try_model(request, "tray", tests, home, most=1)
    assert done.warning == "Warning: the model gives the same answer whatever it is shown."
    assert set(done.answers[0].labels) == {"tie of 2 (ok, missing)"}
