"""The first start leads on, the demonstration opens the sample, no display is explained."""

from __future__ import annotations

import os
import subprocess
import sys


def test_the_bare_command_on_a_fresh_machine(launch):
    program = launch()
    program.wait_for_title("QEU Station")
    assert program.close() == 0
    assert "Traceback" not in program.said()


def test_the_demonstration_opens_the_sample_product(launch, recorded, tmp_path):
    program = launch("demo", "--out", tmp_path / "out")
    program.wait_for_title("T01", "PASS")
    assert program.close() == 0
    inspections, _ = recorded(tmp_path / "out" / "home")
    assert inspections[0].recipe.name == "sample-trained"


def test_without_a_display_the_bare_command_explains():
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "qeu_station"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert "batch" in done.stdout
    assert "no display" in done.stderr
