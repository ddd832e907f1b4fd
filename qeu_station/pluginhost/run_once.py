"""One pair before one inspector in this process, step by step, for the author of a plugin."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

from qeu_station.api import Opinion, PreparedPair
from qeu_station.errors import PluginError
from qeu_station.pluginhost.checking import checked_answer
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.session import InspectorSession, answered, device_of, setup_message
from qeu_station.pluginhost.use import InspectorUse


@dataclass(frozen=True, slots=True)
class Trial:
    """What one inspector did with one pair.

    Attributes:
        opinions: Checked opinion per opinion name; empty on a fault.
        fault: Kind and reason, or None.
        device: Where it ran.
        load_ms: Milliseconds to import the plugin and validate its parameters.
        build_ms: Milliseconds to build and warm up the inspector.
        first_ms: Milliseconds of the first inspection.
        median_ms: Median milliseconds of the further inspections.
    """

    opinions: Mapping[str, Opinion]
    fault: tuple[str, str] | None
    device: str
    load_ms: float
    build_ms: float
    first_ms: float
    median_ms: float


def run_once(
    use: InspectorUse, pair: PreparedPair, options: HostOptions, repetitions: int = 5
) -> Trial:
    """Run one inspector in this process; its exceptions on the way to an inspector come through.

    Raises:
        PluginError: Its parameters are not valid, or ``repetitions`` is below 1.
    """
    if repetitions < 1:
        raise PluginError(f"An inspector runs at least once, not {repetitions} times.")
    sys.path += [path for path in map(str, options.extra_paths) if path not in sys.path]
    clock = [time.perf_counter()]

    def lap() -> float:
        clock.append(time.perf_counter())
        return 1000 * (clock[-1] - clock[-2])

    session = InspectorSession(setup_message(use, "inspect", options.threads))
    load_ms = lap()
    inspector = session.inspector()
    build_ms = lap()
    answer = answered(inspector, session.spec, pair)
    times = [lap()]
    for _ in range(repetitions - 1):
        answered(inspector, session.spec, pair)
        times.append(lap())
    outcome = checked_answer(answer, use, pair)
    return Trial(
        opinions={} if isinstance(outcome, tuple) else outcome,
        fault=outcome if isinstance(outcome, tuple) else None,
        device=device_of(inspector),
        load_ms=load_ms,
        build_ms=build_ms,
        first_ms=times[0],
        median_ms=statistics.median(times[1:] or times),
    )
