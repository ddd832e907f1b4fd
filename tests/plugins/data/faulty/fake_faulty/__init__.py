"""A plugin whose inspector breaks in the way its parameter says."""

from qeu_station.api import InspectorSpec, Scope, hookimpl


@hookimpl
def qeu_inspectors():
    yield InspectorSpec(
        name="faulty",
        version="2.1",
        scopes=frozenset({Scope.CELL}),
        factory="fake_faulty.inspector:Faulty",
        parameters="fake_faulty.inspector:Parameters",
    )
    yield InspectorSpec(
        name="talker",
        version="1.0",
        scopes=frozenset({Scope.CELL}),
        factory="fake_faulty.talker:Talker",
        parameters="fake_faulty.talker:Parameters",
        role="advisory",
    )
