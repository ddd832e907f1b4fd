"""What a form says of an inspector that judges with a model."""

from __future__ import annotations

import pytest

from qeu_station.gui.widgets.new_product.inspector_panel import how_to_get_a_model
from qeu_station.services.teaching import InspectorChoice


@pytest.mark.parametrize(
    ("made_by", "takes", "said"),
    [
        ("", False, ""),
        ("soart3", False, "then train soart3"),
        ("onnx", True, "then train onnx"),
        ("", True, "qeu-station model import"),
    ],
)
def test_it_says_where_a_model_comes_from(made_by: str, takes: bool, said: str) -> None:
    choice = InspectorChoice(
        "any", "1", "", "p", "1", "gating", trained_by=made_by, takes_models=takes
    )
    words = how_to_get_a_model(choice)
    assert said in words
    assert bool(words) == bool(said)
