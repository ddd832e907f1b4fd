from __future__ import annotations

import os
from pathlib import Path

from qeu_station.pluginhost import logs_of
from qeu_station.pluginhost.plugin_logs import TAIL, check_log, probe_log, train_log, worker_log


def test_every_log_of_a_plugin_is_found_the_newest_first(tmp_path: Path) -> None:
    files = {
        "load": probe_log(tmp_path, "qeu-edges"),
        "edges": worker_log(tmp_path, "edges"),
        "check edges": check_log(tmp_path, "edges"),
        "train edges": train_log(tmp_path, "edges"),
    }
    for number, (name, file) in enumerate(files.items()):
        assert file is not None
        file.write_text(f"{name} 読\n", "utf-8")
        os.utime(file, (number, number))
    (tmp_path / "other.log").write_text("not its own", "utf-8")
    found = logs_of(tmp_path, "qeu-edges", ["edges", "edges"])
    assert [log.name for log in found] == ["train edges", "check edges", "edges", "load"]
    assert [log.file for log in found] == list(reversed(files.values()))
    assert found[0].text == "train edges 読\n"
    assert not found[0].cut


def test_of_a_long_log_the_end_is_read_from_the_beginning_of_a_line(tmp_path: Path) -> None:
    file = worker_log(tmp_path, "edges")
    assert file is not None
    file.write_bytes(b"\xff\n" + "".join(f"line {n}\n" for n in range(60_000)).encode())
    (log,) = logs_of(tmp_path, "qeu-edges", ["edges"])
    assert log.cut
    assert log.text.startswith("line ")
    assert log.text.endswith("line 59999\n")
    assert TAIL - 20 < len(log.text) <= TAIL


def test_where_nothing_was_printed_there_is_no_log(tmp_path: Path) -> None:
    assert logs_of(tmp_path, "qeu-edges", ["edges"]) == ()
    assert logs_of(None, "qeu-edges", ["edges"]) == ()
