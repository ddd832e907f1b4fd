"""Runs other programs: with their output shown, or kept for an error message."""

from __future__ import annotations

import os
import subprocess
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TAIL_LINES = 30
_SHOWN = ("Collecting ", "Downloading ", "Building ", "Installing ", "Obtaining ", "Successfully ")
_FOREIGN = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")


@dataclass(frozen=True)
class Finished:
    """How a program ended: its exit code and the last lines it wrote."""

    code: int
    tail: str


class Runner:
    """Runs programs without input, in an environment cleared of other Python installations."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def run(self, command: Sequence[str | Path]) -> int:
        """Run with the output going straight to the screen; return the exit code."""
        return subprocess.run(
            [str(word) for word in command],
            cwd=self._folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode

    def collect(self, command: Sequence[str | Path], show: bool = False) -> Finished:
        """Run and keep the last lines; with ``show``, print pip's milestones as they come."""
        tail: deque[str] = deque(maxlen=TAIL_LINES)
        with subprocess.Popen(
            [str(word) for word in command],
            cwd=self._folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="backslashreplace",
        ) as process:
            for line in process.stdout or ():
                tail.append(line.rstrip())
                if show and line.strip().startswith(_SHOWN):
                    _say(line.strip())
        return Finished(process.returncode, "\n".join(tail))


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    return {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONNOUSERSITE": "1"}


def _say(line: str) -> None:
    print("  " + (line if len(line) <= 100 else line[:97] + "..."), flush=True)
