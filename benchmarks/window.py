"""The window against a bare one of PySide6 and pyqtgraph with two image views."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.window_parts import hanging
from benchmarks.window_parts.folders import many_pairs
from qeu_station.services.demo import samples

KINDS = ("bare", "station")
RECIPE = "deeppcb"


def main(arguments: list[str]) -> int:
    """Print the table; each kind of window runs in processes of its own, taking turns."""
    parser = argparse.ArgumentParser(prog="benchmarks window", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with deeppcb/pairs")
    parser.add_argument("--pairs", type=int, default=13000, help="pairs in the large folder")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each kind")
    parser.add_argument("--seconds", type=float, default=20, help="length of a stall measurement")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch, _display() as display:
        folder = many_pairs(given.data / "deeppcb" / "pairs", Path(scratch) / "pairs", given.pairs)
        ask = _Asker(display, Path(scratch), folder, given.seconds)
        starts = {kind: [ask(kind, "start") for _ in range(given.rounds)] for kind in KINDS}
        pages = {kind: [ask(kind, "pages") for _ in range(given.rounds)] for kind in KINDS}
        stalls = {kind: ask(kind, "stall") for kind in KINDS}
        ask.use_hanging(folder)
        hung = {kind: ask(kind, "stall") for kind in KINDS}
        ask.use(RECIPE, folder)
        live = ask("station", "live")["frames_per_second"]
        ask.use("sample", samples())
        added = ask("station", "trigger")["added_ms"]
    _print(starts, pages)
    _print_stalls("while inspecting", stalls)
    _print_stalls("while a plugin hangs", hung)
    forbidden = sorted({each for kind in pages["station"] for each in kind["forbidden"]})
    print(f"| heavy libraries and plugins in the window's process | | {forbidden or 'none'} | | |")
    kept = live["with grid"] / live["without grid"]
    print(
        f"| two live panes of 1280 x 960: frames/s without and with the grid "
        f"| {live['without grid']:.0f} | {live['with grid']:.0f} | {kept:.2f} | .7 | .9 |"
    )
    print(
        "| trigger to verdict on the screen less the inspectors' time, sample recipe: median, p95, "
        f"ms | | {np.percentile(added, 50):.0f}, {np.percentile(added, 95):.0f} | | 40 | 20 |"
    )
    judged = f"{stalls['station']['judged']}; while a plugin hung: {hung['station']['judged']}"
    print(f"\nParts judged while stalls were measured: {judged}")
    return 0


class _Asker:
    """Asks a window that is started for the question."""

    def __init__(self, display: dict[str, str], scratch: Path, folder: Path, seconds: float):
        self._environment = {**os.environ, **display}
        self._scratch, self._seconds = scratch, seconds
        self.use(RECIPE, folder)

    def use(self, recipe: str, folder: Path) -> None:
        """Ask about another recipe and folder from now on."""
        self._recipe, self._folder = recipe, folder

    def use_hanging(self, folder: Path) -> None:
        """Ask from now on about a recipe with an inspector that hangs at every fourth part."""
        for kind in ("station", "load"):
            hanging.give_hanging(self._home(kind), RECIPE)
        self.use(hanging.RECIPE, folder)

    def __call__(self, kind: str, question: str) -> dict[str, Any]:
        command = [sys.executable, "-m", "benchmarks.window_parts.child", kind, question]
        command += ["--pairs", str(self._folder), "--recipe", self._recipe]
        command += ["--home", str(self._home(kind)), "--seconds", str(self._seconds)]
        with self._load(kind, question):
            command += ["--begun", str(time.monotonic())]
            ended = subprocess.run(
                command, env=self._environment, capture_output=True, text=True, check=True
            )
        answer: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
        return answer

    @contextlib.contextmanager
    def _load(self, kind: str, question: str) -> Iterator[None]:
        """Give the bare window the load that the station's window makes by itself."""
        if (kind, question) != ("bare", "stall"):
            yield
            return
        command = [sys.executable, "-m", "benchmarks.window_parts.load"]
        command += ["--pairs", str(self._folder), "--home", str(self._home("load"))]
        load = subprocess.Popen([*command, "--recipe", self._recipe], env=self._environment)
        try:
            time.sleep(3)
            yield
        finally:
            load.terminate()
            load.wait(30)

    def _home(self, kind: str) -> Path:
        return self._scratch / f"home-{kind}"


@contextlib.contextmanager
def _display() -> Iterator[dict[str, str]]:
    """Give an X server of our own; without Xvfb the windows are drawn offscreen."""
    if shutil.which("Xvfb") is None:
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    told, tell = os.pipe()
    options = ["-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(tell), *options], pass_fds=[tell], stderr=subprocess.DEVNULL
    )
    os.close(tell)
    try:
        with os.fdopen(told) as answer:
            yield {"DISPLAY": f":{answer.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait(10)


def _print(
    starts: dict[str, list[dict[str, Any]]],
    pages: dict[str, list[dict[str, Any]]],
) -> None:
    print("| | bare | station | ratio | at least | stretch |\n|---|---|---|---|---|---|")
    usable = {kind: median(each["usable_s"] for each in starts[kind]) for kind in KINDS}
    ready = median(each["ready_s"] for each in starts["station"])
    _row("start to first usable window, s", usable, "2.0x | 1.3x")
    print(f"| start until a part can be judged, s | | {ready:.2f} | | | |")
    opening = {kind: median(each["open_ms"] for each in pages[kind]) for kind in KINDS}
    _row("folder until the first part shows, ms", opening, "4x | 1.5x")
    keys = {
        kind: float(np.percentile(np.concatenate([each["next_ms"] for each in pages[kind]]), 95))
        for kind in KINDS
    }
    _row("next part by key until it shows, p95, ms", keys, "2.0x | 1.3x")
    for what, name, goal in (
        ("settle_ms", "40 keys in 1.3 s: settled after, ms", "100 | 40"),
        ("seen", "40 keys in 1.3 s: pictures seen", "20 | 28"),
    ):
        found = {kind: median(each[what] for each in pages[kind]) for kind in KINDS}
        print(f"| {name} | {found['bare']:.0f} | {found['station']:.0f} | | {goal} |")


def _print_stalls(when: str, stalls: dict[str, dict[str, Any]]) -> None:
    for share, name, goal in ((99, "p99", "+30 | +16"), (100, "longest", "+80 | +50")):
        late = {kind: float(np.percentile(stalls[kind]["late_ms"], share)) for kind in KINDS}
        added = late["station"] - late["bare"]
        print(
            f"| event loop late {when}, {name}, ms | {late['bare']:.1f} "
            f"| {late['station']:.1f} | {added:+.1f} | {goal} |"
        )


def _row(name: str, found: dict[str, float], goals: str) -> None:
    ratio = found["station"] / found["bare"]
    print(f"| {name} | {found['bare']:.2f} | {found['station']:.2f} | {ratio:.2f}x | {goals} |")
