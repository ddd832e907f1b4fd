"""The guards around every test do guard: tried on a suite of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

SUITE = """
import logging, os, warnings

def test_logs_a_warning():
    logging.getLogger("qeu_station.x").warning("beware")

def test_expects_a_warning(caplog):
    logging.getLogger("qeu_station.x").warning("beware")

def test_logs_what_is_no_warning():
    logging.getLogger("qeu_station.x").info("fine")

def test_home_is_empty_and_its_own():
    assert os.listdir(os.environ["QEU_STATION_HOME"]) == []
    open(os.path.join(os.environ["QEU_STATION_HOME"], "mine"), "w").close()

def test_home_is_empty_again():
    assert os.listdir(os.environ["QEU_STATION_HOME"]) == []

def test_libraries_get_one_thread():
    assert os.environ["OMP_NUM_THREADS"] == os.environ["OPENCV_FOR_THREADS_NUM"] == "1"

def test_needs_real_data(data_dir):
    assert data_dir.is_dir()
"""


@pytest.fixture
def outcomes(project, tmp_path, request):
    """Result of each test of the small suite, run with ``QEU_STATION_DATA`` as the test asks."""
    (tmp_path / "conftest.py").write_bytes((project.root / "conftest.py").read_bytes())
    (tmp_path / "test_suite.py").write_text(SUITE, encoding="utf-8")
    hidden = ("QEU_STATION_DATA", "OMP_NUM_THREADS", "OPENCV_FOR_THREADS_NUM", "PYTEST_ADDOPTS")
    clean = {name: value for name, value in os.environ.items() if name not in hidden}
    data = {} if request.param is None else {"QEU_STATION_DATA": str(tmp_path / request.param)}
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-rs", "-p", "no:cacheprovider", "test_suite.py"],
        cwd=tmp_path,
        env={**clean, **data},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    found = dict(re.findall(r"::test_(\w+) (PASSED|FAILED|ERROR|SKIPPED)", ended.stdout))
    return {**found, "output": ended.stdout}


@pytest.mark.parametrize("outcomes", [None], indirect=True)
def test_every_guard(outcomes):
    assert outcomes["expects_a_warning"] == "PASSED"
    assert outcomes["logs_what_is_no_warning"] == "PASSED"
    assert outcomes["home_is_empty_and_its_own"] == "PASSED"
    assert outcomes["home_is_empty_again"] == "PASSED"
    assert outcomes["libraries_get_one_thread"] == "PASSED"
    assert outcomes["needs_real_data"] == "SKIPPED"
    assert "QEU_STATION_DATA does not name the folder" in outcomes["output"]
    assert "unexpected in the log" in outcomes["output"]
    assert outcomes["logs_a_warning"] == "ERROR"


@pytest.mark.parametrize(
    ("outcomes", "ends"), [(".", "PASSED"), ("nowhere", "ERROR")], indirect=["outcomes"]
)
def test_real_data_must_be_where_it_is_said(outcomes, ends):
    assert outcomes["needs_real_data"] == ends
