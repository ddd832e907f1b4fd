"""The processor of the tiny model: cells beside their pictures, kept through saving."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from qeu_vlm.places import ADDRESSES
from qeu_vlm.tiny.processing import FILE, PairProcessor
from qeu_vlm.tiny.words import IMAGE, make_tokenizer

from qeu_station.errors import BundleError
from qeu_station.toolkit.question import answer, question


@pytest.fixture(scope="module")
def processor() -> PairProcessor:
    return PairProcessor(make_tokenizer())


@pytest.fixture(scope="module")
def planes() -> np.ndarray:
    return np.random.default_rng(0).integers(1, 255, (96, 288, 7), dtype=np.uint8)


def _prompt(processor: PairProcessor) -> str:
    content = [{"type": "image"}, {"type": "text", "text": question("UCD", "123456789")}]
    conversation = [{"role": "user", "content": content}]
    return str(processor.apply_chat_template(conversation, add_generation_prompt=True))


def test_every_cell_is_named_before_its_picture(
    processor: PairProcessor, planes: np.ndarray
) -> None:
    made = processor(text=[_prompt(processor)], images=[planes])
    words = processor.tokenizer.convert_ids_to_tokens(made["input_ids"][0])
    places = [n for n, word in enumerate(words) if word == IMAGE]
    assert [words[n - 1].strip("Ġ:") for n in places] == list(ADDRESSES)
    assert made["pixel_values"].shape == (1, 27, 15, 32, 32)


def test_unused_cells_are_left_out_and_padded_beside_longer_ones(
    processor: PairProcessor, planes: np.ndarray
) -> None:
    fewer = planes.copy()
    fewer[:, 32:] = 0
    made = processor(text=[_prompt(processor)] * 2, images=[planes, fewer])
    places = (made["input_ids"] == processor.tokenizer.convert_tokens_to_ids(IMAGE)).sum(dim=1)
    assert places.tolist() == [27, 3]
    assert not made["pixel_values"][1, 3:].any()
    assert made["attention_mask"].sum(dim=1).diff().item() == -48


def test_an_address_and_a_usual_name_are_one_token_each(processor: PairProcessor) -> None:
    said = f" {answer({'U3': 'missing', 'C9': 'dirty'})}"
    assert processor.tokenizer.tokenize(said) == ["ĠU3:", "Ġmissing", ";", "ĠC9:", "Ġdirty"]


@pytest.mark.parametrize("name", ["kizu", "wrong_colour", "欠け", "Kratzer (groß)"])
def test_every_name_can_be_said(processor: PairProcessor, name: str) -> None:
    said = answer({"U3": name, "D9": "missing"})
    ids = processor.tokenizer(f" {said}", add_special_tokens=False)["input_ids"]
    assert processor.decode(ids).strip() == said


def test_it_is_the_same_after_saving(
    processor: PairProcessor, planes: np.ndarray, tmp_path: Path
) -> None:
    processor.save_pretrained(tmp_path)
    loaded = PairProcessor.from_pretrained(tmp_path)
    first, second = (each(text=[_prompt(each)], images=[planes]) for each in (processor, loaded))
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_a_model_for_another_question_is_refused(processor: PairProcessor, tmp_path: Path) -> None:
    processor.save_pretrained(tmp_path)
    said = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    (tmp_path / FILE).write_text(json.dumps(said | {"question": 0}), encoding="utf-8")
    with pytest.raises(BundleError, match="version 0 of the question"):
        PairProcessor.from_pretrained(tmp_path)


@pytest.mark.parametrize(
    ("shape", "message"), [((96, 288, 3), "of shape"), ((72, 216, 7), "of shape")]
)
def test_another_mosaic_is_refused(
    processor: PairProcessor, shape: tuple[int, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        processor(text=[_prompt(processor)], images=[np.ones(shape, np.uint8)])


def test_a_mosaic_without_a_cell_is_refused(processor: PairProcessor) -> None:
    with pytest.raises(ValueError, match="no cell"):
        processor(text=[_prompt(processor)], images=[np.zeros((96, 288, 7), np.uint8)])


def test_a_prompt_without_a_place_is_refused(processor: PairProcessor, planes: np.ndarray) -> None:
    with pytest.raises(ValueError, match="one place and one mosaic"):
        processor(text=["<s>no picture"], images=[planes])
