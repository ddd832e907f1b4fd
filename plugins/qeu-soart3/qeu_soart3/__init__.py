"""soaRT3 and W&B: metrics against unit spaces, judged by the product of two small networks.

This module registers and does nothing else, so that listing plugins stays quick.
"""

from __future__ import annotations

from collections.abc import Iterator

from qeu_station.api import InspectorSpec, Scope, TrainerSpec, hookimpl

VERSION = "1.0"


@hookimpl
def qeu_inspectors() -> Iterator[InspectorSpec]:
    """Register inspector ``soart3`` with its opinions ``weight`` and ``bias``."""
    yield InspectorSpec(
        name="soart3",
        version=VERSION,
        scopes=frozenset({Scope.REGION, Scope.CELL}),
        factory="qeu_soart3.inspector:SoartInspector",
        parameters="qeu_soart3.parameters:Parameters",
        opinions=("weight", "bias"),
        summary="soaRT3 metrics against unit spaces, judged by two small networks.",
    )


@hookimpl
def qeu_trainers() -> Iterator[TrainerSpec]:
    """Register trainer ``soart3``."""
    yield TrainerSpec(
        name="soart3",
        version=VERSION,
        factory="qeu_soart3.trainer:SoartTrainer",
        parameters="qeu_soart3.parameters:TrainingParameters",
        summary="Learns unit spaces, both networks and their pool from labelled pairs.",
    )
