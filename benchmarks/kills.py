"""A batch that is killed at random moments and resumed, until every pair is judged."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import psutil

from qeu_station.storage.journal import Journal


@dataclass(frozen=True, slots=True)
class KillReport:
    """What was left after all kills and the last resume.

    Attributes:
        kills: How often the batch was ended with SIGKILL while it ran.
        pairs: Pairs of the batch.
        judged: Inspections in the journal.
        repeated: Names judged more than once.
        problems: What ``journal verify`` found.
        orphans: Processes of killed runs that were still alive after a grace time.
    """

    kills: int
    pairs: int
    judged: int
    repeated: tuple[str, ...]
    problems: tuple[str, ...]
    orphans: int


def batch_command(recipe: str, pairs: Path, out: Path, lanes: int = 2) -> list[str]:
    """Return the command line of a batch that may be resumed."""
    return [
        sys.executable, "-m", "qeu_station", "batch", "--recipe", recipe, "--pairs", str(pairs),
        "--out", str(out), "--lanes", str(lanes), "--resume",
    ]  # fmt: skip


def run_kills(recipe: str, pairs: Path, out: Path, count: int, kills: int, seed: int) -> KillReport:
    """Kill a batch ``kills`` times, let it finish, and look at its journal."""
    rng = random.Random(seed)
    done = orphans = 0
    command = batch_command(recipe, pairs, out)
    while done < kills:
        share = 0.05 + 0.95 * (done + rng.random()) / kills  # spread over the run, each at random
        family = _killed_once(command, share, out)
        if family is None:
            break  # it finished before it could be killed
        done += 1
        orphans += _alive(family)
    subprocess.run(command, check=True, capture_output=True)
    with Journal.open(out / "journal.db", "station", readonly=True) as journal:
        names = Counter(record.pair for record in journal.inspections())
        problems = journal.verify().problems
    repeated = tuple(name for name, times in names.items() if times > 1)
    return KillReport(done, count, len(names), repeated, tuple(problems), orphans)


def _killed_once(command: list[str], share: float, out: Path) -> list[psutil.Process] | None:
    """Run until something happened, then kill; None when the batch came to its end."""
    before = _size(out)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    started = time.monotonic()
    while process.poll() is None:
        grown = _size(out) != before
        if (grown and time.monotonic() - started > 1.5 * share) or (
            time.monotonic() - started > 20 * share
        ):
            time.sleep(0.3 * share)
            family = psutil.Process(process.pid).children(recursive=True)
            os.kill(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            process.wait()
            return family
        time.sleep(0.01)
    return None


def _size(out: Path) -> int:
    """Bytes of the journal, its log included: grows with every commit."""
    return sum(path.stat().st_size for path in out.glob("journal.db*") if path.exists())


def _alive(family: list[psutil.Process]) -> int:
    _, alive = psutil.wait_procs(family, timeout=10)
    for process in alive:
        process.kill()
    return len(alive)
