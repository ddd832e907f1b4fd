"""What a plugin or a shell pays for starting: no heavy library behind the light pages."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "cv2",
    "pydantic",
    "sqlalchemy",
    "alembic",
    "numpy",
    "pyarrow",
    "PIL",
    "jinja2",
    "torch",
    "onnxruntime",
    "PySide6",
)


@pytest.mark.parametrize(
    "statement",
    [
        "import qeu_station.api",
        "import qeu_station.core.judgement, qeu_station.core.agreement",
        "import qeu_station.cli",
    ],
)
def test_nothing_heavy_is_imported(statement):
    assert heavy_after(statement) == []


def test_a_lane_of_a_batch_loads_what_it_judges_with_only():
    """One per core starts, and whoever waits for the first verdict waits for it."""
    parts = ("batch.lane", "station", "keeping", "recording")
    lane = ", ".join(f"qeu_station.services.{part}" for part in parts)
    assert heavy_after(f"import {lane}, qeu_station.storage.archive") == ["PIL", "cv2", "numpy"]


def heavy_after(statement: str) -> list[str]:
    """Return the heavy libraries that a process has loaded after a statement."""
    code = f"import sys; {statement}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return ended.stdout.split()


def test_help_imports_nothing_heavy():
    code = (
        "import sys\n"
        "sys.argv = ['qeu-station', '--help']\n"
        "from qeu_station.cli import main\n"
        "try:\n    main()\n"
        "finally:\n"
        f"    print('LOADED', *sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "inspect" in ended.stdout
    assert ended.stdout.splitlines()[-1].split() == ["LOADED"]
