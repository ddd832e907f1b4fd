"""The files of a model bundle: inside its folder, unchanged, and of a kind that cannot run code."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from qeu_station.errors import BundleError

WEIGHTS = (".onnx", ".safetensors")
BESIDE_WEIGHTS = (".data", ".json", ".txt", ".toml", ".csv")
"""Kinds a bundle may also list: external ONNX tensors, vocabularies, tables."""

PICKLED = (".pkl", ".pickle", ".pt", ".pth", ".ckpt", ".bin", ".joblib", ".npy", ".npz")

_ALLOWED = ", ".join((*WEIGHTS, *BESIDE_WEIGHTS))


def file_in(folder: Path, name: str) -> Path:
    """Return where the file ``name`` of a bundle lies.

    Args:
        folder: The bundle's folder.
        name: Relative path with forward slashes, as model.toml writes it.

    Raises:
        BundleError: The name leads out of the folder (also through a link), its kind is not
            allowed, or there is no such file.
    """
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise BundleError(
            f'Model bundle {folder} lists "{name}", which is not a file inside the bundle; '
            "list names relative to its folder, such as model.onnx."
        )
    suffix = path.suffix.lower()
    if suffix in PICKLED:
        raise BundleError(
            f'Model bundle {folder} lists "{name}": {suffix} files can hold pickled objects, which '
            f"run code when loaded. Export the weights as {' or '.join(WEIGHTS)}."
        )
    if suffix not in WEIGHTS + BESIDE_WEIGHTS:
        raise BundleError(
            f'Model bundle {folder} lists "{name}"; allowed kinds of file are {_ALLOWED}.'
        )
    found = folder / path
    if not found.is_file():
        raise BundleError(f'Model bundle {folder} lists "{name}", but there is no such file.')
    if not found.resolve().is_relative_to(folder.resolve()):
        raise BundleError(f'Model bundle {folder} lists "{name}", a link that leads out of it.')
    return found


def check_files(folder: Path, hashes: Mapping[str, str]) -> None:
    """Check every listed file's place, kind, content and SHA-256.

    Raises:
        BundleError: A file is wrong, or weights lie in the folder that model.toml does not list.
    """
    for name, expected in hashes.items():
        path = file_in(folder, name)
        check_content(path)
        found = sha256_of(path)
        if found != expected.lower():
            raise BundleError(
                f'File "{name}" of model bundle {folder} has SHA-256 {found}, model.toml says '
                f"{expected}; it was changed or damaged. Take the bundle from its source again."
            )
    listed = {folder / name for name in hashes}
    for path in folder.rglob("*"):
        if path.suffix.lower() in WEIGHTS + PICKLED and path not in listed:
            raise BundleError(
                f"{path} lies in a model bundle but is not listed under [files] of its model.toml; "
                "list it with its SHA-256, or remove it."
            )


def check_content(path: Path) -> None:
    """Check that weights are what their name says.

    Raises:
        BundleError: The file is a pickle, a zip archive, a Git LFS pointer or no safetensors file.
    """
    if path.suffix.lower() not in WEIGHTS:
        return
    with path.open("rb") as stream:
        start = stream.read(64)
    kind = _foreign_kind(start)
    if path.suffix.lower() == ".safetensors" and kind is None:
        kind = _safetensors_fault(start, path.stat().st_size)
    if kind is not None:
        raise BundleError(
            f"{path} is {kind}. A model bundle holds weights as {' or '.join(WEIGHTS)} only."
        )


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _foreign_kind(start: bytes) -> str | None:
    if not start:
        return "empty"
    if start.startswith(b"version https://git-lfs"):
        return "a Git LFS pointer, not the file itself (fetch it with: git lfs pull)"
    if start.startswith(b"PK\x03\x04"):
        return "a zip archive, as PyTorch writes pickled models"
    if start[0] == 0x80 and start[1:2] <= b"\x05":
        return "a Python pickle, which can run code when loaded"
    return None


def _safetensors_fault(start: bytes, size: int) -> str | None:
    """Check the header: length as 8 bytes little-endian, then JSON of that length."""
    length = struct.unpack("<Q", start[:8])[0] if len(start) > 8 else size
    return None if 8 + length <= size and start[8:9] == b"{" else "no safetensors file"
