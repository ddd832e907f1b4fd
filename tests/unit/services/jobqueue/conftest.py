"""A queue in a home whose inspector takes its time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qeu_station import paths
from qeu_station.services.jobqueue import BatchJob, BatchOrder, JobQueue
from qeu_station.services.opening import OpenHome
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipes import save_recipe
from tests.unit.services.making import PLUGIN, picture, tiny_recipe, write

PATIENCE_S = 150.0
SLOW = PLUGIN.replace('name="tiny"', 'name="slow"').replace("tiny_plugin", "slow_plugin").replace(
    "def inspect(self, pair):",
    "def inspect(self, pair):\n"
    "        import pathlib, time\n"
    "        hurry = pathlib.Path(__file__).parents[1] / 'hurry'\n"
    "        time.sleep(0 if hurry.exists() else 0.15)",
)  # fmt: skip

Wait = Callable[[JobQueue, str, Callable[[BatchJob], object]], BatchJob]


@pytest.fixture
def slow_home(home: OpenHome, tmp_path: Path) -> OpenHome:
    """A home with the recipes ``tray``, and ``belt`` that takes its time until ``hurry``."""
    (paths.plugins(home.folder) / "slow_plugin.py").write_text(SLOW, encoding="utf-8")
    reference = write(tmp_path / "reference.png", picture())
    save_recipe(tiny_recipe(), [reference], home.folder)
    save_recipe(tiny_recipe("belt", ["slow"]), [reference], home.folder)
    return home


@pytest.fixture
def hurry(slow_home: OpenHome) -> Callable[[], None]:
    """Let ``belt`` take no time from now on: what is to come to its end has seen enough."""
    return (slow_home.folder / "hurry").touch


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """Forty parts, every fifth of them bad."""
    folder = tmp_path / "部品"
    good, bad = (write(tmp_path / f"{d}.png", picture(1, bool(d))).read_bytes() for d in (0, 1))
    folder.mkdir()
    for number in range(40):
        (folder / f"p{number:02}_test.png").write_bytes(good if number % 5 else bad)
    return folder


@pytest.fixture
def order(parts: Path, tmp_path: Path) -> BatchOrder:
    """All parts over the slow recipe."""
    return BatchOrder("belt", parts, tmp_path / "結果")


@pytest.fixture
def opened(slow_home: OpenHome) -> Iterator[Callable[..., JobQueue]]:
    """Open the queue; what is open at the end is closed."""
    made: list[JobQueue] = []

    def make(**more: int) -> JobQueue:
        made.append(JobQueue.open(slow_home, **more))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def wait() -> Wait:
    """Wait until a job is as it should be."""

    def until(queue: JobQueue, id: str, met: Callable[[BatchJob], object]) -> BatchJob:
        end = time.monotonic() + PATIENCE_S
        while True:
            job = queue.state.job(id)
            assert job is not None
            if met(job):
                return job
            assert time.monotonic() < end, job
            time.sleep(0.02)

    return until


def judged(out: Path) -> dict[str, str]:
    """Verdict per pair; fails when a pair stands twice, or the chain is not sound."""
    with Journal.open(out / "journal.db", "station", readonly=True) as journal:
        assert journal.verify().problems == ()
        said = [(each.pair, each.part.verdict) for each in journal.inspections()]
    assert len(said) == len(dict(said))
    return dict(said)
