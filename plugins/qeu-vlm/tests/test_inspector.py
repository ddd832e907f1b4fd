"""What the inspector says of pairs; whatever goes wrong ends in an abstention, never in a PASS."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from qeu_vlm.inspector import VlmInspector
from qeu_vlm.parameters import Parameters
from qeu_vlm.tiny.processing import PairProcessor
from qeu_vlm.tiny.shape import fresh_model
from qeu_vlm.tiny.words import make_tokenizer

from qeu_station.api import Abstention, InspectorContext, Opinion, PluginError, PreparedPair
from qeu_station.api.testing import make_pair
from qeu_station.core.opinion import Scope, checked_opinion

CLASSES = ("ok", "unknown", "missing", "scratch")


def inspector(model: Path, **given: Any) -> VlmInspector:
    parameters = Parameters(model=str(model), **{"least_legal": 0.0, "longest_side": 256} | given)
    return VlmInspector(InspectorContext(parameters, CLASSES))


@pytest.fixture(scope="module")
def shared(idefics: Path) -> VlmInspector:
    """An inspector whose model wants nothing in particular."""
    return inspector(idefics)


@pytest.fixture
def wishes(shared: VlmInspector) -> Iterator[dict[str, float]]:
    """Texts that the model is made to want to begin with, with their strength; cycled through."""
    wanted: dict[str, float] = {}
    model = shared.loaded.model
    words = shared.loaded.processor.tokenizer

    def bend(module: Any, given: Any, logits: torch.Tensor) -> torch.Tensor:
        for text, strength in wanted.items():
            ids = words(text, add_special_tokens=False)["input_ids"]
            logits[..., ids] += strength
        return logits

    handle = model.get_output_embeddings().register_forward_hook(bend)
    yield wanted
    handle.remove()


def checked(opinion: Opinion, pair: PreparedPair) -> Opinion:
    addresses = [cell.address for cell in pair.cells]
    return checked_opinion(
        opinion, frozenset({Scope.CELL, Scope.PART}), [], addresses, len(CLASSES)
    )


def test_a_pass_is_as_sure_as_its_word(shared: VlmInspector, wishes: dict[str, float]) -> None:
    wishes[" pass"] = 30.0
    pair = make_pair()
    opinion = checked(shared.inspect(pair), pair)
    assert opinion.comment == "Passes, with probability 1.00."
    assert opinion.part is not None and opinion.part[0] > 0.99
    assert all(vector[0] > 0.99 for vector in opinion.cells.values())
    assert opinion.evidence["answer"] == "pass" and opinion.evidence["legal"] > 0.9


def test_a_named_cell_gets_the_probability_of_its_words(
    shared: VlmInspector, wishes: dict[str, float]
) -> None:
    wishes |= {" C": 30.0, "5": 20.0, " scratch": 25.0, "<end_of_utterance>": 40.0}
    pair = make_pair()
    opinion = checked(shared.inspect(pair), pair)
    assert opinion.evidence["answer"] == "C5: scratch"
    assert opinion.cells["C5"][3] > 0.99
    assert all(v[0] > 0.9 for cell, v in opinion.cells.items() if cell != "C5")
    assert opinion.part is not None and opinion.part[0] < 0.01 and opinion.part[3] > 0.9
    assert opinion.comment.startswith("C5: scratch (1.00)")


def test_the_same_pair_gets_the_same_answer_and_the_sentence_grows(shared: VlmInspector) -> None:
    said: list[str] = []
    shared.say = said.append
    first = shared.inspect(make_pair())
    shared.say = None
    shared.inspect(make_pair(seed=5))
    again = shared.inspect(make_pair())
    assert replace(first, evidence={}) == replace(again, evidence={})
    assert first.evidence["answer"] == said[-1]
    assert len(said) > 2 and all(said[-1].startswith(each) for each in said)
    assert 0 < first.evidence["first_token_s"] <= first.evidence["seconds"]


def test_a_model_that_speaks_another_language_abstains(
    shared: VlmInspector, wishes: dict[str, float]
) -> None:
    wishes["合格です"] = 40.0
    strict = replace(shared._limits, least_legal=0.05)
    shared._limits, before = strict, shared._limits
    try:
        with pytest.raises(Abstention, match="does not want to answer") as told:
            shared.inspect(make_pair())
    finally:
        shared._limits = before
    assert any(sign in told.value.raw for sign in "合格です�")


def test_an_answer_that_does_not_parse_is_an_abstention_with_its_text(
    shared: VlmInspector, wishes: dict[str, float]
) -> None:
    wishes |= {" Compare": 40.0}
    free, before = replace(shared._limits, hold=False, tokens=12), shared._limits
    shared._limits = free
    try:
        with pytest.raises(Abstention, match="cannot be read") as told:
            shared.inspect(make_pair())
    finally:
        shared._limits = before
    assert told.value.raw.startswith("Compare Compare")


def test_a_model_that_never_stops_talking_is_stopped(
    shared: VlmInspector, wishes: dict[str, float]
) -> None:
    wishes["<end_of_utterance></s>"] = -1e9
    wishes[";"] = 1e6
    for limits in ({"tokens": 30}, {"tokens": 2000, "hold": False, "seconds": 0.5}):
        kept, shared._limits = shared._limits, replace(shared._limits, **limits)
        start = time.monotonic()
        try:
            with pytest.raises(Abstention, match=r"cannot be read|its end|within 0\.5 s") as told:
                shared.inspect(make_pair())
        finally:
            shared._limits = kept
        assert told.value.raw
        assert time.monotonic() - start < 30


def test_an_answer_that_is_cancelled_half_way_is_none(
    shared: VlmInspector, wishes: dict[str, float]
) -> None:
    shared.say = lambda text: shared.cancel() if len(text) > 2 else None
    try:
        with pytest.raises(Abstention, match="was cancelled") as told:
            shared.inspect(make_pair())
    finally:
        shared.say = None
    assert told.value.raw
    assert shared.inspect(make_pair()).cells  # the next pair is not cancelled


def test_a_long_prompt_is_stopped_before_its_first_word(shared: VlmInspector) -> None:
    kept, shared._limits = shared._limits, replace(shared._limits, seconds=1e-6)
    try:
        with pytest.raises(Abstention, match="did not end its answer within 1e-06 s") as told:
            shared.inspect(make_pair())
    finally:
        shared._limits = kept
    assert told.value.raw == ""


def test_memory_that_runs_out_is_an_abstention(shared: VlmInspector) -> None:
    def hungry(*_: Any) -> None:
        torch.empty(1 << 50)  # more than any machine has: the allocator refuses it

    layer = shared.loaded.model.get_output_embeddings()
    handle = layer.register_forward_pre_hook(hungry)
    try:
        with pytest.raises(Abstention, match="memory was not enough"):
            shared.inspect(make_pair())
    finally:
        handle.remove()
    assert shared.inspect(make_pair()).cells


def test_a_picture_that_no_memory_holds_is_an_abstention(llava: Path, tmp_path: Path) -> None:
    """The model's makers ask for pictures of 600 million pixels a side, and get a real error."""
    folder = Path(shutil.copytree(llava, tmp_path / "model"))
    about = json.loads((folder / "processor_config.json").read_text(encoding="utf-8"))
    about["image_processor"]["size"] = {"shortest_edge": 600_000_000}
    (folder / "processor_config.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(Abstention, match="memory was not enough"):
        inspector(folder).inspect(make_pair())


def test_memory_that_runs_out_while_pictures_are_made_is_an_abstention(
    shared: VlmInspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hungry(*_: Any) -> None:
        np.ones(1 << 50, np.uint8)  # more than any machine has: the allocator refuses it

    monkeypatch.setattr("qeu_vlm.showing.show", hungry)
    with pytest.raises(Abstention, match="memory was not enough") as told:
        shared.inspect(make_pair())
    assert "Unable to allocate" in told.value.raw


@pytest.mark.parametrize(
    "fault",
    [
        RuntimeError("mat1 and mat2 shapes cannot be multiplied"),
        RuntimeError("CUDA error: an illegal memory access was encountered"),
        NotImplementedError("not implemented for 'Half'"),
        RecursionError("maximum recursion depth exceeded"),
    ],
)
def test_other_faults_are_no_abstention(shared: VlmInspector, fault: RuntimeError) -> None:
    def broken(*_: Any) -> None:
        raise fault

    handle = shared.loaded.model.get_output_embeddings().register_forward_pre_hook(broken)
    try:
        with pytest.raises(type(fault), match=str(fault)):
            shared.inspect(make_pair())
    finally:
        handle.remove()


def test_a_picture_of_100_megapixels_is_made_small_first(shared: VlmInspector) -> None:
    pair = make_pair(regions=1)
    side = 10_000
    large = np.zeros((side, side), np.uint8)
    growth = side / pair.shape[1], side / pair.shape[0]
    cells = tuple(
        replace(cell, box=tuple(np.multiply(cell.box, (*growth, *growth)).tolist()))
        for cell in pair.cells
    )
    huge = replace(pair, references=large[None], test=large, difference=large, cells=cells)
    opinion = checked(shared.inspect(huge), huge)
    assert opinion.evidence["prompt_tokens"] < 500


def test_a_prompt_longer_than_the_model_takes_is_an_abstention(shared: VlmInspector) -> None:
    kept, shared.loaded.most_tokens = shared.loaded.most_tokens, 60
    try:
        with pytest.raises(Abstention, match="the model takes 60"):
            shared.inspect(make_pair())
    finally:
        shared.loaded.most_tokens = kept


def test_two_images_and_their_difference_can_be_shown(llava: Path) -> None:
    pair = make_pair()
    asked = inspector(llava, show="images", instruct=True, crops=1)
    opinion = checked(asked.inspect(pair), pair)
    assert opinion.evidence["shown"] == "images"
    assert opinion.evidence["prompt_tokens"] > 4 * 16


def test_the_way_must_be_one_the_model_knows(idefics: Path) -> None:
    with pytest.raises(PluginError, match="made for 'composite'"):
        inspector(idefics, show="channels")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> VlmInspector:
    """An inspector with a model that is shown the tiles, of random weights."""
    tokenizer = make_tokenizer()
    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("models") / "reader"
    fresh_model(tokenizer).save_pretrained(folder)
    PairProcessor(tokenizer).save_pretrained(folder)
    return inspector(folder)


def test_a_model_that_reads_tiles_is_shown_them(reader: VlmInspector) -> None:
    pair = make_pair()
    opinion = checked(reader.inspect(pair), pair)
    assert opinion.evidence["shown"] == "channels"


@pytest.mark.parametrize("seed", range(4))
def test_step_by_step_it_says_what_generate_says(reader: VlmInspector, seed: int) -> None:
    """A model of our own is not asked for words that must come anyway; nothing else differs."""
    pair = make_pair(seed=seed)
    quick = reader.inspect(pair)
    reader.loaded.own = False
    try:
        plain = reader.inspect(pair)
    finally:
        reader.loaded.own = True
    assert quick.evidence["answer"] == plain.evidence["answer"]
    assert quick.part == pytest.approx(plain.part, abs=1e-5)
    for address, vector in plain.cells.items():
        assert quick.cells[address] == pytest.approx(vector, abs=1e-5)


@pytest.mark.parametrize("name", ["pass", "hole; U1: dirt"])
def test_a_name_that_cannot_be_said_is_found_at_the_start(idefics: Path, name: str) -> None:
    with pytest.raises(PluginError, match="cannot be said in an answer"):
        VlmInspector(InspectorContext(Parameters(model=str(idefics)), ("ok", "unknown", name)))
