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
    code = f"import sys; {statement}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == []


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
