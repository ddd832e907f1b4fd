"""Flags in words."""

from __future__ import annotations

from qeu_station.toolkit.soart3 import Flag, in_words


def test_every_flag_has_words() -> None:
    assert in_words(0) == ()
    said = in_words(sum(Flag))
    assert len(said) == len(Flag) == len(set(said))
    assert in_words(Flag.ZERO_SIGNAL | Flag.NO_PIXELS) == (
        "window all zero",
        "no pixels to compare",
    )
