"""Starting and ending a child process on Windows."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from typing import Any

import psutil

assert sys.platform == "win32"


def launch(
    arguments: list[str],
    environment: dict[str, str],
    handles: tuple[int, ...],
    streams: dict[str, Any],
) -> subprocess.Popen[bytes]:
    """Start an interpreter that inherits ``handles`` and nothing else.

    The virtual environment's launcher is left out: its process would stand between the host and
    the interpreter, and its memory and exit code would be read instead.
    """
    executable = getattr(sys, "_base_executable", sys.executable)
    if executable != sys.executable:
        environment["__PYVENV_LAUNCHER__"] = sys.executable
    for handle in handles:
        os.set_handle_inheritable(handle, True)
    startup = subprocess.STARTUPINFO(lpAttributeList={"handle_list": [*handles]})
    return subprocess.Popen(
        [executable, *arguments],
        env=environment,
        startupinfo=startup,
        creationflags=subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW,
        **streams,
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and everything below it."""
    with contextlib.suppress(psutil.Error):
        for descendant in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                descendant.kill()
    with contextlib.suppress(OSError):
        process.kill()
