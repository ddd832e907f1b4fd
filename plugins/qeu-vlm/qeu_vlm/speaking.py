"""Lets a model speak: by ``generate`` whatever it is, and models of our own step by step.

Where only one word may come next, the model need not be asked: such words are given to it together
with the next question. The answer is the same as by ``generate``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from transformers import StoppingCriteriaList

from qeu_vlm.encoding import placed

if TYPE_CHECKING:
    from qeu_vlm.following import Follower
    from qeu_vlm.limits import Voice, Watch
    from qeu_vlm.loaded import LoadedModel


def speak(
    loaded: LoadedModel,
    tensors: Mapping[str, Tensor],
    tokens: int,
    watch: Watch,
    voice: Voice,
    follower: Follower | None = None,
) -> None:
    """Let the model speak until it ends, is stopped, or has said so many tokens.

    Args:
        loaded: The model.
        tensors: The prompt.
        tokens: Most tokens.
        watch: Looks after every token and before every layer whether to go on.
        voice: Is given every token.
        follower: Goes along, and may hold the model to what may be said.

    Raises:
        StoppedShortError: The watch stopped it.
        UnwillingError: The follower found it unwilling.
    """
    given = placed(loaded, tensors)
    most = min(tokens, loaded.most_tokens - given["input_ids"].shape[1])
    loaded.check = watch.check
    torch.manual_seed(0)
    try:
        with torch.inference_mode():
            if loaded.own and follower is not None and follower.holds:
                _step_by_step(loaded, given, most, watch, voice, follower)
            else:
                _generated(loaded, given, most, watch, voice, follower)
    finally:
        loaded.check = _go_on


def _generated(
    loaded: LoadedModel,
    given: Mapping[str, Tensor],
    most: int,
    watch: Watch,
    voice: Voice,
    follower: Follower | None,
) -> None:
    said = loaded.model.generate(
        **given,
        max_new_tokens=most,
        logits_processor=[] if follower is None else [follower],
        stopping_criteria=StoppingCriteriaList([watch]),
        streamer=voice,
    )
    if follower is not None:
        follower.take(said)


def _step_by_step(
    loaded: LoadedModel,
    given: Mapping[str, Tensor],
    most: int,
    watch: Watch,
    voice: Voice,
    follower: Follower,
) -> None:
    said, mask = given["input_ids"], given["attention_mask"]
    seen = said.shape[1]
    voice.put(said)
    output = loaded.model(**given, use_cache=True, logits_to_keep=1)
    for _ in range(most):
        token = follower.only()
        if token is None:
            if said.shape[1] > seen:
                mask = torch.cat([mask, mask.new_ones(1, said.shape[1] - seen)], dim=1)
                output = loaded.model(
                    input_ids=said[:, seen:],
                    attention_mask=mask,
                    past_key_values=output.past_key_values,
                    use_cache=True,
                    logits_to_keep=1,
                )
                seen = said.shape[1]
            token = int(follower(said, output.logits[:, -1]).argmax())
        said = torch.cat([said, said.new_tensor([[token]])], dim=1)
        voice.put(said[:, -1])
        follower.take(said)
        if follower.done:
            break
        watch.check()


def _go_on() -> None:
    pass
