"""Promise: a training that is killed or interrupted loses nothing it had learned."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.e2e.conftest import Command
from tests.unit.services.making import picture, write
from tests.unit.services.spots import TRAINERS, write_set

SLOW = ("--set", "epochs=6", "--set", "pause_s=0.4", "--least", 2)


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(TRAINERS))
    return write_set(tmp_path / "記録")


@pytest.fixture
def words(station: Command, records: Path, tmp_path: Path) -> tuple[object, ...]:
    """The words of a training of recipe ``tray``."""
    reference = write(tmp_path / "reference.png", picture())
    grid = ("--rows", "U,D", "--columns", "1-3", "--class", "missing:1")
    assert station("recipe", "new", "tray", "--reference", reference, *grid).code == 0
    file = next((tmp_path / "home").glob("recipes/tray/v1/recipe.toml"))
    text = file.read_text("utf-8") + '\n[registration]\nmodel = "none"\n'
    file.write_text(text + "\n[checks]\nmin_similarity = 0.1\n", encoding="utf-8")
    return ("train", "wayward", "--recipe", "tray", "--records", records, *SLOW)


@pytest.fixture
def running(home: Path, words: tuple[object, ...]) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Start the training as a program of its own, and wait until it has learned something."""
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "qeu_station", "--home", home, *words]
        paths = os.pathsep.join([str(TRAINERS), os.environ.get("PYTHONPATH", "")])
        process = subprocess.Popen(
            [str(word) for word in command],
            env={**os.environ, "PYTHONPATH": paths},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        started.append(process)
        end = time.monotonic() + 120
        while not learned(home) and time.monotonic() < end and process.poll() is None:
            time.sleep(0.05)
        assert learned(home), process.communicate()
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def learned(home: Path) -> int:
    """Return how many passes the trainer has noted."""
    files = list((home / "trainings").glob("*/work/epoch.txt"))
    text = files[0].read_text("utf-8") if files else ""
    return int(text or 0)


def test_a_killed_training_goes_on(
    station: Command, home: Path, words: tuple[object, ...], running: Callable[[], object]
) -> None:
    process = running()
    assert isinstance(process, subprocess.Popen)
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait(60)
    assert psutil.wait_procs(children, 30)[1] == []
    before = learned(home)
    assert not (home / "recipes" / "tray" / "v2").exists()
    done = station(*words, "--resume", "--json")
    assert done.code == 0, done.err
    assert done.json["figures"]["went_on_from"] == before > 0
    assert done.json["version"] == 2
    (log,) = (home / "trainings").glob("*/work/observed.txt")
    assert log.read_text("utf-8").split() == ["P1", "P2", "P3", "P4"]
    told = json.loads(Path(done.json["report"]).with_suffix(".json").read_text("utf-8"))
    assert [x for x, _ in told["curves"]["loss"]] == list(range(1, 7))


@pytest.mark.skipif(os.name != "posix", reason="a test cannot press Ctrl-C on Windows")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_sigterm_end_it_and_say_how_to_go_on(
    station: Command,
    words: tuple[object, ...],
    running: Callable[[], object],
    number: signal.Signals,
) -> None:
    process = running()
    assert isinstance(process, subprocess.Popen)
    children = psutil.Process(process.pid).children(recursive=True)
    if number is signal.SIGINT:
        refused = station(*words, "--resume")
        assert refused.code == 3
        assert "running already" in refused.err
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    said, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "--resume" in errors
    assert "Traceback" not in errors + said
    assert psutil.wait_procs(children, 30)[1] == []
    assert station(*words, "--resume").code == 0
