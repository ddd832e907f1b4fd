"""Any ONNX classifier as an inspector: of candidate regions, of cells, or of the whole part.

This module registers and does nothing else, so that listing plugins stays quick.
"""

from __future__ import annotations

from collections.abc import Iterator

from qeu_station.api import InspectorSpec, Scope, TrainerSpec, hookimpl

VERSION = "1.0"

_SUMMARIES = {
    Scope.REGION: "An ONNX classifier on a window around every candidate region.",
    Scope.CELL: "An ONNX classifier on every cell.",
    Scope.PART: "An ONNX classifier on the whole part.",
}


@hookimpl
def qeu_inspectors() -> Iterator[InspectorSpec]:
    """Register inspectors ``onnx-region``, ``onnx-cell`` and ``onnx-part``."""
    for scope, summary in _SUMMARIES.items():
        yield InspectorSpec(
            name=f"onnx-{scope}",
            version=VERSION,
            scopes=frozenset({scope}),
            factory=f"qeu_onnx.inspector:{scope.capitalize()}Inspector",
            examiner=f"qeu_onnx.examine:examine_for_{scope}s",
            parameters="qeu_onnx.parameters:Parameters",
            summary=summary,
        )


@hookimpl
def qeu_trainers() -> Iterator[TrainerSpec]:
    """Register trainer ``onnx-region``, named after the inspector that runs what it makes."""
    yield TrainerSpec(
        name="onnx-region",
        version=VERSION,
        factory="qeu_onnx.training.trainer:PatchTrainer",
        parameters="qeu_onnx.training.parameters:TrainingParameters",
        summary="Learns a small network on patches of candidate regions from labelled pairs.",
    )
