"""Arrays that a trainer keeps of a pair, so that a resumed training need not see it again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]


def keep_arrays(file: Path, arrays: Mapping[str, NDArray[Any]], small: bool = False) -> None:
    """Write arrays to a file, all of it or nothing.

    Args:
        file: The file, which is replaced.
        arrays: Arrays of numbers or texts by name; never of objects.
        small: Whether it is compressed, which takes longer.

    Raises:
        ValueError: An array holds objects.
        OSError: It cannot be written.
    """
    partial = file.with_suffix(".part")
    save = np.savez_compressed if small else np.savez
    with partial.open("wb") as stream:
        save(stream, allow_pickle=False, **arrays)
    partial.replace(file)


def recalled_arrays(file: Path, *needed: str) -> Arrays | None:
    """Return the arrays that were kept, or None where there is nothing whole; runs no code.

    Args:
        file: The file.
        needed: Names without which it is not whole.
    """
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile):
        return None
    return arrays if set(needed) <= set(arrays) else None
