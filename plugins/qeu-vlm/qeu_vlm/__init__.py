"""A vision-language model as an inspector: says where a part differs, and how.

This module registers and does nothing else, so that listing plugins stays quick.
"""

from __future__ import annotations

from collections.abc import Iterator

from qeu_station.api import InspectorSpec, Scope, TrainerSpec, hookimpl

VERSION = "1.0"


@hookimpl
def qeu_inspectors() -> Iterator[InspectorSpec]:
    """Register inspector ``vlm``, which advises unless a recipe says otherwise."""
    yield InspectorSpec(
        name="vlm",
        version=VERSION,
        scopes=frozenset({Scope.CELL, Scope.PART}),
        factory="qeu_vlm.inspector:VlmInspector",
        parameters="qeu_vlm.parameters:Parameters",
        role="advisory",
        summary="A vision-language model that says where the test image differs, and how.",
    )


@hookimpl
def qeu_trainers() -> Iterator[TrainerSpec]:
    """Register trainer ``vlm``, which adapts such a model to a product."""
    yield TrainerSpec(
        name="vlm",
        version=VERSION,
        factory="qeu_vlm.training.trainer:VlmTrainer",
        parameters="qeu_vlm.training.parameters:TrainingParameters",
        summary="Fine-tunes a vision-language model with LoRA on corrected and labelled pairs.",
    )
