"""The shift-tolerant difference as an inspector: judges a product nobody has trained yet.

This module registers and does nothing else, so that listing plugins stays quick.
"""

from __future__ import annotations

from collections.abc import Iterator

from qeu_station.api import InspectorSpec, Scope, hookimpl

VERSION = "1.0"


@hookimpl
def qeu_inspectors() -> Iterator[InspectorSpec]:
    """Register inspector ``difference``."""
    yield InspectorSpec(
        name="difference",
        version=VERSION,
        scopes=frozenset({Scope.REGION, Scope.CELL}),
        factory="qeu_difference.inspector:DifferenceInspector",
        parameters="qeu_difference.parameters:Parameters",
        learner="qeu_difference.learner:LimitLearner",
        summary="What changed beyond local shifts, against limits learned from good parts.",
    )
