"""Bundles of fine-tuned models: what they say of their training is kept to, words mean classes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from qeu_vlm import folders
from qeu_vlm.choosing import choose
from qeu_vlm.described import Description
from qeu_vlm.inspector import VlmInspector
from qeu_vlm.parameters import Parameters
from qeu_vlm.vocabulary import Vocabulary

from qeu_station.api import InspectorContext, PluginError
from qeu_station.api.testing import make_pair
from qeu_station.toolkit.bundle import BundleDescription, BundleError, ModelBundle, write_bundle

LABELS = ("ok", "missing", "scratch")


def bundle(folder: Path, adapter: Path, base: Path, **said: Any) -> ModelBundle:
    described = Description(base=str(base), base_files=folders.weights_of(base), longest_side=256)
    about = BundleDescription(
        name="vlm-test",
        labels=LABELS,
        class_map={"ok": "ok", "missing": "missing", "scratch": "ignore"},
        preprocessing=described.model_dump(mode="json") | said,
    )
    names = (folders.ADAPTER_WEIGHTS, folders.ADAPTER)
    return write_bundle(folder, about, {name: adapter / name for name in names})


def test_a_bundle_is_used_as_it_was_trained(idefics: Path, adapter: Path, tmp_path: Path) -> None:
    made = bundle(tmp_path / "bundle", adapter, idefics, show="images", crops=1)
    context = InspectorContext(Parameters(least_legal=0.0), LABELS, made.folder)
    inspector = VlmInspector(context)
    opinion = inspector.inspect(make_pair())
    assert (opinion.evidence["shown"], inspector.shows.crops) == ("images", 1)
    assert opinion.evidence["base_known"] is True
    assert opinion.evidence["adapter_proof"]["logits_differ_by"] > 0.01
    assert opinion.part is not None and len(opinion.part) == len(LABELS)
    with pytest.raises(PluginError, match="made for 'images'"):
        VlmInspector(InspectorContext(Parameters(show="composite"), LABELS, made.folder))


def test_a_bundle_for_a_base_that_was_changed_is_refused(
    idefics: Path, llava: Path, adapter: Path, tmp_path: Path
) -> None:
    made = bundle(tmp_path / "bundle", adapter, idefics)
    context = InspectorContext(Parameters(model=str(llava)), LABELS, made.folder)
    with pytest.raises(PluginError, match="trained on another base"):
        VlmInspector(context)


def test_a_bundle_whose_base_moved_says_where_it_was_looked_for(
    idefics: Path, adapter: Path, tmp_path: Path
) -> None:
    base = Path(shutil.copytree(idefics, tmp_path / "base"))
    made = bundle(tmp_path / "bundle", adapter, base)
    assert choose(Parameters(), made.folder).load.model == base.resolve()
    moved = base.rename(tmp_path / "moved")
    with pytest.raises(PluginError) as told:
        choose(Parameters(), made.folder)
    assert f"was not found; looked for {base}" in str(told.value)
    assert choose(Parameters(model=str(moved)), made.folder).load.model == moved.resolve()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"question": 7}, "was taught question 7"),
        ({"method": "onnx"}, "was not made for the inspector vlm"),
        ({"show": "film"}, "show"),
        ({"base_files": {"model.safetensors": "no hash"}}, "base_files"),
    ],
)
def test_a_bundle_that_says_what_is_not_known_is_refused(
    idefics: Path, adapter: Path, tmp_path: Path, said: dict[str, Any], message: str
) -> None:
    made = bundle(tmp_path / "bundle", adapter, idefics, **said)
    with pytest.raises(BundleError, match=message):
        choose(Parameters(), made.folder)


def test_words_of_a_recipe_are_its_classes_but_ok() -> None:
    words = Vocabulary.of(("ok", "unknown", "bent", "cut"), None)
    assert words.names == ("unknown", "bent", "cut")
    assert (words.good, words.vague) == (0, 1)


def test_words_a_model_was_taught_mean_the_recipes_classes(
    idefics: Path, adapter: Path, tmp_path: Path
) -> None:
    made = bundle(tmp_path / "bundle", adapter, idefics)
    beside = Vocabulary.of(("ok", "unknown", "missing"), made)
    assert beside.meaning == {"missing": 2, "scratch": 1}
    own = Vocabulary.of(LABELS, made, given=True)
    assert own.meaning == {"missing": 1, "scratch": 2} and own.good == 0


@pytest.mark.parametrize("classes", [("bad", "worse"), ("ok",)])
def test_classes_without_good_or_bad_are_refused(classes: tuple[str, ...]) -> None:
    with pytest.raises(PluginError):
        Vocabulary.of(classes, None)
