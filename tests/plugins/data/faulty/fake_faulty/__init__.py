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
