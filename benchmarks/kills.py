"""A batch that is killed at random moments and resumed, until every pair is judged."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import psutil

from qeu_station.errors import QeuError
from qeu_station.storage.journal import Journal

STARTING = 5
"""Every fifth kill comes while the batch starts, the others while it judges."""
START_S, JUDGING_S = 3.0, 1.2
"""Longest time to the kill, in seconds: longer than starting on a quick machine, than a commit."""


@dataclass(frozen=True, slots=True)
class KillReport:
    """What was left after all kills and the last resume.

    Attributes:
        kills: How often the batch was ended with SIGKILL while it ran.
        pairs: Pairs of the batch.
        kept: Pairs that were judged when the last resume began.
        judged: Inspections in the journal.
        repeated: Names judged more than once.
        problems: What ``journal verify`` found.
        orphans: Processes of killed runs that were still alive after a grace time.
    """

    kills: int
    pairs: int
    kept: int
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
        starting = done % STARTING == 0
        seconds = rng.uniform(0, START_S if starting else JUDGING_S)
        family = _killed_once(command, out, starting, seconds)
        if family is None:
            break  # it finished before it could be killed
        done += 1
        orphans += _alive(family)
    kept = _kept(out)
    subprocess.run(command, check=True, capture_output=True)
    with Journal.open(out / "journal.db", "station", readonly=True) as journal:
        names = Counter(record.pair for record in journal.inspections())
        problems = journal.verify().problems
    repeated = tuple(name for name, times in names.items() if times > 1)
    return KillReport(done, count, kept, len(names), repeated, tuple(problems), orphans)


def _killed_once(
    command: list[str], out: Path, starting: bool, seconds: float
) -> list[psutil.Process] | None:
    """Run, then kill; None when the batch came to its end.

    Args:
        command: The batch.
        out: Its output folder.
        starting: Count from its start, and not from the first records it commits.
        seconds: How long it then goes on.
    """
    before = _kept(out)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not starting and process.poll() is None and _kept(out) == before:
        time.sleep(0.02)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        return family
    return None


def _kept(out: Path) -> int:
    """Return how many pairs are judged in the journal, also while it is made and written."""
    try:
        with Journal.open(out / "journal.db", "station", readonly=True) as journal:
            return len(journal.judged_pairs())
    except QeuError:
        return 0


def _alive(family: list[psutil.Process]) -> int:
    _, alive = psutil.wait_procs(family, timeout=10)
    for process in alive:
        process.kill()
    return len(alive)
