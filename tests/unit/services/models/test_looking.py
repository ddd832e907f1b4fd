from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.api import Scope
from qeu_station.errors import BundleError, InputError, PluginError
from qeu_station.services.models import ModelRequest, bundle_of, look_at
from qeu_station.services.models.looking import class_map, examiner
from qeu_station.services.opening import OpenHome
from tests.unit.services.making import catalog_of, entry, picture, write

LABELS = ("ok", "missing", "dent")


def test_labels_of_the_classes_own_names_need_no_map() -> None:
    classes = ("ok", "unknown", "missing")
    assert class_map(LABELS, {"dent": "unknown"}, classes) == {
        "ok": "ok",
        "missing": "missing",
        "dent": "unknown",
    }
    assert class_map(LABELS, {"*": "ignore", "missing": "unknown"}, classes) == {
        "ok": "ok",
        "missing": "unknown",
        "dent": "ignore",
    }


def test_a_label_without_class_and_a_misspelt_one_are_named() -> None:
    with pytest.raises(InputError, match=r'1 labels have no class \(dent\).*--map "dent=CLASS"'):
        class_map(LABELS, {}, ("ok", "missing"))
    with pytest.raises(InputError, match=r'"dant" is no label .* Did you mean "dent"'):
        class_map(LABELS, {"dant": "ok"}, ("ok",))


def test_the_first_inspector_that_takes_models_is_taken() -> None:
    plain, takes = entry("tiny"), entry("takes", (Scope.REGION,), examiner="fake:look")
    assert examiner("", catalog_of(plain, takes)) is takes
    assert examiner("tiny", catalog_of(plain, takes)) is plain
    with pytest.raises(PluginError, match="install one, such as qeu-onnx"):
        examiner("", catalog_of(plain))


def test_a_model_becomes_a_bundle(
    model: Path, labels: Path, home: OpenHome, tmp_path: Path
) -> None:
    request = ModelRequest(model, labels, {"range": [0, 1]}, inspector="onnx-part")
    assert look_at(request, home).labels == ("ok", "missing")
    made = bundle_of(request, {}, ("ok", "unknown", "missing"), tmp_path / "bundle", home)
    assert made.about.name == "bright"
    assert made.about.class_map == {"ok": "ok", "missing": "missing"}
    assert made.about.preprocessing["scores"] == "probabilities"
    assert made.weights.read_bytes() == model.read_bytes()


def test_what_it_must_see_and_does_not_keeps_it_out(
    model: Path, labels: Path, home: OpenHome, tmp_path: Path
) -> None:
    shown = write(tmp_path / "shown.png", picture())
    request = ModelRequest(model, labels, {"range": [0, 1]}, shown, "missing", "onnx-part")
    with pytest.raises(BundleError, match="NOT FOUND"):
        bundle_of(request, {}, ("ok", "missing"), tmp_path / "bundle", home)
    assert not (tmp_path / "bundle").exists()
