import os
import sys
import threading
import time

sys.stdin.close()
sys.stdout = None
os.chdir(os.path.abspath(os.sep))
sys.path.clear()
threading.Thread(target=time.sleep, args=(3600,)).start()

from qeu_station.api import InspectorSpec, Scope, hookimpl


@hookimpl
def qeu_inspectors():
    yield InspectorSpec(
        name="meddler",
        version="1.0",
        scopes=frozenset({Scope.PART}),
        factory="nowhere:build",
    )
