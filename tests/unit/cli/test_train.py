"""Parameters given in words become values."""

from __future__ import annotations

import pytest

from qeu_station.cli.train import parsed
from qeu_station.errors import InputError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20", 20),
        ("0.5", 0.5),
        ("true", True),
        ("[64, 32]", [64, 32]),
        ('"two words"', "two words"),
        ("two words", "two words"),
        ("a=b", "a=b"),
        ("2026-01-02", "2026-01-02"),
        ("nan", "nan"),
        ("", ""),
    ],
)
def test_a_value_is_toml_or_else_a_text(text: str, value: object) -> None:
    assert parsed([f"name={text}"]) == {"name": value}


@pytest.mark.parametrize("words", [["epochs"], ["=3"], ["a=1", "a=2"]])
def test_what_is_no_parameter_is_refused(words: list[str]) -> None:
    with pytest.raises(InputError, match="is not NAME=VALUE"):
        parsed(words)
