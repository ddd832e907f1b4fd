"""Memory that a killed station left goes; that of a living one stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from qeu_station.pluginhost.segments import FOLDER, fresh_name, remove_abandoned
from qeu_station.pluginhost.shared import SharedSpace

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists its segments")

HOLD = """
import sys, time
import numpy as np
from qeu_station.pluginhost.shared import SharedSpace
space = SharedSpace()
array = space.empty("picture", (64, 64), np.uint8)
print(space.describe("picture", array)["segment"], flush=True)
time.sleep(600)
"""


def test_a_station_killed_with_all_its_processes_leaves_nothing_behind() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert child.stdout is not None
    segment = FOLDER / child.stdout.readline().strip()
    remove_abandoned()
    assert segment.exists()  # its owner lives
    os.killpg(child.pid, signal.SIGKILL)  # Python's own cleaner too
    child.wait()
    child.stdout.close()
    assert segment.exists()
    space = SharedSpace()
    assert not segment.exists()
    own = space.empty("picture", (8, 8), np.uint8)
    assert (FOLDER / space.describe("picture", own)["segment"]).exists()
    space.close()


def test_what_is_not_certainly_abandoned_stays(tmp_path: Path) -> None:
    own = fresh_name()
    assert own is not None
    _, space, pid, start, number = own.split("-")
    others = {
        own,
        f"qeu-{int(space) + 1}-999999999-{start}-{number}",  # of another container
        "qeu-notes",
        "psm_00156659",
    }
    gone = {
        f"qeu-{space}-999999999-{start}-{number}",
        f"qeu-{space}-{pid}-{int(start) + 1}-{number}",  # its number was given anew
    }
    for name in others | gone:
        (tmp_path / name).touch()
    assert set(remove_abandoned(tmp_path)) == gone
    assert {file.name for file in tmp_path.iterdir()} == others
