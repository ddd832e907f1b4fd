from __future__ import annotations

import logging

import pytest

from qeu_station.logs import start_logging


@pytest.fixture(autouse=True)
def _as_before():
    root = logging.getLogger("qeu_station")
    before = root.handlers[:], root.level, root.propagate
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers[:], root.level, root.propagate = before


def test_everything_goes_to_the_file_and_warnings_to_the_console(tmp_path, capsys):
    file = start_logging(tmp_path)
    log = logging.getLogger("qeu_station.somewhere")
    log.debug("too small")
    log.info("刻 told")
    log.warning("shown")
    text = file.read_text(encoding="utf-8")
    assert "INFO qeu_station.somewhere" in text
    assert "刻 told" in text
    assert "too small" not in text
    assert capsys.readouterr().err == "WARNING: shown\n"


def test_verbose_shows_everything(tmp_path, capsys):
    start_logging(tmp_path, verbose=True)
    logging.getLogger("qeu_station").debug("detail")
    assert "detail" in capsys.readouterr().err


def test_calling_it_again_doubles_nothing(tmp_path):
    start_logging(tmp_path)
    file = start_logging(tmp_path)
    logging.getLogger("qeu_station").info("once")
    assert file.read_text(encoding="utf-8").count("once") == 1


def test_a_home_that_cannot_be_written_stops_nothing(tmp_path, capsys):
    (tmp_path / "logs").write_text("a file where the folder should be")
    assert start_logging(tmp_path) is None
    assert "No log file" in capsys.readouterr().err
