"""Model bundles: written, read back, and refused when anything is not as it should be."""

from __future__ import annotations

import math
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.classes import Classes, DefectClass
from qeu_station.core.opinion import OpinionFault
from qeu_station.core.recipe import ImageSettings
from qeu_station.errors import BundleError
from qeu_station.toolkit.bundle import (
    DESCRIPTION,
    BundleDescription,
    ModelBundle,
    image_facts,
    write_bundle,
)

ONNX = b"\x08\x07\x12\x04test"
CLASSES = Classes((DefectClass("short"), DefectClass("open")))
ABOUT = BundleDescription(
    name="board",
    labels=("good", "bridge", "gap", "dust"),
    class_map={"good": "ok", "bridge": "short", "gap": "open", "dust": "ignore"},
    preprocessing={"size": [64, 64], "mean": 0.5},
    training_data="set-7",
    metrics={"auroc": 0.99},
    licence="Apache-2.0",
)


@pytest.fixture
def bundle(tmp_path):
    return write_bundle(tmp_path / "モデル", ABOUT, {"model.onnx": ONNX, "words.json": b"[]"})


def edit(bundle, old, new):
    path = bundle.folder / DESCRIPTION
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_was_written_is_read_back(bundle):
    again = ModelBundle.load(bundle.folder)
    assert again == bundle
    assert replace(again.about, files={}) == ABOUT
    assert again.labels == ABOUT.labels
    assert again.weights == bundle.folder / "model.onnx"
    assert again.file("words.json").read_bytes() == b"[]"
    assert len(again.sha256) == 64


def test_a_changed_description_changes_the_hash(bundle):
    edit(bundle, "set-7", "set-8")
    assert ModelBundle.load(bundle.folder).sha256 != bundle.sha256


def test_a_changed_byte_is_found(bundle):
    (bundle.folder / "model.onnx").write_bytes(ONNX[:-1] + b"!")
    with pytest.raises(BundleError, match="was changed or damaged"):
        ModelBundle.load(bundle.folder)


def test_a_missing_file_and_a_missing_bundle_are_said(bundle, tmp_path):
    (bundle.folder / "words.json").unlink()
    with pytest.raises(BundleError, match=r'lists "words.json", but there is no such file'):
        ModelBundle.load(bundle.folder)
    with pytest.raises(BundleError, match=r"a folder with model\.toml"):
        ModelBundle.load(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "board"', "name = 7", "name: .*got 7"),
        ('name = "board"', 'name = "board"\nnmae = "b"', "nmae: .*not|nmae: Unexpected"),
        ("temperature = 1.0", "temperature = 0.0", "temperature: .*greater than 0"),
        ("temperature = 1.0", "temperature = nan", "temperature: "),
        ("temperature = 1.0", "temperature = inf", "temperature: "),
        ("format = 1", "format = 2", "format: "),
        ("format = 1", "format = ", "not valid TOML"),
        ('dust = "ignore"', "", 'Label "dust" .* has no class'),
        ('dust = "ignore"', 'dust = "ignore"\ngod = "ok"', 'Did you mean "good"'),
        ('"gap", ', '"gap", "gap", ', "are not unique"),
    ],
)
def test_a_description_that_cannot_be_is_refused(bundle, old, new, said):
    edit(bundle, old, new)
    with pytest.raises(BundleError, match=said):
        ModelBundle.load(bundle.folder)


def test_bytes_that_are_no_text_are_no_description(bundle):
    (bundle.folder / DESCRIPTION).write_bytes(b"name = '\xff'")
    with pytest.raises(BundleError, match="not valid TOML"):
        ModelBundle.load(bundle.folder)


def test_only_listed_files_are_given_out(bundle):
    with pytest.raises(BundleError, match=r'lists no file "other.onnx"'):
        bundle.file("other.onnx")


@pytest.mark.parametrize("files", [{"words.json": b"[]"}, {"a.onnx": ONNX, "b.onnx": ONNX}])
def test_weights_must_be_one_file(tmp_path, files):
    with pytest.raises(BundleError, match="exactly one"):
        _ = write_bundle(tmp_path / "b", ABOUT, files).weights


def test_a_written_bundle_is_never_overwritten_and_a_failed_one_leaves_nothing(bundle, tmp_path):
    with pytest.raises(BundleError, match="exists already"):
        write_bundle(bundle.folder, ABOUT, {"model.onnx": ONNX})
    with pytest.raises(BundleError, match="pickle"):
        write_bundle(tmp_path / "b", ABOUT, {"model.onnx": pickle.dumps({"w": 1})})
    with pytest.raises(BundleError, match="not a file inside"):
        write_bundle(tmp_path / "b", ABOUT, {"../model.onnx": ONNX})
    assert [path.name for path in tmp_path.iterdir()] == [bundle.folder.name]


def test_files_are_copied_into_a_bundle(tmp_path):
    (tmp_path / "w.onnx").write_bytes(ONNX)
    made = write_bundle(tmp_path / "b", ABOUT, {"model.onnx": tmp_path / "w.onnx"})
    assert made.weights.read_bytes() == ONNX


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"bridge": "shrot"}, 'mapped to "shrot".*Did you mean "short"'),
        ({"good": "ignore"}, 'is mapped to "ok"'),
    ],
)
def test_labels_must_mean_something_in_the_recipe(bundle, change, said):
    about = replace(bundle.about, class_map={**bundle.about.class_map, **change})
    bundle.check_classes(CLASSES)
    with pytest.raises(BundleError, match=said):
        replace(bundle, about=about).check_classes(CLASSES)


def test_labels_become_classes_and_ignored_ones_are_shared_out(bundle):
    said = bundle.to_recipe((0.4, 0.2, 0.2, 0.2), CLASSES)
    assert said == pytest.approx((0.5, 0.0, 0.25, 0.25))


def test_two_labels_of_one_class_are_added(bundle):
    both = {"good": "ok", "bridge": "short", "gap": "short", "dust": "unknown"}
    merged = replace(bundle, about=replace(bundle.about, class_map=both))
    assert merged.to_recipe((0.1, 0.2, 0.3, 0.4), CLASSES) == pytest.approx((0.1, 0.4, 0.5, 0.0))


def test_temperature_comes_before_the_class_map(bundle):
    warm = replace(bundle, about=replace(bundle.about, temperature=2.0))
    roots = [math.sqrt(p) for p in (0.64, 0.16, 0.16)]
    expected = [root / sum(roots) for root in roots]
    said = warm.to_recipe((0.64, 0.16, 0.16, 0.04), CLASSES)
    assert said == pytest.approx((expected[0], 0.0, expected[1], expected[2]))


@given(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), st.floats(0.1, 10))
def test_what_comes_out_is_a_probability_vector(raw, temperature):
    vector = [*(value / math.fsum(raw) for value in raw), 0.0]
    model = ModelBundle(Path(), replace(ABOUT, temperature=temperature), "")
    said = model.to_recipe(vector, CLASSES)
    assert math.isclose(math.fsum(said), 1, abs_tol=1e-9)
    assert len(said) == len(CLASSES.names)


@pytest.mark.parametrize(
    ("vector", "said"),
    [
        ((0.5, 0.5), "2 probabilities for 4 classes"),
        ((math.nan, 0, 0, 1), "not a probability"),
        ((0.0, 0.0, 0.0, 1.0), "only labels that the class map ignores"),
    ],
)
def test_a_vector_that_says_nothing_is_a_fault(bundle, vector, said):
    with pytest.raises(OpinionFault, match=said):
        bundle.to_recipe(vector, CLASSES)


def test_pictures_of_another_kind_are_refused(bundle):
    trained = image_facts(ImageSettings("binary", (0, 4095), 100))
    about = replace(bundle.about, images=trained)
    made = replace(bundle, about=about)
    made.check_images(ImageSettings("binary", (0.0, 4095.0), 100))
    for other, said in (
        (ImageSettings("binary", (0, 4095), 128), "threshold = 100"),
        (ImageSettings("binary", None, 100), "pixel_range = full range"),
        (ImageSettings("grey", (0, 4095)), "mode = grey"),
    ):
        with pytest.raises(BundleError, match=said):
            made.check_images(other)


def test_a_bundle_that_says_nothing_of_images_takes_any(bundle):
    bundle.check_images(ImageSettings("grey", (0, 1)))
