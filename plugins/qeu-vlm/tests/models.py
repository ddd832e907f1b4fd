"""Vision-language models of random weights, saved as any model of the hub is."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, pre_tokenizers, trainers
from tokenizers.models import BPE
from transformers import PreTrainedTokenizerFast

from qeu_station.toolkit.question import QUESTION, answer

SIDE = 56
"""Longest side of the pictures the models take."""

SPECIAL = ("<pad>", "<s>", "</s>", "<image>", "<fake_token_around_image>", "<global-img>",
           "<end_of_utterance>")  # fmt: skip

IDEFICS_TEMPLATE = (
    "<s>{% for message in messages %}{{message['role'].capitalize()}}:"
    "{% for part in message['content'] %}"
    "{% if part['type'] == 'image' %}<image>{% else %} {{part['text']}}{% endif %}"
    "{% endfor %}<end_of_utterance>\n{% endfor %}"
    "{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}"
)

LLAVA_TEMPLATE = (
    "<s>{% for message in messages %}{{ message['role'].upper() }}: "
    "{% for part in message['content'] %}"
    "{% if part['type'] == 'image' %}<image>\n{% else %}{{ part['text'] }}{% endif %}"
    "{% endfor %}{% if message['role'] == 'assistant' %}</s>{% else %} {% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ 'ASSISTANT: ' }}{% endif %}"
)


def tokenizer(template: str, spaces: str = "byte") -> PreTrainedTokenizerFast:
    """Return a tokenizer trained on a few answers.

    Args:
        template: Chat template.
        spaces: ``byte`` marks a blank before a word as GPT-2 does, ``metaspace`` as Llama does,
            with a blank put before every text.
    """
    model = Tokenizer(BPE(unk_token=None, byte_fallback=spaces == "metaspace"))
    if spaces == "byte":
        model.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        model.decoder = decoders.ByteLevel()
        alphabet = pre_tokenizers.ByteLevel.alphabet()
    else:
        model.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first")
        model.decoder = decoders.Sequence(
            [decoders.Metaspace(prepend_scheme="first"), decoders.ByteFallback()]
        )
        alphabet = [chr(code) for code in range(32, 127)]
    cells = {f"{row}{n}": name for row in "UCD" for n, name in enumerate(("missing", "scratch"), 1)}
    texts = [QUESTION, "User: Assistant: pass", answer(cells), "合格です。不良はありません。"] * 4
    bytes_ = [f"<0x{code:02X}>" for code in range(256)] if spaces == "metaspace" else []
    model.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=900 + len(bytes_),
            special_tokens=[*SPECIAL, *bytes_],
            initial_alphabet=alphabet,
            show_progress=False,
        ),
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=model,
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<pad>",
        chat_template=template,
    )


def save_idefics(folder: Path, seed: int = 0, **changed: Any) -> Path:
    """Save an Idefics3-shaped model with its processor; return its folder."""
    from transformers import (
        Idefics3Config,
        Idefics3ForConditionalGeneration,
        Idefics3ImageProcessor,
        Idefics3Processor,
    )

    words = changed.pop("tokenizer", None) or tokenizer(IDEFICS_TEMPLATE)
    pictures = Idefics3ImageProcessor(
        size={"longest_edge": SIDE},
        max_image_size={"longest_edge": SIDE},
        do_image_splitting=False,
    )
    processor = Idefics3Processor(
        pictures, words, image_seq_len=4, chat_template=words.chat_template
    )
    config = Idefics3Config(
        image_token_id=processor.image_token_id,
        scale_factor=2,
        pad_token_id=words.pad_token_id,
        vision_config={
            "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 1,
            "num_attention_heads": 2, "image_size": SIDE, "patch_size": 14,
        },
        text_config=_text_config(len(words)),
    )  # fmt: skip
    torch.manual_seed(seed)
    _saved(Idefics3ForConditionalGeneration(config), folder, words)
    processor.save_pretrained(folder)
    return folder


def save_llava(folder: Path, seed: int = 0, spaces: str = "metaspace") -> Path:
    """Save a LLaVA-shaped model with its processor; return its folder."""
    from transformers import (
        CLIPImageProcessorPil,
        LlavaConfig,
        LlavaForConditionalGeneration,
        LlavaProcessor,
    )

    words = tokenizer(LLAVA_TEMPLATE, spaces)
    pictures = CLIPImageProcessorPil(
        size={"shortest_edge": SIDE}, crop_size={"height": SIDE, "width": SIDE}
    )
    processor = LlavaProcessor(
        pictures,
        words,
        patch_size=14,
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
        chat_template=words.chat_template,
    )
    config = LlavaConfig(
        vision_config={
            "model_type": "clip_vision_model", "hidden_size": 32, "intermediate_size": 64,
            "num_hidden_layers": 2, "num_attention_heads": 2, "image_size": SIDE,
            "patch_size": 14, "projection_dim": 32,
        },
        text_config=_text_config(len(words)),
        image_token_index=processor.image_token_id,
        vision_feature_select_strategy="default",
        vision_feature_layer=-2,
    )  # fmt: skip
    torch.manual_seed(seed)
    _saved(LlavaForConditionalGeneration(config), folder, words)
    processor.save_pretrained(folder)
    return folder


def save_adapter(base: Path, folder: Path, seed: int = 1, *, idle: bool = False) -> Path:
    """Save a LoRA adapter of random weights for a model; return its folder.

    Args:
        base: Folder of the model.
        folder: Where to save it.
        seed: Seed of its weights.
        idle: Whether it changes nothing, as an adapter that was never trained.
    """
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForImageTextToText

    model = AutoModelForImageTextToText.from_pretrained(base)
    torch.manual_seed(seed)
    config = LoraConfig(
        r=4,
        lora_alpha=8,
        target_modules=r".*text_model.*\.(q|v)_proj|.*language_model.*\.(q|v)_proj",
        init_lora_weights=idle,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # peft asks transformers by a name it no longer uses
        adapted = get_peft_model(model, config)
    adapted.peft_config["default"].base_model_name_or_path = str(base)
    adapted.save_pretrained(folder)
    return folder


def _text_config(words: int) -> dict[str, Any]:
    return {
        "model_type": "llama", "vocab_size": words, "hidden_size": 32, "intermediate_size": 64,
        "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 2,
        "max_position_embeddings": 2048, "pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2,
    }  # fmt: skip


def _saved(model: Any, folder: Path, words: PreTrainedTokenizerFast) -> None:
    model.generation_config.eos_token_id = words.eos_token_id
    model.generation_config.pad_token_id = words.pad_token_id
    model.save_pretrained(folder)
