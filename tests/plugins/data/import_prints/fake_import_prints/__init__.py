import os
import sys

for number in range(1_000_000):
    print("line", number, file=sys.stdout if number % 100 else sys.stderr)
os.write(1, b"raw")

from qeu_station.api import InspectorSpec, Scope, hookimpl


@hookimpl
def qeu_inspectors():
    yield InspectorSpec(
        name="chatty",
        version="1.0",
        scopes=frozenset({Scope.PART}),
        factory="nowhere:build",
    )
