from __future__ import annotations

from dataclasses import replace

import pytest

from qeu_station.api import InspectorSpec, Scope, TrainerSpec
from qeu_station.api.spec_rules import problems_of

SOUND = InspectorSpec("solder-joints_2", "1.0", frozenset(Scope), "a_b.c:D.build")


def test_a_sound_record_has_no_problems() -> None:
    assert problems_of(SOUND) == ()
    assert problems_of(TrainerSpec("trainer", "1", "a:b")) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "Solder"}, "lower-case"),
        ({"name": "a.b"}, "lower-case"),
        ({"name": 3}, "lower-case"),
        ({"version": ""}, "version"),
        ({"api_version": 2}, "API version 2, this station has 1"),
        ({"factory": "a.b"}, "'module:callable'"),
        ({"factory": "a:b()"}, "'module:callable'"),
        ({"parameters": "Model"}, "'module:Model'"),
        ({"scopes": frozenset()}, "empty"),
        ({"scopes": frozenset({"room"})}, "not all among region, cell, part"),
        ({"role": "boss"}, "gating, advisory"),
        ({"learner": "learn"}, "learner"),
        ({"opinions": ("one", "one")}, "different names"),
        ({"opinions": ["one"]}, "tuple"),
        ({"opinions": ("One",)}, "lower-case"),
    ],
)
def test_each_broken_rule_is_a_sentence(change: dict[str, object], words: str) -> None:
    (problem,) = problems_of(replace(SOUND, **change))  # type: ignore[arg-type]
    assert words in problem
