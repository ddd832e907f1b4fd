from qeu_station.api import InspectorSpec, Scope, hookimpl


@hookimpl
def qeu_inspector():
    yield InspectorSpec(
        name="lost",
        version="1.0",
        scopes=frozenset({Scope.PART}),
        factory="nowhere:build",
    )
