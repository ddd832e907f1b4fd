"""The shape of the tiny model: Idefics3 with one small picture of many planes per cell."""

from __future__ import annotations

from typing import Any

from transformers import Idefics3Config, Idefics3ForConditionalGeneration, PreTrainedTokenizerFast

from qeu_vlm.mosaic import TILE
from qeu_vlm.tiny.tiles import INPUTS
from qeu_vlm.tiny.words import END, IMAGE, PAD, START, STOP

PATCH = 8
"""Side of a patch; the patches of a tile become one token."""


def config_for(tokenizer: PreTrainedTokenizerFast, **changed: Any) -> Idefics3Config:
    """Return the configuration.

    Args:
        tokenizer: The tokenizer it shall speak with.
        changed: Sizes other than usual: ``vision`` and ``text``, hidden sizes; ``vision_layers``
            and ``text_layers``.
    """
    vision, text = changed.get("vision", 64), changed.get("text", 128)
    ends = tokenizer.convert_tokens_to_ids([STOP, END])
    tokens = {
        "pad_token_id": tokenizer.convert_tokens_to_ids(PAD),
        "bos_token_id": tokenizer.convert_tokens_to_ids(START),
        "eos_token_id": ends,
    }
    return Idefics3Config(  # type: ignore[call-arg]
        image_token_id=int(tokenizer.convert_tokens_to_ids(IMAGE)),  # type: ignore[arg-type]
        scale_factor=TILE // PATCH,
        tie_word_embeddings=True,
        pad_token_id=tokens["pad_token_id"],
        vision_config={
            "hidden_size": vision,
            "intermediate_size": 2 * vision,
            "num_hidden_layers": changed.get("vision_layers", 4),
            "num_attention_heads": max(1, vision // 32),
            "num_channels": INPUTS,
            "image_size": TILE,
            "patch_size": PATCH,
        },
        text_config={
            "model_type": "llama",
            "vocab_size": len(tokenizer),
            "hidden_size": text,
            "intermediate_size": 2 * text,
            "num_hidden_layers": changed.get("text_layers", 3),
            "num_attention_heads": max(1, text // 32),
            "num_key_value_heads": max(1, text // 32),
            "max_position_embeddings": 512,
            "tie_word_embeddings": True,
            **tokens,
        },
    )


def fresh_model(
    tokenizer: PreTrainedTokenizerFast, **changed: Any
) -> Idefics3ForConditionalGeneration:
    """Return an untrained model; arguments as of ``config_for``."""
    model = Idefics3ForConditionalGeneration(config_for(tokenizer, **changed))
    model.generation_config.eos_token_id = tokenizer.convert_tokens_to_ids([STOP, END])
    model.generation_config.pad_token_id = tokenizer.convert_tokens_to_ids(PAD)
    return model
