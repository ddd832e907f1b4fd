from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qeu_station.pluginhost import output
from qeu_station.pluginhost.output import LOG_LIMIT, OutputDrain


def drained(program: str, path: Path | None, title: str = "") -> int:
    """Run a program to its end with its output drained; return its exit code."""
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    drain = OutputDrain(process.stdout, path, title)
    code = process.wait(60)
    drain.join(60)
    return code


def test_what_is_printed_stands_in_the_log(tmp_path: Path) -> None:
    log = tmp_path / "new" / "plugin.log"
    drained("import sys; print('out'); print('err', file=sys.stderr)", log)
    drained("print('again')", log)
    assert sorted(log.read_text("utf-8").split()) == ["again", "err", "out"]


def test_a_flood_is_read_to_its_end_and_kept_up_to_the_limit(tmp_path: Path) -> None:
    log = tmp_path / "plugin.log"
    assert drained("print('x' * 5_000_000)", log) == 0
    assert LOG_LIMIT <= log.stat().st_size < LOG_LIMIT + 100
    assert log.read_bytes().endswith(b"[further output is dropped]\n")


def test_a_full_log_becomes_the_previous_one(tmp_path: Path) -> None:
    log = tmp_path / "plugin.log"
    drained("print('x' * 5_000_000)", log)
    drained("print('fresh')", log)
    assert log.read_text("utf-8").strip() == "fresh"
    assert (tmp_path / "plugin.log.1").stat().st_size > LOG_LIMIT // 2


def test_a_log_that_cannot_be_written_harms_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert drained("print('x' * 200_000)", tmp_path / "file" / "plugin.log") == 0
    assert drained("print('x' * 200_000)", tmp_path) == 0
    assert drained("print('x' * 200_000)", None) == 0


def test_what_prints_for_days_keeps_its_newest_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full log becomes the previous one after a while, within the life of one process."""
    monkeypatch.setattr(output, "REFILL_S", 0.0)
    log = tmp_path / "plugin.log"
    drained("for n in range(30): print('x' * 100_000, flush=True)\nprint('the newest')", log)
    assert log.read_text("utf-8").endswith("the newest\n")
    assert log.stat().st_size <= LOG_LIMIT + 100
    assert LOG_LIMIT // 2 <= (tmp_path / "plugin.log.1").stat().st_size <= LOG_LIMIT + 100


def test_every_process_says_who_it_is_before_its_first_word(tmp_path: Path) -> None:
    log = tmp_path / "plugin.log"
    drained("pass", log, "work, process 7")
    assert not log.exists()
    drained("print('a', flush=True); print('b')", log, "work, process 8")
    head, *rest = log.read_text("utf-8").splitlines()
    assert head.endswith("Z work, process 8]")
    assert rest == ["a", "b"]
