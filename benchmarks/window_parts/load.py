"""The load of a station at work without its window: one pair judged after the other."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from itertools import cycle
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Judge until the process is ended."""
    parser = argparse.ArgumentParser(prog="benchmarks.window_parts.load", description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--recipe", required=True)
    given = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # the workers end with the station
    from qeu_station.services.live import LiveStation
    from qeu_station.services.opening import open_home

    with LiveStation.open(open_home(given.home)) as station:
        station.use(given.recipe)
        for pair in cycle(station.pairs(given.pairs)):
            station.record_pictures(station.inspect(pair, ""))
            time.sleep(0.02)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
