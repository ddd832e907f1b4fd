from qeu_station.api import InspectorSpec, Scope, hookimpl


@hookimpl
def qeu_inspectors():
    yield InspectorSpec(
        name="ancient",
        version="1.0",
        scopes=frozenset({Scope.PART}),
        factory="nowhere:build",
        api_version=0,
    )
