"""Folders of models: where they are, and that nothing in them can run code."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from qeu_station.api import PluginError
from qeu_station.toolkit.bundle import BundleError
from qeu_station.toolkit.bundle_files import PICKLED, check_content, sha256_of

ADAPTER = "adapter_config.json"
ADAPTER_WEIGHTS = "adapter_model.safetensors"
PAIR_PROCESSOR = "pair_processor.json"
PROCESSORS = ("processor_config.json", "preprocessor_config.json", PAIR_PROCESSOR)

_DECISIVE = (
    "config.json", *PROCESSORS, "tokenizer.json", "tokenizer_config.json", "tokenizer.model",
    "vocab.json", "merges.txt", "added_tokens.json", "special_tokens_map.json",
    "chat_template.jinja", "chat_template.json",
)  # fmt: skip
"""Files that decide, beside the weights, what a model is shown and what its numbers mean."""

_FETCHED = ("*.json", "*.safetensors", "*.jinja", "*.txt", "*.model", "*.py")
"""Files of a model on the hub that are fetched; weights in other formats are not."""


def stay_offline() -> None:
    """Let no library reach for the hub; to be called before any of them is imported."""
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE"):
        os.environ[name] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"


def found(name: str, beside: Sequence[Path], revision: str = "", hub: bool = False) -> Path:
    """Return the folder of a model.

    Args:
        name: A folder, absolute or relative to one of ``beside``; a shipped model; or a name on
            the hub, which with ``hub`` is fetched, and otherwise must have been before.
        beside: Folders that a relative name may be relative to, tried in this order.
        revision: Commit of a model on the hub.
        hub: Whether the hub may be reached.

    Raises:
        PluginError: It is nowhere; the message says where it was looked for.
    """
    tried: list[str] = []
    given = Path(name).expanduser()
    for folder in (given,) if given.is_absolute() else [place / given for place in beside]:
        if folder.is_dir():
            return folder.resolve()
        tried.append(str(folder))
    shipped = _shipped(name)
    if shipped is not None:
        return shipped
    if "/" in name and not given.is_absolute() and ".." not in given.parts:
        return _of_hub(name, revision, hub, tried)
    raise PluginError(
        f'the model "{name}" was not found; looked for {_listed(tried)}, and among the shipped '
        "models. Put it back, or say where it is with model under [inspectors.parameters], for a "
        "training with --set base=FOLDER."
    )


def _shipped(name: str) -> Path | None:
    from qeu_station.toolkit.shipped import shipped_model

    try:
        return shipped_model(name)
    except BundleError:
        return None


def _of_hub(name: str, revision: str, hub: bool, tried: Sequence[str]) -> Path:
    from huggingface_hub import snapshot_download

    try:
        with _reaching(hub):
            return Path(
                snapshot_download(
                    name,
                    revision=revision or None,
                    local_files_only=not hub,
                    allow_patterns=list(_FETCHED),
                )
            )
    except Exception as error:  # the library has many for one reason: it is not to be had
        reason = " ".join(str(error).split())[:300]
        what, mend = (
            (
                f"was not fetched from the hub ({type(error).__name__}: {reason})",
                "look whether name, revision and network are right",
            )
            if hub
            else (
                "was not fetched before, and the hub may not be reached (hub = false)",
                "set hub = true and revision",
            )
        )
        raise PluginError(
            f'the model "{name}" {what}; looked for {_listed(tried)} too. Copy its folder to this '
            f"station and name it with model, or {mend}."
        ) from None


@contextmanager
def _reaching(hub: bool) -> Iterator[None]:
    """Within this the hub may be reached, if a recipe says so; the library asks before each try."""
    from huggingface_hub import constants

    before = constants.HF_HUB_OFFLINE
    constants.HF_HUB_OFFLINE = before and not hub
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = before


def _listed(tried: Sequence[str]) -> str:
    return ", ".join(tried) or "nothing"


def check_model(folder: Path) -> Mapping[str, str]:
    """Check that a folder holds a whole model, and return the hashes of what makes it that one.

    Returns:
        SHA-256 in hexadecimal per file of weights, configuration, processor and tokenizer.

    Raises:
        PluginError: Something is missing, weights could run code, or the library would lay an
            adapter on the model that nobody has proved.
    """
    if not (folder / "config.json").is_file():
        raise PluginError(f"{folder} has no config.json, so it is no model of transformers")
    if (folder / ADAPTER).is_file():
        raise PluginError(
            f"{folder} holds a whole model and an adapter ({ADAPTER}); keep them in two folders "
            "and name the second with adapter"
        )
    if not any((folder / name).is_file() for name in PROCESSORS):
        raise PluginError(
            f"{folder} has no processor ({', '.join(PROCESSORS[:2])}), so how pictures are given "
            "to the model is not known; copy these files from its makers too"
        )
    weights = weights_of(folder)
    _check_shards(folder, weights)
    return {**weights, **_hashes(folder / name for name in _DECISIVE)}


def _check_shards(folder: Path, weights: Mapping[str, str]) -> None:
    """Check that a list of shards names none but these weights.

    Raises:
        PluginError: It names others, or cannot be read.
    """
    for index in sorted(folder.glob("*.safetensors.index.json")):
        try:
            named = set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values())
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise PluginError(f"{index} cannot be read ({error}); copy it again") from None
        if strange := sorted(map(str, named - set(weights))):
            raise PluginError(
                f"{index} names {strange[0]}, which is no file of weights in safetensors of this "
                "folder; copy all files of the model again"
            )


def weights_of(folder: Path, only: str = "*.safetensors") -> Mapping[str, str]:
    """Return the SHA-256 of every file of weights in a folder.

    Raises:
        PluginError: There is none, or one is something else than its name says.
    """
    files = sorted(folder.glob(only))
    if not files:
        pickled = sorted(p.name for p in folder.iterdir() if p.suffix.lower() in PICKLED)
        raise PluginError(
            f"{folder} has its weights as {pickled[0]}, a format that can run code when loaded; "
            "convert them to safetensors"
            if pickled
            else f"{folder} has no weights in safetensors"
        )
    try:
        for file in files:
            check_content(file)
    except BundleError as error:
        raise PluginError(str(error)) from None
    return _hashes(files)


def _hashes(files: Iterable[Path]) -> dict[str, str]:
    return {file.name: sha256_of(file) for file in files if file.is_file()}
