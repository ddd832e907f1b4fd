"""A process that stands back, and does not come forward by it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from qeu_station.pluginhost.standing_back import NICENESS

ASK = """
import os, sys
from qeu_station.pluginhost.standing_back import stand_back
os.nice(int(sys.argv[1]))
stand_back()
print(os.nice(0))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has classes of priority instead")
@pytest.mark.parametrize("before", [0, 15])
def test_its_priority_is_lowered_and_never_raised(before: int) -> None:
    asked = [sys.executable, "-c", ASK, str(before)]
    ended = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert int(ended.stdout) >= max(before, NICENESS)
