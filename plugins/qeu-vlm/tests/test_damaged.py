"""Models whose files load without a word and yet are damaged: nothing they weigh is an opinion."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from qeu_vlm import folders
from qeu_vlm.choosing import Choice
from qeu_vlm.described import Description
from qeu_vlm.inspector import VlmInspector
from qeu_vlm.loaded import LoadSettings
from qeu_vlm.loading import load_model
from qeu_vlm.parameters import Parameters
from safetensors.torch import load_file, save_file

from qeu_station.api import Abstention, InspectorContext, PluginError
from qeu_station.api.testing import make_pair
from qeu_station.toolkit.bundle import BundleDescription, ModelBundle
from qeu_station.toolkit.shipped import shipped_model

CLASSES = ("ok", "unknown", "missing")


def spoiled(base: Path, folder: Path, value: float, words: str) -> Path:
    """Return a copy of a model in which one number of some weights is another."""
    shutil.copytree(base, folder)
    file = next(folder.glob("*.safetensors"))
    tensors = load_file(file)
    next(each for name, each in tensors.items() if words in name).view(-1)[0] = value
    save_file(tensors, file, metadata={"format": "pt"})
    return folder


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
@pytest.mark.parametrize("constrain", [True, False])
def test_a_model_that_weighs_nothing_abstains(
    idefics: Path, tmp_path: Path, value: float, constrain: bool
) -> None:
    model = spoiled(idefics, tmp_path / "model", value, "text_model.norm")
    given = Parameters(model=str(model), constrain=constrain, least_legal=0.0)
    with pytest.raises(Abstention, match="no finite numbers"):
        VlmInspector(InspectorContext(given, CLASSES)).inspect(make_pair())


def test_an_adapter_that_weighs_nothing_is_called_damaged(
    idefics: Path, adapter: Path, tmp_path: Path
) -> None:
    damaged = spoiled(adapter, tmp_path / "adapter", float("nan"), "lora_B")
    with pytest.raises(PluginError, match=r"is damaged: .* no finite numbers"):
        load_model(LoadSettings(idefics, damaged))


def test_layers_that_no_file_holds_are_not_drawn_by_lot(idefics: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(idefics, tmp_path / "model"))
    about = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    about["text_config"]["num_hidden_layers"] += 1
    (folder / "config.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(PluginError, match=r"in no file of .*such as model\.text_model\.layers\.2"):
        load_model(LoadSettings(folder))


def test_a_template_that_loops_is_given_up(
    idefics: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It loops for some seconds only, so that the thread it is left in ends too."""
    monkeypatch.setattr("qeu_vlm.framing.TEMPLATE_S", 0.2)
    folder = Path(shutil.copytree(idefics, tmp_path / "model"))
    loop = "{% for a in range(9999) %}{% for b in range(999) %}{% endfor %}{% endfor %}"
    (folder / "chat_template.jinja").write_text(loop, encoding="utf-8")
    with pytest.raises(PluginError, match=r"asks no question within 0\.2 s: it loops"):
        load_model(LoadSettings(folder))


def test_a_damaged_tokenizer_of_our_own_is_said(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shipped_model("pair-reader"), tmp_path / "model"))
    (folder / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(PluginError, match="copy the whole folder again"):
        load_model(LoadSettings(folder))


@pytest.mark.parametrize("show", ["channels", "composite"])
def test_a_bundle_that_was_taught_on_another_kind_of_model_is_refused(
    idefics: Path, tmp_path: Path, show: str
) -> None:
    folder = shipped_model("pair-reader") if show == "composite" else idefics
    about = BundleDescription(name="x", labels=("ok", "hole"), class_map={})
    load = LoadSettings(folder)
    bundle = ModelBundle(tmp_path, about, "0" * 64)
    chosen = Choice(load, Parameters(), Description.model_validate({"show": show}), bundle)
    with pytest.raises(PluginError, match="the bundle was changed, or names another base"):
        chosen.shown(load_model(load))


def test_a_base_with_another_tokenizer_is_another_base(
    idefics: Path, adapter: Path, tmp_path: Path
) -> None:
    base = Path(shutil.copytree(idefics, tmp_path / "base"))
    trained_on = folders.check_model(base)
    about = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    (base / "tokenizer.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(PluginError, match=r"another base .*: tokenizer\.json has SHA-256"):
        load_model(LoadSettings(base, adapter, base_files=trained_on))
