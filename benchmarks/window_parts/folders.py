"""Folders of many pairs: links to a few real pictures, so that thousands cost no disk."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def many_pairs(pictures: Path, folder: Path, count: int) -> Path:
    """Fill ``folder`` with ``count`` pairs ``P000000_temp.jpg``, ``P000000_test.jpg`` and so on.

    Args:
        pictures: Folder with ``N_temp.jpg`` and ``N_test.jpg``.
        folder: Made when it is missing.
        count: How many.
    """
    tests = sorted(pictures.glob("*_test.jpg"))
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        test = tests[number % len(tests)]
        reference = test.with_name(test.name.replace("_test", "_temp"))
        _link(test, folder / f"P{number:06d}_test.jpg")
        _link(reference, folder / f"P{number:06d}_temp.jpg")
    return folder


def _link(source: Path, target: Path) -> None:
    if target.exists():
        return
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copyfile(source, target)
