from __future__ import annotations

import subprocess
import sys

CODE = """
from qeu_station.gui.imports import plain_imports
plain_imports()
import inspect
read = []
inspect.getsource = lambda module: read.append(module) or ""
import colorsys, this_is_no_module
"""


def test_modules_are_imported_without_being_read():
    """PySide6 reads the source of all that is imported after it, which keeps threads waiting."""
    code = CODE.replace(", this_is_no_module", "") + "print(len(read))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "0"


def test_a_missing_module_is_still_missing():
    ended = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, check=False
    )
    assert "No module named 'this_is_no_module'" in ended.stderr
