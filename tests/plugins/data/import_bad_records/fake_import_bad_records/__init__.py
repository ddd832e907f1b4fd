from qeu_station.api import InspectorSpec, Scope, hookimpl


@hookimpl
def qeu_inspectors():
    yield InspectorSpec(
        name="Bad Name", version="1", scopes=frozenset({Scope.PART}), factory="a:b"
    )
    yield InspectorSpec(name="no-scope", version="1", scopes=frozenset(), factory="a:b")
    yield InspectorSpec(
        name="bad-factory", version="1", scopes=frozenset({Scope.PART}), factory="a.b"
    )
    yield InspectorSpec(
        name="bad-role", version="1", scopes=frozenset({Scope.PART}), factory="a:b", role="boss"
    )
    yield InspectorSpec(
        name="bad-model",
        version="1",
        scopes=frozenset({Scope.PART}),
        factory="a:b",
        parameters="os:path",
    )
    yield "not a record"
    yield InspectorSpec(
        name="sound", version="1", scopes=frozenset({Scope.PART}), factory="a:b"
    )
    raise ValueError("and then it broke")
