"""A plugin that keeps the contract."""

from qeu_station.api import InspectorSpec, Scope, hookimpl


@hookimpl
def qeu_inspectors():
    yield InspectorSpec(
        name="good",
        version="1.0",
        scopes=frozenset({Scope.REGION, Scope.CELL, Scope.PART}),
        factory="fake_good.inspector:Good",
        parameters="fake_good.parameters:Parameters",
        learner="fake_good.inspector:Learner",
        summary="Judges by the peak of the difference.",
    )
    yield InspectorSpec(
        name="twins",
        version="1.0",
        scopes=frozenset({Scope.PART}),
        factory="fake_good.inspector:Twins",
        opinions=("weight", "bias"),
        role="advisory",
    )
