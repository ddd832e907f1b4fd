"""Parameters given in words become values."""

from __future__ import annotations

import pytest

from qeu_station.errors import InputError
from qeu_station.services.named_values import named_values, settings_of


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
    assert named_values([f"name={text}"]) == {"name": value}


@pytest.mark.parametrize("words", [["epochs"], ["=3"], ["a=1", "a=2"]])
def test_what_is_no_parameter_is_refused(words: list[str]) -> None:
    with pytest.raises(InputError, match="is not NAME=VALUE"):
        named_values(words)


def test_a_line_holds_several_settings() -> None:
    line = """epochs=20  base='C:\\my models\\a' "layers=[64, 32]" """
    found = named_values(settings_of(line))
    assert found == {"epochs": 20, "base": "C:\\my models\\a", "layers": [64, 32]}
    assert settings_of("  ") == []


def test_a_quote_that_is_not_closed_is_told() -> None:
    with pytest.raises(InputError, match="do not close it"):
        settings_of('name="two words')
