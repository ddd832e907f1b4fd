"""Programs that come with a model: run only where a person has read and pinned them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qeu_station.api import PluginError


def check_pinned(folder: Path, revision: str) -> None:
    """Check that the programs in a model's folder are those that a person has pinned.

    Args:
        folder: The model.
        revision: SHA-256 over its programs as ``code_hash`` returns it, or for a model in the
            hub's cache its commit.

    Raises:
        PluginError: They are others, there is none, or the model names programs elsewhere.
    """
    found = code_hash(folder)
    if not found:
        raise PluginError(
            f"trust_remote_code = true, but {folder} has no program; leave trust_remote_code out"
        )
    if elsewhere := next(_elsewhere(folder), ""):
        raise PluginError(
            f'the model in {folder} names a program outside its folder ("{elsewhere}"), which no '
            "revision pins; copy that program into the folder, and name it without what stands "
            "before --"
        )
    if revision not in (found, _commit(folder)):
        raise PluginError(
            f"trust_remote_code = true, but the programs in {folder} are not pinned: revision is "
            f"{revision!r}, they have {found}. Read them, then set revision to this."
        )


def code_hash(folder: Path) -> str:
    """Return the SHA-256 over all programs in a folder, names included; empty without any."""
    programs = sorted(folder.rglob("*.py"))
    digest = hashlib.sha256()
    for program in programs:
        digest.update(program.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(program.read_bytes() + b"\0")
    return digest.hexdigest() if programs else ""


def _commit(folder: Path) -> str | None:
    """Return the commit of a model in the hub's cache, None of any other: a name proves nothing."""
    from huggingface_hub import constants

    cache = Path(constants.HF_HUB_CACHE).expanduser().resolve()
    inside = folder.parent.name == "snapshots" and cache in folder.resolve().parents
    return folder.name if inside else None


def _elsewhere(folder: Path) -> Iterator[str]:
    """Yield programs of other models that a model names as its own: ``other/model--file.Class``."""
    for file in sorted(folder.glob("*.json")):
        try:
            about = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue  # the library says what is wrong with it
        named = about.get("auto_map") if isinstance(about, dict) else None
        yield from (each for each in _strings(named) if "--" in each)


def _strings(named: Any) -> Iterator[str]:
    if isinstance(named, str):
        yield named
    elif isinstance(named, dict | list):
        for each in named.values() if isinstance(named, dict) else named:
            yield from _strings(each)
