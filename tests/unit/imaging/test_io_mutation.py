"""A thousand damaged files in a process of their own: a crash of a codec fails one test."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks import mutation

COUNT = 1000
ROOT = Path(__file__).parents[3]


def test_damaged_files_are_read_or_refused() -> None:
    command = [sys.executable, "-X", "faulthandler", "-m", "benchmarks.mutation", str(COUNT), "7"]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr
    counts = json.loads(ended.stdout)
    assert counts["read"] + counts["refused"] == COUNT
    assert counts["refused"] > COUNT / 2


def test_every_mutator_changes_files_of_every_format() -> None:
    names = [name for name, _ in mutation.damaged_files(COUNT, 7)]
    assert {name.split("-")[1] for name in names} == {m.__name__ for m in mutation.MUTATORS}
    formats = {name.rsplit(".", 1)[1] for name in names}
    assert formats == {"png", "jpg", "tif", "bmp", "webp"}


def test_sound_files_are_all_read() -> None:
    for name, data in mutation.sound_files().items():
        assert mutation.decode_image(data, name).size > 0
