"""Shipped models are found by name."""

from __future__ import annotations

import pytest

from qeu_station.errors import BundleError
from qeu_station.toolkit.shipped import shipped_model


def test_the_shipped_model_is_found() -> None:
    assert (shipped_model("pair-reader") / "model.safetensors").is_file()


def test_an_unknown_name_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(BundleError, match='Did you mean "pair-reader"'):
        shipped_model("pair-raeder")
