"""Models that must not be used: each ends in one clear sentence before anything is judged."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import torch
from qeu_vlm import folders
from qeu_vlm.adapting import self_test
from qeu_vlm.choosing import choose
from qeu_vlm.encoding import encode_with_answer, placed
from qeu_vlm.loaded import LoadedModel, LoadSettings
from qeu_vlm.loading import load_model
from qeu_vlm.parameters import Parameters, Way
from qeu_vlm.programs import check_pinned, code_hash
from qeu_vlm.showing import ShowSettings, show
from qeu_vlm.training.adapter import AdapterSettings, adapter_files, lay_adapter
from safetensors.torch import load_file, save_file
from transformers import AutoModelForImageTextToText, AutoProcessor

from qeu_station.api import PluginError
from qeu_station.api.testing import make_pair

from .models import save_adapter

QUANTISING = find_spec("bitsandbytes") is not None


def copied(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to))


def logits(loaded: LoadedModel) -> torch.Tensor:
    with torch.inference_mode():
        found: torch.Tensor = loaded.model(**placed(loaded, self_test(loaded))).logits
    return found


def fine_tuned(base: Path, adapter: Path, way: Way) -> LoadedModel:
    """Teach a model one pair, save what it learned into ``adapter``, and return the model."""
    loaded = load_model(LoadSettings(base))
    laid = lay_adapter(loaded.model, AdapterSettings(rank=4), seed=1, name=str(base))
    loaded.adapted = laid.model
    shown = show(make_pair(), ShowSettings(way, longest_side=64))
    made = encode_with_answer(loaded, shown, "What differs?", "U3: missing; C1: scratch")
    learned = [each for each in laid.model.parameters() if each.requires_grad]
    optimiser = torch.optim.AdamW(learned, 0.02)
    losses = []
    for _ in range(6):
        optimiser.zero_grad()
        loss = laid.model(**made).loss
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0]
    adapter.mkdir()
    for name, content in adapter_files(laid.model).items():
        (adapter / name).write_bytes(content)
    loaded.model.eval()
    return loaded


@pytest.mark.parametrize(("kind", "way"), [("idefics", "composite"), ("llava", "images")])
def test_a_model_with_its_adapter_saved_reloaded_and_merged_says_the_same(
    kind: str, way: Way, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    base: Path = request.getfixturevalue(kind)
    adapter = tmp_path / "adapter"
    tuned = fine_tuned(base, adapter, way)
    beside = load_model(LoadSettings(base, adapter))
    assert torch.allclose(logits(tuned), logits(beside), atol=1e-4)
    merged = load_model(LoadSettings(base, adapter, merge=True))
    assert merged.adapted is None and merged.facts["merged"]
    merged.model.save_pretrained(tmp_path / "whole")
    AutoProcessor.from_pretrained(base).save_pretrained(tmp_path / "whole")
    again = load_model(LoadSettings(tmp_path / "whole"))
    plain = logits(load_model(LoadSettings(base)))
    said = logits(beside)
    assert (said - plain).abs().max() == pytest.approx(
        beside.facts["adapter_proof"]["logits_differ_by"], rel=1e-3
    )
    assert torch.allclose(said, logits(merged), atol=1e-4)
    assert torch.allclose(said, logits(again), atol=1e-4)


def test_what_is_learned_follows_the_prompt_and_ends(llava: Path) -> None:
    loaded = load_model(LoadSettings(llava))
    shown = show(make_pair(), ShowSettings())
    made = encode_with_answer(loaded, shown, "What differs?", "U3: missing; C1: scratch")
    length = made["input_ids"].shape[1]
    assert made["labels"].shape == made["attention_mask"].shape == (1, length)
    learned = made["labels"][made["labels"] >= 0]
    assert learned[-1] == loaded.processor.tokenizer.eos_token_id
    assert loaded.processor.tokenizer.decode(made["input_ids"][0, -len(learned) :]).strip() == (
        "U3: missing; C1: scratch</s>"
    )


def _remove(*names: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        for name in names:
            (folder / name).unlink()

    return change


class Bomb:
    """Leaves a trace when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self._trace = trace

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self._trace,)


def exploded(folder: Path) -> bool:
    return (folder / "trace").exists()


def _pickle(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    torch.save(Bomb(folder / "trace"), folder / "pytorch_model.bin")


def _disguise(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(pickle.dumps(Bomb(folder / "trace")))


def _disguise_by_torch(folder: Path) -> None:
    torch.save(Bomb(folder / "trace"), folder / "model.safetensors")


def _shard(folder: Path) -> None:
    """The list of shards names a pickle beside the weights."""
    torch.save(Bomb(folder / "trace"), folder / "more.bin")
    index = {"weight_map": {"lm_head.weight": "more.bin", "other": "model.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")


def _adapt(folder: Path) -> None:
    """transformers would lay this adapter on the model without a word."""
    shutil.copytree(save_adapter(folder, folder / "more"), folder, dirs_exist_ok=True)


def _words_only(folder: Path) -> None:
    """Leave a configuration of a processor that transformers takes for a tokenizer's."""
    (folder / "processor_config.json").write_text("{}", encoding="utf-8")


def _shorten(folder: Path) -> None:
    content = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(content[: len(content) // 2])


def _remote(folder: Path) -> None:
    about = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    about |= {"model_type": "strange", "auto_map": {"AutoConfig": "strange.Config"}}
    (folder / "config.json").write_text(json.dumps(about), encoding="utf-8")
    (folder / "strange.py").write_text("raise SystemExit('it ran')\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_remove("processor_config.json"), "has no processor"),
        (_words_only, "processor in .* (takes no pictures|cannot be loaded)"),
        (_remove("chat_template.jinja"), "no chat template"),
        (_remove("config.json"), "no config.json"),
        (_remove("model.safetensors"), "no weights in safetensors"),
        (_pickle, "pytorch_model.bin, a format that can run code"),
        (_disguise, "a Python pickle"),
        (_disguise_by_torch, "pickled models"),
        (_shard, "index.json names more.bin"),
        (_adapt, "a whole model and an adapter"),
        (_shorten, "cannot be loaded"),
        (_remote, "trust_remote_code"),
    ],
)
def test_a_folder_that_is_no_whole_safe_model_is_refused(
    idefics: Path, tmp_path: Path, change: Callable[[Path], None], message: str
) -> None:
    folder = copied(idefics, tmp_path / "model")
    change(folder)
    with pytest.raises(PluginError, match=message):
        load_model(LoadSettings(folder))
    assert not exploded(folder)


def test_pickles_beside_the_weights_are_left_alone(
    idefics: Path, adapter: Path, tmp_path: Path
) -> None:
    folder, tuned = copied(idefics, tmp_path / "model"), copied(adapter, tmp_path / "adapter")
    for file in (folder / "pytorch_model.bin", tuned / "adapter_model.bin"):
        torch.save(Bomb(file.parent / "trace"), file)
    load_model(LoadSettings(folder, tuned))
    assert not exploded(folder) and not exploded(tuned)
    torch.load(folder / "pytorch_model.bin", weights_only=False)
    assert exploded(folder)  # whoever opens it lets it run


def test_a_program_runs_only_when_it_is_pinned(idefics: Path, tmp_path: Path) -> None:
    folder = copied(idefics, tmp_path / "model")
    (folder / "extra.py").write_text("kept = 1\n", encoding="utf-8")
    settings = LoadSettings(folder, trust_remote_code=True, revision="0" * 40)
    pinned = code_hash(folder)
    with pytest.raises(PluginError, match=f"they have {pinned}"):
        load_model(settings)
    loaded = load_model(LoadSettings(folder, trust_remote_code=True, revision=pinned))
    assert loaded.facts["remote_code"] == pinned
    (folder / "extra.py").write_text("kept = 2\n", encoding="utf-8")
    with pytest.raises(PluginError, match="not pinned"):
        load_model(LoadSettings(folder, trust_remote_code=True, revision=pinned))


def test_the_name_of_a_folder_pins_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "snapshots" / ("a" * 40)
    folder.mkdir(parents=True)
    (folder / "extra.py").write_text("kept = 1\n", encoding="utf-8")
    with pytest.raises(PluginError, match="are not pinned"):
        check_pinned(folder, folder.name)


def test_a_pinned_model_names_no_program_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "extra.py").write_text("kept = 1\n", encoding="utf-8")
    about = {"auto_map": {"AutoConfig": "/elsewhere--extra.Config"}}
    (tmp_path / "config.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(PluginError, match="outside its folder"):
        check_pinned(tmp_path, code_hash(tmp_path))


def test_what_runs_no_program_needs_no_trust(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="leave trust_remote_code out"):
        check_pinned(tmp_path, "abc")


def _idle(base: Path, folder: Path) -> Path:
    return save_adapter(base, folder, idle=True)


def _renamed(base: Path, folder: Path) -> Path:
    """An adapter whose tensors match nothing: peft alone would only warn."""
    save_adapter(base, folder)
    tensors = load_file(folder / "adapter_model.safetensors")
    other = {name.replace("layers.", "blocks."): value for name, value in tensors.items()}
    save_file(other, folder / "adapter_model.safetensors")
    return folder


def _untargeted(base: Path, folder: Path) -> Path:
    save_adapter(base, folder)
    about = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
    about["target_modules"] = ["q_proj.weight"]  # a name that no layer has
    (folder / "adapter_config.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def _narrow(base: Path, folder: Path) -> Path:
    save_adapter(base, folder)
    tensors = load_file(folder / "adapter_model.safetensors")
    halved = {name: value[:, : value.shape[1] // 2].clone() for name, value in tensors.items()}
    save_file(halved, folder / "adapter_model.safetensors")
    return folder


def _pickled(base: Path, folder: Path) -> Path:
    save_adapter(base, folder)
    (folder / "adapter_model.safetensors").unlink()
    torch.save(Bomb(folder / "trace"), folder / "adapter_model.bin")
    return folder


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (_idle, "changes nothing: with and without it .* differ by 0,"),
        (_renamed, "fit no layer of the model"),
        (_untargeted, "does not fit the base model"),
        (_narrow, "does not fit the base model"),
        (_pickled, "can run code"),
    ],
)
def test_an_adapter_that_does_nothing_or_fits_nowhere_is_refused(
    idefics: Path, tmp_path: Path, made: Callable[[Path, Path], Path], message: str
) -> None:
    adapter = made(idefics, tmp_path / "adapter")
    with pytest.raises(PluginError, match=message):
        load_model(LoadSettings(idefics, adapter))
    assert not exploded(adapter)


def test_an_adapter_for_another_base_is_refused(idefics: Path, llava: Path, adapter: Path) -> None:
    for trained_on in (folders.weights_of(llava), folders.check_model(llava)):
        with pytest.raises(PluginError, match=r"trained on another base model .* SHA-256") as said:
            load_model(LoadSettings(idefics, adapter, base_files=trained_on))
        assert "tokenizer" not in str(said.value)  # the weights say enough
    with pytest.raises(PluginError, match=r"does not fit the base model|made for another base"):
        load_model(LoadSettings(llava, adapter))


def test_a_base_that_moved_is_named_with_every_place_that_was_tried(
    idefics: Path, tmp_path: Path
) -> None:
    base = copied(idefics, tmp_path / "here" / "base")
    adapter = save_adapter(base, tmp_path / "here" / "adapter")
    parameters = Parameters(adapter=str(adapter))
    assert choose(parameters, None).load.model == base.resolve()
    base.rename(tmp_path / "there")
    with pytest.raises(PluginError, match=f"was not found; looked for {base}"):
        choose(parameters, None)
    moved = parameters.model_copy(update={"model": str(tmp_path / "there")})
    assert choose(moved, None).load.model == (tmp_path / "there").resolve()


def test_a_relative_base_is_found_beside_the_adapter(idefics: Path, tmp_path: Path) -> None:
    copied(idefics, tmp_path / "base")
    adapter = save_adapter(tmp_path / "base", tmp_path / "adapter")
    about = json.loads((adapter / "adapter_config.json").read_text(encoding="utf-8"))
    about["base_model_name_or_path"] = "../base"
    (adapter / "adapter_config.json").write_text(json.dumps(about), encoding="utf-8")
    both = tmp_path / "moved"
    both.mkdir()
    adapter.rename(both / "adapter")
    (tmp_path / "base").rename(both / "base")
    found = choose(Parameters(adapter=str(both / "adapter")), None).load
    assert found.model == (both / "base").resolve()


def test_the_hub_is_not_reached_unless_told_to(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="the hub may not be reached"):
        choose(Parameters(model="nobody/nothing"), None)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"hub": True, "model": "org/name"}, "pinned"),
        ({"hub": True, "model": "org/name", "revision": "main"}, "pinned"),
        ({"hub": True, "model": "folder", "revision": "a" * 40}, "organisation/name"),
        ({"trust_remote_code": True}, "pin what may run"),
    ],
)
def test_what_comes_from_elsewhere_must_be_pinned(given: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Parameters.model_validate(given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"device": "cuda:7"}, "does not have"),
        pytest.param(
            {"quantise": "int4"},
            "needs the package bitsandbytes",
            marks=pytest.mark.skipif(QUANTISING, reason="bitsandbytes is installed"),
        ),
    ],
)
def test_what_this_machine_does_not_have_is_said(
    idefics: Path, given: dict[str, str], message: str
) -> None:
    with pytest.raises(PluginError, match=message):
        load_model(LoadSettings(idefics, **given))  # type: ignore[arg-type]


@pytest.mark.skipif(not QUANTISING, reason="bitsandbytes is not installed")
@pytest.mark.parametrize("kind", ["int8", "int4"])
@pytest.mark.filterwarnings("default")  # of the package itself
def test_fewer_bits_say_nearly_the_same_in_less_memory(
    idefics: Path, tmp_path: Path, kind: str
) -> None:
    plain = load_model(LoadSettings(idefics, device="cpu"))
    fewer = load_model(LoadSettings(idefics, device="cpu", quantise=kind))
    assert fewer.facts["quantised"] == kind
    assert bytes_of(fewer) < bytes_of(plain)
    apart = (logits(fewer) - logits(plain)).abs().max()
    assert 0 < apart < logits(plain).std()
    adapter = save_adapter(idefics, tmp_path / "adapter")
    adapted = load_model(LoadSettings(idefics, adapter, device="cpu", quantise=kind))
    proof = adapted.facts["adapter_proof"]
    assert proof["logits_differ_by"] > proof["rounding"]


def bytes_of(loaded: LoadedModel) -> int:
    return sum(each.numel() * each.element_size() for each in loaded.model.parameters())


def test_numbers_and_attention_are_as_asked(idefics: Path) -> None:
    loaded = load_model(LoadSettings(idefics, dtype="bfloat16", attention="eager", device="cpu"))
    assert loaded.facts["dtype"] == "bfloat16" and loaded.facts["attention"] == "eager"
    assert loaded.model.dtype is torch.bfloat16
    with torch.inference_mode():
        assert logits(loaded).isfinite().all()


def test_the_models_own_way_of_loading_gives_the_same(idefics: Path) -> None:
    loaded = load_model(LoadSettings(idefics))
    plain = AutoModelForImageTextToText.from_pretrained(idefics).eval()
    with torch.inference_mode():
        expected = plain(**self_test(loaded)).logits
    assert torch.equal(expected, logits(loaded))
