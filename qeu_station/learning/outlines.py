"""Outlines of prepared pairs kept on disk, so that a training that goes on prepares none twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qeu_station.api import Region
from qeu_station.learning.examples import Outline
from qeu_station.storage.atomic import storage_errors


class OutlineBook:
    """Outlines, or the reason why a pair cannot be used, by the key of the pair.

    One line of JSON each, appended; a line that was torn by a kill is written again.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, Outline | str] = dict(_lines(file))

    def get(self, key: str) -> Outline | str | None:
        """Return an outline, the reason why there is none, or None when it was not yet seen."""
        return self._known.get(key)

    def put(self, key: str, entry: Outline | str) -> None:
        """Keep an outline, or the reason why there is none.

        Raises:
            StorageError: It cannot be written.
        """
        plain = {"problem": entry} if isinstance(entry, str) else asdict(entry)
        writing = storage_errors(f'write "{self._file}"')
        with writing, self._file.open("a", encoding="utf-8") as stream:
            stream.write("\n" + json.dumps({"key": key, **plain}))
        self._known[key] = entry


def _lines(file: Path) -> Iterator[tuple[str, Outline | str]]:
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            plain = json.loads(line)
            yield plain["key"], plain["problem"] if "problem" in plain else _outline(plain)
        except (ValueError, KeyError, TypeError):
            continue  # torn, or empty


def _outline(plain: dict[str, Any]) -> Outline:
    return Outline(
        plain["width"],
        plain["height"],
        tuple(_region(each) for each in plain["regions"]),
        tuple(plain["addresses"]),
        tuple(plain["to_reference"]),
    )


def _region(plain: dict[str, Any]) -> Region:
    tuples = {name: tuple(plain[name]) for name in ("box", "test_box", "cells")}
    return Region(**{**plain, **tuples})
