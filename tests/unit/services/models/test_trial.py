from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.recipe import InspectorSettings
from qeu_station.errors import BundleError, InputError
from qeu_station.services.judging import JudgeRequest, judge_many
from qeu_station.services.models import ModelRequest, bundle_of, try_model
from qeu_station.services.opening import OpenHome
from qeu_station.storage.recipes import LoadedRecipe, save_recipe
from tests.unit.services.making import CELLS, tiny_recipe


def test_a_model_is_tried_on_pairs_and_nothing_is_saved(
    model: Path, labels: Path, loaded: LoadedRecipe, home: OpenHome, tests: Path
) -> None:
    before = sorted(home.folder.rglob("recipe.toml"))
    request = ModelRequest(model, labels, inspector="onnx-cell")
    done = try_model(request, loaded.recipe.name, tests, home)
    assert done.usable
    assert (done.inspector, done.device, done.warning) == ("onnx-cell", "cpu", "")
    assert [answer.pair for answer in done.answers] == ["A", "B", "C", "X"]
    assert all(sum(answer.labels.values()) == len(CELLS) for answer in done.answers)
    assert all(0.5 <= answer.least <= 1 for answer in done.answers)
    assert sorted(home.folder.rglob("recipe.toml")) == before


def test_the_class_of_every_label_is_told_and_p_ok_once_all_have_one(
    model: Path, labels: Path, loaded: LoadedRecipe, home: OpenHome, tmp_path: Path
) -> None:
    (other := tmp_path / "other.txt").write_text("bright\nmissing", "utf-8")
    request = ModelRequest(model, other, inspector="onnx-cell")
    open_ = try_model(request, loaded.recipe.name, None, home)
    assert (open_.unmapped, open_.class_map) == (("bright",), {"missing": "missing"})
    assert all(math.isnan(each.p_ok) for each in open_.answers)
    done = try_model(request, loaded.recipe.name, None, home, {"bright": "ok"})
    assert (done.unmapped, done.class_map) == ((), {"bright": "ok", "missing": "missing"})
    assert 0 < done.answers[0].p_ok <= 1
    own = try_model(replace(request, labels=labels), loaded.recipe.name, None, home)
    assert own.class_map == {"ok": "ok", "missing": "missing"}
    assert own.answers[0].p_ok == pytest.approx(done.answers[0].p_ok)
    with pytest.raises(InputError, match=r'"brigth" is no label.*Did you mean "bright"'):
        try_model(request, loaded.recipe.name, None, home, {"brigth": "ok"})
    with pytest.raises(BundleError, match=r'mapped to "okay".*Did you mean "ok"'):
        try_model(request, loaded.recipe.name, None, home, {"bright": "okay"})


def test_without_pairs_the_recipes_references_are_taken(
    model: Path, labels: Path, loaded: LoadedRecipe, home: OpenHome, tmp_path: Path
) -> None:
    request = ModelRequest(model, labels, inspector="onnx-part")
    bundle = bundle_of(request, {}, ("ok", "missing"), tmp_path / "bundle", home)
    by_file = try_model(request, loaded.recipe.name, None, home)
    by_bundle = try_model(replace(request, file=bundle.folder), loaded.recipe.name, None, home)
    assert [answer.labels for answer in by_file.answers] == [
        answer.labels for answer in by_bundle.answers
    ]
    assert len(by_file.answers) == 1


def test_pairs_of_a_batch_are_tried_with_what_was_said_of_them(
    model: Path, labels: Path, loaded: LoadedRecipe, home: OpenHome, tests: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    judge_many(JudgeRequest(loaded.recipe.name, tests, out, lanes=1), home)
    request = ModelRequest(model, labels, inspector="onnx-cell")
    for place in (out, out / "journal.db"):
        done = try_model(request, loaded.recipe.name, place, home, most=3)
        assert done.usable
        assert len(done.answers) == 3
        assert {each.recorded for each in done.answers} <= {"PASS", "REVIEW", "FAIL"}
    save_recipe(replace(loaded.recipe, name="other"), loaded.references, home.folder)
    with pytest.raises(InputError, match='holds no inspection with recipe "other"'):
        try_model(request, "other", out, home)


def test_a_missing_device_is_said_and_a_required_one_is_a_fault(
    model: Path, labels: Path, loaded: LoadedRecipe, home: OpenHome
) -> None:
    runtime = pytest.importorskip("onnxruntime", reason="ONNX Runtime is not installed")
    if "CoreMLExecutionProvider" in runtime.get_available_providers():
        pytest.skip("this machine has the device that is to be missing")
    request = ModelRequest(model, labels, inspector="onnx-part")
    wants = {"devices": ["coreml", "cpu"]}
    settings = InspectorSettings("onnx-part", parameters=wants)
    recipe = replace(loaded.recipe, inspectors=(*loaded.recipe.inspectors, settings))
    recipe = replace(recipe, name="fast")
    save_recipe(recipe, loaded.references, home.folder)
    done = try_model(request, "fast", None, home)
    assert done.usable
    assert done.warning == "Warning: runs on cpu, the recipe asks for coreml first."
    strict = replace(settings, parameters={**wants, "require": True})
    recipe = replace(recipe, name="strict", inspectors=(strict,))
    save_recipe(recipe, loaded.references, home.folder)
    done = try_model(request, "strict", None, home)
    assert not done.usable
    said = "onnx-part cannot be used: the recipe requires coreml, the model runs on cpu; mend"
    assert done.answers[0].fault.startswith(said)


def test_pairs_and_models_that_cannot_be_used_are_named(
    model: Path, labels: Path, loaded: LoadedRecipe, home: OpenHome, tmp_path: Path
) -> None:
    save_recipe(replace(tiny_recipe("scan"), reference="from pair"), [], home.folder)
    request = ModelRequest(model, labels, inspector="onnx-part")
    with pytest.raises(InputError, match="has judged nothing yet; give --pairs FOLDER"):
        try_model(request, "scan", None, home)
    pointer = tmp_path / "model.onnx"
    pointer.write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    with pytest.raises(BundleError, match="Git LFS pointer"):
        try_model(replace(request, file=pointer), loaded.recipe.name, None, home)
