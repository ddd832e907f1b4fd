import os
import sys

for number in range(1000):
    print("a line\n" * 999, file=sys.stderr if number % 2 else sys.stdout)
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
