"""A trainer that keeps the contract unless it is told not to, and the inspector it trains."""

from qeu_station.api import InspectorSpec, Scope, TrainerSpec, hookimpl


@hookimpl
def qeu_inspectors():
    yield InspectorSpec(
        name="steady",
        version="1.0",
        scopes=frozenset({Scope.REGION}),
        factory="fake_trainers.inspector:Steady",
        parameters="fake_trainers.parameters:Parameters",
        opinions=("peak", "area"),
        summary="Judges regions by peak and area.",
    )


@hookimpl
def qeu_trainers():
    yield TrainerSpec(
        name="wayward",
        version="1.1",
        factory="fake_trainers.trainer:Wayward",
        inspector="steady",
        parameters="fake_trainers.parameters:TrainerParameters",
        summary="Learns where peaks of good regions end.",
    )
    yield TrainerSpec(
        name="reader",
        version="1.0",
        factory="fake_trainers.trainer:Reader",
        inspector="steady",
        parameters="fake_trainers.parameters:ReaderParameters",
        summary="Learns from records too.",
    )
    yield TrainerSpec(name="orphan", version="1", factory="fake_trainers.trainer:Wayward")
