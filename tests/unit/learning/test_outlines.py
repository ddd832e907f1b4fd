"""Outlines survive a kill at any byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.api.testing import make_pair
from qeu_station.learning.examples import Outline
from qeu_station.learning.outlines import OutlineBook


def outline() -> Outline:
    pair = make_pair(regions=3)
    return Outline(144, 96, pair.regions, ("U1", "U2"), pair.to_reference)


def test_what_was_put_is_there_again(tmp_path: Path) -> None:
    file = tmp_path / "outlines.jsonl"
    book = OutlineBook(file)
    book.put("a", outline())
    book.put("b", "blurred")
    for each in (book, OutlineBook(file)):
        assert each.get("a") == outline()
        assert each.get("b") == "blurred"
        assert each.get("c") is None


@pytest.mark.parametrize("kept", [0, 1, 40, 200])
def test_a_torn_line_is_forgotten_and_written_again(tmp_path: Path, kept: int) -> None:
    file = tmp_path / "outlines.jsonl"
    book = OutlineBook(file)
    book.put("a", outline())
    whole = file.stat().st_size
    book.put("b", outline())
    file.write_bytes(file.read_bytes()[: whole + kept])
    again = OutlineBook(file)
    assert again.get("a") == outline()
    assert again.get("b") is None
    again.put("b", "blurred")
    assert OutlineBook(file).get("b") == "blurred"
