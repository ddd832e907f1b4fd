"""A batch holds every record whole, and attends to no padding."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from qeu_vlm.encoding import IGNORED, masked_labels
from qeu_vlm.training.collator import collate
from torch import Tensor

PAD = 99


def record(prompt: int, answer: int, images: int = 1, side: int = 2) -> dict[str, Tensor]:
    ids = torch.arange(1, prompt + answer + 1)[None]
    return {
        "input_ids": ids,
        "attention_mask": torch.ones_like(ids),
        "labels": masked_labels(ids, prompt),
        "pixel_values": torch.ones(1, images, 3, side, side),
    }


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=9))
def test_every_record_is_in_the_batch(lengths: list[tuple[int, int]]) -> None:
    batch = collate([record(*each) for each in lengths], PAD)
    longest = max(map(sum, lengths))
    assert batch["input_ids"].shape == (len(lengths), longest)
    for row, (prompt, answer) in enumerate(lengths):
        whole = prompt + answer
        assert batch["input_ids"][row].tolist() == [
            *range(1, whole + 1),
            *[PAD] * (longest - whole),
        ]
        assert batch["attention_mask"][row].tolist() == [1] * whole + [0] * (longest - whole)
        learned = batch["labels"][row] != IGNORED
        assert learned.nonzero().flatten().tolist() == list(range(prompt, whole))


def test_padding_goes_left_to_go_on_with_the_words() -> None:
    batch = collate([record(2, 1), record(4, 1)], PAD, side="left")
    assert batch["input_ids"].tolist() == [[PAD, PAD, 1, 2, 3], [1, 2, 3, 4, 5]]
    assert batch["attention_mask"].tolist() == [[0, 0, 1, 1, 1], [1] * 5]


def test_pictures_of_different_number_and_size_stand_one_behind_the_other() -> None:
    batch = collate([record(2, 1), record(2, 1, images=3, side=4)], PAD)
    pixels = batch["pixel_values"]
    assert pixels.shape == (2, 3, 3, 4, 4)
    assert pixels[0].sum() == 3 * 2 * 2
    assert pixels[1].sum() == 3 * 3 * 4 * 4


def test_pictures_as_wide_as_the_words_are_long_are_no_words() -> None:
    flat = [{**record(2, n), "pixel_values": torch.ones(1, 2 + n)} for n in (1, 2)]
    assert collate(flat, PAD)["pixel_values"].tolist() == [[1, 1, 1, 0], [1, 1, 1, 1]]


@pytest.mark.parametrize("name", ["attention_mask", "labels"])
def test_a_mask_that_was_not_lengthened_is_an_error(name: str) -> None:
    short = record(3, 2)
    short[name] = short[name][:, :3]
    with pytest.raises(ValueError, match=f"{name} of shape .* lengthen it with the answer"):
        collate([short], PAD)


def test_no_record_and_other_tensors_are_errors() -> None:
    with pytest.raises(ValueError, match="got none"):
        collate([], PAD)
    other = record(2, 2)
    del other["pixel_values"]
    with pytest.raises(ValueError, match="the same tensors"):
        collate([record(2, 2), other], PAD)


def test_a_record_without_an_answer_is_an_error() -> None:
    with pytest.raises(ValueError, match="no answer is left to learn"):
        masked_labels(torch.ones(1, 4, dtype=torch.long), 4)
