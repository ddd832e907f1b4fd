"""What an interpreter that is too old, or a fresh one, does with ``python -m installer``."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py"])
def test_entry_parses_on_python_3_8(name):
    source = (ROOT / "installer" / name).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))


def test_too_old_a_python_is_told_which_one_is_needed():
    code = (
        "import sys, runpy; sys.version_info = (3, 8, 18, 'final', 0); "
        "runpy.run_module('installer', run_name='__main__')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 3
    assert "needs Python 3.11 or newer; this is Python 3.8" in ended.stderr


def test_it_runs_where_nothing_is_installed():
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import installer.cli"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)


def test_a_path_the_console_cannot_show_ends_nothing(tmp_path):
    blocked = tmp_path / "ステーション"
    blocked.mkdir()
    (blocked / "pyvenv.cfg").touch()
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from installer import cli; "
        "from installer.process import Finished, Runner; "
        "Runner.collect = lambda *a, **k: Finished(1, ''); "
        f"sys.exit(cli.main(['install', '--venv', {str(blocked)!r}]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 3
    assert b"making it again" in ended.stdout
    assert b"Traceback" not in ended.stderr
