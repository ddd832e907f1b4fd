"""Layers an adapter is laid on: found by name, and never silently none."""

from __future__ import annotations

import pytest
import torch
from qeu_vlm.training.parameters import TrainingParameters
from qeu_vlm.training.targets import resolve_targets
from torch import nn


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.q_proj = nn.Linear(4, 4)
        self.v_proj = nn.Linear(4, 4)
        self.norm = nn.LayerNorm(4)


class Model(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.vision = nn.ModuleList([Layer()])
        self.text = nn.ModuleList([Layer(), Layer()])
        self.embed = nn.Embedding(8, 4)
        self.lm_head = nn.Linear(4, 8)

    def get_output_embeddings(self) -> nn.Module:
        return self.lm_head


@pytest.fixture(scope="module")
def model() -> Model:
    torch.manual_seed(0)
    return Model()


@pytest.mark.parametrize(
    ("patterns", "names"),
    [
        (["q_proj"], ["vision.0.q_proj", "text.0.q_proj", "text.1.q_proj"]),
        (["text.*.q_proj"], ["text.0.q_proj", "text.1.q_proj"]),
        (["text.1.v_proj", "0.q_proj"], ["vision.0.q_proj", "text.0.q_proj", "text.1.v_proj"]),
        (["?_proj", "embed"], [*(f"vision.0.{n}_proj" for n in "qv"),
                               *(f"text.{k}.{n}_proj" for k in "01" for n in "qv"), "embed"]),
        (["lm_head"], ["lm_head"]),
        (["all-linear"], [*(f"vision.0.{n}_proj" for n in "qv"),
                          *(f"text.{k}.{n}_proj" for k in "01" for n in "qv")]),
    ],
)  # fmt: skip
def test_patterns_become_full_names(model: Model, patterns: list[str], names: list[str]) -> None:
    assert resolve_targets(model, patterns) == tuple(names)


@pytest.mark.parametrize(
    ("patterns", "message"),
    [
        (["q_proj.weight"], r'"q_proj\.weight" is the name of a parameter.*Write "q_proj"'),
        (["v_proj.bias"], r'Write "v_proj"'),
        (["q_proj", "qproj"], r'"qproj" matches no layer.*Did you mean "q_proj".*q_proj \(3\)'),
        (["query_key_value"], r"matches no layer of this Model.*v_proj \(3\), embed \(1\)"),
        (["proj"], "matches no layer"),
        (["norm"], r'"vision\.0\.norm", a LayerNorm, on which no adapter'),
        ([], "No layer is named"),
    ],
)
def test_what_matches_nothing_is_an_error(model: Model, patterns: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        resolve_targets(model, patterns)


def test_names_may_be_given_without_brackets() -> None:
    given = {"targets": "q_proj, v_proj"}
    assert TrainingParameters.model_validate(given).targets == ("q_proj", "v_proj")
