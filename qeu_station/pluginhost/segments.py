"""Names of shared memory on Linux that tell whose it is, so that what a killed station left can go.

A station that is killed with all its processes leaves its segments in ``/dev/shm``, where they take
memory until the machine is started anew. Elsewhere the system does not list segments, or ends them
with their last user.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import sys
from functools import cache
from pathlib import Path

FOLDER = Path("/dev/shm")

_NAME = re.compile(r"qeu-(?P<space>\d+)-(?P<pid>\d+)-(?P<start>\d+)-\d+")
_START = 19
"""Position of a process's start, in ticks since the machine's, behind its name in ``stat``."""

_count = itertools.count()


def fresh_name() -> str | None:
    """Return a name no segment has had, with the process that owns it; None lets Python choose."""
    if sys.platform != "linux":
        return None
    return f"qeu-{_space()}-{os.getpid()}-{_started(os.getpid())}-{next(_count)}"


def remove_abandoned(folder: Path = FOLDER) -> list[str]:
    """Remove the segments of processes that are no more; return their names.

    Only what is certain goes: processes of another container that shares the memory are not seen
    from here, and so their segments are left alone.
    """
    if sys.platform != "linux":
        return []
    removed = []
    for file in folder.glob("qeu-*"):
        owner = _NAME.fullmatch(file.name)
        if owner is None or owner["space"] != str(_space()):
            continue
        if str(_started(int(owner["pid"]))) == owner["start"]:
            continue
        with contextlib.suppress(OSError):  # another user's, or gone meanwhile
            file.unlink()
            removed.append(file.name)
    return removed


@cache
def _space() -> int:
    """Return the space that process ids are unique in: every container has its own."""
    try:
        return Path("/proc/self/ns/pid").stat().st_ino
    except OSError:
        return 0


def _started(pid: int) -> int | None:
    """Return when a process was started, in ticks; None when there is none."""
    try:
        facts = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return None
    return int(facts.rpartition(b")")[2].split()[_START])
