"""One question to one kind of window, in a process of its own; the answer is a line of JSON."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

FORBIDDEN = ("torch", "transformers", "onnxruntime", "pandas", "qeu_difference", "qeu_soart3")
STEP = 1000
"""Inspections between two readings of the memory."""


def main(arguments: list[str]) -> int:
    """Ask; print the answer."""
    parser = argparse.ArgumentParser(prog="benchmarks.window_parts.child", description=__doc__)
    parser.add_argument("kind", choices=("bare", "station"))
    parser.add_argument(
        "question", choices=("start", "pages", "stall", "live", "memory", "trigger")
    )
    parser.add_argument("--begun", type=float, default=0.0, help="monotonic time of the launch")
    parser.add_argument("--pairs", type=Path, default=None)
    parser.add_argument("--recipe", default="")
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--first", type=int, default=1000)
    parser.add_argument("--inspections", type=int, default=20000)
    given = parser.parse_args(arguments)
    answer = _ask(given)
    answer["forbidden"] = sorted(set(FORBIDDEN) & set(sys.modules))
    print(json.dumps(answer))
    return 0


def _ask(given: argparse.Namespace) -> dict[str, Any]:
    if given.question == "start":
        return _start(given)
    with _window(given) as subject:
        return _QUESTIONS[given.question](subject, given)


def _start(given: argparse.Namespace) -> dict[str, Any]:
    with _window(given) as subject:
        from benchmarks.window_parts.asked import wait_until

        usable = wait_until(subject.usable)
        answer = {"usable_s": time.monotonic() - given.begun - (time.perf_counter() - usable)}
        ready = wait_until(subject.ready)
        answer["ready_s"] = time.monotonic() - given.begun - (time.perf_counter() - ready)
        return answer


def _pages(subject: Any, given: argparse.Namespace) -> dict[str, Any]:
    from benchmarks.window_parts import asked

    asked.wait_until(subject.ready)
    opened = asked.opening(subject, given.pairs)
    asked.rest(1.0)
    keys = asked.next_keys(subject, 60)
    asked.rest(1.0)
    settled, seen = asked.burst(subject)
    return {"open_ms": opened, "next_ms": keys, "settle_ms": settled, "seen": seen}


def _stall(subject: Any, given: argparse.Namespace) -> dict[str, Any]:
    from benchmarks.window_parts import asked

    asked.wait_until(subject.ready)
    subject.work(given.pairs)
    asked.rest(2.0)
    heartbeat = asked.Heartbeat()
    asked.rest(given.seconds)
    return {"late_ms": heartbeat.stop(), "judged": subject.judged()}


def _live(subject: Any, given: argparse.Namespace) -> dict[str, Any]:
    from benchmarks.window_parts import asked, live

    asked.wait_until(subject.ready)
    asked.opening(subject, given.pairs)
    asked.rest(2.0)
    return {"frames_per_second": live.rates(subject)}


def _trigger(subject: Any, given: argparse.Namespace) -> dict[str, Any]:
    from benchmarks.window_parts import asked

    asked.wait_until(subject.ready)
    asked.opening(subject, given.pairs)
    asked.wait_until(subject.decided)
    asked.rest(1.0)
    return {"added_ms": asked.triggers(subject, 40)}


def _memory(subject: Any, given: argparse.Namespace) -> dict[str, Any]:
    import psutil

    from benchmarks.window_parts import asked

    asked.wait_until(subject.ready)
    subject.work(given.pairs, at_once=True)
    window, readings = psutil.Process(), []
    for count in range(given.first, given.inspections + 1, STEP):
        asked.wait_until(lambda count=count: subject.judged() >= count, 1e6)  # type: ignore[misc]
        asked.rest(1.0)
        others = sum(each.memory_info().rss for each in window.children(recursive=True))
        readings.append((subject.judged(), window.memory_info().rss / 1e6, others / 1e6))
        print(json.dumps(readings[-1]), flush=True)
    return {"resident_mb": readings}


_QUESTIONS = {
    "pages": _pages,
    "stall": _stall,
    "live": _live,
    "memory": _memory,
    "trigger": _trigger,
}


def _window(given: argparse.Namespace) -> Any:
    from importlib import import_module

    return import_module(f"benchmarks.window_parts.{given.kind}").opened(given)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
