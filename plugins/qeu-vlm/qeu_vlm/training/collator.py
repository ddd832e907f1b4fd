"""Several encoded records as one batch: nothing is dropped, nothing is attended that is padding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import torch
from torch import Tensor
from torch.nn import functional

from qeu_vlm.encoding import IGNORED

Encoded = Mapping[str, Tensor]
Side = Literal["right", "left"]


def collate(records: Sequence[Encoded], pad: int, side: Side = "right") -> dict[str, Tensor]:
    """Return records as one batch.

    Tensors shaped like ``input_ids`` (1, L) are lengthened to the longest record: ids with ``pad``,
    labels with -100, all others, the attention mask among them, with 0. What belongs to pictures
    is laid one behind the other; smaller ones are lengthened with zeros.

    Args:
        records: Encoded records, each with a leading dimension of its own.
        pad: Id of the padding token.
        side: Where the padding goes: right to learn, left to go on with the words.

    Returns:
        Tensors by the same names; those shaped like ``input_ids`` are (N, longest).

    Raises:
        ValueError: There is no record, one has other tensors than the first, or its attention mask
            or labels are not as long as its ids.
    """
    if not records:
        raise ValueError("At least one record is needed to make a batch, got none.")
    for record in records:
        _check(record, records[0])
    worded = {name for name in records[0] if _is_words(name, records[0])}
    longest = max(int(record["input_ids"].shape[1]) for record in records)
    values = {"input_ids": pad, "labels": IGNORED}
    return {
        name: torch.cat(
            [_lengthened(r[name], longest, values.get(name, 0), side) for r in records]
            if name in worded
            else _alike([r[name] for r in records])
        )
        for name in records[0]
    }


def _check(record: Encoded, first: Encoded) -> None:
    if record.keys() != first.keys():
        raise ValueError(
            f"Records of one batch need the same tensors, got {sorted(record)} beside "
            f"{sorted(first)}."
        )
    for name in ("attention_mask", "labels"):
        if name in record and record[name].shape != record["input_ids"].shape:
            raise ValueError(
                f"{name} of shape {tuple(record[name].shape)} does not go with input_ids of shape "
                f"{tuple(record['input_ids'].shape)}: lengthen it with the answer."
            )


def _is_words(name: str, record: Encoded) -> bool:
    return "pixel" not in name and record[name].shape == record["input_ids"].shape


def _lengthened(words: Tensor, longest: int, value: int, side: Side) -> Tensor:
    lacking = longest - words.shape[1]
    return functional.pad(words, (0, lacking) if side == "right" else (lacking, 0), value=value)


def _alike(tensors: Sequence[Tensor]) -> list[Tensor]:
    """Return tensors lengthened with zeros until all but their first dimension are equal."""
    largest = [max(sizes) for sizes in zip(*(t.shape[1:] for t in tensors), strict=True)]
    return [_filled(each, largest) for each in tensors]


def _filled(tensor: Tensor, largest: Sequence[int]) -> Tensor:
    lacking = [want - have for want, have in zip(largest, tensor.shape[1:], strict=True)]
    return functional.pad(tensor, [n for lack in reversed(lacking) for n in (0, lack)])
