"""A model ready to be asked: base, adapter with its proof, processor, and what is known of them."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qeu_station.api import PluginError
from qeu_station.toolkit.bundle import BundleError
from qeu_vlm import folders
from qeu_vlm.framing import Frame, frame_of
from qeu_vlm.loaded import LoadedModel, LoadSettings
from qeu_vlm.programs import check_pinned


def load_model(settings: LoadSettings) -> LoadedModel:
    """Return the model, proved to be what it is said to be.

    Raises:
        PluginError: Something is missing, unsafe or does not fit; the message says what to do.
    """
    folders.stay_offline()
    hashes = folders.check_model(settings.model)
    if settings.trust_remote_code:
        check_pinned(settings.model, settings.revision)
    model, processor = _base(settings)
    loaded = _ready(settings, model, processor)
    loaded.facts |= {"model": settings.model.name, "model_files": dict(hashes)}
    if settings.adapter is not None:
        from qeu_vlm.adapting import adapt

        adapt(loaded, settings, hashes)
    _watch(loaded)
    return loaded


def _base(settings: LoadSettings) -> tuple[Any, Any]:
    """Return model and processor of the folder."""
    from transformers import AutoModelForImageTextToText
    from transformers.utils import logging as said

    from qeu_vlm.placing import placement

    said.disable_progress_bar()  # type: ignore[no-untyped-call]
    said.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.getLogger("transformers").setLevel(logging.ERROR)
    options = {"local_files_only": True, "trust_remote_code": settings.trust_remote_code}
    processor = _processor(settings.model, options)
    placed = placement(settings)
    try:
        found: Any = AutoModelForImageTextToText.from_pretrained(
            settings.model,
            use_safetensors=True,
            output_loading_info=True,
            **placed.options,
            **options,
        )
    except MemoryError:
        raise
    except Exception as error:  # of config, weights or libraries; all of them a person can mend
        raise PluginError(
            f"the model in {settings.model} cannot be loaded ({_reason(error)})"
            f"{_hint(settings, error)}"
        ) from None
    model, told = found
    _check_whole(settings.model, sorted(told.get("missing_keys") or ()))
    if placed.device:
        model = model.to(placed.device)
    return model.eval().requires_grad_(False), processor


def _check_whole(folder: Path, missing: Sequence[str]) -> None:
    """Check that every weight came from the files: the library draws the others by lot."""
    if missing:
        raise PluginError(
            f"{len(missing)} weights that config.json asks for are in no file of {folder}, such as "
            f"{missing[0]}; copy the model from its makers again"
        )


def _processor(folder: Path, options: Mapping[str, Any]) -> Any:
    if (folder / folders.PAIR_PROCESSOR).is_file():
        return _own_processor(folder)
    from transformers import AutoProcessor

    try:
        processor = AutoProcessor.from_pretrained(folder, **options)  # type: ignore[no-untyped-call]
    except Exception as error:
        raise PluginError(
            f"the processor in {folder} cannot be loaded ({_reason(error)})"
        ) from None
    if not hasattr(processor, "image_processor") or not hasattr(processor, "tokenizer"):
        raise PluginError(
            f"the processor in {folder} takes no pictures and words ({type(processor).__name__}); "
            "copy processor_config.json or preprocessor_config.json from the model's makers too"
        )
    return processor


def _own_processor(folder: Path) -> Any:
    from qeu_vlm.tiny.processing import PairProcessor

    try:
        return PairProcessor.from_pretrained(folder)
    except BundleError:
        raise
    except Exception as error:  # of a tokenizer that was damaged
        raise PluginError(
            f"the processor in {folder} cannot be loaded ({_reason(error)}); copy the whole folder "
            "again"
        ) from None


def _ready(settings: LoadSettings, model: Any, processor: Any) -> LoadedModel:
    from transformers import GenerationConfig

    text = model.config.get_text_config()
    own = model.generation_config
    ends = _ids(own.eos_token_id, getattr(text, "eos_token_id", None), processor.tokenizer)
    frame = frame_of(processor, ends)
    model.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]
        do_sample=False,
        num_beams=1,
        bos_token_id=own.bos_token_id,
        eos_token_id=sorted(frame.ends),
        pad_token_id=_pad(processor.tokenizer, frame),
    )
    device = str(next(model.parameters()).device)
    spread = getattr(model, "hf_device_map", None) or {}
    return LoadedModel(
        model=model,
        processor=processor,
        frame=frame,
        adapted=None,
        folder=settings.model,
        own=(settings.model / folders.PAIR_PROCESSOR).is_file(),
        device=device if len(set(spread.values())) < 2 else "spread",
        most_tokens=int(getattr(text, "max_position_embeddings", 0) or 1 << 20),
        facts={
            "dtype": str(model.dtype).removeprefix("torch."),
            "attention": str(getattr(model.config, "_attn_implementation", "")),
            **({"quantised": settings.quantise} if settings.quantise else {}),
            **({"remote_code": settings.revision} if settings.trust_remote_code else {}),
        },
    )


def _ids(*given: Any) -> list[int]:
    found = set()
    for holder in given:
        each = getattr(holder, "eos_token_id", holder)
        found |= set(each) if isinstance(each, list | tuple) else {each}
    return sorted(int(token) for token in found if token is not None)


def _pad(tokenizer: Any, frame: Frame) -> int:
    return int(min(frame.ends) if tokenizer.pad_token_id is None else tokenizer.pad_token_id)


def _watch(loaded: LoadedModel) -> None:
    """Look before every layer whether to go on, so that a long prompt can be stopped too."""
    import torch

    for module in loaded.model.modules():
        if isinstance(module, torch.nn.ModuleList) and len(module) > 1:
            for layer in module:
                layer.register_forward_pre_hook(lambda *_: loaded.check())


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"


def _hint(settings: LoadSettings, error: Exception) -> str:
    if "trust_remote_code" in str(error) and not settings.trust_remote_code:
        return (
            "; it brings a program of its own. Read it, and if you trust it set trust_remote_code "
            "= true and revision"
        )
    return ""
