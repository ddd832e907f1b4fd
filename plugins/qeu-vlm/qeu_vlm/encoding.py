"""A pair and a question as the tensors a model takes, alone or with the answer to learn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qeu_station.api import Abstention
from qeu_vlm.framing import rendered, user
from qeu_vlm.showing import Shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor

    from qeu_vlm.loaded import LoadedModel

ROOM = 16
"""Tokens that must be left for an answer."""

IGNORED = -100
"""A label that is not learned: the prompt's, and the padding's."""


def encode(loaded: LoadedModel, shown: Shown, question: str) -> dict[str, Tensor]:
    """Return a prompt as the model's processor makes it, on the CPU.

    Args:
        loaded: The model with its processor.
        shown: What it is shown.
        question: What it is asked.

    Returns:
        Tensors by the names of the model's arguments, with a leading dimension of 1;
        ``input_ids`` (1, L) end where the answer begins.

    Raises:
        Abstention: The prompt has more tokens than the model can take.
    """
    prompt = rendered(loaded.processor, [user(_content(shown, question))])
    made = loaded.processor(
        text=[prompt.rstrip(" ")], **_pictures(shown), return_tensors="pt", add_special_tokens=False
    )
    length = int(made["input_ids"].shape[1])
    if length + ROOM > loaded.most_tokens:
        raise Abstention(
            f"The pictures and the question are {length} tokens, the model takes "
            f"{loaded.most_tokens}, the answer included; show less with longest_side or crops."
        )
    return dict(made)


def encode_with_answer(
    loaded: LoadedModel, shown: Shown, question: str, answer: str
) -> dict[str, Tensor]:
    """Return prompt and answer as tensors to learn from, on the CPU.

    The answer stands where ``encode`` ends and closes with the end of turn and of text, with the
    same ids that answering holds a model to.

    Returns:
        As ``encode``, with ``attention_mask`` lengthened and ``labels`` (1, L), -100 on the prompt.
    """
    import torch

    made = encode(loaded, shown, question)
    answered = torch.tensor([loaded.frame.answer_ids(answer)], dtype=made["input_ids"].dtype)
    prompt = made["input_ids"].shape[1]
    longer = {"input_ids": answered, "attention_mask": torch.ones_like(answered)}
    for name, tensor in list(made.items()):
        if tensor.ndim == 2 and tensor.shape[1] == prompt and "pixel" not in name:
            more = longer.get(name, torch.zeros_like(answered))
            made[name] = torch.cat([tensor, more.to(tensor.dtype)], dim=1)
    return made | {"labels": masked_labels(made["input_ids"], prompt)}


def masked_labels(ids: Tensor, prompt: int) -> Tensor:
    """Return ids as labels with the prompt's masked.

    Args:
        ids: (1, L) ids of prompt and answer.
        prompt: How many of them, at the start, are the prompt's.

    Raises:
        ValueError: Nothing is left to learn.
    """
    if prompt >= ids.shape[1]:
        raise ValueError(
            f"The record has {ids.shape[1]} tokens, {prompt} of them the prompt's: no answer is "
            "left to learn. Was it cut off?"
        )
    labels = ids.clone()
    labels[:, :prompt] = IGNORED
    return labels


def placed(loaded: LoadedModel, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return tensors where the model wants them, fractions in its kind of number."""
    device, dtype = loaded.model.device, loaded.model.dtype
    return {
        name: each.to(device, dtype if each.is_floating_point() else each.dtype)
        for name, each in tensors.items()
    }


def _content(shown: Shown, question: str) -> list[Mapping[str, Any]]:
    content: list[Mapping[str, Any]] = []
    for caption in shown.captions or ("",):
        if caption:
            content.append({"type": "text", "text": caption})
        content.append({"type": "image"})
    return [*content, {"type": "text", "text": question}]


def _pictures(shown: Shown) -> dict[str, Any]:
    if shown.planes is not None:
        return {"images": [shown.planes]}
    from PIL import Image

    return {"images": [[Image.fromarray(image) for image in shown.images]]}
