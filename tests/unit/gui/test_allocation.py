"""Dropped pictures do not stay on the heap; asked of the C library in a process of its own."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

SCRIPT = """
import ctypes, sys
import numpy as np
from qeu_station.gui.allocation import LARGE, give_pictures_back

NAMES = ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks",
         "fordblks", "keepcost")

class State(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in NAMES]

library = ctypes.CDLL(None)
library.mallinfo2.restype = State
if sys.argv[1] == "set":
    assert give_pictures_back()
np.empty(8 * LARGE, np.uint8)  # dropped at once: from this the C library would learn
before = library.mallinfo2().hblks
pictures = [np.empty(2 * LARGE, np.uint8) for _ in range(20)]
kept = library.mallinfo2().hblks - before
pictures.clear()
print(kept, library.mallinfo2().hblks - before)
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallinfo2"),
    reason="another C library than glibc 2.33 and later",
)
@pytest.mark.parametrize(("how", "blocks"), [("set", 20), ("as it is", 0)])
def test_every_picture_has_a_block_of_its_own_that_goes_when_it_is_dropped(how, blocks):
    command = [sys.executable, "-c", SCRIPT, how]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert told.split() == [str(blocks), "0"]


def test_elsewhere_nothing_is_done(monkeypatch):
    from qeu_station.gui import allocation

    monkeypatch.setattr(sys, "platform", "win32")
    assert not allocation.give_pictures_back()
