"""Live pictures from a process of their own: rate, delay, and what the station pays for them."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import psutil

from qeu_station.api import SourceSpec
from qeu_station.capture.live import LiveSource
from qeu_station.capture.use import SourceUse
from qeu_station.pluginhost import ComponentEntry, HostOptions, PluginOrigin

SHAPE = (960, 1280, 3)
RATE = 30


class Stamped:
    """A camera whose pictures carry the moment at which their grab ended, in nanoseconds."""

    def __init__(self, context: Any) -> None:
        self._picture = np.zeros(SHAPE, np.uint8)
        self._due = 0.0

    def open(self) -> None:
        """Begin the first period."""
        self._due = time.monotonic()

    def grab(self) -> np.ndarray:
        """Wait for the next period and stamp the picture."""
        self._due += 1 / RATE
        time.sleep(max(0.0, self._due - time.monotonic()))
        self._picture.reshape(-1)[:8].view(np.int64)[0] = time.monotonic_ns()
        return self._picture

    def close(self) -> None:
        """Nothing to let go of."""


def main(arguments: list[str]) -> None:
    """Print rate, delay and processor time with nobody looking and with a window looking."""
    parser = argparse.ArgumentParser(prog="benchmarks capture", description=__doc__)
    parser.add_argument("--seconds", type=float, default=15)
    seconds: float = parser.parse_args(arguments).seconds
    spec = SourceSpec("stamped", "1.0", "benchmarks.capture:Stamped")
    entry = ComponentEntry(spec, PluginOrigin("benchmarks", "1.0", ""))
    source = LiveSource(SourceUse(entry), HostOptions())
    try:
        if source.after(time.monotonic(), 60) is None:
            raise SystemExit(source.problem)
        print(f"{SHAPE[1]} x {SHAPE[0]} in colour at {RATE} pictures per second\n")
        print("| | pictures/s | station, % of a core | its process, % of a core |")
        print("|---|---|---|---|")
        _row("nobody looks", source, seconds, lambda end: time.sleep(seconds))
        delays: list[float] = []
        _row("every picture is taken", source, seconds, lambda end: _take(source, end, delays))
        assert source.pid is not None
        resident = psutil.Process(source.pid).memory_info().rss / 1e6
    finally:
        source.close()
    p50, p95, worst = np.percentile(delays, [50, 95, 100])
    print(
        f"\nfrom the end of a grab to the picture in hand: median {p50:.1f}, p95 {p95:.1f}, ",
        end="",
    )
    print(f"longest {worst:.1f} ms; its process holds {resident:.0f} MB")


def _row(name: str, source: LiveSource, seconds: float, act: Callable[[float], None]) -> None:
    assert source.pid is not None
    process = psutil.Process(source.pid)
    first = _number(source)
    before = time.monotonic(), time.process_time(), sum(process.cpu_times()[:2])
    act(time.monotonic() + seconds)
    span = time.monotonic() - before[0]
    here = 100 * (time.process_time() - before[1]) / span
    there = 100 * (sum(process.cpu_times()[:2]) - before[2]) / span
    print(f"| {name} | {(_number(source) - first) / span:.1f} | {here:.1f} | {there:.1f} |")


def _number(source: LiveSource) -> int:
    frame = source.newest()
    if frame is None:
        raise SystemExit(source.problem)
    return frame.number


def _take(source: LiveSource, end: float, delays: list[float]) -> None:
    moment = time.monotonic()
    while time.monotonic() < end:
        frame = source.after(moment, 5)
        if frame is None:
            raise SystemExit(source.problem)
        stamp = frame.pixels.reshape(-1)[:8].view(np.int64)[0]
        delays.append((time.monotonic_ns() - int(stamp)) / 1e6)
        moment = frame.at
