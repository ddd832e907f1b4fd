"""Programs are really started here: output kept, exit code told, foreign settings left out."""

from __future__ import annotations

import sys

from installer.process import TAIL_LINES, Runner


def test_the_last_lines_and_the_exit_code_are_kept(tmp_path):
    code = "import sys\nfor n in range(1000): print('line', n)\nsys.exit(7)"
    finished = Runner(tmp_path).collect([sys.executable, "-c", code])
    lines = finished.tail.splitlines()
    assert finished.code == 7
    assert len(lines) == TAIL_LINES
    assert lines[-1] == "line 999"


def test_bytes_that_are_no_text_do_no_harm(tmp_path):
    code = "import sys; sys.stdout.buffer.write(b'\\xff\\xfe caf\\xe9\\n')"
    finished = Runner(tmp_path).collect([sys.executable, "-c", code])
    assert finished.code == 0
    assert "caf" in finished.tail


def test_milestones_are_shown_and_the_rest_is_not(tmp_path, capsys):
    code = "print('Collecting numpy'); print('  Using cached numpy')"
    Runner(tmp_path).collect([sys.executable, "-c", code], show=True)
    assert capsys.readouterr().out == "  Collecting numpy\n"


def test_settings_of_another_python_are_left_out(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    code = "import os, sys; sys.exit('PYTHONPATH' in os.environ)"
    assert Runner(tmp_path).run([sys.executable, "-c", code]) == 0


def test_programs_get_no_input(tmp_path):
    code = "import sys; sys.exit(len(sys.stdin.read()))"
    assert Runner(tmp_path).run([sys.executable, "-c", code]) == 0
